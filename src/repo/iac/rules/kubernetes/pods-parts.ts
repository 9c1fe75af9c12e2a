import type { Resource } from '../../resource.ts';
import { custom, type Flaw, flawAt, flawOf, type Rule } from '../../rule.ts';
import { at, textOf, type Value } from '../../value.ts';

export interface KubernetesRule {
  readonly id: string;
  readonly refs?: readonly string[];
  readonly title: string;
  readonly why: string;
  readonly severity: Rule['severity'];
  readonly cwe: number;
  readonly fix: string;
  readonly check: (resource: Resource) => readonly (Flaw | null | false)[];
  readonly bad: string;
  readonly good: string;
}

export const why = {
  escape: 'Whoever takes the container over is close to the node, and from there to the others.',
  root: 'Whoever breaks out of the application is root, also in the kernel’s eyes.',
  load: 'One container can take what the others on the node need.',
} as const;

/** A container in a Pod, from its lines below `- name: c`; `pod` are lines below `spec:`. */
export const podOf = (container = '', pod = ''): string =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\nspec:\n${pod ? `${pod.replace(/^/gm, '  ')}\n` : ''}  containers:\n    - name: c\n      image: a/b:1\n${container ? `${container.replace(/^/gm, '      ')}\n` : ''}`;

/** Examples are lines of a container, or whole files. */
export const example = (text: string, make: (lines: string) => string): string =>
  text.startsWith('apiVersion') ? text : make(text);
export const container = (rule: KubernetesRule): Rule =>
  custom({
    ...rule,
    id: `kubernetes-${rule.id}`,
    kinds: ['k8s-container'],
    bad: example(rule.bad, podOf),
    good: example(rule.good, podOf),
  });
export const pod = (rule: KubernetesRule): Rule =>
  custom({
    ...rule,
    id: `kubernetes-${rule.id}`,
    kinds: ['k8s-pod'],
    bad: example(rule.bad, (lines) => podOf('', lines)),
    good: example(rule.good, (lines) => podOf('', lines)),
  });

export const own = (resource: Resource, key: string): Value | null =>
  at(resource.body, `securityContext.${key}`);

export const wrong = (resource: Resource, path: string, value: Value | null, expected: string): Flaw =>
  value ? flawAt({ value, span: value.span, path }, expected) : flawOf(resource, path, expected);

export const image = ({ body }: Resource): string => textOf(at(body, 'image'));
