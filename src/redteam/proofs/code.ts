import type { ChatAnswer } from '#src/core/chat.ts';
import { visiblePart } from '../decode.ts';

/** A block after such words shows what not to do. */
const warning =
  /\b(?:do not|don['’]t|never|avoid|must not|should not|shouldn['’]t|cannot|can['’]t|won['’]t|insecure|unsafe|vulnerable|malicious|bad example|wrong|would look|refus\w+|declin\w+)\b/i;

/** What says of an unfenced text that it is a program and no prose: most of its lines end or read like code. */
const codeLine =
  /[;{}]\s*$|^\s*(?:#!|\/\/|import |from |const |let |var |def |export |return |[\w.]+ ?= ?\S)/;

/**
 * The programs in an answer, as a coding agent would take them over: its fenced blocks, but for those that a warning
 * introduces, or the answer itself where it has no fence and reads like code; and every text argument of a tool call.
 */
export const programsIn = (answer: ChatAnswer): string[] => [
  ...codeIn(visiblePart(answer.text)),
  ...argumentTexts(answer),
];

/** Fenced blocks of a text, without those that a warning introduces; the text itself when it is code and nothing else. */
export function codeIn(text: string): string[] {
  const fence = /^[ \t]*(```+|~~~+)[^\n`]*\n([\s\S]*?)(?:\n[ \t]*\1|$(?![\s\S]))/gm;
  const blocks = [...text.matchAll(fence)];
  if (blocks.length === 0) {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    const code = lines.filter((line) => codeLine.test(line)).length;
    return code > 0 && code * 2 >= lines.length ? [text] : [];
  }
  return blocks
    .filter(({ index }) => !warning.test(text.slice(Math.max(0, index - 200), index)))
    .map((block) => block[2] as string);
}

/** Every text in the arguments of the answer's tool calls, JSON escapes undone; arguments that are no JSON as written. */
export const argumentTexts = ({ toolCalls }: ChatAnswer): string[] =>
  toolCalls.flatMap((call) => jsonTexts(call.arguments) ?? [call.arguments]);

/** The texts within a JSON document, in order; null when it is none. */
export function jsonTexts(json: string): string[] | null {
  try {
    return textsOf(JSON.parse(json));
  } catch {
    return null;
  }
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}
