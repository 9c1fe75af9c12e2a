import { redact } from '#src/core/redact.ts';
import { type HttpResponse, type Send, SendError } from '#src/core/tools.ts';
import { EndpointError } from './endpoint-error.ts';
import { readRetryAfter } from './retry-after.ts';

/** One endpoint that takes JSON. */
export interface Endpoint {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly send: Send;
  /** The answer is wanted in bytes too. */
  readonly binary?: boolean;
  /** Shortens a text from the endpoint and takes out whatever we sent as credentials. */
  readonly excerpt: (text: string) => string;
}

const excerptLength = 300;

/** The given headers win over the defaults of a JSON request. */
export function openEndpoint(
  url: string,
  given: Readonly<Record<string, string>>,
  send: Send,
  timeoutMs: number,
): Endpoint {
  const names = new Set(Object.keys(given).map((name) => name.toLowerCase()));
  const headers = { ...given };
  if (!names.has('content-type')) headers['content-type'] = 'application/json';
  if (!names.has('accept')) headers.accept = 'application/json, text/event-stream';
  return { url, headers, timeoutMs, send, excerpt: excerptWithout(secretsIn(url, given)) };
}

/** Shortens texts of others and takes `secrets` out of them. */
export const excerptWithout =
  (secrets: readonly string[]) =>
  (text: string): string => {
    const clean = redact(text, secrets).replace(/\s+/g, ' ').trim();
    return clean.length > excerptLength ? `${clean.slice(0, excerptLength)}…` : clean;
  };

/** Header values, whole and without their scheme ("Bearer …"), and what the URL carries in its query. */
function secretsIn(url: string, headers: Readonly<Record<string, string>>): string[] {
  const parsed = URL.parse(url);
  const values = [
    ...Object.values(headers),
    ...(parsed?.searchParams.values() ?? []),
    parsed?.password ?? '',
  ];
  return values
    .flatMap((value) => [value, value.replace(/^\S+\s+/, '')])
    .filter((value) => value.length >= 4);
}

/** Posts a JSON text. Resolves for 2xx only; rejects with an `EndpointError` that says whether trying again may help. */
export async function postJson(
  endpoint: Endpoint,
  body: string,
  signal?: AbortSignal,
): Promise<HttpResponse> {
  const { url, headers, timeoutMs, send, binary } = endpoint;
  let response: HttpResponse;
  try {
    response = await send({ method: 'POST', url, headers, body, timeoutMs, signal, binary });
  } catch (error) {
    throw error instanceof SendError ? fromSend(error) : error;
  }
  if (response.status >= 200 && response.status < 300) return response;
  throw httpFailure(endpoint, response.status, response.body, response.headers);
}

/** The JSON of an answer. Throws an `EndpointError` that quotes the beginning of what is none. */
export function parseJson({ excerpt }: Endpoint, { body, truncated }: HttpResponse): unknown {
  try {
    return JSON.parse(body);
  } catch {
    const what = truncated ? 'longer than the size limit' : 'not JSON';
    throw new EndpointError('shape', `the answer is ${what}: ${excerpt(body) || '(empty)'}`, {
      billable: true,
    });
  }
}

/** A failure of the way there, as a provider tells it. */
export function fromSend(error: SendError): EndpointError {
  const again = error.failure === 'timeout' || error.failure === 'network';
  const billable = error.failure === 'timeout' || error.failure === 'aborted';
  return new EndpointError(error.failure, error.message, { retry: again ? 'later' : 'never', billable });
}

/** The failure that a status stands for. 408, 425, 429 and 5xx may pass; the rest is told as it is. */
export function httpFailure(
  endpoint: Pick<Endpoint, 'excerpt'>,
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
  who = 'the endpoint',
): EndpointError {
  const passing = status === 408 || status === 425 || status === 429 || status >= 500;
  return new EndpointError('http', `${who} answered ${status}${explain(endpoint, status, body, headers)}`, {
    status,
    retry: passing ? 'later' : 'never',
    retryAfterMs: status === 429 || status === 503 ? readRetryAfter(headers) : null,
  });
}

function explain(
  { excerpt }: Pick<Endpoint, 'excerpt'>,
  status: number,
  body: string,
  headers: Readonly<Record<string, string>>,
): string {
  if (status >= 300 && status < 400) {
    const to = URL.parse(headers.location ?? '')?.origin;
    return `, a redirect${to ? ` to ${to}` : ''}: redirects are not followed; give the final URL`;
  }
  const text = excerpt(body);
  return text === '' ? '' : `: ${text}`;
}
