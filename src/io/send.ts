import { Agent, type Dispatcher } from 'undici';
import { type HttpRequest, type HttpResponse, type Send, SendError } from '#src/core/tools.ts';
import { type Bytes, decodeText, decompress } from './body.ts';
import { guardedConnector } from './connect.ts';

export interface SendOptions {
  /** The authorised scope: true, or the reason why this URL is not contacted. Asked before every request. */
  readonly allow?: (url: URL) => true | string;
  /** Bytes of a response body that are kept (after decompression); 8 MiB unless told. */
  readonly maxBodyBytes?: number;
  /** Milliseconds for a new connection, TLS included; 10,000 unless told. */
  readonly connectTimeoutMs?: number;
}

export type OwnedSend = Send & { close(): Promise<void> };

interface Place {
  readonly url: URL;
  readonly origin: string;
  readonly path: string;
  readonly authorization: string | undefined;
}

/** URLs are parsed once: a scan asks the same few thousands of times. */
const keptPlaces = 1000;

/**
 * The way out to the network. Keeps connections alive, follows no redirect, uses no proxy, and refuses cloud metadata
 * and link-local addresses when it connects, whatever name led there. Errors name scheme, host and port, never the
 * query, credentials or headers.
 */
export function createSend(options: SendOptions = {}): OwnedSend {
  const { allow, maxBodyBytes = 8 * 1024 * 1024, connectTimeoutMs = 10_000 } = options;
  const agent = new Agent({
    connect: guardedConnector(connectTimeoutMs),
    // The whole exchange has one deadline of its own (see Exchange).
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: 10_000,
  });
  const places = new Map<string, Place>();
  const placeOf = (url: string): Place => {
    const known = places.get(url);
    if (known) return known;
    const place = parsePlace(url);
    if (places.size >= keptPlaces) places.clear();
    places.set(url, place);
    return place;
  };
  const send = (request: HttpRequest): Promise<HttpResponse> =>
    new Promise((settle, fail) => {
      const place = placeOf(request.url);
      if (allow) {
        const verdict = allow(new URL(place.url));
        if (verdict !== true) throw new SendError('refused', `${place.origin} is not contacted: ${verdict}`);
      }
      if (request.signal?.aborted) throw new SendError('aborted', 'aborted before it was sent');
      new Exchange(request, place, maxBodyBytes, settle, fail).start(agent);
    });
  return Object.assign(send, { close: () => agent.destroy() });
}

function parsePlace(text: string): Place {
  const url = URL.parse(text);
  if (!url)
    throw new SendError(
      'refused',
      `not a URL: "${text.replace(/[?#].*$/s, '').replace(/\/\/[^/]*@/, '//')}"`,
    );
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new SendError('refused', `${url.protocol}// is not an HTTP address; use http:// or https://`);
  }
  const user = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  const authorization = user === ':' ? undefined : `Basic ${Buffer.from(user).toString('base64')}`;
  return { url, origin: url.origin, path: url.pathname + url.search, authorization };
}

/** One request and its response: undici's handler, the deadline and the abort listener in one object. */
class Exchange implements Dispatcher.DispatchHandler {
  readonly #request: HttpRequest;
  readonly #place: Place;
  readonly #limit: number;
  readonly #settle: (response: HttpResponse) => void;
  readonly #fail: (error: SendError) => void;
  #controller: Dispatcher.DispatchController | null = null;
  #timer: NodeJS.Timeout | undefined;
  #over = false;
  #status = 0;
  #headers: Record<string, string> = {};
  #chunks: Buffer[] = [];
  #size = 0;

  constructor(
    request: HttpRequest,
    place: Place,
    limit: number,
    settle: (response: HttpResponse) => void,
    fail: (error: SendError) => void,
  ) {
    this.#request = request;
    this.#place = place;
    this.#limit = limit;
    this.#settle = settle;
    this.#fail = fail;
  }

