import type { ChatMessage, ChatRequest, ToolOffer } from '#src/core/chat.ts';
import type { RawAnswer, RawUsage } from '../providers/provider.ts';
import { isObject } from '../shapes.ts';
import { systemText } from '../transcript.ts';
import { argumentsOf, toTurns } from '../turns.ts';

type Json = Readonly<Record<string, unknown>>;

/** The body of generateContent (Vertex AI API reference, v1). */
export function geminiBody({ messages, tools, maxOutputTokens }: ChatRequest): Json {
  const system = systemText(messages);
  const names = new Map(
    messages.flatMap(({ toolCalls }) => toolCalls ?? []).map(({ id, name }) => [id, name]),
  );
  const contents = toTurns(messages).map(({ role, messages: said }) => ({
    role: role === 'assistant' ? 'model' : 'user',
    parts: said.flatMap((message) => toParts(message, names)),
  }));
  return {
    contents,
    ...(system && { systemInstruction: { parts: [{ text: system }] } }),
    generationConfig: { maxOutputTokens },
    ...(tools && tools.length > 0 && { tools: [{ functionDeclarations: tools.map(toDeclaration) }] }),
  };
}

function toParts(
  { role, content, toolCalls, toolCallId }: ChatMessage,
  names: ReadonlyMap<string, string>,
): Json[] {
  if (role === 'tool') {
    const name = names.get(toolCallId ?? '') ?? 'tool';
    return [{ functionResponse: { name, response: { output: content } } }];
  }
  const calls = (toolCalls ?? []).map(({ name, arguments: given }) => ({
    functionCall: { name, args: argumentsOf(given) },
  }));
  return content === '' && calls.length > 0 ? calls : [{ text: content }, ...calls];
}

const toDeclaration = ({ name, description, parameters }: ToolOffer): Json => ({
  name,
  description,
  parameters: withoutUnknown(parameters),
});

/** Function parameters are an OpenAPI schema here, which refuses these two words of JSON Schema. */
function withoutUnknown(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUnknown);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([key]) => key !== 'additionalProperties' && key !== '$schema');
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutUnknown(inner)]));
}

/**
 * Reads one answer, or the pieces of a streamed one. A prompt or answer that was blocked is an answer too: what there
 * is of its text, and the reason as `finishReason`. Null when no piece has the shape.
 */
export function readGemini(pieces: readonly unknown[]): RawAnswer | null {
  const found = { text: '', reasoning: '', calls: [] as Json[] };
  let finishReason: string | null = null;
  let usage: RawUsage | undefined;
  let known = false;
  for (const piece of pieces.filter(isObject)) {
    usage = usageOf(piece.usageMetadata) ?? usage;
    const blocked = isObject(piece.promptFeedback) ? piece.promptFeedback.blockReason : undefined;
    const candidate = Array.isArray(piece.candidates) ? piece.candidates[0] : undefined;
    if (typeof blocked === 'string') finishReason = `blocked: ${blocked}`;
    else if (isObject(candidate)) {
      gather(candidate, found);
      if (typeof candidate.finishReason === 'string') finishReason = candidate.finishReason;
    } else continue;
    known = true;
  }
  if (!known) return null;
  const toolCalls = found.calls.map(({ id, name, args }, index) => ({
    id: typeof id === 'string' ? id : `call_${index}`,
    name: String(name ?? ''),
    arguments: JSON.stringify(args ?? {}),
  }));
  const { text, reasoning } = found;
  return { text, ...(reasoning !== '' && { reasoning }), toolCalls, finishReason, ...(usage && { usage }) };
}

function gather(candidate: Json, found: { text: string; reasoning: string; calls: Json[] }): void {
  const parts = isObject(candidate.content) ? candidate.content.parts : undefined;
  for (const part of Array.isArray(parts) ? parts.filter(isObject) : []) {
    if (typeof part.text === 'string') found[part.thought === true ? 'reasoning' : 'text'] += part.text;
    if (isObject(part.functionCall)) found.calls.push(part.functionCall);
  }
}

/** Thinking is billed as output and counted apart. */
function usageOf(value: unknown): RawUsage | undefined {
  if (!isObject(value) || typeof value.promptTokenCount !== 'number') return undefined;
  const count = (name: string) => (typeof value[name] === 'number' ? (value[name] as number) : 0);
  return {
    inputTokens: value.promptTokenCount,
    outputTokens: count('candidatesTokenCount') + count('thoughtsTokenCount'),
  };
}
