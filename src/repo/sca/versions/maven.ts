import { compareDigits, compareText, comparing, type VersionScheme } from './scheme.ts';

/** A token with the separator in front of it; a change between digits and letters counts as a hyphen. */
interface Token {
  readonly separator: '.' | '-';
  readonly text: string;
}

const qualifiers = ['alpha', 'beta', 'milestone', 'rc', 'snapshot', '', 'sp'];
const sameAs: Readonly<Record<string, string>> = { cr: 'rc', final: '', ga: '', release: '' };
const short: Readonly<Record<string, string>> = { a: 'alpha', b: 'beta', m: 'milestone' };

const isNumber = (text: string): boolean => /^\d/.test(text);
const isNull = ({ text }: Token): boolean => text === '' || /^0+$/.test(text);

function tokensOf(version: string): Token[] {
  const tokens: Token[] = [];
  let separator: Token['separator'] = '.';
  for (const [, text = '', mark = ''] of version.matchAll(/(\d+|[^\d._-]+|)([._-]|(?=\d)|(?=[^\d._-])|$)/g)) {
    tokens.push({ separator, text: text === '' ? '0' : text });
    separator = mark === '.' ? '.' : '-';
  }
  // The pattern matches once more, empty, behind the last token.
  tokens.pop();
  return tokens;
}

function named(tokens: readonly Token[]): Token[] {
  return tokens.map(({ separator, text }, at) => {
    const next = tokens[at + 1];
    const beforeNumber = next !== undefined && next.separator === '-' && isNumber(next.text);
    const whole = (beforeNumber && short[text]) || text;
    return { separator, text: sameAs[whole] ?? whole };
  });
}

/** Leaves out null values at the end and before each hyphen. */
function trimmed(tokens: readonly Token[]): Token[] {
  const kept: Token[] = [];
  const dropNulls = (): void => {
    while (kept.length > 0 && isNull(kept.at(-1) as Token)) kept.pop();
  };
  for (const token of tokens) {
    if (token.separator === '-') dropNulls();
    kept.push(token);
  }
  dropNulls();
  return kept;
}

const read = (text: string): readonly Token[] | null =>
  /^\s*$/.test(text) ? null : trimmed(named(tokensOf(text.trim().toLowerCase())));

/** -number < .number; a qualifier is below both, whatever stands before it. */
const classOf = ({ separator, text }: Token): number => (!isNumber(text) ? 0 : separator === '-' ? 1 : 2);

function compareQualifiers(a: string, b: string): number {
  const [left, right] = [qualifiers.indexOf(a), qualifiers.indexOf(b)];
  if (left >= 0 && right >= 0) return left - right;
  if (left >= 0 || right >= 0) return left >= 0 ? -1 : 1;
  return compareText(a, b);
}

function compareTokens(a: Token, b: Token): number {
  const [left, right] = [classOf(a), classOf(b)];
  if (left !== right) return left - right;
  return left === 0 ? compareQualifiers(a.text, b.text) : compareDigits(a.text, b.text);
}

/** What a missing token counts as depends on what it is held against. */
const padding = ({ separator, text }: Token): Token => ({
  separator,
  text: isNumber(text) && separator === '.' ? '0' : '',
});

function order(a: readonly Token[], b: readonly Token[]): number {
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const [left, right] = [a[at], b[at]];
    const result = compareTokens(left ?? padding(right as Token), right ?? padding(left as Token));
    if (result !== 0) return result;
  }
  return 0;
}

/** https://maven.apache.org/pom.html#version-order-specification */
export const maven: VersionScheme = {
  id: 'maven',
  title: 'Maven',
  description: 'Numbers and qualifiers, from alpha over snapshot to the release and its service packs.',
  ecosystems: ['Maven'],
  compare: comparing(read, order),
};
