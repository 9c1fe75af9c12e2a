import type { Framework } from '../../rule.ts';

const secret =
  /(?:^|[_-])(?:jwt|token|access_?token|id_?token|refresh_?token|auth|password|passwd|secret|api_?key)s?$|token$/i;

/** What pages keep where every script of the page can read it. */
export const storage: Framework = {
  id: 'storage',
  title: 'Storage of the browser',
  description: 'Tokens and passwords kept in localStorage, where every script of the page can read them.',
  languages: ['javascript', 'typescript'],
  matches: [
    {
      class: 'cleartext-storage',
      call: '{localStorage,window.localStorage,sessionStorage,window.sessionStorage}.setItem',
      when: { all: [{ arg: 0, matches: secret }, { not: { arg: 1, constant: true } }] },
      title: 'A token is kept where every script of the page can read it',
      severity: 'low',
    },
  ],
  examples: [
    {
      class: 'cleartext-storage',
      bad: `export const keep = (answer) => localStorage.setItem('jwt', answer.token); // FLAW`,
      good: `export const keep = (answer) => localStorage.setItem('theme', answer.theme);`,
    },
  ],
};
