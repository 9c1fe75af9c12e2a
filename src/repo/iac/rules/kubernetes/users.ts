import type { Rule } from '../../rule.ts';
import { at, itemsOf, type Plain, plain, type Value } from '../../value.ts';
import { container, type KubernetesRule, own, why, wrong } from './pods-parts.ts';
import { context, windows } from './privileges-helpers.ts';

const mustBe = (
  id: string,
  refs: readonly string[],
  key: string,
  wanted: Plain,
  missing: 'bad' | 'good',
  inherits: boolean,
  rest: Pick<KubernetesRule, 'title' | 'why' | 'severity' | 'cwe'>,
): Rule =>
  container({
    id,
    refs,
    ...rest,
    fix: `Set securityContext.${key} to ${wanted}.`,
    check(resource) {
      const value = inherits ? context(resource, key) : own(resource, key);
      if (windows(resource) || (value === null && missing === 'good')) return [];
      return [
        plain(value) !== wanted &&
          value?.kind !== 'unknown' &&
          wrong(resource, `securityContext.${key}`, value, String(wanted)),
      ];
    },
    bad: `securityContext:\n  ${key}: ${wanted === true ? 'false' : 'true'}`,
    good: `securityContext:\n  ${key}: ${wanted}`,
  });

const highId = (key: 'runAsUser' | 'runAsGroup', refs: readonly string[], what: string): Rule =>
  container({
    id: `low-${what}-id`,
    refs,
    title: `Container runs with a low ${what} id`,
    why: 'Low ids belong to users of the node as well; whoever breaks out has their rights.',
    severity: 'low',
    cwe: 250,
    fix: `Set securityContext.${key} above 10000.`,
    check(resource) {
      const value = context(resource, key);
      if (windows(resource) || value?.kind === 'unknown') return [];
      return [
        !(Number(plain(value) ?? 0) > 10000) &&
          wrong(resource, `securityContext.${key}`, value, 'above 10000'),
      ];
    },
    bad: `securityContext:\n  ${key}: 1000`,
    good: `securityContext:\n  ${key}: 10004`,
  });

export const users: readonly Rule[] = [
  mustBe('privilege-escalation', ['KSV-0001'], 'allowPrivilegeEscalation', false, 'bad', false, {
    title: 'Process can gain more rights than its parent',
    why: why.escape,
    severity: 'medium',
    cwe: 250,
  }),
  mustBe('root-user', ['KSV-0012'], 'runAsNonRoot', true, 'bad', true, {
    title: 'Container may run as root',
    why: why.root,
    severity: 'medium',
    cwe: 250,
  }),
  mustBe('writable-root', ['KSV-0014'], 'readOnlyRootFilesystem', true, 'bad', false, {
    title: 'File system of the container is writable',
    why: 'An intruder can change the application and bring tools.',
    severity: 'medium',
    cwe: 732,
  }),
  mustBe('privileged', ['KSV-0017'], 'privileged', false, 'good', false, {
    title: 'Container is privileged',
    why: 'It can do nearly everything the node can.',
    severity: 'high',
    cwe: 250,
  }),
  container({
    id: 'root-id',
    refs: ['KSV-0105'],
    title: 'Container runs as user 0',
    why: why.root,
    severity: 'low',
    cwe: 250,
    fix: 'Set securityContext.runAsUser above 0.',
    check: (resource) => [
      plain(context(resource, 'runAsUser')) === 0 &&
        wrong(resource, 'securityContext.runAsUser', context(resource, 'runAsUser'), 'above 0'),
    ],
    bad: 'securityContext:\n  runAsUser: 0',
    good: 'securityContext:\n  runAsUser: 10001',
  }),
  container({
    id: 'root-group',
    refs: ['KSV-0116'],
    title: 'Container runs in group 0',
    why: 'Files of the root group are open to it.',
    severity: 'low',
    cwe: 250,
    fix: 'Set securityContext.runAsGroup above 0.',
    check(resource) {
      const values = [
        context(resource, 'runAsGroup'),
        resource.parent ? at(resource.parent.body, 'securityContext.fsGroup') : null,
        ...itemsOf(resource.parent ? at(resource.parent.body, 'securityContext.supplementalGroups') : null),
      ];
      return values.map(
        (value) => plain(value) === 0 && wrong(resource, 'securityContext.runAsGroup', value, 'above 0'),
      );
    },
    bad: 'securityContext:\n  runAsGroup: 0',
    good: 'securityContext:\n  runAsGroup: 10001',
  }),
  highId('runAsUser', ['KSV-0020'], 'user'),
  highId('runAsGroup', ['KSV-0021'], 'group'),
  container({
    id: 'no-security-context',
    refs: ['KSV-0118'],
    title: 'Neither container nor pod has a security context',
    why: 'Everything is as the runtime has it by default, root included.',
    severity: 'low',
    cwe: 250,
    fix: 'Set securityContext.',
    check: (resource) => {
      const empty = (value: Value | null): boolean =>
        value === null || (value.kind === 'map' && value.entries.size === 0);
      const pods = resource.parent ? at(resource.parent.body, 'securityContext') : null;
      return [
        empty(at(resource.body, 'securityContext')) &&
          empty(pods) &&
          wrong(resource, 'securityContext', null, 'a security context'),
      ];
    },
    bad: '',
    good: 'securityContext:\n  runAsNonRoot: true',
  }),
];
