import type { Resource } from '../../resource.ts';
import { flawAt, type Rule } from '../../rule.ts';
import { at, isTrue, reach, textOf, type Value } from '../../value.ts';
import { container, own, pod, why, wrong } from './pods-parts.ts';
import { context, windows } from './privileges-helpers.ts';

const shares = (
  id: string,
  refs: readonly string[],
  key: string,
  what: string,
  severity: Rule['severity'],
): Rule =>
  pod({
    id,
    refs,
    title: `Pod shares ${what} of the node`,
    why: why.escape,
    severity,
    cwe: 250,
    fix: `Leave ${key} out.`,
    check: (resource) => [
      isTrue(at(resource.body, key)) && wrong(resource, key, at(resource.body, key), 'false'),
    ],
    bad: `${key}: true`,
    good: `${key}: false`,
  });

const safeSysctls = new Set([
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.ping_group_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
]);

const seccomp = (resource: Resource): Value | null =>
  context(resource, 'seccompProfile.type') ??
  (resource.parent?.parent ? annotation(resource.parent.parent) : null);
const annotation = ({ body }: Resource): Value | null => {
  const notes = at(body, 'metadata.annotations') ?? null;
  return notes?.kind === 'map'
    ? (notes.entries.get('seccomp.security.alpha.kubernetes.io/pod') ?? null)
    : null;
};

export const isolation: readonly Rule[] = [
  shares('host-network', ['KSV-0009'], 'hostNetwork', 'the network', 'high'),
  shares('host-pid', ['KSV-0010'], 'hostPID', 'the processes', 'high'),
  shares('host-ipc', ['KSV-0008'], 'hostIPC', 'the memory between processes', 'high'),
  shares('share-process-namespace', [], 'shareProcessNamespace', 'processes between containers', 'low'),
  container({
    id: 'seccomp',
    refs: ['KSV-0030', 'KSV-0104'],
    title: 'Container has no seccomp profile',
    why: 'Every call of the kernel is open to an intruder.',
    severity: 'low',
    cwe: 250,
    fix: 'Set securityContext.seccompProfile.type to RuntimeDefault.',
    check: (resource) => [
      !windows(resource) &&
        seccomp(resource)?.kind !== 'unknown' &&
        !/^(?:RuntimeDefault|Localhost|runtime\/default|docker\/default|localhost\/)/.test(
          textOf(seccomp(resource)),
        ) &&
        wrong(resource, 'securityContext.seccompProfile.type', seccomp(resource), 'RuntimeDefault'),
    ],
    bad: '',
    good: 'securityContext:\n  seccompProfile:\n    type: RuntimeDefault',
  }),
  container({
    id: 'seccomp-unconfined',
    refs: ['KSV-0104'],
    title: 'Seccomp is switched off',
    why: 'Every call of the kernel is open to an intruder.',
    severity: 'medium',
    cwe: 250,
    fix: 'Set securityContext.seccompProfile.type to RuntimeDefault.',
    check: (resource) => [
      /^unconfined$/i.test(textOf(seccomp(resource))) &&
        wrong(resource, 'securityContext.seccompProfile.type', seccomp(resource), 'RuntimeDefault'),
    ],
    bad: 'securityContext:\n  seccompProfile:\n    type: Unconfined',
    good: 'securityContext:\n  seccompProfile:\n    type: RuntimeDefault',
  }),
  container({
    id: 'selinux',
    refs: ['KSV-0025'],
    title: 'SELinux options give more than the default',
    why: why.escape,
    severity: 'medium',
    cwe: 250,
    fix: 'Leave user and role out, and use a container type.',
    check(resource) {
      const options = context(resource, 'seLinuxOptions');
      if (options?.kind !== 'map') return [];
      const type = textOf(at(options, 'type'));
      return [
        ((type !== '' && !/^container_(?:init_|kvm_|engine_)?t$/.test(type)) ||
          at(options, 'user') !== null ||
          at(options, 'role') !== null) &&
          wrong(resource, 'securityContext.seLinuxOptions', options, 'container_t'),
      ];
    },
    bad: 'securityContext:\n  seLinuxOptions:\n    type: spc_t',
    good: 'securityContext:\n  seLinuxOptions:\n    type: container_t',
  }),
  pod({
    id: 'sysctl',
    refs: ['KSV-0026'],
    title: 'Pod sets kernel parameters that reach beyond it',
    why: 'It can harm the other pods of the node.',
    severity: 'medium',
    cwe: 250,
    fix: 'Leave out what is not in the safe set.',
    check: (resource) =>
      reach(resource.body, 'securityContext.sysctls.name').map(
        (place) =>
          place.value !== null && !safeSysctls.has(textOf(place.value)) && flawAt(place, 'a safe sysctl'),
      ),
    bad: 'securityContext:\n  sysctls:\n    - name: kernel.msgmax\n      value: "1"',
    good: 'securityContext:\n  sysctls:\n    - name: net.ipv4.tcp_syncookies\n      value: "1"',
  }),
  container({
    id: 'proc-mount',
    refs: ['KSV-0027'],
    title: 'Container sees the whole of /proc',
    why: why.escape,
    severity: 'medium',
    cwe: 250,
    fix: 'Leave procMount out.',
    check: (resource) => [
      at(resource.body, 'securityContext.procMount') !== null &&
        textOf(own(resource, 'procMount')) !== 'Default' &&
        wrong(resource, 'securityContext.procMount', own(resource, 'procMount'), 'Default'),
    ],
    bad: 'securityContext:\n  procMount: Unmasked',
    good: 'securityContext:\n  procMount: Default',
  }),
  pod({
    id: 'windows-host-process',
    refs: ['KSV-0103'],
    title: 'Container is a process of the Windows node',
    why: 'It can do nearly everything the node can.',
    severity: 'medium',
    cwe: 250,
    fix: 'Leave hostProcess out.',
    check: (resource) =>
      [
        ...reach(resource.body, 'securityContext.windowsOptions.hostProcess'),
        ...reach(resource.body, 'containers.securityContext.windowsOptions.hostProcess'),
      ].map((place) => isTrue(place.value) && flawAt(place, 'false')),
    bad: 'securityContext:\n  windowsOptions:\n    hostProcess: true',
    good: 'securityContext:\n  windowsOptions:\n    hostProcess: false',
  }),
];
