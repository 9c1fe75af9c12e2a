import { special } from '../../rule.ts';
import { digits, of, type Shape, sourceOf } from '../../shape.ts';

const before = 4;
const shape: Shape = [of('A-Za-z0-9_.~', 3), digits(1), 'Q~', of('A-Za-z0-9_~.-', 31, 34)];
const form = new RegExp(`(?<![A-Za-z0-9_~.-])${sourceOf(shape)}(?![A-Za-z0-9_~.-])`, 'y');

/** Secrets of app registrations since 2022: three characters, a digit, `Q~` and 31 to 34 more. */
export const azureClientSecret = special({
  id: 'azure-ad-client-secret',
  what: 'Entra ID client secret',
  keywords: ['q~'],
  shape,
  entropy: 3.5,
  confidence: 0.95,
  severity: 'critical',
  match({ text, at }) {
    form.lastIndex = at - before;
    return at >= before && form.test(text) ? { start: at - before, end: form.lastIndex } : null;
  },
});
