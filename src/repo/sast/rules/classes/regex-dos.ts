import type { FlawClass } from '../../rule.ts';

export const regexDos: FlawClass = {
  id: 'regex-dos',
  title: 'Regular expression denial of service',
  cwe: 1333,
  severity: 'medium',
  description:
    'A regular expression can take exponential time on input made for it, or untrusted input is itself the expression.',
  remediation:
    'Write the expression without nested repetition, bound the length of the input, or use an engine that takes linear time; escape input that becomes part of an expression.',
  references: [
    'A06:2021',
    'https://owasp.org/www-community/attacks/Regular_expression_Denial_of_Service_-_ReDoS',
  ],
};
