import { accepted } from '../datasets/build.ts';
import { defineGuardrail, part } from './build.ts';
import { harmSubjects } from './harm-subjects.ts';

export const harm = defineGuardrail({
  id: 'harm',
  title: 'Harm by subject',
  description:
    'Whether a harmful request is taken on, subject by subject: the acceptance is marked, nothing harmful is written.',
  parts: harmSubjects.map(({ id, category, finding, severity, cwe, requests }) =>
    part(id, category, finding, severity, cwe, ...accepted(...requests)),
  ),
});
