import type { RepoScanAsk } from '#src/app/repo-scans.ts';
import type { KnownFindings } from '#src/app/report-scan.ts';
import { checkOutput, conclude, type ResultOptions, say } from './conclude.ts';
import { exitCodes, Failure, usage } from './failure.ts';
import { type Session, withSession } from './open.ts';
import { showProgress } from './print/progress.ts';
import { isFolder, registerPlace, type TokenOptions, tokenOf } from './repository.ts';

export interface RepoOptions extends ResultOptions, TokenOptions {
  readonly scanners?: string;
  readonly ref?: string;
  readonly commit?: string;
  readonly onlyNewAgainst?: string;
  readonly history?: boolean;
  readonly checkLiveness?: boolean;
}

/** `assay scan repo <path|url>` */
export async function scanRepo(place: string, options: RepoOptions): Promise<void> {
  checkOutput(options);
  if (options.baseline !== undefined || options.failOnRegression)
    throw usage('--baseline compares scans of models; for a repository there is --only-new-against <branch>');
  const token = tokenOf(options);
  await withSession(async (session) => {
    const { sweepCheckouts } = await import('#src/app/repo-checkout.ts');
    await sweepCheckouts(session.app);
    const { id: repositoryId } = await registerPlace(session, place, { token });
    // What lies in a folder is what its user means, committed or not, unless a commit is asked for.
    const asItStands = isFolder(place) && options.ref === undefined && options.commit === undefined;
    const scanners = options.scanners?.split(',').map((id) => id.trim());
    const known = options.onlyNewAgainst
      ? await findingsAt(session, repositoryId, options.onlyNewAgainst, scanners, options)
      : undefined;
    const { ref, commit: commit_sha, history, checkLiveness: check_liveness } = options;
    const ask = { scanners, ref, commit_sha, history, check_liveness, workingTree: asItStands };
    const scanId = await commissionHere(session, repositoryId, ask);
    say(options, `scan ${scanId}`);
    await conclude(session, scanId, options, known);
  });
}

async function commissionHere(
  { app, workspaceId }: Session,
  repositoryId: string,
  ask: RepoScanAsk,
): Promise<string> {
  const { commissionRepoScan } = await import('#src/app/repo-scans.ts');
  const { transact } = await import('#src/app/context.ts');
  const { withoutJobs } = await import('./run-scan.ts');
  const scan = await transact(withoutJobs(app), workspaceId, (work) =>
    commissionRepoScan(work, repositoryId, ask),
  );
  return scan.id;
}

/** What the branch has already, scanned now: files that did not change since an earlier scan are not judged again. */
async function findingsAt(
  session: Session,
  repositoryId: string,
  ref: string,
  scanners: string[] | undefined,
  options: RepoOptions,
): Promise<KnownFindings> {
  const { runHere } = await import('./run-scan.ts');
  const { transact } = await import('#src/app/context.ts');
  const { findingsOf } = await import('#src/app/finding-rows.ts');
  const { findScan } = await import('#src/app/scan-rows.ts');
  // HEAD is what is committed, whatever branch that is.
  const { history } = options;
  const asked = ref === 'HEAD' ? { scanners, history } : { scanners, history, ref };
  const scanId = await commissionHere(session, repositoryId, asked);
  const progress = showProgress({ quiet: options.quiet ?? false, label: ref });
  const { interrupted } = await runHere(session, scanId, progress.see).finally(progress.end);
  if (interrupted) throw new Failure(exitCodes.failed, 'stopped');
  return transact(session.app, session.workspaceId, async (work) => {
    const scan = await findScan(work, scanId);
    // Without the branch everything would look new: that is a failure, not a result.
    if (scan.status !== 'completed')
      throw new Failure(
        exitCodes.failed,
        `--only-new-against ${ref}: its scan is ${scan.status}: ${scan.error ?? ''}`,
      );
    const findings = await findingsOf(work, scanId);
    return { fingerprints: new Set(findings.map(({ fingerprint }) => fingerprint)), from: ref };
  });
}
