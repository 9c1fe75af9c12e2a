import { createHash } from 'node:crypto';
import { publishedSamples } from './samples.ts';

/** Words that say of a value that it is none. */
const words =
  /example|changeme|change[-_ ]?(?:me|this|it)|placeholder|redacted|dummy|goes[-_ ]?here|replace[-_ ]?(?:me|with|this)|insert[-_ ]|(?:your|my|put|enter|add|set|use|paste)[-_ ](?:own[-_ ])?[\w-]{0,20}(?:key|token|secret|pass|here|id\b|value)|your[-_](?:[a-z]{2,12}[-_]?)+|(?:not|no)[-_]?a?[-_]?real|(?:^|[-_.])(?:fake|sample)(?:[-_.]|$)|to[-_]be[-_](?:filled|replaced)|foobar|lorem|A-Za-z|a-z0-9|a-zA-Z|0-9a-f|qwerty|asdfgh|password123|passw0rd|xxxx|\.\.\.|…|\*{3}|#{4}|•/i;
/** What a template engine, a shell or a format string fills in later. */
const template =
  /\$\{|\$\(|\{\{|\}\}|<%|%>|#\{|^\$[A-Za-z_]|^%[A-Za-z_]+%$|^%[sdv]$|%\(|^@[A-Za-z]|^\{[\w.]+\}?$|^<[^>]*>?$|^\[[\w ]+\]?$|^(?:ENC|vault|secret|ref|env|sops|op|arn):|^ENC\[|^!|^__\w+__$|^(?:null|none|nil|undefined|true|false)$/i;

/**
 * Why a value is no secret, or null. Judges the value alone: words of examples, templates, rows of one character,
 * runs like 123456 or abcdef (`rows`: of one character are as it should be), one piece over and over, keys that vendors print in their manuals.
 */
export function placeholderReason(value: string, rows = false): string | null {
  if (template.test(value)) return 'a template';
  if (words.test(value.slice(0, 512))) return 'words of an example';
  if (!rows && hasRow(value)) return 'one character in a row';
  if (hasSequence(value)) return 'a sequence';
  if (isRepetition(value)) return 'a repetition';
  if (publishedSamples.has(createHash('sha256').update(value).digest('hex'))) return 'a published sample';
  return null;
}

const letterOrDigit = (code: number): boolean =>
  (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);

/** Five or more of one letter or digit; in long values, where chance or padding does that, more, or twelve (not "A", zero in base64). */
function hasRow(value: string): boolean {
  let row = 1;
  let rows = 0;
  for (let at = 1; at < value.length; at++) {
    row = value[at] === value[at - 1] ? row + 1 : 1;
    if (row >= 5 && letterOrDigit(value.charCodeAt(at))) rows++;
    if (row >= 12 && value[at] !== 'A') return true;
  }
  return rows > 0 && (value.length < 100 || rows * 4 > value.length);
}

/** A run of six or more neighbours, up or down, that makes up a good part of the value. */
function hasSequence(value: string): boolean {
  let covered = 0;
  let run = 1;
  let step = 0;
  for (let at = 1; at <= value.length; at++) {
    const next = at < value.length ? value.charCodeAt(at) - value.charCodeAt(at - 1) : 0;
    // "…890" and "…9ab" go on in keyboards and hexadecimal digits.
    const joined = /^(?:90|9a|9A|09|a9)$/.test(value.slice(at - 1, at + 1));
    if ((next === 1 || next === -1) && (step === 0 || step === next)) {
      step = next;
      run++;
    } else if (joined && run >= 3) run++;
    else {
      if (run >= 6) covered += run;
      run = 1;
      step = 0;
    }
  }
  return covered >= 8 && covered * 3 >= value.length;
}

/** A piece of up to eight characters over and over, four times or more. */
function isRepetition(value: string): boolean {
  if (value.length < 8) return false;
  const letters = value.replace(/[^A-Za-z0-9]/g, '');
  for (let piece = 1; piece <= 8 && piece * 4 <= letters.length; piece++) {
    let at = piece;
    while (at < letters.length && letters[at] === letters[at - piece]) at++;
    if (at === letters.length) return true;
  }
  return new Set(letters).size <= 2 && letters.length >= 8;
}

const bits = new Map<string, number>();

/** Shannon entropy over the characters of a value, in bits per character. */
export function entropyOf(value: string): number {
  bits.clear();
  for (const character of value) bits.set(character, (bits.get(character) ?? 0) + 1);
  let sum = 0;
  for (const count of bits.values()) sum -= (count / value.length) * Math.log2(count / value.length);
  return sum;
}
