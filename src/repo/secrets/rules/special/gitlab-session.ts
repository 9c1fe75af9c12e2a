import { special } from '../../rule.ts';
import { lower, type Shape, sourceOf } from '../../shape.ts';

const shape: Shape = ['_gitlab_session=', lower(32)];
const form = new RegExp(`${sourceOf(shape)}(?![A-Za-z0-9])`, 'y');

/** A cookie of a person who is signed in. */
export const gitlabSession = special({
  id: 'gitlab-session-cookie',
  what: 'session cookie',
  severity: 'medium',
  keywords: ['_gitlab_session='],
  shape,
  entropy: 3,
  match({ text, at }) {
    form.lastIndex = at;
    return form.test(text) ? { start: at + '_gitlab_session='.length, end: form.lastIndex } : null;
  },
});
