import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import { AssayError, badRequest } from '#src/core/errors.ts';
import { asSystem } from '#src/store/database.ts';
import { type App, transact, type Work } from './context.ts';
import { commissionRepoScan } from './repo-scans.ts';
import { noteDefaultBranch } from './repositories.ts';
import { findRepository } from './repository-rows.ts';

/** One call of GitHub: headers as they came, and the JSON in the very bytes that were signed. */
export interface Delivery {
  /** X-GitHub-Event: push, ping … */
  readonly event: string;
  /** X-GitHub-Delivery: the same for every redelivery. */
  readonly delivery: string;
  /** X-Hub-Signature-256: `sha256=` and 64 hexadecimal digits. */
  readonly signature: string;
  readonly raw: Buffer;
  /** The payload, taken out of `raw`; null when it is none. */
  readonly payload: Readonly<Record<string, unknown>> | null;
}

/** What became of a delivery. */
export interface Handled {
  readonly scanId: string | null;
  readonly detail: string;
}

const kept = sql<Date>`now() - interval '30 days'`;

/** Makes a repository's webhook secret, or a new one in its place. It is shown this once. Throws `not-found`, `bad-request`. */
export async function createWebhook(work: Work, repositoryId: string): Promise<string> {
  const { provider } = await findRepository(work, repositoryId);
  if (provider !== 'github')
    throw badRequest('a repository on this machine has no webhook: GitHub does not know of it');
  const secret = randomBytes(32).toString('base64url');
  await work.trx
    .updateTable('repositories')
    .set({ webhook_secret_sealed: work.app.vault.seal(secret) })
    .where('id', '=', repositoryId)
    .execute();
  return secret;
}

/** Takes the secret away: deliveries are refused from here on. Throws `not-found`. */
export async function removeWebhook(work: Work, repositoryId: string): Promise<void> {
  await findRepository(work, repositoryId);
  await work.trx
    .updateTable('repositories')
    .set({ webhook_secret_sealed: null })
    .where('id', '=', repositoryId)
    .execute();
}

interface Candidate {
  readonly id: string;
  readonly workspaceId: string;
  readonly secret: string;
}

/**
 * Acts on what GitHub sends: a push to the default branch commissions a scan of its newest commit, in every workspace
 * whose secret signed it. A delivery that comes again creates nothing again.
 *
 * @throws AssayError `unauthenticated`, in the same words for an unknown repository and for a wrong signature
 */
export async function handleDelivery(app: App, delivery: Delivery): Promise<Handled> {
  const name = fullName(delivery.payload);
  const owners = (name === null ? [] : await candidates(app, name)).filter(({ secret }) =>
    signs(secret, delivery),
  );
  // As long as with a repository: how long an answer takes tells nothing.
  if (owners.length === 0) {
    signs('no secret', delivery);
    throw new AssayError(
      'unauthenticated',
      'the signature is not one of a repository that is registered here',
    );
  }
  if (delivery.event === 'ping') return { scanId: null, detail: 'pong' };
  const push = readPush(delivery);
  if (typeof push === 'string') return { scanId: null, detail: push };
  let first: Handled | null = null;
  for (const { id, workspaceId } of owners) {
    const handled = await transact(app, workspaceId, (work) => act(work, id, delivery, push));
    first ??= handled;
  }
  return first as Handled;
}

const fullName = (payload: Delivery['payload']): string | null => {
  const name = (payload?.repository as { full_name?: unknown } | undefined)?.full_name;
  return typeof name === 'string' && name.length <= 250 ? name : null;
};

