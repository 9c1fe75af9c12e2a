import module from 'node:module';
import { dirname } from 'node:path';
import { messageOf } from '#src/core/errors.ts';
import { openPool, TaskLost, type WorkerPool } from '#src/io/worker-pool.ts';
import type { FileResult } from '#src/repo/judge-file.ts';
import type { JudgedFile } from '#src/repo/pipeline.ts';
import type { Db } from '#src/store/database.ts';
import { type FileResultRow, keepResults, keptResults, type ResultsOf } from '#src/store/file-results.ts';
import type { JudgeData, Judged, JudgeTask } from './judge-worker.ts';

/** A file that is still being judged after this long is given up: its scanners' own budgets end far earlier. */
const fileMs = 60_000;
const heapMb = 400;

export interface FileJudge {
  judge(paths: readonly string[], signal: AbortSignal): Promise<readonly JudgedFile[]>;
  close(): Promise<void>;
}

/**
 * Judges files in worker threads, and only those whose content, scanners or imported files changed since the target
 * was last scanned. A file that its thread did not survive is skipped, with the reason.
 */
export function openFileJudge(db: Db, of: ResultsOf, data: JudgeData, threads: number): FileJudge {
  const script = new URL('./judge-thread.ts', import.meta.url);
  // The cache of this version lies in the folder that was asked for.
  const cache = module.getCompileCacheDir();
  const threadData = { ...data, compileCache: cache ? dirname(cache) : null };
  const pool = openPool<JudgeTask, Judged>({
    script,
    size: threads,
    data: threadData,
    taskMs: fileMs,
    heapMb,
  });
  return {
    async judge(paths, signal) {
      const kept = await keptResults(db, of, paths);
      const judged = await Promise.all(
        paths.map((path) =>
          judgeOne(
            pool,
            path,
            kept.filter((row) => row.path === path),
            signal,
          ),
        ),
      );
      await keepResults(
        db,
        of,
        judged.flatMap(({ row }) => row ?? []),
        judged.flatMap(({ used }) => used ?? []),
      );
      return judged.map(({ file }) => file);
    },
    close: () => pool.close(),
  };
}

interface One {
  readonly file: JudgedFile;
  /** To be kept. */
  readonly row?: FileResultRow;
  /** Known already. */
  readonly used?: FileResultRow;
}

async function judgeOne(
  pool: WorkerPool<JudgeTask, Judged>,
  path: string,
  kept: readonly FileResultRow[],
  signal: AbortSignal,
): Promise<One> {
  const refs = kept.map(({ key, depends }) => ({
    key,
    depends: depends as JudgeTask['kept'][number]['depends'],
  }));
  try {
    const judged = await pool.run({ path, kept: refs }, signal);
    if ('kept' in judged) {
      const used = kept.find(({ key }) => key === judged.kept) as FileResultRow;
      return { file: { ...(used.result as unknown as FileResult), kept: true }, used };
    }
    const { result, key, depends } = judged;
    const row = { path, key, depends, result: { ...result } };
    return { file: { ...result, kept: false }, ...(key !== '' && { row }) };
  } catch (error) {
    if (!(error instanceof TaskLost)) throw error;
    const skipped = [{ path, scanner: 'all', reason: `it was given up: ${messageOf(error)}` }];
    return { file: { path, findings: [], skipped, kept: false } };
  }
}
