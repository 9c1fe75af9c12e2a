import type { ChatMessage, ChatRequest, ToolOffer } from '#src/core/chat.ts';
import type { RawAnswer } from '../providers/provider.ts';
import { isObject, readUsage } from '../shapes.ts';
import { systemText } from '../transcript.ts';
import { argumentsOf, toTurns } from '../turns.ts';
import { answer } from './converse.ts';
import type { StreamEvent } from './frames.ts';
import type { Json, Wire } from './wire.ts';

/** Anthropic's Messages API as Bedrock takes it: the model stands in the URL, the version in the body. */
export const anthropic: Wire = { tools: true, toBody, read, join };

function toBody({ messages, tools, maxOutputTokens }: ChatRequest): Json {
  const system = systemText(messages);
  return {
    anthropic_version: 'bedrock-2023-05-31',
    max_tokens: maxOutputTokens,
    messages: toTurns(messages).map(({ role, messages: said }) => ({
      role,
      content: said.flatMap(toBlocks),
    })),
    ...(system && { system }),
    ...(tools && tools.length > 0 && { tools: tools.map(toTool) }),
  };
}

function toBlocks({ role, content, toolCalls, toolCallId }: ChatMessage): Json[] {
  if (role === 'tool') return [{ type: 'tool_result', tool_use_id: toolCallId ?? '', content }];
  const calls = (toolCalls ?? []).map(({ id, name, arguments: given }) => ({
    type: 'tool_use',
    id,
    name,
    input: argumentsOf(given),
  }));
  // An empty text is refused; a turn without any block too.
  return content === '' && calls.length > 0
    ? calls
    : [{ type: 'text', text: content || '(empty)' }, ...calls];
}

const toTool = ({ name, description, parameters }: ToolOffer): Json => ({
  name,
  description,
  input_schema: parameters,
});

function read(value: Json): RawAnswer | null {
  if (!Array.isArray(value.content)) return null;
  const blocks = value.content.filter(isObject);
  const said = (type: string, field: string) =>
    blocks.map((block) => (block.type === type ? String(block[field] ?? '') : '')).join('');
  return answer({
    text: said('text', 'text'),
    reasoning: said('thinking', 'thinking'),
    toolCalls: blocks
      .filter(({ type }) => type === 'tool_use')
      .map(({ id, name, input }) => ({
        id: String(id ?? ''),
        name: String(name ?? ''),
        arguments: JSON.stringify(input ?? {}),
      })),
    stop: value.stop_reason,
    usage: readUsage(value.usage),
  });
}

/** Rebuilds the message that a stream was made from, and reads that. */
function join(events: readonly StreamEvent[]): RawAnswer | null {
  const blocks = new Map<unknown, Record<string, unknown>>();
  const inputs = new Map<unknown, string>();
  const usage: Record<string, unknown> = {};
  let stop: unknown;
  let ended = false;
  for (const { value } of events) {
    const { type, index, delta, message, content_block: block } = value;
    Object.assign(usage, isObject(message) ? message.usage : undefined, value.usage);
    if (type === 'content_block_start' && isObject(block)) blocks.set(index, { ...block });
    if (type === 'content_block_delta' && isObject(delta)) addDelta(blocks.get(index), inputs, index, delta);
    if (type === 'message_delta' && isObject(delta)) stop = delta.stop_reason;
    if (type === 'message_stop') ended = true;
  }
  if (!ended) return null;
  for (const [index, text] of inputs) Object.assign(blocks.get(index) ?? {}, { input: argumentsOf(text) });
  return read({ content: [...blocks.values()], stop_reason: stop, usage });
}

function addDelta(
  block: Record<string, unknown> | undefined,
  inputs: Map<unknown, string>,
  index: unknown,
  delta: Json,
): void {
  if (!block) return;
  for (const field of ['text', 'thinking'])
    if (typeof delta[field] === 'string') block[field] = String(block[field] ?? '') + delta[field];
  if (typeof delta.partial_json === 'string')
    inputs.set(index, (inputs.get(index) ?? '') + delta.partial_json);
}
