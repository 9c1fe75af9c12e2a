import { messageOf } from '#src/core/errors.ts';
import { isObject } from './shapes.ts';
import { fromValue, jsonOf, parseTemplate, type Template } from './template.ts';

/** What is said over a WebSocket connection: once when it opens, and for each question. */
export interface SocketScript {
  readonly open: readonly Template[];
  /** Null: the plain prompt. */
  readonly message: Template | null;
  /** single: a connection per question; session: one per conversation, whose history the other side keeps. */
  readonly mode: 'single' | 'session';
  /** Part of the frame that says that the opening is accepted; null: the question follows at once. */
  readonly ready: string | null;
}

const keys = ['open', 'message', 'mode', 'ready'] as const;
const modes = ['single', 'session'] as const;

/**
 * Reads request_template: nothing, one JSON frame, a list of frames whose last one asks, or
 * `{"open": […], "message": …, "mode": "single" | "session", "ready": "…"}`. It is read as the last where `open` is a
 * list or `mode` one of the two; `{"message": "{{prompt}}"}` is a frame. Frames that are strings are sent as text.
 *
 * Throws an Error that says what is wrong.
 */
export function parseSocketScript(text: string | null): SocketScript {
  const single = { open: [], mode: 'single', ready: null } as const;
  if (text === null) return { ...single, message: null };
  const value = jsonOf(text);
  if (Array.isArray(value)) {
    if (value.length === 0) throw new Error('is an empty list: its last frame would be the one that asks');
    return {
      ...single,
      open: openingOf(value.slice(0, -1)),
      message: frameOf(value.at(-1), `[${value.length - 1}]`, true),
    };
  }
  if (!isObject(value) || !(Array.isArray(value.open) || modes.includes(value.mode as never)))
    return { ...single, message: parseTemplate(text) };
  return scriptOf(value);
}

function scriptOf(value: Readonly<Record<string, unknown>>): SocketScript {
  const unknown = Object.keys(value).filter((key) => !keys.includes(key as never));
  if (unknown.length > 0)
    throw new Error(`has unknown keys ${unknown.join(', ')}; known: ${keys.join(', ')}`);
  const { open = [], message = '{{prompt}}', mode = 'single', ready = null } = value;
  if (!Array.isArray(open)) throw new Error('open: is not a list of frames');
  if (!modes.includes(mode as never))
    throw new Error(`mode: ${JSON.stringify(mode)} is not one of ${modes.join(', ')}`);
  if (ready !== null && (typeof ready !== 'string' || ready === ''))
    throw new Error('ready: is not a text that a frame of the other side contains');
  return {
    open: openingOf(open),
    message: frameOf(message, 'message', true),
    mode: mode as SocketScript['mode'],
    ready,
  };
}

const openingOf = (frames: readonly unknown[]): Template[] =>
  frames.map((frame, index) => {
    const place = `open[${index}]`;
    const template = frameOf(frame, place, false);
    for (const name of ['prompt', 'messages'] as const)
      if (template.uses.has(name))
        throw new Error(`${place}: uses {{${name}}}, and is sent before there is a question`);
    return template;
  });

function frameOf(value: unknown, place: string, asks: boolean): Template {
  if (typeof value !== 'string' && !isObject(value) && !Array.isArray(value))
    throw new Error(`${place}: is neither a text nor a JSON object or list`);
  try {
    return fromValue(value, asks);
  } catch (error) {
    throw new Error(`${place}: ${messageOf(error)}`);
  }
}
