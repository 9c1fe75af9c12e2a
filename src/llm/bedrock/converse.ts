import type { ChatMessage, ChatRequest, ToolCall, ToolOffer } from '#src/core/chat.ts';
import type { RawAnswer, RawUsage } from '../providers/provider.ts';
import { isObject, readUsage } from '../shapes.ts';
import { systemText } from '../transcript.ts';
import { argumentsOf, toTurns } from '../turns.ts';
import type { StreamEvent } from './frames.ts';
import type { Json, Wire } from './wire.ts';

/** Amazon Bedrock's Converse API: one shape for every model (API reference, Converse and ConverseStream). */
export const converse: Wire = {
  tools: true,
  toBody: (request) => converseBody(request),
  read: readConverse,
  join: joinConverse,
};

export function converseBody({ messages, tools, maxOutputTokens }: ChatRequest): Json {
  const system = systemText(messages);
  return {
    messages: toTurns(messages).map(({ role, messages: said }) => ({
      role,
      content: said.flatMap(toBlocks),
    })),
    ...(system && { system: [{ text: system }] }),
    inferenceConfig: { maxTokens: maxOutputTokens },
    ...(tools && tools.length > 0 && { toolConfig: { tools: tools.map(toSpec) } }),
  };
}

function toBlocks({ role, content, toolCalls, toolCallId }: ChatMessage): Json[] {
  if (role === 'tool')
    return [{ toolResult: { toolUseId: toolCallId ?? '', content: [{ text: content || '(empty)' }] } }];
  const calls = (toolCalls ?? []).map(({ id, name, arguments: given }) => ({
    toolUse: { toolUseId: id, name, input: argumentsOf(given) },
  }));
  // An empty text is refused; a turn without any block too.
  return content === '' && calls.length > 0 ? calls : [{ text: content || '(empty)' }, ...calls];
}

const toSpec = ({ name, description, parameters }: ToolOffer): Json => ({
  toolSpec: { name, description: description || name, inputSchema: { json: parameters } },
});

function readConverse(value: Json): RawAnswer | null {
  const message = isObject(value.output) ? value.output.message : undefined;
  if (!isObject(message)) return null;
  const blocks = Array.isArray(message.content) ? message.content.filter(isObject) : [];
  const toolCalls = blocks.flatMap(({ toolUse }) => (isObject(toolUse) ? [toCall(toolUse)] : []));
  return answer({
    text: blocks.map(({ text }) => (typeof text === 'string' ? text : '')).join(''),
    reasoning: blocks.map(reasoningOf).join(''),
    toolCalls,
    stop: value.stopReason,
    usage: readUsage(value.usage),
  });
}

const toCall = ({ toolUseId, name, input }: Json): ToolCall => ({
  id: String(toolUseId ?? ''),
  name: String(name ?? ''),
  arguments: JSON.stringify(input ?? {}),
});

function reasoningOf({ reasoningContent }: Json): string {
  if (!isObject(reasoningContent)) return '';
  const inner = isObject(reasoningContent.reasoningText) ? reasoningContent.reasoningText : reasoningContent;
  return typeof inner.text === 'string' ? inner.text : '';
}

interface Parts {
  readonly text: string;
  readonly reasoning: string;
  readonly toolCalls: readonly ToolCall[];
  readonly stop: unknown;
  readonly usage?: RawUsage;
}

/** An answer from its parts; the channels that stayed silent are left out. */
export const answer = ({ text, reasoning, toolCalls, stop, usage }: Parts): RawAnswer => ({
  text,
  ...(reasoning !== '' && { reasoning }),
  toolCalls,
  finishReason: typeof stop === 'string' ? stop : null,
  ...(usage && { usage }),
});

function joinConverse(events: readonly StreamEvent[]): RawAnswer | null {
  let text = '';
  let reasoning = '';
  let stop: unknown;
  let usage: RawUsage | undefined;
  let ended = false;
  const calls = new Map<unknown, { id: string; name: string; arguments: string }>();
  for (const { name, value } of events) {
    const { start, delta, contentBlockIndex: index } = value;
    if (name === 'contentBlockStart' && isObject(start) && isObject(start.toolUse)) {
      calls.set(index, { ...toCall(start.toolUse), arguments: '' });
    } else if (name === 'contentBlockDelta' && isObject(delta)) {
      if (typeof delta.text === 'string') text += delta.text;
      reasoning += reasoningOf(delta);
      const call = calls.get(index);
      if (call && isObject(delta.toolUse)) call.arguments += String(delta.toolUse.input ?? '');
    } else if (name === 'messageStop') {
      ended = true;
      stop = value.stopReason;
    } else if (name === 'metadata') {
      usage = readUsage(value.usage) ?? usage;
    }
  }
  return ended ? answer({ text, reasoning, toolCalls: [...calls.values()], stop, usage }) : null;
}
