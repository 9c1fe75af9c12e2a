import { transact } from '#src/app/context.ts';
import { executeScan } from '#src/app/execute-scan.ts';
import { commissionRepoScan } from '#src/app/repo-scans.ts';
import type { Loose, TestApi } from './api.ts';

/** A repository scan as its user sees it when it is over. */
export interface PlayedRepoScan {
  readonly id: string;
  readonly scan: Loose;
  /** RepoFindings. */
  readonly findings: Loose[];
}

/** Registers a folder or repository of this machine; resolves with RepositoryOut. */
export async function registerLocal(api: TestApi, path: string): Promise<Loose> {
  const answer = await api.call('POST', '/repos/local', { body: { local_path: path } });
  if (answer.statusCode !== 201) throw new Error(`POST /repos/local: ${answer.statusCode} ${answer.body}`);
  return answer.json();
}

export interface RepoScanAsk {
  readonly history?: boolean;
  readonly check_liveness?: boolean;
  readonly scanners?: readonly string[];
  readonly ref?: string;
  readonly commit_sha?: string;
}

/** Commissions a scan; nothing runs yet. */
export async function commissionRepo(
  api: TestApi,
  repositoryId: string,
  ask: RepoScanAsk = {},
): Promise<string> {
  const answer = await api.call('POST', `/repos/${repositoryId}/scan`, { body: ask });
  if (answer.statusCode !== 202)
    throw new Error(`POST /repos/{id}/scan: ${answer.statusCode} ${answer.body}`);
  return answer.json().id;
}

export async function readRepoScan(api: TestApi, id: string): Promise<PlayedRepoScan> {
  const scan = (await api.call('GET', `/repos/scans/${id}`)).json();
  const findings = (await api.call('GET', `/repos/scans/${id}/findings?limit=500`)).json();
  return { id, scan, findings };
}

/** Commissions a scan, runs it in this process as the worker does, and reads it. */
export async function scanRepo(
  api: TestApi,
  repositoryId: string,
  ask: RepoScanAsk = {},
): Promise<PlayedRepoScan> {
  const id = await commissionRepo(api, repositoryId, ask);
  await executeScan(api.app, { scanId: id, workspaceId: api.workspaceId }, new AbortController().signal);
  return readRepoScan(api, id);
}

/** Scans a registered folder as it stands, with what is not committed, as the command line does. */
export async function scanWorkingTree(
  api: TestApi,
  repositoryId: string,
  scanners: readonly string[],
): Promise<PlayedRepoScan> {
  const scan = await transact(api.app, api.workspaceId, (work) =>
    commissionRepoScan(work, repositoryId, { scanners: [...scanners], workingTree: true }),
  );
  await executeScan(api.app, { scanId: scan.id, workspaceId: api.workspaceId }, new AbortController().signal);
  return readRepoScan(api, scan.id);
}
