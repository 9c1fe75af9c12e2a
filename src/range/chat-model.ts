import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { isChatPage, type SignIn, serveChatPage } from './chat-page.ts';
import { parseRequest, RequestError } from './chat-request.ts';
import { writeAnswer, writeError, writeModels } from './chat-response.ts';
import { findModel, modelRows } from './models.ts';
import type { Persona, Question } from './persona.ts';

/** What a call meets instead of an answer. */
export interface Fault {
  readonly status: number;
  /** Seconds, or an HTTP date, as the Retry-After header will have it. */
  readonly retryAfter?: string | number;
}

export interface RangeOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** Milliseconds before every answer, on top of what a persona takes. */
  readonly latencyMs?: number;
  /** Asked before each call with its number, from 0: a fault, or null to answer. */
  readonly fault?: (call: number) => Fault | null;
  /** When set, calls without `Authorization: Bearer <apiKey>` get 401. */
  readonly apiKey?: string;
  /** The persona for a `model` that is none of them; without it such a model is answered with 404. */
  readonly model?: string;
  /** When set, the chat page is shown to those who sign in. */
  readonly signIn?: SignIn;
}

/** What the endpoint saw: the only place where caps on calls, rates and concurrency can be checked. */
export interface Calls {
  readonly total: number;
  readonly answered: number;
  readonly faults: number;
  readonly inFlight: number;
  readonly maxInFlight: number;
  readonly byModel: Readonly<Record<string, number>>;
  /** Milliseconds since the start of each of the first 100,000 calls. */
  readonly arrivals: readonly number[];
  /** Model and last user message of the latest 100 calls. */
  readonly latest: readonly { readonly model: string; readonly asked: string }[];
}

export interface Range {
  /** Where to ask: `http://127.0.0.1:<port>/v1/chat/completions`. */
  readonly url: string;
  /** The chat page for a browser: `http://127.0.0.1:<port>/chat`. */
  readonly chat: string;
  readonly origin: string;
  calls(): Calls;
  /** Ends open connections too. Idempotent. */
  stop(): Promise<void>;
}

const keptArrivals = 100_000;
const keptQuestions = 100;

/** Starts the simulated chat server on loopback. Everything it says is made up by rules; there is no model behind it. */
export async function startRange(options: RangeOptions = {}): Promise<Range> {
  const tally = new Tally();
  const server = createServer((request, response) => {
    handle(request, response, options, tally).catch(() => response.destroy());
  });
  server.keepAliveTimeout = 60_000;
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `${origin}/v1/chat/completions`,
    chat: `${origin}/chat`,
    origin,
    calls: () => tally.read(),
    async stop() {
      if (!server.listening) return;
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

class Tally {
  private readonly started = performance.now();
  private readonly arrivals: number[] = [];
  private readonly latest: { model: string; asked: string }[] = [];
  private readonly byModel = new Map<string, number>();
  private maxInFlight = 0;
  total = 0;
  answered = 0;
  faults = 0;
  inFlight = 0;

  /** Returns the call's number, from 0. */
  arrive(): number {
    if (this.arrivals.length < keptArrivals) this.arrivals.push(performance.now() - this.started);
    this.inFlight++;
    if (this.inFlight > this.maxInFlight) this.maxInFlight = this.inFlight;
    return this.total++;
  }

  note(model: string, question: Question): void {
    this.byModel.set(model, (this.byModel.get(model) ?? 0) + 1);
    if (this.latest.length === keptQuestions) this.latest.shift();
    this.latest.push({ model, asked: question.asked.at(-1) ?? '' });
  }

  read(): Calls {
    const { total, answered, faults, inFlight, maxInFlight } = this;
    const byModel = Object.fromEntries(this.byModel);
    return {
      total,
      answered,
      faults,
      inFlight,
      maxInFlight,
      byModel,
      arrivals: [...this.arrivals],
      latest: [...this.latest],
    };
  }
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  options: RangeOptions,
  tally: Tally,
) {
  const path = request.url?.split('?', 1)[0];
  if (request.method === 'GET' && path === '/v1/models') return writeModels(response);
  if (isChatPage(path)) return serveChatPage(request, response, options.signIn);
  if (request.method !== 'POST' || path !== '/v1/chat/completions') {
    request.resume();
    return writeError(
      response,
      404,
      `no route ${request.method} ${path}; ask POST /v1/chat/completions, or GET /chat with a browser`,
    );
  }
  const call = tally.arrive();
  response.once('close', () => {
    tally.inFlight--;
  });
  try {
    const { model, stream, question } = parseRequest(await readBody(request));
    tally.note(model, question);
    if (!isAllowed(request, options)) return writeError(response, 401, 'invalid api key');
    const fault = options.fault?.(call) ?? null;
    if (fault) {
      tally.faults++;
      return writeError(response, fault.status, 'simulated fault', fault.retryAfter);
    }
    const reply = choose(model, options).answer(question);
    const delay = (options.latencyMs ?? 0) + (reply.delayMs ?? 0);
    if (delay > 0) await sleep(delay);
    if (response.destroyed) return;
    writeAnswer(response, { model, stream, question, reply });
    tally.answered++;
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    writeError(response, error.status, error.message);
  }
}

const isAllowed = (request: IncomingMessage, { apiKey }: RangeOptions): boolean =>
  apiKey === undefined || request.headers.authorization === `Bearer ${apiKey}`;

function choose(model: string, options: RangeOptions): Persona {
  const persona = findModel(model) ?? (options.model ? findModel(options.model) : undefined);
  if (persona) return persona;
  const known = modelRows.map(([name]) => name).join(', ');
  throw new RequestError(404, `model "${model}" does not exist; there are ${known}`);
}

const bodyLimit = 8 * 1024 * 1024;

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > bodyLimit) throw new RequestError(413, `the body is larger than ${bodyLimit} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
