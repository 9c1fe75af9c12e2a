import { availableParallelism } from 'node:os';
import type { Checkout } from '#src/io/checkout.ts';
import { createExec } from '#src/io/exec.ts';
import { rulesFolder } from '#src/io/rule-files.ts';
import { createSend } from '#src/io/send.ts';
import type { RepoSetting } from '#src/repo/pipeline.ts';
import { readProjectConfig } from '#src/repo/project-config.ts';
import type { TreeTools } from '#src/repo/scanners/scanner.ts';
import { selectScanners } from '#src/repo/select-scanners.ts';
import { openAdvisories } from './advisories.ts';
import type { App } from './context.ts';
import { fileTools } from './file-tools.ts';
import { openFileJudge } from './judge-files.ts';
import { type CheckoutJob, checkOutRepository } from './repo-checkout.ts';

/** Threads that judge files: as many as the machine has cores, within what their memory allows. */
const mostThreads = 8;

export interface RepoRequest extends CheckoutJob {
  readonly targetId: string;
  /** Ids of scanners; null: all that can run. */
  readonly scanners: readonly string[] | null;
}

/** A checkout with everything that scans it. */
export interface RepoSession {
  readonly checkout: Checkout;
  readonly setting: RepoSetting;
  /** Gives back the checkout, threads and connections. */
  close(): Promise<void>;
}

/** Checks a repository out and opens the scanners. Throws what `checkOutRepository` throws. */
export async function openRepoSession(
  app: App,
  asked: RepoRequest,
  signal: AbortSignal,
): Promise<RepoSession> {
  const { rulesDir } = app.config;
  const checkout = await checkOutRepository(app, asked, signal);
  const { root, tree, maxFileBytes } = checkout;
  const advisories = openAdvisories(app);
  const send = createSend();
  const treeTools = (signal: AbortSignal): TreeTools => ({
    send,
    exec: createExec({ maxOutputBytes: 256 * 1024 * 1024 }),
    advisories,
    signal,
    root,
    rulesDir: (kind) => rulesFolder(rulesDir, kind),
  });
  const scanners = await selectScanners(asked.scanners, treeTools(signal), fileTools(tree, rulesDir));
  const judgeData = {
    root,
    files: tree.files,
    maxFileBytes,
    rulesDir,
    scanners: scanners.files.map(({ id }) => id),
  };
  const judge = openFileJudge(app.db, asked, judgeData, Math.min(mostThreads, availableParallelism()));
  const notes = checkout.skippedFiles.map(({ path, reason }) => (path ? `${path}: ${reason}` : reason));
  return {
    checkout,
    setting: {
      tree,
      scanners,
      config: readProjectConfig(tree),
      commit: checkout.commit,
      judgeFiles: judge.judge,
      treeTools,
      lanes: 2,
      notes,
    },
    async close() {
      await judge.close();
      await Promise.all([advisories.close(), send.close()]);
      await checkout.close();
    },
  };
}
