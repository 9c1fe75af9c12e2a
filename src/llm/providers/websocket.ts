import { z } from 'zod';
import type { ChatMessage } from '#src/core/chat.ts';
import type { FieldProblem } from '#src/core/errors.ts';
import { messageOf } from '#src/core/errors.ts';
import type { LlmConfig } from '#src/core/llm-config.ts';
import { llmConfigSchema, llmDefaults } from '#src/core/llm-config.ts';
import { type Limits, type OpenSocket, SendError, type Socket } from '#src/core/tools.ts';
import { Conversations } from '../conversations.ts';
import { EndpointError } from '../endpoint-error.ts';
import { fromSend } from '../post.ts';
import { followPath, parseResponsePath, type ResponsePath, textOf } from '../response-path.ts';
import { isObject, keysSeen } from '../shapes.ts';
import { parseSocketScript, type SocketScript } from '../socket-script.ts';
import { foldTurns } from '../transcript.ts';
import { custom } from './custom.ts';
import { type ChatProvider, deadline, lanesOf, type ProviderContext, timeoutMs } from './provider.ts';

/** Without an end mark, an answer is over when nothing more came for this long, ms. */
const quietMs = 1000;

/** A chat over WebSocket: a connection per question or per conversation, the answer in one frame or in many. */
export const websocket: ChatProvider = {
  id: 'websocket',
  title: 'WebSocket',
  description:
    'Sends the filled template (or the plain prompt) as one text frame and reads frames until an end mark, silence or close; {"open": […], "message": …, "mode": "session", "ready": "…"} as template sends frames first and keeps one connection per conversation.',
  settings: z.object({
    model: llmConfigSchema.shape.model,
    system_prompt: llmConfigSchema.shape.system_prompt,
    request_template: llmConfigSchema.shape.request_template,
    response_path: llmConfigSchema.shape.response_path,
  }),
  tools: false,
  checkConfig: (config) => [
    ...scriptProblems(config.request_template),
    ...(custom.checkConfig?.({ ...config, request_template: null }) ?? []),
  ],
  notes: scriptNotes,
  connect: (context) => {
    const { config, socket } = context;
    if (!socket) throw new EndpointError('unsupported', 'no WebSocket can be opened here');
    const path = parseResponsePath(config.response_path ?? '');
    const line = new Line(context, socket, parseSocketScript(config.request_template));
    return {
      ask: async ({ messages, tools }, signal) => {
        if (tools && tools.length > 0)
          throw new EndpointError('unsupported', 'a WebSocket endpoint takes no tools');
        try {
          return await line.ask(messages, signal, (frames) => ({
            text: readFrames(frames, path, config.response_path),
          }));
        } catch (error) {
          throw error instanceof SendError ? fromSend(error) : error;
        }
      },
      close: () => line.close(),
    };
  },
};

/** Connections to one endpoint, opened and kept as its script says. */
class Line {
  readonly #context: ProviderContext;
  readonly #socket: OpenSocket;
  readonly #script: SocketScript;
  readonly #sessions: Conversations<Socket>;

  constructor(context: ProviderContext, socket: OpenSocket, script: SocketScript) {
    this.#context = context;
    this.#socket = socket;
    this.#script = script;
    this.#sessions = new Conversations<Socket>({
      most: lanesOf(context.config),
      close: (open) => open.close(),
    });
  }

  /** Asks on a connection of its own, or on the one that holds the conversation so far. */
  async ask<A extends { readonly text: string }>(
    messages: readonly ChatMessage[],
    signal: AbortSignal | undefined,
    read: (frames: readonly string[]) => A,
  ): Promise<A> {
    const limits = deadline(timeoutMs(this.#context.config, llmDefaults.timeout_s), signal);
    const open = () => this.#open(messages, limits());
    const say = async (socket: Socket, unknown: readonly ChatMessage[]) => {
      const { message: template } = this.#script;
      const message = template ? template.fill(unknown, this.#context.config.model) : foldTurns(unknown);
      return read(await socket.ask({ ...limits(), message, enough: isEnough }));
    };
    if (this.#script.mode === 'session') return this.#sessions.ask(messages, open, say);
    const socket = await open();
    try {
      return await say(socket, messages);
    } finally {
      socket.close();
    }
  }

  close(): Promise<void> {
    return this.#sessions.close();
  }

  #open(messages: readonly ChatMessage[], limits: Limits): Promise<Socket> {
    const { open, ready } = this.#script;
    const { baseUrl, headers, config } = this.#context;
    return this.#socket({
      ...limits,
      url: baseUrl,
      headers,
      opening: open.map((frame) => frame.fill(messages, config.model)),
      ...(ready !== null && { ready: (frame: string) => frame.includes(ready) }),
    });
  }
}

function scriptProblems(template: string | null): FieldProblem[] {
  try {
    parseSocketScript(template);
    return [];
  } catch (error) {
    return [{ loc: ['request_template'], msg: messageOf(error), type: 'value_error' }];
  }
}

function scriptNotes({ request_template, system_prompt: system }: LlmConfig): string[] {
  const { open, message, mode } = parseSocketScript(request_template);
  const what = request_template === null ? 'there is no request_template' : 'request_template has no';
  const uses = new Set([...open, ...(message ? [message] : [])].flatMap((frame) => [...frame.uses]));
  const notes: string[] = [];
  if (system && !uses.has('system') && !uses.has('messages')) {
    notes.push(
      request_template === null
        ? `${what}: the system prompt is not sent with the questions`
        : `${what} {{system}} and no {{messages}}: the system prompt is not sent with the questions`,
    );
  }
  if (mode === 'session')
    notes.push(
      'mode "session": the endpoint keeps the history of a connection; where one is lost, or a turn is taken back, a new one gets the earlier turns folded into its first question',
    );
  else if (request_template === null)
    notes.push(`${what}: each frame is the plain prompt, earlier turns folded into it as a transcript`);
  else if (!uses.has('messages'))
    notes.push(`${what} {{messages}}: earlier turns are folded into the prompt as a transcript`);
  return notes;
}

function parseFrame(frame: string): unknown {
  try {
    return JSON.parse(frame);
  } catch {
    return frame;
  }
}

/** "[DONE]", or an object that says it is the last one. */
function isEnd(value: unknown): boolean {
  if (value === '[DONE]') return true;
  if (!isObject(value)) return false;
  if ([value.done, value.final, value.finished, value.is_final].includes(true)) return true;
  return typeof value.type === 'string' && /^(done|end|complete|completed|finished)$/i.test(value.type);
}

const isEnough = (frame: string): true | number => isEnd(parseFrame(frame)) || quietMs;

/** Every frame with something at the path adds to the text; frames without (greetings, end marks) do not. */
function readFrames(frames: readonly string[], path: ResponsePath, given: string | null): string {
  const values = frames.map(parseFrame);
  if (!given)
    return values
      .filter((value) => !isEnd(value))
      .map(textOf)
      .join('');
  const texts: string[] = [];
  for (const value of values) {
    try {
      texts.push(textOf(followPath(value, path)));
    } catch {
      // Said below when no frame had anything there.
    }
  }
  if (texts.length > 0) return texts.join('');
  throw new EndpointError(
    'shape',
    `response_path "${given}" finds nothing in ${frames.length} frames (the first: ${keysSeen(values[0])})`,
    { billable: true },
  );
}
