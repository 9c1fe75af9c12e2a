import type { IncomingMessage, ServerResponse } from 'node:http';
import { type GitServer, gitServer } from './git.ts';

export interface GithubRepository {
  /** Tokens that may read it; null: everybody may. */
  readonly tokens: readonly string[] | null;
  defaultBranch?: string;
  /** The name it has now, where the one it is asked by is an old one. */
  readonly movedTo?: string;
}

/** GitHub as far as a client that reads repositories can tell: its REST API below /api, git at the root. */
export interface GithubServer extends GitServer {
  readonly api: string;
  /** By "owner/name"; a test may change them. */
  readonly repositories: Map<string, GithubRepository>;
  /** Questions answered with "rate limit exceeded" from here on. */
  limit(on: boolean): void;
}

/** @param folder holds the repositories as `<owner>/<name>.git` */
export async function githubServer(
  folder: string,
  repositories: Readonly<Record<string, GithubRepository>>,
): Promise<GithubServer> {
  const known = new Map(Object.entries(repositories));
  let limited = false;
  const before = (request: IncomingMessage, response: ServerResponse): boolean => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    if (path.startsWith('/api/')) {
      if (limited) tell(response, 403, { message: 'API rate limit exceeded' }, limits);
      else answerApi(known, path.slice('/api'.length), request, response);
      return true;
    }
    const name = /^\/([^/]+\/[^/]+)\.git\//.exec(path)?.[1] ?? '';
    const found = known.get(name);
    if (found && may(found, tokenOf(request))) {
      if (found.movedTo === undefined) return false;
      // assay-ignore: javascript-open-redirect a stand-in for GitHub on loopback, which redirects as GitHub does
      response.writeHead(301, { location: request.url?.replace(name, found.movedTo) }).end();
      return true;
    }
    response.writeHead(401, { 'www-authenticate': 'Basic realm="GitHub"' }).end('Repository not found.');
    return true;
  };
  const server = await gitServer({ folder, before });
  return {
    ...server,
    api: `${server.origin}/api`,
    repositories: known,
    limit: (on) => {
      limited = on;
    },
  };
}

const limits = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1900000000' };

function tell(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
    .end(JSON.stringify(body));
}

/** The token of `Bearer …`, or the password of `Basic …`; undefined: none was sent. */
function tokenOf({ headers: { authorization = '' } }: IncomingMessage): string | undefined {
  const [scheme, value = ''] = authorization.split(' ');
  if (scheme === 'Basic') return Buffer.from(value, 'base64').toString().split(':')[1];
  return scheme === 'Bearer' || scheme === 'token' ? value : undefined;
}

const may = ({ tokens }: GithubRepository, token: string | undefined): boolean =>
  tokens === null || (token !== undefined && tokens.includes(token));

/** As api.github.com: a bad token is 401 even for what everybody may read; what may not be read is 404. */
function answerApi(
  known: ReadonlyMap<string, GithubRepository>,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const token = tokenOf(request);
  const all = [...known.values()].flatMap(({ tokens }) => tokens ?? []);
  if (token !== undefined && !all.includes(token))
    return void tell(response, 401, { message: 'Bad credentials' });
  const asked = /^\/repos\/([^/]+\/[^/]+)$/.exec(path)?.[1]?.toLowerCase();
  const [name, found] = [...known].find(([full]) => full.toLowerCase() === asked) ?? [];
  if (!name || !found || !may(found, token)) return void tell(response, 404, { message: 'Not Found' });
  if (found.movedTo !== undefined) {
    // assay-ignore: javascript-open-redirect a stand-in for GitHub on loopback, which redirects as GitHub does
    const location = `http://${request.headers.host}/api/repos/${found.movedTo}`;
    return void tell(response, 301, { message: 'Moved Permanently' }, { location });
  }
  tell(response, 200, {
    full_name: name,
    private: found.tokens !== null,
    default_branch: found.defaultBranch ?? 'main',
    permissions: { pull: true, push: false, admin: false },
  });
}
