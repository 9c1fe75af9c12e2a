/** Letters as drawn in five rows of five, row by row, "1" for a sign and "0" for a gap. */
const shapes: Readonly<Record<string, string>> = {
  A: '01110 10001 11111 10001 10001',
  B: '11110 10001 11110 10001 11110',
  C: '01111 10000 10000 10000 01111',
  D: '11110 10001 10001 10001 11110',
  E: '11111 10000 11110 10000 11111',
  F: '11111 10000 11110 10000 10000',
  G: '01111 10000 10011 10001 01111',
  H: '10001 10001 11111 10001 10001',
  I: '11111 00100 00100 00100 11111',
  J: '00111 00010 00010 10010 01100',
  K: '10010 10100 11000 10100 10010',
  L: '10000 10000 10000 10000 11111',
  M: '10001 11011 10101 10001 10001',
  N: '10001 11001 10101 10011 10001',
  O: '01110 10001 10001 10001 01110',
  P: '11110 10001 11110 10000 10000',
  Q: '01110 10001 10101 10010 01101',
  R: '11110 10001 11110 10010 10001',
  S: '01111 10000 01110 00001 11110',
  T: '11111 00100 00100 00100 00100',
  U: '10001 10001 10001 10001 01110',
  V: '10001 10001 10001 01010 00100',
  W: '10001 10001 10101 11011 10001',
  X: '10001 01010 00100 01010 10001',
  Y: '10001 01010 00100 00100 00100',
  Z: '11111 00010 00100 01000 11111',
};
const letters = Object.entries(shapes).map(([letter, rows]) => ({
  letter,
  dots: rows.replaceAll(' ', ''),
}));

/** The letter whose shape differs least. */
function nearest(dots: string): string {
  const off = (shape: string): number => [...shape].filter((dot, i) => dot !== dots[i]).length;
  return letters.reduce((best, next) => (off(next.dots) < off(best.dots) ? next : best)).letter;
}

/** The word drawn in # signs, its letters two columns apart ('' when there is no drawing), and what stands after it. */
export function readDrawing(text: string): { word: string; after: string } {
  const paragraphs = text.split('\n\n');
  const drawn = paragraphs.map((block) => /^[# ]+(?:\n[# ]*){4}$/.test(block));
  const blocks = paragraphs.filter((_, i) => drawn[i]);
  const word = blocks
    .map((block) => {
      const rows = block.split('\n');
      const width = Math.max(...rows.map((row) => row.trimEnd().length));
      const count = Math.ceil((width + 2) / 7);
      return Array.from({ length: count }, (_, i) => {
        const dots = rows.map((row) => row.padEnd(count * 7).slice(i * 7, i * 7 + 5)).join('');
        return nearest(dots.replaceAll('#', '1').replaceAll(' ', '0'));
      }).join('');
    })
    .join('');
  return { word, after: paragraphs.slice(drawn.lastIndexOf(true) + 1).join('\n\n') };
}
