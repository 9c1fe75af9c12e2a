import { access, constants, realpath } from 'node:fs/promises';
import { basename, isAbsolute, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Config } from '#src/config.ts';
import { badRequest, conflict } from '#src/core/errors.ts';
import { cloneUrl, type GithubName, parseGithubUrl } from '#src/core/repository.ts';
import type { GithubCreate, LocalCreate, RepositoryPatch } from '#src/core/repository-input.ts';
import { type CheckoutSource, localRoot, remoteHead } from '#src/io/checkout.ts';
import { checkRef } from '#src/io/git-files.ts';
import { type App, transact, type Work } from './context.ts';
import { type GithubRepository, readGithub } from './github.ts';
import {
  findRepository,
  type OpenedRepository,
  openRepository,
  type RegisteredRepository,
} from './repository-rows.ts';

export {
  findRepository,
  listRepositories,
  openRepository,
  type RegisteredRepository,
} from './repository-rows.ts';

/** What is to be written down of a repository, once it has been seen to be readable. */
export interface Seen {
  readonly provider: 'github' | 'local';
  readonly name: string;
  readonly url: string;
  readonly localPath: string | null;
  readonly defaultBranch: string | null;
  readonly branchPinned: boolean;
  /** A secret. Null: a token that is stored stays. */
  readonly token: string | null;
}

const chosen = (branch: string | null | undefined, found: string | null) => ({
  defaultBranch: branch ? checkRef(branch, 'default_branch') : found,
  branchPinned: Boolean(branch),
});

/**
 * Looks at a repository of GitHub before it is registered: with the token given, else with the one that is stored, else
 * as anybody. Outside of any transaction, for it waits for a network.
 *
 * @throws AssayError `bad-request` (no GitHub URL, token refused), `not-found`, `unavailable`
 */
export async function seeGithub(app: App, workspaceId: string, input: GithubCreate): Promise<Seen> {
  const { githubApi, githubUrl } = app.config;
  const asked = parseGithubUrl(input.url, githubUrl);
  const token = input.token ?? (await storedToken(app, workspaceId, asked));
  const found = await readGithub(githubApi, asked, token);
  const { name, url, defaultBranch } = addressOf(asked, found);
  return {
    provider: 'github',
    name,
    url,
    localPath: null,
    ...chosen(input.default_branch, defaultBranch),
    token: input.token ?? null,
  };
}

const storedToken = (app: App, workspaceId: string, { url }: GithubName): Promise<string | null> =>
  transact(app, workspaceId, async ({ trx }) => {
    const row = await trx
      .selectFrom('repositories')
      .select('token_sealed')
      .where(({ eb, fn }) => eb(fn<string>('lower', ['url']), '=', url.toLowerCase()))
      .executeTakeFirst();
    return row?.token_sealed ? app.vault.open<string>(row.token_sealed) : null;
  });

/** Looks at a folder of this machine before it is registered. Throws `bad-request` with what is wrong. */
export async function seeLocal(app: App, input: LocalCreate): Promise<Seen> {
  const { local_path: given } = input;
  if (!isAbsolute(given))
    throw badRequest(`local_path "${given}" is not absolute; a worker has no folder to start from`);
  const path = await localRoot(given);
  await checkPlace(path, app.config);
  await access(path, constants.R_OK | constants.X_OK).catch(() => {
    throw badRequest(`local_path ${given} cannot be read by the user that this server runs as`);
  });
  const source = { kind: 'local', path, mode: 'committed' } as const;
  const head = await remoteHead({ source, dataDir: app.config.dataDir }, AbortSignal.timeout(timeoutMs));
  return {
    provider: 'local',
    name: input.name ?? (basename(path) || path),
    url: pathToFileURL(path).href,
    localPath: path,
    ...chosen(input.default_branch, head?.branch ?? null),
    token: null,
  };
}

const timeoutMs = 15_000;

const isIn = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);

const realOf = (path: string): Promise<string> => realpath(path).catch(() => path);

/**
 * Where a local repository may lie. What Assay keeps to itself is never scanned: the key that opens every secret lies
 * there. Throws `bad-request`.
 */
export async function checkPlace(path: string, { dataDir, repoRoots }: Config): Promise<void> {
  if (isIn(path, await realOf(dataDir)))
    throw badRequest(`local_path ${path} lies in the data folder of this server itself`);
  if (repoRoots === null) return;
  const roots = await Promise.all(repoRoots.map(realOf));
  if (!roots.some((root) => isIn(path, root)))
    throw badRequest(
      `local_path ${path} lies in none of the folders of ASSAY_REPO_ROOTS (${repoRoots.join(', ')})`,
    );
}

