/**
 * The script of a component file (Vue, Svelte) as a program: everything else is blank, so that lines stay what they
 * are. Markup that a template writes without escaping (`v-html="x"`, `{@html x}`) becomes the call `$markup(x)`.
 */
export function scriptOf(text: string): string {
  const lines: string[] = [];
  let inScript = false;
  for (const line of text.split('\n')) {
    if (inScript) {
      const end = line.search(/<\/script\s*>/i);
      lines.push(end < 0 ? line : line.slice(0, end));
      inScript = end < 0;
      continue;
    }
    const start = /<script\b[^>]*>/i.exec(line);
    if (!start) {
      lines.push(markupOf(line));
      continue;
    }
    const rest = line.slice(start.index + start[0].length);
    const end = rest.search(/<\/script\s*>/i);
    lines.push(end < 0 ? rest : rest.slice(0, end));
    inScript = end < 0 && !start[0].endsWith('/>');
  }
  return lines.join('\n');
}

/** Only simple expressions: names, members and calls; others could end a statement in the wrong place. */
const raw = /(?:v-html="|\{@html\s+)([\w$.()[\]'`+? ]{1,200})["}]/g;

const markupOf = (line: string): string =>
  line.length > 2000
    ? ''
    : [...line.matchAll(raw)].map(([, expression]) => `$markup(${expression});`).join(' ');
