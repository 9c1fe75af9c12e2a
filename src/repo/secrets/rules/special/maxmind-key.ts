import { special, startsWord } from '../../rule.ts';
import { alnum, type Shape, sourceOf, word } from '../../shape.ts';

const shape: Shape = [alnum(6), '_', word(29), '_mmk'];
const form = new RegExp(`${sourceOf(shape)}(?![A-Za-z0-9_])`, 'y');
const before = 6 + 1 + 29;

/** Six characters, 29 more and an ending of its own. */
export const maxmindKey = special({
  id: 'maxmind-license-key',
  what: 'license key',
  keywords: ['_mmk'],
  shape,
  entropy: 3.5,
  confidence: 0.95,
  match({ text, at }) {
    const start = at - before;
    if (start < 0 || !startsWord(text, start)) return null;
    form.lastIndex = start;
    return form.test(text) ? { start, end: form.lastIndex } : null;
  },
});
