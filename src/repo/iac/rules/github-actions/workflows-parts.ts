import type { Resource } from '../../resource.ts';
import { custom, type Flaw, type Rule } from '../../rule.ts';
import { at, textOf, textsOf, type Value } from '../../value.ts';

export const workflow = (rule: Omit<Parameters<typeof custom>[0], 'id'> & { readonly id: string }): Rule =>
  custom({ ...rule, id: `github-actions-${rule.id}` });

/** The workflow a step or job stands in. */
export const whole = (resource: Resource): Resource => (resource.parent ? whole(resource.parent) : resource);

export const triggers = (resource: Resource): readonly string[] => {
  const on = whole(resource).body.entries.get('on') ?? whole(resource).body.entries.get('true') ?? null;
  return on?.kind === 'map' ? [...on.entries.keys()] : textsOf(on);
};

export const uses = ({ body }: Resource): string => textOf(at(body, 'uses'));

export const file = (on: string, job: string, rest = ''): string =>
  `on: ${on}\n${rest}jobs:\n  a:\n${job.replace(/^/gm, '    ')}\n`;
export const steps = (lines: string): string =>
  `runs-on: ubuntu-24.04\nsteps:\n${lines.replace(/^/gm, '  ')}`;

export const found = (value: Value | null, path: string, pattern: RegExp, expected: string): Flaw | false => {
  const match = value ? pattern.exec(textOf(value).slice(0, 100_000)) : null;
  return (
    match !== null && value !== null && { span: value.span, path, value: match[0].slice(0, 150), expected }
  );
};
