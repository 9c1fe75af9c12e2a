import { AssayError, badRequest } from '#src/core/errors.ts';
import { type HttpResponse, type Send, SendError } from '#src/core/tools.ts';
import { tooLarge } from '#src/io/dataset-text.ts';
import { placeOf } from '#src/redteam/corpora/own-names.ts';

export interface Download {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Hosts to which its place may pass a request on, themselves or below; none: no redirect is followed. */
  readonly redirects?: readonly string[];
  readonly signal?: AbortSignal;
}

export interface Downloaded {
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

const timeoutMs = 120_000;
const mostRedirects = 4;

/**
 * The file at an address. Headers go to its own host only, also when it passes the request on.
 *
 * @throws AssayError `bad-request` or `unavailable` with the address (without its query) and what came instead;
 *   `SendError` `aborted` when `signal` ended it
 */
export async function download(send: Send, what: Download): Promise<Downloaded> {
  const start = new URL(what.url);
  let url = start;
  for (let hop = 0; hop <= mostRedirects; hop++) {
    const headers = url.host === start.host ? what.headers : {};
    const response = await ask(send, url, headers ?? {}, what.signal);
    const { status } = response;
    if (status === 200) {
      if (response.truncated) throw tooLarge();
      const bytes = response.bytes ?? Buffer.from(response.body);
      return { bytes, contentType: response.headers['content-type'] ?? '' };
    }
    if (status < 300 || status > 399) throw refusal(url, status);
    url = nextOf(url, start, response, what.redirects ?? []);
  }
  throw badRequest(`${placeOf(start.href)} passes the request on more than ${mostRedirects} times`);
}

async function ask(
  send: Send,
  url: URL,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal | undefined,
): Promise<HttpResponse> {
  try {
    return await send({
      method: 'GET',
      url: url.href,
      headers,
      timeoutMs,
      binary: true,
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (!(error instanceof SendError) || error.failure === 'aborted') throw error;
    const code = error.failure === 'refused' ? 'refused' : 'unavailable';
    throw new AssayError(code, `${placeOf(url.href)} cannot be read: ${error.message}`);
  }
}

function nextOf(url: URL, start: URL, response: HttpResponse, allowed: readonly string[]): URL {
  const next = URL.parse(response.headers.location ?? '', url);
  const known = next && allowed.some((host) => next.hostname === host || next.hostname.endsWith(`.${host}`));
  // Never from https to http: the checksum may be one that was never seen before.
  if (next && known && next.protocol === start.protocol) return next;
  const to = next ? ` to ${next.protocol}//${next.host}` : '';
  throw badRequest(
    `${placeOf(url.href)} answers with a redirect${to} (HTTP ${response.status}), which is not followed; name the final address`,
  );
}

function refusal(url: URL, status: number): AssayError {
  const place = placeOf(url.href);
  if (status === 401 || status === 403) {
    return badRequest(
      `${place} wants credentials that it did not get, or not the right ones (HTTP ${status})`,
    );
  }
  if (status === 404 || status === 410) return badRequest(`${place} is not there (HTTP ${status})`);
  return new AssayError('unavailable', `${place} answers with HTTP ${status}`);
}
