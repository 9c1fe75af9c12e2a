/**
 * Makes Ruby of a template (ERB) without moving anything: text becomes blanks, the marks around code become statements
 * of the same length. What is written is assigned to `_e`, or to `_r` where it is written as it is (`<%==`).
 */
export function erbToRuby(source: string): string {
  const blank = (text: string): string => text.replace(/[^\n]/g, ' ');
  const pieces: string[] = [];
  let at = 0;
  while (at < source.length) {
    const open = source.indexOf('<%', at);
    if (open < 0) break;
    const close = source.indexOf('%>', open + 2);
    if (close < 0) break;
    pieces.push(blank(source.slice(at, open)), code(source.slice(open, close), blank));
    at = close + 2;
  }
  pieces.push(blank(source.slice(at)));
  return pieces.join('');
}

/** A tag from its `<%` to before its `%>`, with two characters for that. */
function code(tag: string, blank: (text: string) => string): string {
  if (/^<%[#%]/.test(tag)) return `${blank(tag)}  `;
  const written = /^<%(==?)/.exec(tag);
  const start = written
    ? written[1] === '=='
      ? '_r= '
      : '_e='
    : '<%-'.startsWith(tag.slice(0, 3))
      ? '   '
      : '  ';
  const end = tag.endsWith('-') ? ` ;` : ';';
  const inner = tag.slice(start.length, tag.endsWith('-') ? -1 : undefined);
  return `${start}${inner}${end}${' '.repeat(tag.length + 2 - start.length - inner.length - end.length)}`;
}
