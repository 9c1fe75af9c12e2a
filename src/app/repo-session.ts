import { availableParallelism } from 'node:os';
import type { Checkout } from '#src/io/checkout.ts';
import { createExec } from '#src/io/exec.ts';
import { rulesFolder } from '#src/io/rule-files.ts';
import { createSend } from '#src/io/send.ts';
import { openHider } from '#src/repo/judge-file.ts';
import type { RepoSetting } from '#src/repo/pipeline.ts';
import { readProjectConfig } from '#src/repo/project-config.ts';
import type { TreeTools } from '#src/repo/scanners/scanner.ts';
import { historyScanner } from '#src/repo/secrets/history.ts';
import { selectScanners } from '#src/repo/select-scanners.ts';
import { openAdvisories } from './advisories.ts';
import type { App } from './context.ts';
import { fileTools } from './file-tools.ts';
import { openFileJudge } from './judge-files.ts';
import { type CheckoutJob, checkOutRepository } from './repo-checkout.ts';
import { historyReader } from './repo-history.ts';
import { openVendors } from './vendors.ts';

/** Threads that judge files: as many as the machine has cores, within what their memory allows. */
const mostThreads = 8;

export interface RepoRequest extends CheckoutJob {
  readonly targetId: string;
  /** Ids of scanners; null: all that can run. */
  readonly scanners: readonly string[] | null;
  /** Vendors are asked whether secrets that are found work. */
  readonly checkLiveness?: boolean;
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
  const checkout = await checkOutRepository(app, asked, signal);
  const closers: (() => Promise<void>)[] = [() => checkout.close()];
  const close = async (): Promise<void> => {
    for (const end of closers.toReversed()) await end();
  };
  try {
    return { checkout, setting: await openSetting(app, asked, checkout, closers, signal), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What has to be closed again is added to `closers` as soon as it is open. */
async function openSetting(
  app: App,
  asked: RepoRequest,
  checkout: Checkout,
  closers: (() => Promise<void>)[],
  signal: AbortSignal,
): Promise<RepoSetting> {
  const { tree, root, maxFileBytes, commit, skippedFiles } = checkout;
  const { rulesDir } = app.config;
  const treeTools = openTreeTools(app, root, closers);
  const forFiles = fileTools(tree, rulesDir);
  const config = readProjectConfig(tree);
  const scanners = await selectScanners(asked.scanners, treeTools(signal), forFiles);
  const ids = scanners.files.map(({ id }) => id);
  const data = { root, files: tree.files, maxFileBytes, rulesDir, scanners: ids };
  const judge = openFileJudge(app.db, asked, data, Math.min(mostThreads, availableParallelism()));
  closers.push(judge.close);
  const vendors = asked.checkLiveness ? openVendors(app.config) : null;
  if (vendors) closers.push(vendors.close);
  const past = asked.history
    ? [historyScanner(historyReader(checkout, app.config.checkout), config.excludes)]
    : [];
  return {
    tree,
    scanners: { ...scanners, tree: [...scanners.tree, ...past] },
    config,
    ...(vendors && { askVendor: vendors.ask }),
    commit,
    judgeFiles: judge.judge,
    hide: await openHider(forFiles),
    treeTools,
    lanes: 2,
    notes: skippedFiles.map(({ path, reason }) => (path ? `${path}: ${reason}` : reason)),
  };
}

/** What programs print may be as long as the repository is large. */
const mostOutput = 256 * 1024 * 1024;

function openTreeTools(
  app: App,
  root: string,
  closers: (() => Promise<void>)[],
): (signal: AbortSignal) => TreeTools {
  const [advisories, send] = [openAdvisories(app), createSend()];
  closers.push(advisories.close, send.close);
  const exec = createExec({ maxOutputBytes: mostOutput });
  const rulesDir = (kind: string) => rulesFolder(app.config.rulesDir, kind);
  return (signal) => ({ send, exec, advisories, signal, root, rulesDir });
}
