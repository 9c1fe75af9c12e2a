const longest = 400;
const identifier = /[\w$)\]]/;
/** What stands in types, besides the brackets that are counted. No backtick: texts are not looked into. */
const inTypes = /[\w$\s{}[\]():;,.|&?'"=-]/;

/**
 * The text without type arguments of tagged templates (sql<Row>`…`, styled.div<Props>`…`), which the grammar takes for
 * comparisons. Spaces stand in their place, so that nothing moves. Looks back a bounded way from each ">`".
 */
export function withoutTemplateTypes(text: string): string {
  let result = '';
  let copied = 0;
  for (let end = text.indexOf('>`'); end >= 0; end = text.indexOf('>`', end + 1)) {
    const start = openingOf(text, end, copied);
    if (start < 0) continue;
    result += text.slice(copied, start) + text.slice(start, end + 1).replace(/[^\n\r]/g, ' ');
    copied = end + 1;
  }
  return copied === 0 ? text : result + text.slice(copied);
}

/** Where the type arguments begin that end at `end`, or -1 where these are none. */
function openingOf(text: string, end: number, from: number): number {
  // An arrow before a text.
  if (text[end - 1] === '=') return -1;
  let depth = 0;
  for (let at = end; at >= Math.max(from, end - longest); at--) {
    const char = text[at] as string;
    if (char === '>') depth += text[at - 1] === '=' ? 0 : 1;
    else if (char === '<') {
      depth -= 1;
      if (depth === 0) return at > 0 && identifier.test(text[at - 1] as string) ? at : -1;
    } else if (!inTypes.test(char)) return -1;
  }
  return -1;
}
