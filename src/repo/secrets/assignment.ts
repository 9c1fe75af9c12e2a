/** A value that is assigned to a name, in whatever language. */
export interface Assigned {
  /** The whole name: "gitlab_api_token", "spring.datasource.password". */
  readonly name: string;
  /** Where the value begins. */
  readonly start: number;
  /** One past its end: up to its closing quote, else up to white space or punctuation. */
  readonly end: number;
  readonly quoted: boolean;
  /** The name speaks of no credential at all: `acme: "…"`. */
  readonly bare: boolean;
  /** The name is that of an address, a number, a hash: `acme_commit`. */
  readonly harmless: boolean;
}

/** Furthest from the keyword that a separator is looked for, and from it the value. */
const reach = 80;
const most = 4;
const longestValue = 600;

/**
 * Values assigned to the name in which characters `at` to `end` stand: with `=`, `:`, `:=`, `=>`, `->`, as the next
 * argument, between XML tags, as an attribute `value=` beside it, under a YAML or JSON key, after "is" or "to" or a
 * flag. Written by hand, not as a pattern: every character is looked at a bounded number of times.
 */
export function readAssigned(text: string, at: number, end: number): Assigned[] {
  const found: Assigned[] = [];
  let head = at;
  while (head > 0 && at - head < reach && isNameCharacter(text.charCodeAt(head - 1))) head--;
  let from = end;
  let name = '';
  let nameStart = head;
  for (let step = 0; step < most; step++) {
    const separator = findSeparator(text, from);
    if (separator < 0) return found;
    name = `${name} ${text.slice(nameStart, separator).replace(/[^\w.-]+/g, ' ')}`.trim();
    const value = readValue(text, separator);
    if (!value) return found;
    found.push({ name, ...value, ...judgeName(name) });
    // A type (`token: string = …`), a key under the name (`acme: {token: …}`) or another argument may stand between.
    if (value.end - value.start > reach) return found;
    nameStart = value.start;
    from = value.end;
  }
  return found;
}

const isNameCharacter = (code: number): boolean =>
  (code >= 97 && code <= 122) ||
  (code >= 65 && code <= 90) ||
  (code >= 48 && code <= 57) ||
  code === 95 ||
  code === 45 ||
  code === 46;

const betweenWords = new Set([...` \t"'\`])}$`]);

