import { isIP } from 'node:net';
import type { WebSocket } from 'ws';
import {
  type Limits,
  type OpenSocket,
  SendError,
  type Socket,
  type SocketQuestion,
  type SocketRequest,
} from '#src/core/tools.ts';
import { isRefusedAddress, isRefusedName } from './address.ts';
import { guardedLookup } from './connect.ts';

const maxFrameBytes = 8 * 1024 * 1024;

/**
 * WebSocket connections under the rules of `createSend`: the scope is asked first, no redirect is followed, cloud
 * metadata and link-local addresses are refused. Errors name the origin only.
 */
export function createSocket(allow?: (url: URL) => true | string): OpenSocket {
  return async (request) => {
    const url = URL.parse(request.url);
    if (!url || !/^(ws|http)s?:$/.test(url.protocol))
      throw new SendError('refused', 'not a WebSocket address; use ws:// or wss://');
    const verdict = allow?.(url) ?? true;
    if (verdict !== true) throw new SendError('refused', `${url.origin} is not contacted: ${verdict}`);
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (isRefusedName(host) || (isIP(host) !== 0 && isRefusedAddress(host)))
      throw new SendError(
        'refused',
        `${host} is a cloud metadata or link-local address: it is never contacted`,
      );
    if (request.signal?.aborted) throw new SendError('aborted', 'aborted before it was sent');
    return open(url, request);
  };
}

async function open(url: URL, request: SocketRequest): Promise<Socket> {
  const { WebSocket } = await import('ws');
  const { headers, opening = [], ready } = request;
  const options = { headers, lookup: guardedLookup, maxPayload: maxFrameBytes, followRedirects: false };
  const connection = new Connection(url, new WebSocket(url.href.replace(/^http/, 'ws'), options));
  try {
    await connection.opened(opening, ready, request);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** Who hears of frames, and of the end of the connection, at the moment. */
interface Listener {
  frame(text: string): void;
  end(error: SendError): void;
}

class Connection implements Socket {
  readonly #url: URL;
  readonly #socket: WebSocket;
  #listener: Listener | null = null;
  #ended: SendError | null = null;

  constructor(url: URL, socket: WebSocket) {
    this.#url = url;
    this.#socket = socket;
    socket.on('message', (data) => this.#listener?.frame(data.toString()));
    socket.on('close', (code) =>
      this.#end(this.#error('network', `closed without an answer (code ${code})`)),
    );
    socket.on('unexpected-response', (_, response) =>
      this.#end(
        this.#error('network', `the endpoint answered ${response.statusCode} instead of opening a WebSocket`),
      ),
    );
    socket.on('error', (error: NodeJS.ErrnoException) =>
      this.#end(
        error instanceof SendError ? error : this.#error('network', error.code ?? 'the connection failed'),
      ),
    );
  }

  get alive(): boolean {
    return this.#ended === null && this.#socket.readyState === this.#socket.OPEN;
  }

  /** Resolves once the connection is open, the first frames are sent, and a frame said that it is ready. */
  opened(frames: readonly string[], ready: SocketRequest['ready'], limits: Limits): Promise<void> {
    const late = ready ? 'the connection was not ready' : 'no connection';
    return this.#exchange<void>(limits, late, (settle) => {
      this.#socket.on('open', () => {
        for (const frame of frames) this.#socket.send(frame);
        if (!ready) settle();
      });
      return { frame: (text) => ready?.(text) && settle(), end: null };
    });
  }

  ask({ message, enough, ...limits }: SocketQuestion): Promise<string[]> {
    const frames: string[] = [];
    let size = 0;
    let quiet: NodeJS.Timeout | undefined;
    return this.#exchange<string[]>(limits, 'no complete answer', (settle, fail) => {
      this.#socket.send(message);
      return {
        frame: (text) => {
          clearTimeout(quiet);
          frames.push(text);
          size += text.length;
          if (size > maxFrameBytes)
            return fail(this.#error('network', 'the answer is longer than the size limit'));
          const verdict = enough(text);
          // A copy: frames that arrive in the same read are not part of the answer any more.
          if (verdict === true) settle([...frames]);
          else if (verdict !== false) quiet = setTimeout(() => settle(frames), verdict);
        },
        // What came before the other side hung up is its answer.
        end: () => (frames.length > 0 ? settle(frames) : null),
      };
    }).finally(() => clearTimeout(quiet));
  }

  close(): void {
    this.#socket.terminate();
  }

  /** One wait for frames: until it is settled, the connection ends, time runs out, or nobody wants it any more. */
  #exchange<T>(
    { timeoutMs, signal }: Limits,
    inTime: string,
    start: (
      settle: (value: T) => void,
      fail: (error: SendError) => void,
    ) => { frame(text: string): unknown; end: (() => unknown) | null },
  ): Promise<T> {
    let expire: NodeJS.Timeout | undefined;
    const abort = () => this.#end(this.#error('aborted', 'aborted'));
    return new Promise<T>((settle, fail) => {
      if (this.#ended) return fail(this.#ended);
      expire = setTimeout(() => fail(this.#error('timeout', `${inTime} within ${timeoutMs} ms`)), timeoutMs);
      signal?.addEventListener('abort', abort);
      const { frame, end } = start(settle, fail);
      this.#listener = {
        frame,
        end: (error) => {
          if (error.failure !== 'aborted') end?.();
          fail(error);
        },
      };
    }).finally(() => {
      clearTimeout(expire);
      signal?.removeEventListener('abort', abort);
      this.#listener = null;
    });
  }

  #end(error: SendError): void {
    this.#ended ??= error;
    this.#listener?.end(error);
  }

  #error(failure: SendError['failure'], why: string): SendError {
    return new SendError(failure, `${this.#url.origin}: ${why}`);
  }
}
