import { AssayError, badRequest } from '#src/core/errors.ts';
import { type GithubName, isGithubName } from '#src/core/repository.ts';
import { type HttpResponse, type Send, SendError } from '#src/core/tools.ts';
import { version } from '#src/core/version.ts';
import { createSend } from '#src/io/send.ts';

/** What GitHub says of a repository that may be read. */
export interface GithubRepository {
  /** As GitHub spells it, after renames. */
  readonly owner: string;
  readonly name: string;
  readonly defaultBranch: string | null;
  readonly isPrivate: boolean;
}

const timeoutMs = 15_000;
const mostMoves = 3;

/**
 * Asks GitHub's REST API for a repository, with a token or as anybody.
 *
 * @param api base URL without a slash at the end
 * @throws AssayError `not-found`, `bad-request` (token refused), `unavailable` (rate limit, GitHub away)
 */
export async function readGithub(
  api: string,
  { owner, name }: Pick<GithubName, 'owner' | 'name'>,
  token: string | null,
): Promise<GithubRepository> {
  const { origin } = new URL(api);
  const send = createSend({
    // The token goes to the API's own origin only, also when that names another place.
    allow: (url) => url.origin === origin || 'not the origin of the GitHub API',
    maxBodyBytes: 1024 * 1024,
  });
  try {
    const answer = await ask(send, `${api}/repos/${owner}/${name}`, token);
    if (answer.status !== 200) throw refusal(answer, { api, owner, name, token });
    return describe(answer.body, { owner, name }, api);
  } catch (error) {
    if (!(error instanceof SendError)) throw error;
    throw new AssayError('unavailable', `GitHub could not be asked: ${error.message}`);
  } finally {
    await send.close();
  }
}

/** One question; a repository that has moved is followed on the same server. */
async function ask(send: Send, first: string, token: string | null): Promise<HttpResponse> {
  const headers = {
    accept: 'application/vnd.github+json',
    'x-github-api-version': '2022-11-28',
    'user-agent': `assay/${version}`,
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
  };
  let url = first;
  for (let moves = 0; ; moves++) {
    const answer = await send({ method: 'GET', url, headers, timeoutMs });
    const next = answer.headers.location;
    if (![301, 302, 307, 308].includes(answer.status) || !next || moves === mostMoves) return answer;
    url = new URL(next, url).href;
  }
}

interface Asked {
  readonly api: string;
  readonly owner: string;
  readonly name: string;
  readonly token: string | null;
}

function refusal(answer: HttpResponse, { api, owner, name, token }: Asked): AssayError {
  const { status, headers } = answer;
  const { host } = new URL(api);
  const limited = headers['x-ratelimit-remaining'] === '0' || headers['retry-after'] !== undefined;
  if (status === 429 || (status === 403 && limited))
    return new AssayError(
      'unavailable',
      `${host} takes no more questions just now${until(headers)}; try again then`,
    );
  if (token !== null && (status === 401 || status === 403))
    return badRequest(`token is refused by ${host} (status ${status}) for ${owner}/${name}`);
  if (status === 404 || status === 401 || status === 403 || status === 451) {
    const how =
      token === null
        ? 'it does not exist, or needs a token'
        : 'it does not exist, or the token may not read it';
    return new AssayError('not-found', `${owner}/${name} cannot be read on ${host}: ${how}`);
  }
  return new AssayError('unavailable', `${host} answered with status ${status}; try again later`);
}

/** " until 12:34 UTC", where the server says when. */
function until(headers: HttpResponse['headers']): string {
  const at = Number(headers['x-ratelimit-reset']) * 1000;
  if (Number.isFinite(at) && at > 0 && at < 8.64e15) return ` until ${new Date(at).toISOString()}`;
  return headers['retry-after'] && /^\d+$/.test(headers['retry-after'])
    ? ` for ${headers['retry-after']} s`
    : '';
}

function describe(body: string, asked: Pick<GithubName, 'owner' | 'name'>, api: string): GithubRepository {
  const parsed = parseObject(body);
  if (!parsed)
    throw new AssayError('unavailable', `${new URL(api).host} answered with something that is not JSON`);
  const permissions = parsed.permissions as { pull?: unknown } | undefined;
  if (permissions?.pull === false)
    throw badRequest(`token may see ${asked.owner}/${asked.name} but not read its content`);
  const [owner = '', name = ''] = typeof parsed.full_name === 'string' ? parsed.full_name.split('/') : [];
  const { default_branch: branch } = parsed;
  return {
    ...(isGithubName(owner, name) ? { owner, name } : { owner: asked.owner, name: asked.name }),
    defaultBranch: typeof branch === 'string' && branch !== '' ? branch : null,
    isPrivate: parsed.private === true,
  };
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
