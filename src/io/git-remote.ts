import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { AssayError, badRequest } from '#src/core/errors.ts';
import { isRefusedAddress, isRefusedName } from './address.ts';
import { type Git, GitFailure, type GitOptions, openGit } from './git.ts';
import { checkCommit, checkRef } from './git-files.ts';

/** What a server says of a repository before anything is fetched. */
export interface RemoteHead {
  /** The default branch; null where HEAD is on none. */
  readonly branch: string | null;
  readonly commit: string;
}

export interface Remote {
  readonly url: URL;
  /** A secret. */
  readonly token: string | null;
}

/** An address that git may be sent to. Throws `bad-request`; the error never quotes credentials or a query. */
export function parseRemote(text: string): URL {
  const url = URL.parse(text);
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    throw badRequest('a repository is fetched over https:// or http://; ssh and other schemes are not used');
  if (url.username || url.password)
    throw badRequest(`${url.host}: give the token on its own, not in the URL`);
  if (url.search || url.hash) throw badRequest(`${url.host}: the URL of a repository has no ? or # in it`);
  return url;
}

/**
 * Configuration for one remote. The token travels as a header, by environment: never in an argument, the URL or a
 * file. It is bound to the server's origin, and redirects are errors. The name is resolved here and git's connection is
 * pinned to what was checked (http.curloptResolve, since git 2.37).
 */
async function configFor({ url, token }: Remote): Promise<[string, string][]> {
  const config: [string, string][] = [];
  const addresses = await guardedAddresses(url.hostname.replace(/^\[|\]$/g, ''));
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  if (addresses.length > 0)
    config.push(['http.curloptResolve', `${url.hostname}:${port}:${addresses.join(',')}`]);
  if (token !== null) {
    config.push([`http.${url.origin}/.extraHeader`, `Authorization: Basic ${basic(token)}`]);
  }
  return config;
}

/** GitHub takes any user name with a token; this one is what its own documentation has. */
const basic = (token: string): string => Buffer.from(`x-access-token:${token}`).toString('base64');

/** What a name resolves to, once none of it is refused. Empty for a literal address: there is nothing to pin. */
async function guardedAddresses(host: string): Promise<string[]> {
  const refusal = new AssayError(
    'refused',
    `${host} is a cloud metadata or link-local address: it is never contacted`,
  );
  if (isRefusedName(host) || (isIP(host) !== 0 && isRefusedAddress(host))) throw refusal;
  if (isIP(host) !== 0) return [];
  const found = await lookup(host, { all: true }).catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'ENOTFOUND' ? 'does not resolve' : 'could not be resolved just now';
    throw new AssayError('unavailable', `the host name ${host} ${why}`);
  });
  if (found.some(({ address }) => isRefusedAddress(address))) throw refusal;
  return found.map(({ address, family }) => (family === 6 ? `[${address}]` : address));
}

/** git on a repository of ours that may ask one server. Throws `bad-request`, `refused`, `unavailable`. */
export async function openRemote(
  remote: Remote,
  options: Omit<GitOptions, 'reach' | 'config' | 'secrets'>,
): Promise<Git> {
  const secrets = remote.token === null ? [] : [remote.token, basic(remote.token)];
  return openGit({ ...options, reach: 'remote', config: await configFor(remote), secrets });
}

interface Advertised {
  readonly head: RemoteHead | null;
  /** Ids by full name; an annotated tag is shown by the commit it stands for. */
  readonly refs: ReadonlyMap<string, string>;
}

/** Asks for HEAD and, where one is wanted, for a branch or tag. */
async function advertised(git: Git, remote: Remote, names: readonly string[]): Promise<Advertised> {
  const text = await git
    .run(['ls-remote', '--symref', '--', remote.url.href, 'HEAD', ...names])
    .catch((error) => Promise.reject(translate(error, remote)));
  const refs = new Map<string, string>();
  let branch: string | null = null;
  for (const line of text.split('\n')) {
    const [left = '', name = ''] = line.split('\t');
    const symbolic = /^ref: refs\/heads\/(.+)$/.exec(left)?.[1];
    if (symbolic !== undefined && name === 'HEAD') branch = symbolic;
    else if (/^[0-9a-f]{40,64}$/.test(left)) refs.set(name, left);
  }
  const commit = refs.get('HEAD');
  return { head: commit === undefined ? null : { branch, commit }, refs };
}

/** The default branch of a remote and its commit; null for a repository without a commit. */
export const headOf = async (git: Git, remote: Remote): Promise<RemoteHead | null> =>
  (await advertised(git, remote, [])).head;

export interface Wanted {
  /** A branch or tag; the default branch without it. */
  readonly ref?: string | undefined;
  /** A full commit id. */
  readonly commit?: string | undefined;
  /** With all commits before it. */
  readonly history?: boolean | undefined;
}

