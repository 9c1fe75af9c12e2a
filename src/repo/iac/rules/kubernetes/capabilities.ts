import type { Resource } from '../../resource.ts';
import { flawAt, type Rule } from '../../rule.ts';
import { itemsOf, textOf, type Value } from '../../value.ts';
import { container, own, why, wrong } from './pods-parts.ts';
import { windows } from './privileges-helpers.ts';

const adds = (resource: Resource): readonly Value[] => itemsOf(own(resource, 'capabilities.add'));

const bare = (value: Value): string => textOf(value).toUpperCase().replace(/^CAP_/, '');

/** What the baseline of the Pod Security Standards allows to add. */
const baseline = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
]);

const adding = (id: string, refs: readonly string[], name: string, severity: Rule['severity']): Rule =>
  container({
    id,
    refs,
    title: `Container has the capability ${name}`,
    why: why.escape,
    severity,
    cwe: 250,
    fix: `Leave ${name} out.`,
    check: (resource) =>
      adds(resource).map(
        (value) =>
          bare(value) === name &&
          flawAt({ value, span: value.span, path: 'securityContext.capabilities.add' }, `not ${name}`),
      ),
    bad: `securityContext:\n  capabilities:\n    add: ["${name}"]`,
    good: 'securityContext:\n  capabilities:\n    drop: ["ALL"]',
  });

export const capabilities: readonly Rule[] = [
  container({
    id: 'drop-all',
    refs: ['KSV-0003', 'KSV-0106'],
    title: 'Container keeps most of its default capabilities',
    why: why.escape,
    severity: 'low',
    cwe: 250,
    fix: 'Set securityContext.capabilities.drop to ALL.',
    check(resource) {
      const drop = own(resource, 'capabilities.drop');
      return [
        !windows(resource) &&
          drop !== null &&
          drop.kind !== 'unknown' &&
          itemsOf(drop).length > 0 &&
          !itemsOf(drop).some((value) => /^all$/i.test(textOf(value))) &&
          wrong(resource, 'securityContext.capabilities.drop', drop, 'ALL'),
      ];
    },
    bad: 'securityContext:\n  capabilities:\n    drop: ["NET_RAW"]',
    good: 'securityContext:\n  capabilities:\n    drop: ["ALL"]',
  }),
  container({
    id: 'drop-some',
    refs: ['KSV-0004'],
    title: 'Container drops no capability',
    why: why.escape,
    severity: 'low',
    cwe: 250,
    fix: 'Set securityContext.capabilities.drop.',
    check: (resource) => [
      !windows(resource) &&
        itemsOf(own(resource, 'capabilities.drop')).length === 0 &&
        wrong(resource, 'securityContext.capabilities.drop', null, 'what is not needed'),
    ],
    bad: '',
    good: 'securityContext:\n  capabilities:\n    drop: ["ALL"]',
  }),
  container({
    id: 'drop-net-raw',
    title: 'Container may send raw packets',
    why: 'It can pose as others in the network of the node.',
    severity: 'low',
    cwe: 250,
    fix: 'Drop NET_RAW or ALL.',
    check(resource) {
      const dropped = itemsOf(own(resource, 'capabilities.drop')).map(bare);
      return [
        !windows(resource) &&
          dropped.length > 0 &&
          !dropped.includes('ALL') &&
          !dropped.includes('NET_RAW') &&
          wrong(
            resource,
            'securityContext.capabilities.drop',
            own(resource, 'capabilities.drop'),
            'NET_RAW or ALL',
          ),
      ];
    },
    bad: 'securityContext:\n  capabilities:\n    drop: ["CHOWN"]',
    good: 'securityContext:\n  capabilities:\n    drop: ["NET_RAW"]',
  }),
  adding('sys-admin', ['KSV-0005'], 'SYS_ADMIN', 'high'),
  adding('sys-module', ['KSV-0120'], 'SYS_MODULE', 'high'),
  adding('net-raw', ['KSV-0119'], 'NET_RAW', 'high'),
  adding('all-capabilities', ['KSV-0022'], 'ALL', 'high'),
  container({
    id: 'added-capability',
    refs: ['KSV-0022'],
    title: 'Container adds a capability outside of the baseline',
    why: why.escape,
    severity: 'medium',
    cwe: 250,
    fix: 'Leave it out.',
    check: (resource) =>
      adds(resource).map(
        (value) =>
          !baseline.has(bare(value)) &&
          flawAt(
            { value, span: value.span, path: 'securityContext.capabilities.add' },
            'the baseline of the Pod Security Standards',
          ),
      ),
    bad: 'securityContext:\n  capabilities:\n    add: ["NET_ADMIN"]',
    good: 'securityContext:\n  capabilities:\n    add: ["NET_BIND_SERVICE"]',
  }),
  container({
    id: 'restricted-capability',
    refs: ['KSV-0106'],
    title: 'Container adds more than NET_BIND_SERVICE',
    why: why.escape,
    severity: 'low',
    cwe: 250,
    fix: 'Leave it out.',
    check: (resource) =>
      adds(resource).map(
        (value) =>
          bare(value) !== 'NET_BIND_SERVICE' &&
          flawAt(
            { value, span: value.span, path: 'securityContext.capabilities.add' },
            'NET_BIND_SERVICE at most',
          ),
      ),
    bad: 'securityContext:\n  capabilities:\n    add: ["CHOWN"]',
    good: 'securityContext:\n  capabilities:\n    add: ["NET_BIND_SERVICE"]',
  }),
];