/** Repositories of any workspace with this name and a secret; before the signature is checked nobody is known. */
const candidates = (app: App, name: string): Promise<Candidate[]> =>
  asSystem(app.db, async (trx) => {
    const rows = await trx
      .selectFrom('repositories')
      .select(['id', 'workspace_id', 'webhook_secret_sealed'])
      .where('provider', '=', 'github')
      .where('webhook_secret_sealed', 'is not', null)
      .where(sql<boolean>`lower(substring(url from '[^/]+/[^/]+$')) = ${name.toLowerCase()}`)
      .execute();
    return rows.map((row) => ({
      id: row.id,
      workspaceId: row.workspace_id,
      secret: app.vault.open<string>(row.webhook_secret_sealed as string),
    }));
  });

/** Compared in constant time, and over the bytes: JSON that is parsed and written again is another text. */
function signs(secret: string, { signature, raw }: Delivery): boolean {
  const given = /^sha256=([0-9a-f]{64})$/i.exec(signature)?.[1] ?? '0'.repeat(64);
  // assay-ignore: javascript-hard-coded-secret the only constant is the decoy for unknown repositories: what it answers is not used
  return timingSafeEqual(createHmac('sha256', secret).update(raw).digest(), Buffer.from(given, 'hex'));
}

interface Push {
  readonly branch: string;
  readonly commit: string;
  /** The default branch as the payload has it. */
  readonly defaultBranch: string | null;
}

/** A push that may be scanned, or the reason why it is none. */
function readPush({ event, payload }: Delivery): Push | string {
  if (event !== 'push') return `events of the kind "${event.slice(0, 50)}" are not acted on`;
  const { ref, after, deleted, repository } = payload as Record<string, unknown>;
  const branch = typeof ref === 'string' ? /^refs\/heads\/(.{1,250})$/.exec(ref)?.[1] : undefined;
  if (branch === undefined) return 'a tag was pushed, not a branch';
  if (typeof after !== 'string' || !/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(after))
    return 'the push names no commit';
  if (deleted === true || /^0+$/.test(after)) return `branch "${branch}" was deleted`;
  const { default_branch: own } = repository as { default_branch?: unknown };
  return { branch, commit: after, defaultBranch: typeof own === 'string' && own.length <= 250 ? own : null };
}

async function act(work: Work, id: string, delivery: Delivery, push: Push): Promise<Handled> {
  await noteDefaultBranch(work, id, push.defaultBranch);
  const { defaultBranch } = await findRepository(work, id);
  if (push.branch !== defaultBranch)
    return {
      scanId: null,
      detail: `branch "${push.branch}" is not the default branch (${defaultBranch ?? 'unknown'})`,
    };
  const earlier = await claim(work, id, delivery);
  if (earlier) return { scanId: earlier.scanId, detail: 'this delivery was acted on before' };
  const scan = await commissionRepoScan(work, id, { ref: push.branch, commit_sha: push.commit });
  await work.trx
    .updateTable('webhook_deliveries')
    .set({ scan_id: scan.id })
    .where('repository_id', '=', id)
    .where('delivery', '=', delivery.delivery)
    .execute();
  return { scanId: scan.id, detail: 'a scan is commissioned' };
}

/** Notes a delivery; the earlier one when it, or another one with the same body, was acted on. */
async function claim(
  { trx, workspaceId }: Work,
  repositoryId: string,
  { delivery, raw }: Delivery,
): Promise<{ scanId: string | null } | null> {
  const body_hash = createHash('sha256').update(raw).digest('hex');
  await trx.deleteFrom('webhook_deliveries').where('created_at', '<', kept).execute();
  const taken = await trx
    .insertInto('webhook_deliveries')
    .values({ repository_id: repositoryId, workspace_id: workspaceId, delivery, body_hash, scan_id: null })
    .onConflict((on) => on.doNothing())
    .returning('delivery')
    .executeTakeFirst();
  if (taken) return null;
  const row = await trx
    .selectFrom('webhook_deliveries')
    .select('scan_id')
    .where('repository_id', '=', repositoryId)
    .where(({ eb, or }) => or([eb('delivery', '=', delivery), eb('body_hash', '=', body_hash)]))
    .executeTakeFirst();
  return { scanId: row?.scan_id ?? null };
}
