const simple: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
};

/** The text an interpreted Go string stands for, given what is between its quotes. */
export const unescapeGo = (source: string): string =>
  source.includes('\\')
    ? source.replace(
        /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|(.))/g,
        (whole, x, u, wide, octal, one) => {
          if (one !== undefined) return simple[one] ?? whole;
          const code = octal === undefined ? Number.parseInt(x ?? u ?? wide, 16) : Number.parseInt(octal, 8);
          return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
        },
      )
    : source;

/** The value of a Go number; null for what JavaScript has none for (imaginary). */
export function goNumber(source: string): number | null {
  const text = source.replaceAll('_', '').toLowerCase();
  if (/^0[0-7]+$/.test(text)) return Number.parseInt(text, 8);
  const value = Number(text);
  return Number.isNaN(value) ? null : value;
}

/** A piece of a format: text as it is, or the verb for an argument. */
export type Piece = { readonly text: string } | { readonly verb: string };

/** The pieces of a format of package fmt, or null where arguments are not taken one after the other. */
export function formatPieces(format: string): readonly Piece[] | null {
  const pieces: Piece[] = [];
  let at = 0;
  for (const found of format.matchAll(/%([-+# 0]*)([0-9]*(?:\.[0-9]*)?)([a-zA-Z%])?/g)) {
    const verb = found[3];
    if (!verb) return null;
    if (found.index > at) pieces.push({ text: format.slice(at, found.index) });
    pieces.push(verb === '%' ? { text: '%' } : { verb });
    at = found.index + found[0].length;
  }
  if (at < format.length) pieces.push({ text: format.slice(at) });
  return pieces;
}
