import type { Resource } from '../../resource.ts';
import { flawAt, type Rule } from '../../rule.ts';
import { at, reach, textOf } from '../../value.ts';
import { head, object } from './cluster-parts.ts';
import { bindingKinds } from './rbac-helpers.ts';

const subjects = (resource: Resource) =>
  reach(resource.body, 'subjects').filter(({ value }) => value?.kind === 'map');

export const bindings: readonly Rule[] = [
  object({
    id: 'rbac-cluster-admin',
    title: 'Binding gives the right to do everything',
    why: 'Whoever has it owns the cluster.',
    severity: 'medium',
    cwe: 269,
    refs: ['KSV-0111'],
    fix: 'Bind a role with the rights that are needed.',
    kinds: bindingKinds,
    check: (resource) =>
      reach(resource.body, 'roleRef.name').map(
        (place) =>
          /^(?:cluster-admin|admin|edit)$/.test(textOf(place.value)) && flawAt(place, 'a narrower role'),
      ),
    bad: `${head('ClusterRoleBinding', 'rbac.authorization.k8s.io/v1')}roleRef:\n  name: cluster-admin\n`,
    good: `${head('ClusterRoleBinding', 'rbac.authorization.k8s.io/v1')}roleRef:\n  name: view\n`,
  }),
  object({
    id: 'rbac-anonymous',
    title: 'Binding is for everyone',
    why: 'Requests without a name, or with any, have the rights.',
    severity: 'critical',
    cwe: 306,
    refs: ['KSV-0122', 'KSV-0123'],
    fix: 'Name the subjects.',
    kinds: bindingKinds,
    check: (resource) =>
      subjects(resource).map(
        ({ value, span }) =>
          value !== null &&
          /^system:(?:anonymous|unauthenticated|authenticated)$/.test(textOf(at(value, 'name'))) && {
            span,
            path: 'subjects',
            value: textOf(at(value, 'name')),
            expected: 'named subjects',
          },
      ),
    bad: `${head('ClusterRoleBinding', 'rbac.authorization.k8s.io/v1')}subjects:\n  - kind: User\n    name: system:anonymous\n`,
    good: `${head('ClusterRoleBinding', 'rbac.authorization.k8s.io/v1')}subjects:\n  - kind: User\n    name: jane\n`,
  }),
  object({
    id: 'rbac-masters',
    title: 'Binding is for system:masters',
    why: 'The group is past every check and cannot be withdrawn.',
    severity: 'critical',
    cwe: 269,
    refs: ['KSV-0123'],
    fix: 'Use a group of your own.',
    kinds: bindingKinds,
    check: (resource) =>
      subjects(resource).map(
        ({ value, span }) =>
          value !== null &&
          textOf(at(value, 'name')) === 'system:masters' && {
            span,
            path: 'subjects',
            value: 'system:masters',
            expected: 'another group',
          },
      ),
    bad: `${head('ClusterRoleBinding', 'rbac.authorization.k8s.io/v1')}subjects:\n  - kind: Group\n    name: system:masters\n`,
    good: `${head('ClusterRoleBinding', 'rbac.authorization.k8s.io/v1')}subjects:\n  - kind: Group\n    name: ops\n`,
  }),
  object({
    id: 'rbac-default-account',
    title: 'Default service account has a role',
    why: 'Every pod that has no account of its own gets the rights.',
    severity: 'medium',
    cwe: 269,
    refs: ['CIS 5.1.5'],
    fix: 'Bind an account made for the purpose.',
    kinds: bindingKinds,
    check: (resource) =>
      subjects(resource).map(
        ({ value, span }) =>
          value !== null &&
          textOf(at(value, 'kind')) === 'ServiceAccount' &&
          textOf(at(value, 'name')) === 'default' && {
            span,
            path: 'subjects',
            value: 'default',
            expected: 'an account of its own',
          },
      ),
    bad: `${head('RoleBinding', 'rbac.authorization.k8s.io/v1')}subjects:\n  - kind: ServiceAccount\n    name: default\n`,
    good: `${head('RoleBinding', 'rbac.authorization.k8s.io/v1')}subjects:\n  - kind: ServiceAccount\n    name: app\n`,
  }),
];