  start(agent: Agent): void {
    const { method, headers, body, timeoutMs, signal } = this.#request;
    const { origin, path, authorization } = this.#place;
    const basic = authorization && !hasHeader(headers, 'authorization') ? { authorization } : undefined;
    this.#timer = setTimeout(this.#expire, timeoutMs);
    signal?.addEventListener('abort', this.#abort);
    try {
      agent.dispatch(
        { origin, path, method, headers: basic ? { ...headers, ...basic } : headers, body },
        this,
      );
    } catch (error) {
      this.#reject(this.#explain(error as Error));
    }
  }

  #expire = (): void => {
    this.#stop(
      new SendError('timeout', `${this.#place.origin} gave no answer within ${this.#request.timeoutMs} ms`),
    );
  };

  #abort = (): void => this.#stop(new SendError('aborted', 'aborted'));

  #stop(error: SendError): void {
    this.#reject(error);
    this.#controller?.abort(error);
  }

  #finish(): boolean {
    if (this.#over) return false;
    this.#over = true;
    clearTimeout(this.#timer);
    this.#request.signal?.removeEventListener('abort', this.#abort);
    return true;
  }

  #reject(error: SendError): void {
    if (this.#finish()) this.#fail(error);
  }

  #resolve(truncated: boolean): void {
    if (!this.#finish()) return;
    const first = this.#chunks[0];
    const data = this.#chunks.length === 1 && first ? first : Buffer.concat(this.#chunks);
    const encoding = this.#headers['content-encoding'];
    if (encoding === undefined || encoding === 'identity') this.#deliver({ data, truncated });
    else
      decompress({ data, truncated }, encoding, this.#limit).then((body) => this.#deliver(body), this.#fail);
  }

  #deliver({ data, truncated }: Bytes): void {
    const body = decodeText(data, this.#headers['content-type']);
    const bytes = this.#request.binary ? { bytes: data } : undefined;
    this.#settle({ status: this.#status, headers: this.#headers, body, ...bytes, truncated });
  }

  #explain(error: Error & { code?: string }): SendError {
    if (error instanceof SendError) return error;
    // undici's own messages can quote what was sent (an invalid header, say); the code says enough.
    return new SendError(
      'network',
      `${this.#place.origin}: ${reasons[error.code ?? ''] ?? error.code ?? 'request failed'}`,
    );
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // The deadline may pass while the request waits for a connection.
    if (this.#over) controller.abort(new SendError('aborted', 'no longer wanted'));
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): void {
    this.#status = status;
    const flat: Record<string, string> = {};
    for (const name in headers) {
      const value = headers[name];
      if (value !== undefined) flat[name] = typeof value === 'string' ? value : value.join(', ');
    }
    this.#headers = flat;
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#over) return;
    const room = this.#limit - this.#size;
    this.#size += chunk.length;
    if (chunk.length <= room) {
      this.#chunks.push(chunk);
      return;
    }
    if (room > 0) this.#chunks.push(chunk.subarray(0, room));
    this.#resolve(true);
    controller.abort(new SendError('aborted', 'the rest of a long body is not wanted'));
  }

  onResponseEnd(): void {
    this.#resolve(false);
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#reject(this.#explain(error));
  }
}

const reasons: Record<string, string> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset',
  ENOTFOUND: 'the host name does not resolve',
  EAI_AGAIN: 'the host name could not be resolved just now',
  EHOSTUNREACH: 'host unreachable',
  ENETUNREACH: 'network unreachable',
  UND_ERR_SOCKET: 'the connection was closed before the answer was complete',
  UND_ERR_CONNECT_TIMEOUT: 'no connection in time',
  UND_ERR_INVALID_ARG: 'the request is not valid HTTP (a header name or value, the method or the path)',
  CERT_HAS_EXPIRED: 'the TLS certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'the TLS certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'the TLS certificate is signed by an authority that is not known',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'the TLS certificate is signed by an authority that is not known',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the TLS certificate is for another host name',
};

function hasHeader(headers: Readonly<Record<string, string>> | undefined, wanted: string): boolean {
  for (const name in headers) if (name.toLowerCase() === wanted) return true;
  return false;
}
