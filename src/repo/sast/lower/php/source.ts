const blank = (text: string): string => text.replace(/[^\n]/g, ' ');

/**
 * The text that the grammar reads, nothing in it moved: what Blade writes without escaping becomes `<?= … ?>`, and the
 * comma after the last name of `use A\{B, C,}`, which the grammar does not know, is left out.
 */
export function phpSource(text: string, path: string): string {
  const source = path.endsWith('.blade.php') ? bladeSource(text) : text;
  // One alternative a character, so that the time grows with the length of the text alone.
  return source.replace(/^[ \t]*use [\w\\ ]{1,200}\{[^{};]{1,5000}\}/gm, (group) => {
    const last = group.slice(0, -1).trimEnd();
    return last.endsWith(',') ? `${last.slice(0, -1)} ${group.slice(last.length)}` : group;
  });
}

/** Comments of Blade go; `{!! value !!}` is written as it is. Other values are escaped and no concern. */
function bladeSource(text: string): string {
  const pieces: string[] = [];
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('{', at);
    if (open < 0) break;
    const comment = text.startsWith('{{--', open);
    const raw = text.startsWith('{!!', open);
    const close = comment ? text.indexOf('--}}', open + 4) : raw ? text.indexOf('!!}', open + 3) : -1;
    if (close < 0) {
      pieces.push(text.slice(at, open + 1));
      at = open + 1;
      continue;
    }
    const end = close + (comment ? 4 : 3);
    pieces.push(text.slice(at, open));
    pieces.push(comment ? blank(text.slice(open, end)) : `<?=${text.slice(open + 3, close)} ?>`);
    at = end;
  }
  pieces.push(text.slice(at));
  return pieces.join('');
}
