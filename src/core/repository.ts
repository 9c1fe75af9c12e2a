import { badRequest } from './errors.ts';

export const repositoryProviders = ['github', 'local'] as const;
export type RepositoryProvider = (typeof repositoryProviders)[number];

/** A registered repository, without its token. */
export interface Repository {
  readonly id: string;
  readonly workspaceId: string;
  readonly name: string;
  readonly provider: RepositoryProvider;
  /** Web address, or a file: URL of a local one. */
  readonly url: string;
  readonly localPath: string | null;
  readonly defaultBranch: string | null;
  /** The default branch was chosen by people: a look at the server does not change it. */
  readonly branchPinned: boolean;
  readonly hasToken: boolean;
  readonly hasWebhook: boolean;
  /** The mirror target. */
  readonly targetId: string;
  readonly createdAt: Date;
}

/** A repository of GitHub by its name. */
export interface GithubName {
  readonly owner: string;
  readonly name: string;
  /** `https://github.com/owner/name`, or the same on the server of the operator's choice. */
  readonly url: string;
}

const owners = /^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,98}[A-Za-z0-9])?$/;
const names = /^[A-Za-z0-9._-]{1,100}$/;
const example = 'https://github.com/owner/name';

/** Whether both are as GitHub lets them be: they become part of URLs. */
export const isGithubName = (owner: string, name: string): boolean =>
  owners.test(owner) && names.test(name) && !/^\.{1,2}$/.test(name);

/**
 * Reads the forms in which people copy a repository's address: https, with or without ".git" and a slash at the end,
 * without a scheme, and git's own ssh forms. Throws `bad-request`; the error quotes no user name and no password.
 *
 * @param root web root of the GitHub that this server asks; github.com is always understood
 */
export function parseGithubUrl(text: string, root: string): GithubName {
  const scp = /^git@([^:/\s]+):(.+)$/.exec(text.trim());
  const spelled = scp ? `https://${scp[1]}/${scp[2]}` : text.trim().replace(/^ssh:\/\/git@/, 'https://');
  const url = URL.parse(spelled) ?? URL.parse(`https://${spelled}`);
  const server = new URL(root);
  const home = url && homeOf(url, server);
  if (!url || !home) {
    const hosts = [...new Set(['github.com', server.host])].join(' or ');
    throw badRequest(`url is not one of a repository on ${hosts}; it looks like ${example}`);
  }
  if (url.username || url.password)
    throw badRequest('url has a user name or password in it; give the token in the field "token"');
  const below = home === root ? server.pathname.replace(/\/$/, '') : '';
  const path = url.pathname.startsWith(`${below}/`) ? url.pathname.slice(below.length + 1) : '';
  const [owner = '', last = '', ...more] = path.replace(/\/+$/, '').split('/');
  const name = last.replace(/\.git$/i, '');
  const clean = url.search === '' && url.hash === '' && more.length === 0;
  if (!clean || !isGithubName(owner, name))
    throw badRequest(`url must name a repository as owner and name, and nothing else: ${example}`);
  return { owner, name, url: `${home}/${owner}/${name}` };
}

/** Which of the two servers a URL is on, or null. The scheme and port of a copied ssh address say nothing. */
function homeOf(url: URL, server: URL): string | null {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  if (url.host === server.host || (url.hostname === server.hostname && url.port === ''))
    return server.href.replace(/\/$/, '');
  return /^(?:www\.)?github\.com$/.test(url.host) ? 'https://github.com' : null;
}

/** Where git fetches a repository of GitHub from. */
export function cloneUrl(repositoryUrl: string, root: string): string {
  const path = repositoryUrl.split('/').slice(-2).join('/');
  return `${root}/${path}.git`;
}