/** Fetches what is wanted, as shallow as it can be unless with its history; resolves with its commit, and the branch or tag it is on. */
export async function fetchCommit(
  git: Git,
  remote: Remote,
  wanted: Wanted,
): Promise<{ commit: string; branch: string | null }> {
  const ref = wanted.ref === undefined ? undefined : checkRef(wanted.ref);
  if (wanted.commit !== undefined) checkCommit(wanted.commit);
  const names = ref === undefined ? [] : candidates(ref);
  const { head, refs } = await advertised(
    git,
    remote,
    names.flatMap((name) => [name, `${name}^{}`]),
  );
  const name = ref === undefined ? headName(head) : names.find((candidate) => refs.has(candidate));
  if (name === undefined) throw badRequest(`the repository has no branch or tag "${ref}"`);
  const branch = ref ?? head?.branch ?? null;
  if (wanted.commit !== undefined) {
    await fetchById(git, remote, wanted.commit, name, wanted.history ?? false);
    return { commit: wanted.commit, branch };
  }
  await fetchRef(git, remote, `+${name}:refs/assay/tip`, wanted.history ? whole : ['--depth=1']);
  return { commit: (await git.run(['rev-parse', '--verify', 'refs/assay/tip^{commit}'])).trim(), branch };
}

/** What a short name may mean, in the order it is looked for. */
export const candidates = (ref: string): string[] =>
  ref.startsWith('refs/') ? [ref] : [`refs/heads/${ref}`, `refs/tags/${ref}`, `refs/remotes/${ref}`];

function headName(head: RemoteHead | null): string {
  if (!head) throw badRequest('the repository has no commit yet, or its default branch is missing');
  return head.branch === null ? 'HEAD' : `refs/heads/${head.branch}`;
}

async function fetchRef(git: Git, remote: Remote, spec: string, depth: readonly string[]): Promise<void> {
  const fixed = ['fetch', '--quiet', '--no-tags', '--no-auto-maintenance', '--no-recurse-submodules'];
  await git
    .run([...fixed, '--no-write-fetch-head', ...depth, '--', remote.url.href, spec])
    .catch((error) => Promise.reject(translate(error, remote)));
}

const has = (git: Git, commit: string): Promise<boolean> =>
  git.run(['cat-file', '-e', `${commit}^{commit}`]).then(
    () => true,
    (error) => (error instanceof GitFailure ? false : Promise.reject(error)),
  );

/** git takes this depth as all there is, also where nothing is shallow. */
const wholeHistory = 2 ** 31 - 1;
/** All there is. A server whose own repository is cut makes ours the same, instead of refusing. */
const whole = ['--update-shallow'];

/** By its id where the server gives that; otherwise the branch is fetched deeper and deeper until it is there. */
async function fetchById(
  git: Git,
  remote: Remote,
  commit: string,
  name: string,
  history: boolean,
): Promise<void> {
  try {
    await fetchRef(git, remote, `+${commit}:refs/assay/tip`, history ? whole : ['--depth=1']);
    if (await has(git, commit)) return;
  } catch (error) {
    if (!(error instanceof AssayError) || error.code !== 'bad-request') throw error;
  }
  const depths = history ? [whole] : [['--depth=200'], ['--depth=5000'], [`--depth=${wholeHistory}`]];
  for (const depth of depths) {
    await fetchRef(git, remote, `+${name}:refs/assay/tip`, depth);
    if (await has(git, commit)) return;
  }
  throw badRequest(
    `commit ${commit} is not in the repository, or not on ${name.replace(/^refs\/heads\//, '')}`,
  );
}

/** The server names another address: it is not followed, for the token must not go along. */
export class MovedError extends AssayError {
  constructor(url: URL) {
    super(
      'bad-request',
      `${url.host} says that ${url.pathname} has moved; register the repository by its new address`,
    );
  }
}

const failures: readonly (readonly [RegExp, (remote: Remote) => AssayError])[] = [
  [
    /could not read Username|Authentication failed|returned error: 40[13]/,
    ({ url, token }) =>
      badRequest(
        token === null
          ? `${url.host} asks for a token to read this repository`
          : `${url.host} refuses the token for this repository`,
      ),
  ],
  [
    /not found|returned error: 404/i,
    ({ url }) =>
      new AssayError('not-found', `${url.host} has no repository ${url.pathname}, or does not show it`),
  ],
  [/returned error: 30[1278]|redirect/i, ({ url }) => new MovedError(url)],
  [
    /not our ref|unadvertised object|couldn't find remote ref|no such remote ref/i,
    ({ url }) => badRequest(`${url.host} does not give what was asked for: no such branch, tag or commit`),
  ],
];

/** git's own words, where they are known, as an error of ours. */
function translate(error: unknown, remote: Remote): unknown {
  if (!(error instanceof GitFailure)) return error;
  const known = failures.find(([pattern]) => pattern.test(error.said));
  return known
    ? known[1](remote)
    : new AssayError(
        'unavailable',
        `${remote.url.host} could not be read: ${error.said || 'no reason given'}`,
      );
}
