import { randomUUID } from 'node:crypto';
import { AssayError, conflict } from '#src/core/errors.ts';
import type { FindingDraft } from '#src/core/finding.ts';
import { repoPipeline } from '#src/repo/pipeline.ts';
import type { RepoUnit } from '#src/repo/plan.ts';
import { scanners } from '#src/repo/scanners/index.ts';
import { historyId } from '#src/repo/secrets/history.ts';
import { type App, transact } from './context.ts';
import type { Finding } from './finding-rows.ts';
import type { Replay } from './replay-finding.ts';
import { repositoryOf } from './repo-player.ts';
import type { RepoScanConfig } from './repo-scans.ts';
import { openRepoSession, type RepoSession } from './repo-session.ts';

interface Place {
  readonly scanner: string;
  readonly path: string;
  readonly flow?: readonly { readonly path: string }[];
}

/**
 * Lets the finding's scanner look again, at the branch as it is now: at the file, where the scanner looks at files, or at
 * the tree. The same flaw is known by its fingerprint, wherever its lines are by then.
 */
export async function replayCode(
  app: App,
  workspaceId: string,
  finding: Finding,
  signal: AbortSignal,
): Promise<Replay> {
  const { scanner: id, path, flow = [] } = finding.location as unknown as Place;
  // A flow is found with the file it begins in.
  const paths = [...new Set([path, ...flow.map((step) => step.path)])];
  const history = id === historyId;
  const over = history ? 'tree' : scanners.find(id)?.over;
  if (!over)
    throw conflict(`the finding came from "${id}", which is not a scanner of this server: it was imported`);
  const asked = await transact(app, workspaceId, async (work) => {
    const { config } = await work.trx
      .selectFrom('scans')
      .select('config')
      .where('id', '=', finding.scan_id)
      .executeTakeFirstOrThrow();
    const { ref, working_tree } = config as unknown as RepoScanConfig;
    return { ref, workingTree: working_tree, repositoryId: await repositoryOf(work, finding.target_id) };
  });
  const job = { targetId: finding.target_id, workspaceId, scanId: `replay-${randomUUID()}` };
  const which = { commit: null, scanners: history ? [] : [id], history };
  const session = await openRepoSession(app, { ...job, ...asked, ...which }, signal);
  try {
    const { fingerprint } = finding;
    const again = await lookAgain(session, { over, id, paths, fingerprint }, signal);
    const at = session.checkout.commit ? `commit ${session.checkout.commit}` : 'the folder as it is';
    return {
      holds: again !== undefined,
      verdict: {
        outcome: again ? 'vulnerable' : 'safe',
        stage: id,
        confidence: again?.confidence ?? finding.confidence,
        errorRate: null,
        reason: again
          ? `${id} finds it again at ${at}, line ${again.location.line_start}`
          : `${id} does not find it at ${at}`,
        proof: again?.proof ?? null,
      },
      transcript: [],
      replayedAt: new Date(),
    };
  } finally {
    await session.close();
  }
}

interface Sought {
  readonly over: 'files' | 'tree';
  /** The scanner. */
  readonly id: string;
  /** Files that it has to look at. */
  readonly paths: readonly string[];
  readonly fingerprint: string;
}

/** What was not looked at says nothing about the flaw. Throws `unavailable` then. */
async function lookAgain(
  { setting }: RepoSession,
  { over, id, paths, fingerprint }: Sought,
  signal: AbortSignal,
): Promise<FindingDraft | undefined> {
  const there = setting.tree.files.map(({ path }) => path).filter((path) => paths.includes(path));
  if (over === 'files' && there.length === 0) return undefined;
  const place = { index: 0, key: 'replay' };
  const unit: RepoUnit =
    over === 'files' ? { ...place, over, paths: there } : { ...place, over, scanner: id };
  const { outcome, reason, record, findings } = await repoPipeline(setting).run(unit, signal);
  const skipped = (record.skipped as { path: string; reason: string }[]).find(({ path }) =>
    paths.includes(path),
  );
  const again = findings.find((draft) => draft.fingerprint === fingerprint);
  // Of a history that was cut, the part with the secret may be missing.
  const cut = outcome === 'incomplete' && id === historyId;
  if (outcome === 'not-scanned' || (!again && (cut || (skipped && findings.length === 0)))) {
    const why = outcome === 'scanned' ? skipped?.reason : reason;
    throw new AssayError('unavailable', `${id} could not look again, so nothing is known: ${why}`);
  }
  return again;
}
