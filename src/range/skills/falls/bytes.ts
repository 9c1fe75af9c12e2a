import { textOf, type Undress, withoutEntities } from './dressing.ts';
import { isEncodedHeader } from './mail.ts';

/** A run of at least so many signs is a payload, not a word. */
const run = (message: string, form: RegExp): string | null => form.exec(message)?.[0] ?? null;

const words = (text: string | null): string | null => (text !== null && /\w \w/.test(text) ? text : null);

const base64: Undress = (message) => {
  if (isEncodedHeader(message)) return null;
  const found = run(message, /[A-Za-z0-9+/]{40,}={0,2}/);
  return found && words(textOf(Buffer.from(found, 'base64')));
};

const base32: Undress = (message) => {
  const found = run(message, /\b[A-Z2-7]{40,}\b/);
  if (!found) return null;
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const sign of found) {
    const value = sign <= '9' ? sign.charCodeAt(0) - 24 : sign.charCodeAt(0) - 65;
    held = (held << 5) | value;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((held >> bits) & 255);
    held &= (1 << bits) - 1;
  }
  return words(textOf(bytes));
};

const hex: Undress = (message) => {
  const found = run(message, /\b(?:[0-9a-f]{2}){20,}\b/i);
  return found && words(textOf(Buffer.from(found, 'hex')));
};

const binary: Undress = (message) => {
  const found = run(message, /\b[01]{8}(?: [01]{8}){10,}\b/);
  return found && words(textOf(found.split(' ').map((bits) => Number.parseInt(bits, 2))));
};

const ascii85: Undress = (message) => {
  const found = /<~([!-uz\s]{20,})~>/.exec(message)?.[1];
  if (!found) return null;
  const digits = found.replace(/\s/g, '').replaceAll('z', '!!!!!');
  const bytes: number[] = [];
  for (let at = 0; at < digits.length; at += 5) {
    const group = digits.slice(at, at + 5);
    let value = 0n;
    for (const digit of group.padEnd(5, 'u')) value = value * 85n + BigInt(digit.charCodeAt(0) - 33);
    const four = [24n, 16n, 8n, 0n].map((shift) => Number((value >> shift) & 255n));
    bytes.push(...four.slice(0, group.length - 1));
  }
  return words(textOf(bytes));
};

const url: Undress = (message) => {
  const found = run(message, /(?:%[0-9A-F]{2}){20,}/i);
  if (!found) return null;
  try {
    return words(decodeURIComponent(found));
  } catch {
    return null;
  }
};

/** Tag characters stand 0xE0000 above the ASCII they mean. */
const asciiSmuggling: Undress = (message) => {
  const hidden = [...message].map((sign) => (sign.codePointAt(0) as number) - 0xe0000);
  const text = hidden.filter((code) => code >= 32 && code < 127).map((code) => String.fromCharCode(code));
  return words(withoutEntities(text.join('')));
};

/** Variation selectors 1–16 are the bytes 0–15, 17–256 the rest. */
const emojiSmuggling: Undress = (message) => {
  const bytes: number[] = [];
  for (const sign of message) {
    const code = sign.codePointAt(0) as number;
    if (code >= 0xfe00 && code <= 0xfe0f) bytes.push(code - 0xfe00);
    if (code >= 0xe0100 && code <= 0xe01ef) bytes.push(code - 0xe0100 + 16);
  }
  return bytes.length < 20 ? null : words(textOf(bytes));
};

export const bytes: Readonly<Record<string, Undress>> = {
  'ascii-smuggling': asciiSmuggling,
  ascii85,
  base32,
  base64,
  binary,
  'emoji-smuggling': emojiSmuggling,
  hex,
  url,
};
