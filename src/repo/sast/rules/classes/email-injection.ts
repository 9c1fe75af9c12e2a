import type { FlawClass } from '../../rule.ts';

export const emailInjection: FlawClass = {
  id: 'email-injection',
  title: 'E-mail injection',
  cwe: 93,
  severity: 'medium',
  description:
    'Untrusted input is part of a message without escaping, so that it can add recipients, headers or markup.',
  remediation:
    'Build the message with a library that refuses line breaks in headers, and escape input in HTML bodies.',
  references: ['A03:2021', 'https://cwe.mitre.org/data/definitions/93.html'],
};
