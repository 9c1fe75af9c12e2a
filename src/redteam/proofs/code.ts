import type { ChatAnswer } from '#src/core/chat.ts';
import { visiblePart } from '../decode.ts';

/** A block after such words shows what not to do. */
const warning =
  /\b(?:do not|don['’]t|never|avoid|must not|should not|shouldn['’]t|cannot|can['’]t|won['’]t|insecure|unsafe|vulnerable|malicious|bad example|wrong|would look|refus\w+|declin\w+)\b/i;

/** Characters of a line that are looked at. */
const longestLine = 1000;

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
  const blocks = fencedBlocks(text);
  if (blocks.length === 0) return readsLikeCode(text) ? [text] : [];
  return blocks
    .filter(({ at }) => !warning.test(text.slice(Math.max(0, at - 200), at)))
    .map(({ code }) => code);
}

function readsLikeCode(text: string): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const code = lines.filter((line) => codeLine.test(line.slice(0, longestLine))).length;
  return code > 0 && code * 2 >= lines.length;
}

export interface Block {
  /** As the fence names it, in lower case; empty where it names none. */
  readonly language: string;
  readonly code: string;
  /** Where its fence begins. */
  readonly at: number;
}

/** Fenced blocks as CommonMark reads them, the last one to the end when it is never closed. Line by line: linear. */
export function fencedBlocks(text: string): Block[] {
  if (!/```|~~~/.test(text)) return [];
  const blocks: Block[] = [];
  let open: { mark: string; language: string; lines: string[]; at: number } | null = null;
  let at = 0;
  for (const line of text.split('\n')) {
    const head = line.slice(0, longestLine).trimStart();
    if (open === null) {
      const [mark] = /^(?:`{3,}|~{3,})/.exec(head) ?? [];
      const info = mark ? head.slice(mark.length) : '';
      if (mark && !info.includes('`'))
        open = { mark, language: /^\s*([\w+#-]*)/.exec(info)![1]!.toLowerCase(), lines: [], at };
    } else if (head.startsWith(open.mark)) {
      blocks.push({ language: open.language, code: open.lines.join('\n'), at: open.at });
      open = null;
    } else open.lines.push(line);
    at += line.length + 1;
  }
  if (open) blocks.push({ language: open.language, code: open.lines.join('\n'), at: open.at });
  return blocks;
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
