import { parentPort, workerData } from 'node:worker_threads';
import { messageOf } from '#src/core/errors.ts';
import { openTree } from '#src/io/tree.ts';
import type { PoolAnswer } from '#src/io/worker-pool.ts';
import { type FileResult, judgeFile, type OpenedScanner, openHider } from '#src/repo/judge-file.ts';
import { type Dependency, type KeptRef, kinOf, resultKey, watchTree } from '#src/repo/kept.ts';
import { scanners } from '#src/repo/scanners/index.ts';
import type { FileScanner } from '#src/repo/scanners/scanner.ts';
import type { TreeFile } from '#src/repo/tree.ts';
import { fileTools } from './file-tools.ts';

/** What a thread is started with. */
export interface JudgeData {
  readonly root: string;
  readonly files: readonly TreeFile[];
  readonly maxFileBytes: number;
  /** Ids of the scanners that look at files. */
  readonly scanners: readonly string[];
  /** Folder of the operator's own rules by kind, absolute; null: none. */
  readonly rulesDir: string | null;
}

export interface JudgeTask {
  readonly path: string;
  readonly kept: readonly KeptRef[];
}

/** `kept`: the result under that key is still true. Otherwise a new one, with the key to keep it under. */
export type Judged =
  | { readonly kept: string }
  | { readonly result: FileResult; readonly key: string; readonly depends: readonly Dependency[] };

const answer = (message: PoolAnswer<Judged>): void => parentPort?.postMessage(message);

async function openJudge(data: JudgeData): Promise<(task: JudgeTask) => Judged> {
  const tree = watchTree(openTree(data.root, data.files, data.maxFileBytes));
  const tools = fileTools(tree, data.rulesDir);
  const kin = kinOf(tree);
  const hide = await openHider(tools);
  const chosen = data.scanners
    .map((id) => scanners.get(id))
    .filter((s): s is FileScanner => s.over === 'files');
  const opened: OpenedScanner[] = [];
  for (const scanner of chosen) opened.push({ scanner, open: await scanner.open(tools) });
  return ({ path, kept }) => {
    const bytes = tree.readBytes(path);
    if (bytes === null) return unread(path);
    const file = { path, size: bytes.length };
    const key = resultKey(
      bytes,
      chosen.filter((scanner) => scanner.accepts(file)),
      kin(path),
    );
    const known = kept.find((ref) => ref.key === key && ref.depends.every(tree.holds));
    if (known) return { kept: key };
    const text = tree.read(path);
    tree.start();
    const result = judgeFile({ ...file, text }, opened, tree.read, hide);
    return { result, key, depends: tree.depends().filter((other) => other.path !== path) };
  };
}

const unread = (path: string): Judged => {
  const reason = 'it could not be read: it changed or went away since the scan started';
  return {
    result: { path, findings: [], skipped: [{ path, scanner: 'checkout', reason }] },
    key: '',
    depends: [],
  };
};

const ready = openJudge(workerData as JudgeData);
parentPort?.on('message', (task: JudgeTask) => {
  ready.then(
    (judge) => {
      try {
        answer({ result: judge(task) });
      } catch (error) {
        answer({ error: messageOf(error) });
      }
    },
    (error) => answer({ error: `scanners cannot start: ${messageOf(error)}`, fatal: true }),
  );
});
