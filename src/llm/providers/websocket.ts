import { z } from 'zod';
import type { LlmConfig } from '#src/core/llm-config.ts';
import { llmConfigSchema, llmDefaults } from '#src/core/llm-config.ts';
import { SendError } from '#src/core/tools.ts';
import { EndpointError } from '../endpoint-error.ts';
import { fromSend } from '../post.ts';
import { followPath, parseResponsePath, type ResponsePath, textOf } from '../response-path.ts';
import { isObject, keysSeen } from '../shapes.ts';
import { parseTemplate } from '../template.ts';
import { foldTurns } from '../transcript.ts';
import { custom } from './custom.ts';
import { type ChatProvider, timeoutMs } from './provider.ts';

/** Without an end mark, an answer is over when nothing more came for this long, ms. */
const quietMs = 1000;

/** A chat over WebSocket: one connection per question, the answer in one frame or in many. */
export const websocket: ChatProvider = {
  id: 'websocket',
  title: 'WebSocket',
  description:
    'Sends the filled template (or the plain prompt) as one text frame; reads the frames that come back, until an end mark, silence or close.',
  settings: z.object({
    model: llmConfigSchema.shape.model,
    system_prompt: llmConfigSchema.shape.system_prompt,
    request_template: llmConfigSchema.shape.request_template,
    response_path: llmConfigSchema.shape.response_path,
  }),
  tools: false,
  checkConfig: (config) => custom.checkConfig?.(config) ?? [],
  notes: (config) => (config.request_template === null ? plainNotes(config) : (custom.notes?.(config) ?? [])),
  connect: ({ baseUrl, config, headers, socket }) => {
    if (!socket) throw new EndpointError('unsupported', 'no WebSocket can be opened here');
    const template = config.request_template === null ? null : parseTemplate(config.request_template);
    const path = parseResponsePath(config.response_path ?? '');
    return {
      ask: async ({ messages, tools }, signal) => {
        if (tools && tools.length > 0)
          throw new EndpointError('unsupported', 'a WebSocket endpoint takes no tools');
        const message = template ? template.fill(messages, config.model) : foldTurns(messages);
        const request = { url: baseUrl, headers, message, signal, enough: isEnough };
        try {
          const frames = await socket({ ...request, timeoutMs: timeoutMs(config, llmDefaults.timeout_s) });
          return { text: readFrames(frames, path, config.response_path) };
        } catch (error) {
          throw error instanceof SendError ? fromSend(error) : error;
        }
      },
    };
  },
};

const plainNotes = ({ system_prompt: system }: LlmConfig): string[] => [
  'there is no request_template: each frame is the plain prompt, earlier turns folded into it as a transcript',
  ...(system ? ['there is no request_template: the system prompt is not sent with the questions'] : []),
];

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
