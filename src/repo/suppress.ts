/** `assay-ignore: <rule> <reason>` in a comment, for its own line or, on a line of its own, for the next one. */
const marker = /assay-ignore:[ \t]*([\w*./-]+)[ \t]*([^\r\n]*)/;
/** What closes a comment is not part of the reason. */
const closers = /\s*(?:\*\/|-->|#}|%>|\?>)\s*$/;
/** Nothing but the beginning of a comment stands before it. */
const opensComment = /^\s*(?:\/\/|#|\/\*|\*|<!--|--|;|\{#|<%#|')?\s*$/;

export interface Suppression {
  /** A rule's id, or the beginning of some with `*` at the end. */
  readonly rule: string;
  readonly reason: string;
}

/** Suppressions by line, from 1. Those without a reason are in `bare`: they do not count, and that is said. */
export function suppressionsIn(lines: readonly string[]): {
  readonly byLine: ReadonlyMap<number, readonly Suppression[]>;
  readonly bare: readonly number[];
} {
  const byLine = new Map<number, Suppression[]>();
  const bare: number[] = [];
  for (const [index, text] of lines.entries()) {
    const match = text.includes('assay-ignore:') ? marker.exec(text) : null;
    if (!match) continue;
    const reason = (match[2] ?? '').replace(closers, '').trim();
    const number = index + 1;
    if (reason === '') {
      bare.push(number);
      continue;
    }
    const alone = opensComment.test(text.slice(0, match.index));
    const line = alone ? nextCode(lines, number) : number;
    byLine.set(line, [...(byLine.get(line) ?? []), { rule: match[1] as string, reason }]);
  }
  return { byLine, bare };
}

/** Several of them may stand above one line. */
function nextCode(lines: readonly string[], from: number): number {
  let at = from;
  while (at < lines.length && lines[at]?.includes('assay-ignore:')) at++;
  return at + 1;
}

/** Whether `rule` of a suppression or of the configuration speaks of a rule's id. */
export const covers = (rule: string, id: string): boolean =>
  rule.endsWith('*') ? id.startsWith(rule.slice(0, -1)) : rule === id;
