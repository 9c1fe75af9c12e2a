const simple: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  '\n': '',
};

/** The text that a piece of a Python literal stands for. */
export function unescaped(source: string): string {
  if (!source.includes('\\')) return source;
  return source.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|(\n|.))/g,
    (whole, x, u, wide, octal, one) => {
      if (one !== undefined) return simple[one] ?? whole;
      const code = octal === undefined ? Number.parseInt(x ?? u ?? wide, 16) : Number.parseInt(octal, 8);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

/** The value of a Python number, or null where JavaScript has none for it (complex). */
export function numberOf(source: string): number | null {
  const text = source.replaceAll('_', '').toLowerCase().replace(/l$/, '');
  if (/^0\d+$/.test(text)) return Number.parseInt(text, 8);
  const value = Number(text);
  return Number.isNaN(value) ? null : value;
}

/**
 * The name of a declared type without generics: "Optional[Request]" is Request, "Annotated[str, Query()]" is str,
 * `"Request"` in quotes too, "X | None" is X.
 */
export function typeName(source: string): string | undefined {
  let text = source.trim().replace(/^(['"])(.*)\1$/, '$2');
  for (let depth = 0; depth < 4; depth += 1) {
    const inner =
      /^(?:typing\.|t\.)?(?:Optional|Annotated|Union|Final|ClassVar|Required|NotRequired)\[(.*)\]$/s.exec(
        text,
      );
    if (!inner) break;
    text = inner[1]!.split(',')[0]!.trim();
  }
  const name = /^[A-Za-z_][\w.]*/.exec(text.replace(/^None\s*\|\s*/, ''));
  return name?.[0];
}
