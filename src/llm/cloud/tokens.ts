import type { ChatRequest } from '#src/core/chat.ts';
import { EndpointError } from '../endpoint-error.ts';
import type { RawAnswer } from '../providers/provider.ts';

export interface IssuedToken {
  readonly value: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

interface Entry {
  readonly value: string;
  readonly renewAt: number;
  /** Fetched because the one before was refused. */
  readonly replaces: boolean;
  accepted: boolean;
}

/** A token is renewed so long before it expires, ms; a short-lived one at half of its life. */
const aheadMs = 300_000;

/** One access token, kept until shortly before it expires; however many ask, one request at a time fetches the next. */
export class Tokens {
  readonly #issue: () => Promise<IssuedToken>;
  readonly #now: () => number;
  #current: Entry | null = null;
  #pending: Promise<Entry> | null = null;
  #refused = false;

  constructor(issue: () => Promise<IssuedToken>, now: () => number = Date.now) {
    this.#issue = issue;
    this.#now = now;
  }

  /** Rejects with what `issue` rejects with, or when `signal` aborts: others may go on waiting. */
  async get(signal?: AbortSignal): Promise<string> {
    if (signal?.aborted) throw givenUp();
    if (this.#current && this.#now() < this.#current.renewAt) return this.#current.value;
    this.#pending ??= this.#renew().finally(() => {
      this.#pending = null;
    });
    return (await unlessAborted(this.#pending, signal)).value;
  }

  /** The endpoint took this token. */
  accept(token: string): void {
    if (this.#current?.value !== token) return;
    this.#current.accepted = true;
    this.#refused = false;
  }

  /** The endpoint refused this token. True when another one may do better: a fresh one is tried once, not for ever. */
  refuse(token: string): boolean {
    const current = this.#current;
    if (current?.value !== token) return true;
    if (current.replaces && !current.accepted) return false;
    this.#current = null;
    this.#refused = true;
    return true;
  }

  async #renew(): Promise<Entry> {
    const asked = this.#now();
    const { value, expiresAt } = await this.#issue();
    const life = Math.max(0, expiresAt - asked);
    const renewAt = asked + Math.max(life - aheadMs, life / 2);
    this.#current = { value, renewAt, replaces: this.#refused, accepted: false };
    return this.#current;
  }
}

const givenUp = (): EndpointError => new EndpointError('aborted', 'aborted while signing in');

function unlessAborted<T>(result: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return result;
  return new Promise((settle, fail) => {
    const abort = () => fail(givenUp());
    signal.addEventListener('abort', abort, { once: true });
    result.then(settle, fail).finally(() => signal.removeEventListener('abort', abort));
  });
}

type Ask = (token: string, request: ChatRequest, signal?: AbortSignal) => Promise<RawAnswer>;

/** Asks with the current token; after a 401 the client asks again at once, with a fresh one. */
export const askWithToken =
  (tokens: Tokens, ask: Ask) =>
  async (request: ChatRequest, signal?: AbortSignal): Promise<RawAnswer> => {
    const token = await tokens.get(signal);
    try {
      const answer = await ask(token, request, signal);
      tokens.accept(token);
      return answer;
    } catch (error) {
      if (!(error instanceof EndpointError) || error.status !== 401 || !tokens.refuse(token)) throw error;
      throw new EndpointError(error.failure, error.message, { status: 401, retry: 'now' });
    }
  };