/** First character after which a value may stand, or -1. Between it and the name: a few words, quotes, brackets. */
function findSeparator(text: string, from: number): number {
  let words = 0;
  let gap = false;
  for (let at = from; at < text.length && at - from < reach; at++) {
    const code = text.charCodeAt(at);
    if (isNameCharacter(code)) {
      if (gap && ++words > 4) return -1;
      const link = gap ? /^(?:to|is|with|as) /i.exec(text.slice(at, at + 5)) : null;
      if (link) return at + link[0].length;
      gap = false;
      continue;
    }
    const character = text[at] as string;
    if (isSeparator(text, at, character)) return at;
    if (character === '\n' || character === '\r') {
      const next = lineOfValue(text, at);
      if (next < 0) return -1;
      at = next - 1;
      gap = true;
      continue;
    }
    if (!betweenWords.has(character) && !(character === '\\' && /["']/.test(text[at + 1] ?? ''))) return -1;
    if (character === ' ' && isLoneValue(text, at, from)) return at;
    gap = true;
  }
  return -1;
}

function isSeparator(text: string, at: number, character: string): boolean {
  if (character === '=' || character === ':' || character === '>' || character === ',' || character === '(')
    return true;
  if (character === '<') return text[at + 1] === '/' || text[at + 1] === '-' || text[at + 1] === '<';
  if (character === '?' || character === '.' || character === '+' || character === '|' || character === '!')
    return text[at + 1] === '=' || text[at + 1] === '|';
  return false;
}

/** `name: X` and in the next line `value: Y`, as Kubernetes and Compose write variables. */
function lineOfValue(text: string, at: number): number {
  const match = /^[\r\n]{1,2}[ \t]{0,40}(?:- )?["']?(?=value\b)/.exec(text.slice(at, at + 48));
  return match ? at + match[0].length : -1;
}

/** `--token X`, `ENV TOKEN X`, `machine h password X`: after a blank stands the last, long word of the line. */
function isLoneValue(text: string, at: number, from: number): boolean {
  if (at - from > 24) return false;
  const next = /^[ \t]+["']?([\w.~+/=:-]{14,200})(?=["']?(?:[\s\\]|$))/.exec(text.slice(at, at + 240));
  return next !== null && /\d/.test(next[1] as string) && !/^\w+[=:]/.test(next[1] as string);
}

const openers = new Set([...` \t\r\n"'\`([{=:>,<|?.+!&@$~-`]);
const prefix =
  /^(?:(?:bearer|basic|token|apikey|new|return|string|std::string|String\.raw)\b[\s("'`]{1,3}|[brfuLN@]{1,2}(?=["'`]))/i;

/** The value after a separator: past operators, opening quotes and brackets, prefixes of strings, XML tags. */
function readValue(text: string, separator: number): Pick<Assigned, 'start' | 'end' | 'quoted'> | null {
  let at = separator;
  let quote = '';
  for (let left = reach; left > 0 && at < text.length; left--) {
    const character = text[at] as string;
    if (character === '<') {
      const tag = /^<\/?[A-Za-z][\w:.-]{0,40}(?: [^<>\n]{0,60})?>|^<!\[CDATA\[/.exec(
        text.slice(at, at + 110),
      );
      if (tag) {
        at += tag[0].length;
        continue;
      }
    }
    if (openers.has(character)) {
      if (character === '"' || character === "'" || character === '`') quote = character;
      else if (character === '-' && quote) break;
      at++;
      continue;
    }
    if (character === '\\' && /["'`]/.test(text[at + 1] ?? '')) {
      quote = text[at + 1] as string;
      at += 2;
      continue;
    }
    const skip = prefix.exec(text.slice(at, at + 24));
    if (!skip) break;
    at += skip[0].length;
    quote = /["'`]/.exec(skip[0])?.[0] ?? quote;
  }
  const start = at;
  if (start >= text.length || isOpener(text[start])) return null;
  const quoted = quote !== '' && isQuoteBefore(text, start);
  const end = endOfValue(text, start, quoted ? quote : '');
  return end > start ? { start, end, quoted } : null;
}

const isOpener = (character: string | undefined): boolean =>
  character === undefined || openers.has(character);
const isQuoteBefore = (text: string, at: number): boolean => /["'`]/.test(text[at - 1] ?? '');
const closers = new Set([...` \t\r\n"'\`,;<>(){}[]|`]);

function endOfValue(text: string, start: number, quote: string): number {
  const limit = Math.min(text.length, start + longestValue);
  for (let at = start; at < limit; at++) {
    const character = text[at] as string;
    // The next parameter of an address, or a character written as an entity.
    if (character === '&' && /^&[\w.-]{1,40}[=;]/.test(text.slice(at, at + 42))) return at;
    if (quote) {
      if (character === quote || character === '\n') return text[at - 1] === '\\' ? at - 1 : at;
    } else if (closers.has(character) || character === '\\') return at;
  }
  return limit;
}

/** The words of a name, in lower case: "gitlabApiToken2" → gitlab, api, token, 2. */
export const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .replace(/([A-Za-z])(\d)/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((part) => part !== '');

const speaks =
  /token|secret|pass|pwd|key|auth|cred|pat\b|bearer|access|login|client|api|sign|cookie|session|dsn|sid\b|license|private/i;
const harmlessWord =
  /^(?:hash|sha|sha\d+|md5|checksum|digest|fingerprint|integrity|etag|version|commit|revision|rev|uri|url|path|file|filename|dir|folder|host|hostname|domain|endpoint|email|mail|user|username|region|arn|image|src|href|class|style|color|width|height|size|count|length|date|time|timestamp|uuid|guid|trace|request|build|module|resource|integrations?)$/;

function judgeName(name: string): Pick<Assigned, 'bare' | 'harmless'> {
  const last = wordsOf(name).findLast((part) => !/^(?:value|string|\d+)$/.test(part)) ?? '';
  return { bare: !speaks.test(name), harmless: harmlessWord.test(last) };
}