/** Writes a repository down with its mirror target. The same URL again keeps its id, and its token unless there is one. */
export async function register(work: Work, seen: Seen): Promise<RegisteredRepository> {
  const { trx, workspaceId, app } = work;
  const sealed = seen.token === null ? null : app.vault.seal(seen.token);
  const { id } = await trx
    .insertInto('repositories')
    .values({
      workspace_id: workspaceId,
      name: seen.name,
      url: seen.url,
      provider: seen.provider,
      local_path: seen.localPath,
      default_branch: seen.defaultBranch,
      branch_pinned: seen.branchPinned,
      token_sealed: sealed,
    })
    .onConflict((on) =>
      on.columns(['workspace_id', 'url']).doUpdateSet((eb) => ({
        ...(sealed === null ? {} : { token_sealed: sealed }),
        ...(seen.branchPinned
          ? { default_branch: seen.defaultBranch, branch_pinned: true }
          : {
              default_branch: eb
                .case()
                .when('repositories.branch_pinned', '=', true)
                .then(eb.ref('repositories.default_branch'))
                .else(seen.defaultBranch)
                .end(),
            }),
        provider: seen.provider,
      })),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  await trx
    .insertInto('targets')
    .values({ workspace_id: workspaceId, kind: 'repo', repository_id: id })
    .onConflict((on) => on.column('repository_id').doNothing())
    .execute();
  return findRepository(work, id);
}

/** Where a repository is fetched from. */
export const sourceOf = (app: App, { url, localPath }: RegisteredRepository): CheckoutSource =>
  localPath === null
    ? { kind: 'remote', url: cloneUrl(url, app.config.githubUrl) }
    : { kind: 'local', path: localPath, mode: 'committed' };

/** Looks at what a PATCH changes before it is written: a token is tried first. Throws as `seeGithub` does. */
export async function checkRepositoryPatch(
  app: App,
  workspaceId: string,
  id: string,
  patch: RepositoryPatch,
): Promise<void> {
  const repository = await transact(app, workspaceId, (work) => findRepository(work, id));
  if (patch.default_branch) checkRef(patch.default_branch, 'default_branch');
  if (patch.token === undefined) return;
  if (repository.provider === 'local')
    throw badRequest('token has no use: this repository is on this machine');
  await readGithub(app.config.githubApi, parseGithubUrl(repository.url, app.config.githubUrl), patch.token);
}

/** Changes a repository that `checkRepositoryPatch` has looked at. Throws `not-found`. */
export async function patchRepository(
  work: Work,
  id: string,
  patch: RepositoryPatch,
): Promise<RegisteredRepository> {
  await findRepository(work, id);
  const set = {
    ...(patch.name === undefined ? {} : { name: patch.name }),
    ...(patch.default_branch === undefined ? {} : { branch_pinned: patch.default_branch !== null }),
    ...(patch.default_branch ? { default_branch: patch.default_branch } : {}),
    ...(patch.clear_token ? { token_sealed: null } : {}),
    ...(patch.token === undefined ? {} : { token_sealed: work.app.vault.seal(patch.token) }),
  };
  if (Object.keys(set).length > 0)
    await work.trx.updateTable('repositories').set(set).where('id', '=', id).execute();
  return findRepository(work, id);
}

/** Deletes a repository; its mirror target, scans and findings go with it. Throws `not-found`. */
export async function deleteRepository(work: Work, id: string): Promise<void> {
  await findRepository(work, id);
  await work.trx.deleteFrom('repositories').where('id', '=', id).execute();
}

/**
 * Asks anew which branch is the default one, and on GitHub by which name the repository goes. A branch and a name that
 * people chose stay. Throws as registering does.
 */
export async function refreshRepository(
  app: App,
  workspaceId: string,
  id: string,
): Promise<RegisteredRepository> {
  const opened = await transact(app, workspaceId, (work) => openRepository(work, id));
  const found = await seeAgain(app, opened);
  return transact(app, workspaceId, async (work) => {
    await noteDefaultBranch(work, id, found.defaultBranch);
    if (found.url !== opened.repository.url) await rename(work, opened.repository, found);
    return findRepository(work, id);
  });
}

/** Throws `conflict` when the new address is registered already. */
async function rename(
  { trx }: Work,
  { id, url, name }: RegisteredRepository,
  found: { url: string; name: string },
): Promise<void> {
  const taken = await trx
    .selectFrom('repositories')
    .select('id')
    .where('url', '=', found.url)
    .executeTakeFirst();
  if (taken) throw conflict(`this repository is called ${found.url} now, which is registered as ${taken.id}`);
  const named = url.endsWith(`/${name}`) ? { name: found.name } : {};
  await trx
    .updateTable('repositories')
    .set({ url: found.url, ...named })
    .where('id', '=', id)
    .execute();
}

/** What a server or a checkout says the default branch is. Nothing changes where people chose one. */
export async function noteDefaultBranch({ trx }: Work, id: string, branch: string | null): Promise<void> {
  if (branch === null) return;
  await trx
    .updateTable('repositories')
    .set({ default_branch: branch })
    .where('id', '=', id)
    .where('branch_pinned', '=', false)
    .execute();
}

async function seeAgain(
  app: App,
  { repository, token }: OpenedRepository,
): Promise<Pick<Seen, 'name' | 'url' | 'defaultBranch'>> {
  const { githubApi, githubUrl, dataDir } = app.config;
  const { url, name } = repository;
  if (repository.provider === 'github') {
    const asked = parseGithubUrl(url, githubUrl);
    return addressOf(asked, await readGithub(githubApi, asked, token));
  }
  const head = await remoteHead(
    { source: sourceOf(app, repository), dataDir },
    AbortSignal.timeout(timeoutMs),
  );
  return { name, url, defaultBranch: head?.branch ?? null };
}

/** Name and address as GitHub spells them, on the server that was asked for. */
function addressOf(asked: GithubName, found: GithubRepository) {
  const home = asked.url.slice(0, -`/${asked.owner}/${asked.name}`.length);
  const name = `${found.owner}/${found.name}`;
  return { name, url: `${home}/${name}`, defaultBranch: found.defaultBranch };
}
