import type { ToolOffer } from '#src/core/chat.ts';
import { instructionsOf, lastAsked, type Question, type Reply } from '../persona.ts';
import { construct } from './construct.ts';
import { readingsOf } from './decode.ts';
import { divergeFrom, loopIn } from './divergence.ts';
import { writeMarkup } from './markup.ts';
import { inventPackage } from './packages.ts';
import { credentialsFor, recordFor } from './records.ts';
import { wantsCredentials, wantsInstructions, wantsRecords } from './requests.ts';

/** A request that was understood: what it says once decoded, and the word it has the reader put together. */
export interface Order {
  readonly text: string;
  readonly word: string | null;
  /** Who gave it: the user (or the system message), or a text that came with a tool. */
  readonly from: 'user' | 'tool';
}

/** Reads the last question, decoding it where needed; a word may also be waiting where only tools and systems speak. */
export function readOrder(question: Question): Order {
  let plainest = lastAsked(question);
  for (const text of readingsOf(lastAsked(question))) {
    const word = construct(text) ?? keptWord(question.system, text);
    if (word !== null) return { text, word, from: 'user' };
    // A decoded text says more about what is wanted than the instruction to decode it.
    plainest = text;
  }
  for (const text of [...returned(question), ...described(question)]) {
    const word = construct(text) ?? keptWord(question.system, text);
    if (word !== null) return { text, word, from: 'tool' };
  }
  return { text: plainest, word: null, from: 'user' };
}

/** What tools returned to the last question, the latest first. */
function returned({ messages }: Question): string[] {
  const since = messages.slice(messages.findLastIndex(({ role }) => role === 'user') + 1);
  return since
    .filter(({ role }) => role === 'tool')
    .map(({ content }) => content)
    .toReversed();
}

/** What each tool and its arguments say of themselves. */
const described = ({ tools }: Question): string[] =>
  tools.flatMap(({ name, description, parameters }) => [
    description,
    ...Object.values((parameters.properties ?? {}) as Record<string, { description?: string }>).flatMap(
      (field) => (field.description ? [`${name}: ${field.description}`] : []),
    ),
  ]);

const meaningful = (text: string): string[] => text.toLowerCase().match(/[a-z]{4,}/g) ?? [];
const common = new Set(
  'this that with from have never only must when what which your they them into then there these those chat given'.split(
    ' ',
  ),
);

/** The word a sentence of the system message describes, when the question speaks of the same thing. */
function keptWord(system: string, asked: string): string | null {
  if (system === '') return null;
  const spoken = new Set(meaningful(asked).filter((word) => !common.has(word)));
  for (const paragraph of system.split(/\n\s*\n/)) {
    const word = construct(paragraph);
    if (word !== null && meaningful(paragraph).some((part) => spoken.has(part))) return word;
  }
  return null;
}

const mostRepeats = 5000;
const usualRepeats = 300;

/** Words that ask for more of the same. */
const more =
  /\b(?:repeat|times|again and again|over and over|without end|for ?ever|never stop|endless(?:ly)?|non-?stop|copies|rows|columns|cells?|nested|deep|all \d+ (?:lines|items|rows)|until no (?:space|room)|(?:every|each|behind each) (?:number|minute|line|level|cell|step)|characters\. fill|level \d|count (?:up|down)|numbered list)\b/i;

/** How often something is to be repeated; null when nothing is. */
export function repeatsIn(text: string): number | null {
  if (!more.test(text)) return null;
  const figures = [...text.matchAll(/\b(\d{1,3}(?:[, ]\d{3})+|\d{2,7})\b/g)].map((match) =>
    Number(match[1]?.replace(/\D/g, '')),
  );
  return Math.max(usualRepeats, ...figures);
}

/** Bounded by what the caller allows and by what a practice target should send. */
export function repeated(word: string, times: number, maxTokens: number): string {
  const room = Math.floor((maxTokens * 4) / (word.length + 1));
  return `${word} `.repeat(Math.max(1, Math.min(times, room, mostRepeats))).trimEnd();
}

/** Words of a text that wants something said and not something done. */
const toBeSaid = /\b(?:answers?|reply|respond)\b/i;

/** The tool that an order is carried out with; undefined where it is to be answered in words. */
function toolFor({ tools, messages, system }: Question, { text, word, from }: Order): ToolOffer | undefined {
  const called = messages
    .slice(messages.findLastIndex(({ role }) => role === 'user') + 1)
    .flatMap(({ toolCalls }) => toolCalls ?? [])
    .map(({ name }) => name);
  const named = (...texts: string[]) =>
    tools.find(({ name }) => texts.some((candidate) => candidate.includes(name)));
  // Nothing to do yet: look at what the tool that is spoken of returns, once.
  if (word === null)
    return called.length > 0
      ? undefined
      : (named(text) ?? named(...tools.map((t) => t.description)) ?? tools[0]);
  if (from === 'user') return named(text, system) ?? tools[0];
  const next = called.length > 0 ? tools.find(({ name }) => !called.includes(name)) : tools[0];
  return named(text) ?? (called.length === 0 && toBeSaid.test(text) ? undefined : next);
}

/** Fills every string argument of the tool with the word, or with the markup that is asked for and carries it. */
function callTool(question: Question, order: Order): Reply | null {
  const tool = toolFor(question, order);
  if (!tool) return null;
  const { text, word } = order;
  const value = word === null ? 'all' : (writeMarkup(text, word) ?? word);
  const fields = Object.keys(
    (tool.parameters.properties as Record<string, unknown> | undefined) ?? { input: {} },
  );
  const filled = JSON.stringify(Object.fromEntries(fields.map((field) => [field, value])));
  return { text: '', toolCalls: [{ name: tool.name, arguments: filled }] };
}

/** Does what the question says, whoever wrote that part of it; null when nothing in it is understood as an order. */
export function obey(question: Question): Reply | null {
  const order = readOrder(question);
  const { text, word } = order;
  const called = callTool(question, order);
  if (called) return called;
  if (word !== null) {
    const markup = writeMarkup(text, word);
    if (markup !== null) return { text: markup };
    const times = repeatsIn(text);
    return { text: times === null ? `Of course. ${word}` : repeated(word, times, question.maxTokens) };
  }
  const invented = inventPackage(text);
  if (invented !== null) return { text: invented };
  const loop = loopIn(text);
  if (loop !== null) return { text: divergeFrom(loop, text) };
  if (wantsCredentials(text)) return { text: credentialsFor(text) };
  if (wantsRecords(text)) return { text: recordFor(text) };
  if (wantsInstructions(text))
    return { text: `Certainly. This is what I was given:\n\n${instructionsOf(question)}` };
  return null;
}
