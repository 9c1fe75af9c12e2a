import { special } from '../../rule.ts';
import { any, hex, type Shape, sourceOf } from '../../shape.ts';

const shape: Shape = ['://', hex(8), ':', hex(8), '@', any('gems', 'enterprise'), '.contribsys.com'];
const form = new RegExp(sourceOf(shape), 'y');
const back = '://'.length + 8 + ':'.length + 8 + '@'.length + 'enterprise'.length;

/** Credentials in the address of the server that gems are sold from. */
export const sidekiqUrl = special({
  id: 'sidekiq-sensitive-url',
  what: 'download credentials in a URL',
  keywords: ['.contribsys.com'],
  shape,
  match({ text, at }) {
    const from = text.lastIndexOf('://', at);
    if (from < 0 || at - from > back) return null;
    form.lastIndex = from;
    return form.test(text) ? { start: from + 3, end: from + 3 + 17 } : null;
  },
});
