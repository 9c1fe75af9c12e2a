import { checkPem } from '../../checks.ts';
import { special } from '../../rule.ts';

const head = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/y;
const tail = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/y;
/** Characters of the longest key: RSA of 16384 bits with its labels. */
const longest = 24_576;
const shortestBody = 64;

/** PEM (RFC 7468), OpenSSH and PGP, over lines or with `\n` written out. Ends at the next dashes: no text is read twice. */
export const privateKey = special({
  id: 'private-key',
  what: 'in PEM or PGP form',
  severity: 'critical',
  confidence: 0.95,
  keywords: ['-----begin '],
  entropy: 3,
  check: checkPem,
  match({ text, at }) {
    head.lastIndex = at;
    if (!head.test(text)) return null;
    const body = head.lastIndex;
    const dashes = text.indexOf('-----', body);
    const end = dashes < 0 ? Math.min(text.length, body + longest) : dashes;
    if (end - body > longest) return null;
    tail.lastIndex = end;
    const closed = tail.test(text);
    const letters = text.slice(body, end).replace(/\\[nrt]|[^A-Za-z0-9+/=]/g, '');
    // Without its end it may be cut off by the file, or no key at all: more is asked of it.
    if (letters.length < (closed ? shortestBody : 4 * shortestBody)) return null;
    return { start: at, end: closed ? tail.lastIndex : end };
  },
});

const lines =
  /PuTTY-User-Key-File-[1-3]: [a-z0-9@.-]{3,40}\r?\n(?:[A-Za-z-]{3,20}: ?[^\r\n]{0,200}\r?\n){1,3}(?:[A-Za-z0-9+/=]{4,64}\r?\n){1,100}(?:[A-Za-z0-9-]{3,30}: ?[^\r\n]{0,200}\r?\n){1,6}(?:[A-Za-z0-9+/=]{4,64}\r?\n){1,100}/y;

export const puttyKey = special({
  id: 'putty-private-key',
  what: 'of PuTTY',
  severity: 'critical',
  keywords: ['putty-user-key-file-'],
  entropy: 3,
  match({ text, at }) {
    lines.lastIndex = at;
    return lines.test(text) ? { start: at, end: lines.lastIndex } : null;
  },
});
