import { DockerfileParser } from 'dockerfile-ast';
import type { Span } from '../../issue.ts';

export interface DockerInstruction {
  /** In capitals: "RUN". */
  readonly name: string;
  /** Without flags, variables replaced as far as ARG and ENV say: words, quotes left out. */
  readonly words: readonly string[];
  /** `--from=build` → from: build. */
  readonly flags: ReadonlyMap<string, string>;
  /** Everything after the name and flags, continuation lines joined by a blank, heredocs included. */
  readonly text: string;
  /** Written as a JSON array. */
  readonly json: boolean;
  readonly span: Span;
}

export interface DockerStage {
  /** As written after FROM, variables replaced: "node:20". */
  readonly base: string;
  readonly alias: string | null;
  readonly from: DockerInstruction;
  readonly instructions: readonly DockerInstruction[];
}

export interface DockerImage {
  readonly stages: readonly DockerStage[];
  readonly instructions: readonly DockerInstruction[];
}

const bytesMost = 500_000;

/** A Dockerfile as stages and instructions; a text where it cannot be read: why. */
export function readDockerfile(text: string): DockerImage | string {
  if (text.length > bytesMost) return `is larger than ${bytesMost} characters`;
  if (text.includes('\0')) return 'holds NUL bytes';
  let parsed: ReturnType<typeof DockerfileParser.parse>;
  try {
    parsed = DockerfileParser.parse(text);
  } catch {
    return 'does not parse';
  }
  const lines = text.split(/\r?\n/);
  const continuation = parsed.getEscapeCharacter();
  const values = new Map<string, string>();
  const instructions: DockerInstruction[] = [];
  for (const instruction of parsed.getInstructions()) {
    const name = instruction.getKeyword();
    const range = instruction.getRange();
    const span = {
      line: range.start.line + 1,
      column: range.start.character,
      endLine: range.end.line + 1,
      endColumn: range.end.character,
    };
    const raw = bodyOf(lines, span, continuation).slice(instruction.getInstruction().length).trim();
    const made = instructionOf(name, raw, span, values);
    instructions.push(made);
    if (name === 'ARG' || name === 'ENV') for (const [key, value] of settings(made)) values.set(key, value);
  }
  return { instructions, stages: stagesOf(instructions) };
}

/** The text of an instruction with its continuation lines joined, comments between them left out. */
function bodyOf(lines: readonly string[], span: Span, continuation: string): string {
  const parts: string[] = [];
  let continued = true;
  for (let line = span.line; line <= span.endLine; line += 1) {
    let text = lines[line - 1] ?? '';
    if (line === span.line) text = text.slice(span.column);
    if (line > span.line && /^\s*#/.test(text) && continued) continue;
    continued = text.trimEnd().endsWith(continuation);
    parts.push(continued ? text.trimEnd().slice(0, -1) : text);
    if (!continued) parts.push('\n');
  }
  return parts.join(' ').trim();
}

function instructionOf(
  name: string,
  raw: string,
  span: Span,
  values: ReadonlyMap<string, string>,
): DockerInstruction {
  const flags = new Map<string, string>();
  let text = raw;
  for (
    let flag = /^--([\w-]+)(?:=(\S*))?\s*/.exec(text);
    flag;
    flag = /^--([\w-]+)(?:=(\S*))?\s*/.exec(text)
  ) {
    flags.set(flag[1] as string, expand(flag[2] ?? 'true', values));
    text = text.slice(flag[0].length);
  }
  const json = jsonWords(text);
  const plain = name === 'RUN' || name === 'CMD' || name === 'ENTRYPOINT' ? text : expand(text, values);
  return { name, flags, text, json: json !== null, span, words: json ?? wordsOf(plain) };
}

function jsonWords(text: string): readonly string[] | null {
  if (!text.startsWith('[')) return null;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((word) => typeof word === 'string') ? value : null;
  } catch {
    return null;
  }
}

const wordsOf = (text: string): readonly string[] =>
  (text.slice(0, 100_000).match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? []).map((word) =>
    word.replaceAll(/["']/g, ''),
  );

/** `$name`, `${name}`, `${name:-default}` with what ARG and ENV said; what is not known stays as it is. */
const expand = (text: string, values: ReadonlyMap<string, string>): string =>
  text.replace(
    /\$(?:\{(\w+)(?::-([^}]*))?\}|(\w+))/g,
    (whole, braced, otherwise, bare) => values.get(braced ?? bare) ?? otherwise ?? whole,
  );

/** `ENV a=b c=d`, `ENV a b`, `ARG a=b` as pairs; ARG without a default has none. */
export function settings({ name, words }: DockerInstruction): readonly (readonly [string, string])[] {
  const [first = '', ...rest] = words;
  if (name === 'ENV' && !first.includes('=') && rest.length > 0) return [[first, rest.join(' ')]];
  return words.flatMap((word) => {
    const at = word.indexOf('=');
    return at > 0 ? [[word.slice(0, at), word.slice(at + 1)] as const] : [];
  });
}

function stagesOf(instructions: readonly DockerInstruction[]): readonly DockerStage[] {
  const stages: (DockerStage & { instructions: DockerInstruction[] })[] = [];
  for (const instruction of instructions) {
    if (instruction.name === 'FROM') {
      const [base = '', as = '', alias] = instruction.words;
      stages.push({
        base,
        alias: /^as$/i.test(as) && alias ? alias : null,
        from: instruction,
        instructions: [],
      });
    } else stages.at(-1)?.instructions.push(instruction);
  }
  return stages;
}

/** Characters of a command that are looked at: patterns try each word against the rest. */
const commandMost = 4000;

/** Shell commands of a RUN: split at `&&`, `;`, `|`, newlines. */
export const commandsOf = ({ text, json, words }: DockerInstruction): readonly string[] =>
  (json ? words.join(' ') : text)
    .slice(0, 100_000)
    .split(/&&|\|\||;|\n|\|/)
    .map((command) => command.trim().slice(0, commandMost))
    .filter(Boolean);
