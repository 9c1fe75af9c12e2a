import { textOf, type Undress } from './dressing.ts';

/** What mail programs of several decades do to text before they send it. */
const words = (text: string | null): string | null => (text !== null && /\w \w/.test(text) ? text : null);

const octets = (run: string): number[] =>
  [...run.matchAll(/=([0-9A-F]{2})|([\s\S])/gi)].map(([, code, sign]) =>
    code ? Number.parseInt(code, 16) : (sign as string).charCodeAt(0),
  );

/** True for a message that is an encoded header. */
export const isEncodedHeader = (message: string): boolean => /=\?[\w-]+\?[bq]\?[^?]+\?=/i.test(message);

/** Equals signs and two digits throughout; one at the end of a line joins it with the next. */
const quotedPrintable: Undress = (message) => {
  if (isEncodedHeader(message)) return null;
  const joined = message.replace(/=\n/g, '');
  const run = /(?:=[0-9A-F]{2}){20,}/i.exec(joined)?.[0];
  return run ? words(textOf(octets(run))) : null;
};

/** A header line of encoded words; the gaps between them mean nothing. */
const mime: Undress = (message) => {
  const parts = [...message.matchAll(/=\?utf-8\?([bq])\?([^?]+)\?=/gi)];
  if (parts.length < 2) return null;
  const bytes = parts.map(([, form = '', run = '']) =>
    form.toLowerCase() === 'b' ? [...Buffer.from(run, 'base64')] : octets(run.replaceAll('_', ' ')),
  );
  return words(textOf(bytes.flat()));
};

/** Lines that begin with their length, four signs for three bytes. */
const uuencode: Undress = (message) => {
  const body = /^begin \d{3} \S+\n([\s\S]+?)\n[` ]?\n?end\b/m.exec(message)?.[1];
  if (!body) return null;
  const bytes: number[] = [];
  for (const line of body.split('\n')) {
    const bits = [...line.slice(1)]
      .map((sign) => (sign.charCodeAt(0) % 32) + (sign >= '@' && sign < '`' ? 32 : 0))
      .map((value) => value.toString(2).padStart(6, '0'))
      .join('');
    const length = line.charCodeAt(0) - 32;
    for (let at = 0; at < length; at++) bytes.push(Number.parseInt(bits.slice(at * 8, at * 8 + 8), 2));
  }
  return words(textOf(bytes));
};

export const mail: Readonly<Record<string, Undress>> = {
  mime,
  'quoted-printable': quotedPrintable,
  uuencode,
};
