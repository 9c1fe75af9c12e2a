import type { ChatMessage } from '#src/core/chat.ts';
import { completionBody } from '../providers/openai-chat.ts';
import type { RawAnswer } from '../providers/provider.ts';
import { isObject, joinChunks, readCompletion } from '../shapes.ts';
import { foldTurns, systemText } from '../transcript.ts';
import { toTurns } from '../turns.ts';
import { answer } from './converse.ts';
import type { StreamEvent } from './frames.ts';
import type { Json, Wire } from './wire.ts';

// Families whose own API takes one prompt, or an OpenAI-shaped body (Bedrock user guide, model parameters).

const joined = ({ messages }: { readonly messages: readonly ChatMessage[] }): string =>
  messages.map(({ content }) => content).join('\n\n');

const usageOf = (input: unknown, output: unknown) =>
  typeof input === 'number' && typeof output === 'number'
    ? { inputTokens: input, outputTokens: output }
    : undefined;

/** Puts streamed pieces together: `text` of each, and what the last that says so says of its end and its tokens. */
function joinPieces(
  events: readonly StreamEvent[],
  read: (value: Json) => RawAnswer | null,
): RawAnswer | null {
  const pieces = events.map(({ value }) => read(value)).filter((piece) => piece !== null);
  const end = pieces.findLast(({ finishReason }) => finishReason);
  if (!end) return null;
  const counts = pieces.map(({ usage }) => usage).filter((usage) => usage !== undefined);
  const inputTokens = counts.find((usage) => usage.inputTokens !== undefined)?.inputTokens;
  const outputTokens = counts.findLast((usage) => usage.outputTokens !== undefined)?.outputTokens;
  return answer({
    text: pieces.map(({ text }) => text).join(''),
    reasoning: '',
    toolCalls: [],
    stop: end.finishReason,
    usage: usageOf(inputTokens, outputTokens),
  });
}

const plainAnswer = (text: unknown, stop: unknown, usage?: RawAnswer['usage']): RawAnswer | null =>
  typeof text === 'string' ? answer({ text, reasoning: '', toolCalls: [], stop, usage }) : null;

const readLlama = (value: Json) =>
  plainAnswer(
    value.generation,
    value.stop_reason,
    usageOf(value.prompt_token_count, value.generation_token_count),
  );

/** The marks of a prompt template. */
interface Marks {
  readonly head: (role: string) => string;
  readonly end: string;
}

const llamaWire = (marks: Marks): Wire => ({
  tools: false,
  toBody: ({ messages, maxOutputTokens }) => ({
    prompt: llamaPrompt(messages, marks),
    max_gen_len: maxOutputTokens,
  }),
  read: readLlama,
  join: (events) => joinPieces(events, readLlama),
});

function llamaPrompt(messages: readonly ChatMessage[], { head, end }: Marks): string {
  const system = systemText(messages);
  const turns = toTurns(messages).map((turn) => `${head(turn.role)}${joined(turn)}${end}`);
  return `<|begin_of_text|>${system ? `${head('system')}${system}${end}` : ''}${turns.join('')}${head('assistant')}`;
}

/** Meta Llama 3: the prompt carries the template's marks. */
export const llama3 = llamaWire({
  head: (role) => `<|start_header_id|>${role}<|end_header_id|>\n\n`,
  end: '<|eot_id|>',
});

/** Meta Llama 4 spells the marks in another way. */
export const llama4 = llamaWire({
  head: (role) => `<|header_start|>${role}<|header_end|>\n\n`,
  end: '<|eot|>',
});

const readMistral = (value: Json) => {
  const output = Array.isArray(value.outputs) ? value.outputs[0] : undefined;
  return isObject(output) ? plainAnswer(output.text, output.stop_reason) : null;
};

/** The older Mistral models: one prompt with [INST] marks. */
export const mistralPrompt: Wire = {
  tools: false,
  toBody: ({ messages, maxOutputTokens }) => {
    const system = systemText(messages);
    const turns = toTurns(messages).map((turn, index) => {
      if (turn.role === 'assistant') return ` ${joined(turn)}</s>`;
      return `[INST] ${index === 0 && system ? `${system}\n\n` : ''}${joined(turn)} [/INST]`;
    });
    return { prompt: `<s>${turns.join('')}`, max_tokens: maxOutputTokens };
  },
  read: readMistral,
  join: (events) => joinPieces(events, readMistral),
};

const readTitan = (value: Json): RawAnswer | null => {
  const result = Array.isArray(value.results) ? value.results[0] : value;
  if (!isObject(result)) return null;
  const output = result.tokenCount ?? result.totalOutputTextTokenCount;
  return plainAnswer(result.outputText, result.completionReason, usageOf(value.inputTextTokenCount, output));
};

/** Amazon Titan Text: one prompt, earlier turns as a transcript. */
export const titan: Wire = {
  tools: false,
  toBody: ({ messages, maxOutputTokens }) => ({
    inputText: [systemText(messages), foldTurns(messages)].filter((part) => part !== '').join('\n\n'),
    textGenerationConfig: { maxTokenCount: maxOutputTokens },
  }),
  read: readTitan,
  join: (events) => joinPieces(events, readTitan),
};

/** OpenAI-shaped bodies: the newer Mistral models, OpenAI's open weights, Qwen, DeepSeek. */
export const completions: Wire = {
  tools: true,
  toBody: (request) => completionBody(request, null),
  read: (value) => readCompletion(withFinish(value)),
  join: (events) => {
    const answered = joinChunks(events.map(({ value }) => withFinish(value)));
    return answered?.finishReason ? answered : null;
  },
};

/** Mistral on Bedrock says `stop_reason` where OpenAI says `finish_reason`. */
function withFinish(value: Json): Json {
  if (!Array.isArray(value.choices)) return value;
  const choices = value.choices
    .filter(isObject)
    .map((choice) => ({ ...choice, finish_reason: choice.finish_reason ?? choice.stop_reason }));
  return { ...value, choices };
}
