import { holds } from './program.ts';

const name = '[\\p{L}_:][\\p{L}\\p{N}._:-]*';
const literal = `"[^"]*"|'[^']*'`;
const external = `(?:SYSTEM|PUBLIC\\s+(?:${literal}))\\s+(${literal})`;
const doctype = new RegExp(`<!DOCTYPE\\s+${name}(?:\\s+${external})?\\s*`, 'uy');
const entity = new RegExp(
  `<!ENTITY\\s+(%\\s+)?(${name})\\s+(?:${external}(?:\\s+NDATA\\s+${name})?|(?:${literal}))\\s*>`,
  'uy',
);
const declaration = new RegExp(`<!(?:ELEMENT|ATTLIST|NOTATION)\\s(?:[^"'<>]|${literal})*>`, 'uy');
const parameter = new RegExp(`%(${name});`, 'uy');
const general = new RegExp(`&(${name});`, 'gu');

/** What is skipped as a whole, by how it begins. */
const closings = { '<!--': '-->', '<![CDATA[': ']]>', '<?': '?>', '<': '>' } as const;

/**
 * An XML document whose document type makes a parser fetch an address that carries the token: as its external subset,
 * or as an external entity that is referred to. Comments, CDATA sections and processing instructions declare and refer
 * to nothing. Returns the declaration; null when there is none, or when the program is no document. CWE-611.
 */
export function liveXml(program: string, token: string): string | null {
  const text = program.trim();
  const start = skipMisc(text, 0);
  const head = readAt(doctype, text, start);
  if (!head) return null;
  let at = start + head[0].length;
  const subset = text[at] === '[' ? readSubset(text, at + 1, token) : { end: at, entities: [] };
  if (!subset) return null;
  at = subset.end;
  while (/\s/.test(text[at] ?? '')) at++;
  if (text[at] !== '>' || !rootOpens(text, skipMisc(text, at + 1))) return null;
  if (head[1] && holds(head[1], token)) return `${head[0].trim()}>`;
  const referred = subset.entities.length > 0 ? referencesFrom(text, at + 1) : null;
  return subset.entities.find((found) => found.used || referred?.has(found.name))?.text ?? null;
}

const rootOpens = (text: string, at: number): boolean => /^<[\p{L}_:]/u.test(text.slice(at, at + 3));

interface Declared {
  readonly name: string;
  readonly text: string;
  /** A parameter entity that the subset itself refers to. */
  readonly used: boolean;
}

/** External entities with the token, and where the subset ends; null when it is none. */
function readSubset(text: string, from: number, token: string): { end: number; entities: Declared[] } | null {
  const found: { name: string; text: string; parameter: boolean }[] = [];
  const references = new Set<string>();
  let at = skipMisc(text, from);
  for (; text[at] !== ']'; at = skipMisc(text, at)) {
    const declared = readAt(entity, text, at);
    const reference = declared ? null : readAt(parameter, text, at);
    const part = declared ?? reference ?? readAt(declaration, text, at);
    if (!part) return null;
    if (reference) references.add(reference[1]!);
    if (declared?.[3] && holds(declared[3], token))
      found.push({ name: declared[2]!, text: declared[0], parameter: declared[1] !== undefined });
    at += part[0].length;
  }
  const entities = found.map((entry) => ({
    ...entry,
    used: entry.parameter && references.has(entry.name),
  }));
  return { end: at + 1, entities: entities.filter((entry) => entry.used || !entry.parameter) };
}

function readAt(form: RegExp, text: string, at: number): RegExpExecArray | null {
  form.lastIndex = at;
  return form.exec(text);
}

/** Where white space, comments and processing instructions from `at` on end. */
function skipMisc(text: string, from: number): number {
  let at = from;
  for (;;) {
    while (/\s/.test(text[at] ?? '')) at++;
    const opening = ['<!--', '<?'].find((sign) => text.startsWith(sign, at)) as '<!--' | '<?' | undefined;
    const end = opening ? text.indexOf(closings[opening], at + opening.length) : -1;
    if (!opening || end < 0) return at;
    at = end + closings[opening].length;
  }
}

/** The entities that character data from `at` on refers to. */
function referencesFrom(text: string, from: number): Set<string> {
  const names = new Set<string>();
  for (let at = from; at < text.length; ) {
    const tag = text.indexOf('<', at);
    for (const match of text.slice(at, tag < 0 ? text.length : tag).matchAll(general)) names.add(match[1]!);
    const opening = Object.keys(closings).find((sign) => text.startsWith(sign, tag)) as keyof typeof closings;
    const end = tag < 0 ? -1 : text.indexOf(closings[opening], tag + opening.length);
    if (end < 0) break;
    at = end + closings[opening].length;
  }
  return names;
}
