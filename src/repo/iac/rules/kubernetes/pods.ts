import type { Resource } from '../../resource.ts';
import { custom, type Flaw, flawAt, flawOf, type Rule } from '../../rule.ts';
import { at, isTrue, itemsOf, type Plain, plain, reach, textOf, type Value } from '../../value.ts';

interface KubernetesRule {
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

const why = {
  escape: 'Whoever takes the container over is close to the node, and from there to the others.',
  root: 'Whoever breaks out of the application is root, also in the kernel’s eyes.',
  load: 'One container can take what the others on the node need.',
} as const;

/** A container in a Pod, from its lines below `- name: c`; `pod` are lines below `spec:`. */
export const podOf = (container = '', pod = ''): string =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\nspec:\n${pod ? `${pod.replace(/^/gm, '  ')}\n` : ''}  containers:\n    - name: c\n      image: a/b:1\n${container ? `${container.replace(/^/gm, '      ')}\n` : ''}`;

/** Examples are lines of a container, or whole files. */
const example = (text: string, make: (lines: string) => string): string =>
  text.startsWith('apiVersion') ? text : make(text);
const container = (rule: KubernetesRule): Rule =>
  custom({
    ...rule,
    id: `kubernetes-${rule.id}`,
    kinds: ['k8s-container'],
    bad: example(rule.bad, podOf),
    good: example(rule.good, podOf),
  });
const pod = (rule: KubernetesRule): Rule =>
  custom({
    ...rule,
    id: `kubernetes-${rule.id}`,
    kinds: ['k8s-pod'],
    bad: example(rule.bad, (lines) => podOf('', lines)),
    good: example(rule.good, (lines) => podOf('', lines)),
  });

/** A setting of the container's security context; where it has none, that of the pod. */
function context({ body, parent }: Resource, key: string): Value | null {
  return at(body, `securityContext.${key}`) ?? (parent ? at(parent.body, `securityContext.${key}`) : null);
}

const own = (resource: Resource, key: string): Value | null => at(resource.body, `securityContext.${key}`);

const wrong = (resource: Resource, path: string, value: Value | null, expected: string): Flaw =>
  value ? flawAt({ value, span: value.span, path }, expected) : flawOf(resource, path, expected);

/** True for Windows pods, where settings of Linux mean nothing. */
const windows = (resource: Resource): boolean => {
  const spec = resource.parent?.type === 'k8s-pod' ? resource.parent : resource;
  return (
    textOf(at(spec.body, 'os.name')) === 'windows' || textOf(at(spec.body, 'nodeSelector')) === 'windows'
  );
};

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

const amount = (id: string, refs: readonly string[], path: string, what: string): Rule =>
  container({
    id,
    refs,
    title: `Container has no ${what}`,
    why: why.load,
    severity: 'low',
    cwe: 770,
    fix: `Set resources.${path}.`,
    check(resource) {
      const value =
        at(resource.body, `resources.${path}`) ??
        (path.startsWith('requests')
          ? at(resource.body, `resources.${path.replace('requests', 'limits')}`)
          : null);
      return [
        value === null &&
          flawAt(
            {
              value: null,
              span: resource.body.keys.get('resources') ?? resource.span,
              path: `resources.${path}`,
            },
            'a value',
          ),
      ];
    },
    bad: 'resources: {}',
    good: `resources:\n  ${path.replace('.', ':\n    ')}: 1`,
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

const image = ({ body }: Resource): string => textOf(at(body, 'image'));
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
const volumeKinds = new Set([
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
  'image',
]);
const registries =
  /^(?:docker\.io|gcr\.io|[\w.-]+\.gcr\.io|[\w.-]+\.pkg\.dev|ghcr\.io|quay\.io|registry\.k8s\.io|k8s\.gcr\.io|mcr\.microsoft\.com|[\w.-]+\.azurecr\.io|[\w.-]+\.amazonaws\.com|public\.ecr\.aws)\//;

const seccomp = (resource: Resource): Value | null =>
  context(resource, 'seccompProfile.type') ??
  (resource.parent?.parent ? annotation(resource.parent.parent) : null);
const annotation = ({ body }: Resource): Value | null => {
  const notes = at(body, 'metadata.annotations') ?? null;
  return notes?.kind === 'map'
    ? (notes.entries.get('seccomp.security.alpha.kubernetes.io/pod') ?? null)
    : null;
};

export const pods: readonly Rule[] = [
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
  shares('host-network', ['KSV-0009'], 'hostNetwork', 'the network', 'high'),
  shares('host-pid', ['KSV-0010'], 'hostPID', 'the processes', 'high'),
  shares('host-ipc', ['KSV-0008'], 'hostIPC', 'the memory between processes', 'high'),
  shares('share-process-namespace', [], 'shareProcessNamespace', 'processes between containers', 'low'),
  pod({
    id: 'docker-socket',
    refs: ['KSV-0006'],
    title: 'Socket of the container engine is mounted',
    why: 'Whoever takes the container over controls every container of the node.',
    severity: 'high',
    cwe: 250,
    fix: 'Leave the mount out.',
    check: (resource) =>
      reach(resource.body, 'volumes.hostPath.path').map(
        (place) =>
          /^\/(?:var\/)?run\/(?:docker|containerd\/containerd|crio\/crio)\.sock$/.test(textOf(place.value)) &&
          flawAt(place, 'no socket'),
      ),
    bad: 'volumes:\n  - name: v\n    hostPath:\n      path: /var/run/docker.sock',
    good: 'volumes:\n  - name: v\n    emptyDir: {}',
  }),
  pod({
    id: 'host-path',
    refs: ['KSV-0023'],
    title: 'Folder of the node is mounted',
    why: why.escape,
    severity: 'medium',
    cwe: 668,
    fix: 'Use a volume.',
    check: (resource) =>
      reach(resource.body, 'volumes.hostPath', true).map(
        (place) => place.value !== null && flawAt(place, 'a volume'),
      ),
    bad: 'volumes:\n  - name: v\n    hostPath:\n      path: /data',
    good: 'volumes:\n  - name: v\n    emptyDir: {}',
  }),
  pod({
    id: 'sensitive-host-path',
    refs: ['KSV-0121'],
    title: 'Folder of the node’s system is mounted',
    why: why.escape,
    severity: 'high',
    cwe: 668,
    fix: 'Use a volume.',
    check: (resource) =>
      reach(resource.body, 'volumes.hostPath.path').map(
        (place) =>
          /^\/(?:|boot|dev|etc|lib|proc|sys|usr|root|home|var\/lib\/(?:kubelet|docker|etcd)|var\/log|etc\/kubernetes)(?:\/|$)/.test(
            textOf(place.value),
          ) && flawAt(place, 'a volume'),
      ),
    bad: 'volumes:\n  - name: v\n    hostPath:\n      path: /etc',
    good: 'volumes:\n  - name: v\n    hostPath:\n      path: /data',
  }),
  pod({
    id: 'volume-kind',
    refs: ['KSV-0028'],
    title: 'Volume is of a kind that pods should not name',
    why: 'Such volumes reach storage past what the cluster gives out.',
    severity: 'low',
    cwe: 668,
    fix: 'Use a persistentVolumeClaim.',
    check: (resource) =>
      reach(resource.body, 'volumes').flatMap(({ value }) =>
        value?.kind === 'map'
          ? [...value.entries.keys()]
              .filter((key) => key !== 'name' && !volumeKinds.has(key))
              .map(
                (key): Flaw => ({
                  span: value.keys.get(key) ?? value.span,
                  path: `volumes.${key}`,
                  value: key,
                  expected: 'a persistentVolumeClaim',
                }),
              )
          : [],
      ),
    bad: 'volumes:\n  - name: v\n    nfs:\n      server: x',
    good: 'volumes:\n  - name: v\n    configMap:\n      name: x',
  }),
  container({
    id: 'host-port',
    refs: ['KSV-0024'],
    title: 'Container listens on a port of the node',
    why: 'It is reached past the rules of the cluster.',
    severity: 'high',
    cwe: 668,
    fix: 'Use a Service.',
    check: (resource) =>
      reach(resource.body, 'ports.hostPort').map(
        (place) => place.value !== null && plain(place.value) !== 0 && flawAt(place, 'no hostPort'),
      ),
    bad: 'ports:\n  - hostPort: 8080\n    containerPort: 80',
    good: 'ports:\n  - containerPort: 80',
  }),
  pod({
    id: 'host-aliases',
    refs: ['KSV-0007'],
    title: 'Pod changes its table of hosts',
    why: 'Names may lead somewhere else than everyone thinks.',
    severity: 'low',
    cwe: 350,
    fix: 'Use the DNS of the cluster.',
    check: (resource) => [
      at(resource.body, 'hostAliases') !== null &&
        wrong(resource, 'hostAliases', at(resource.body, 'hostAliases'), 'none'),
    ],
    bad: 'hostAliases:\n  - ip: 127.0.0.1',
    good: 'dnsPolicy: ClusterFirst',
  }),
  amount('cpu-limit', ['KSV-0011'], 'limits.cpu', 'limit on processor time'),
  amount('cpu-request', ['KSV-0015'], 'requests.cpu', 'request for processor time'),
  amount('memory-request', ['KSV-0016'], 'requests.memory', 'request for memory'),
  amount('memory-limit', ['KSV-0018'], 'limits.memory', 'limit on memory'),
  container({
    id: 'latest-tag',
    refs: ['KSV-0013'],
    title: 'Image has no fixed version',
    why: 'What runs tomorrow is not what was tested today.',
    severity: 'medium',
    cwe: 1357,
    fix: 'Name a version, or better a digest.',
    check: (resource) => [
      image(resource) !== '' &&
        !image(resource).includes('@') &&
        !/[${}]/.test(image(resource)) &&
        (!/:[^/]+$/.test(image(resource)) || image(resource).endsWith(':latest')) &&
        wrong(resource, 'image', at(resource.body, 'image'), 'a version'),
    ],
    bad: podOf().replace('a/b:1', 'nginx:latest'),
    good: podOf(),
  }),
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
  custom({
    id: 'kubernetes-apparmor',
    title: 'AppArmor is switched off',
    why: 'What the profile keeps from the container is open to it.',
    severity: 'medium',
    cwe: 250,
    refs: ['KSV-0002'],
    fix: 'Use runtime/default.',
    kinds: ['k8s-pod'],
    check: (resource) =>
      [
        'metadata.annotations',
        'spec.template.metadata.annotations',
        'spec.jobTemplate.spec.template.metadata.annotations',
      ].flatMap((path) => {
        const notes = resource.parent ? at(resource.parent.body, path) : null;
        return notes?.kind === 'map'
          ? [...notes.entries]
              .filter(
                ([key, value]) =>
                  key.startsWith('container.apparmor.security.beta.kubernetes.io/') &&
                  !/^(?:runtime\/default|localhost\/)/.test(textOf(value)),
              )
              .map(([key, value]) => flawAt({ value, span: value.span, path: key }, 'runtime/default'))
          : [];
      }),
    bad: podOf().replace(
      '  name: p\n',
      '  name: p\n  annotations:\n    container.apparmor.security.beta.kubernetes.io/c: unconfined\n',
    ),
    good: podOf().replace(
      '  name: p\n',
      '  name: p\n  annotations:\n    container.apparmor.security.beta.kubernetes.io/c: runtime/default\n',
    ),
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
  container({
    id: 'unknown-registry',
    refs: ['KSV-0125', 'KSV-0032', 'KSV-0033', 'KSV-0034', 'KSV-0035'],
    title: 'Image comes from a registry that is not among the well-known ones',
    why: 'Nobody vouches for what it gives out.',
    severity: 'info',
    cwe: 1357,
    fix: 'Use a registry of your own or a well-known one.',
    check: (resource) => [
      /^[\w-]+(?:\.[\w-]+)+(?::\d+)?\//.test(image(resource)) &&
        !registries.test(image(resource)) &&
        wrong(resource, 'image', at(resource.body, 'image'), 'a trusted registry'),
    ],
    bad: podOf().replace('a/b:1', 'registry.example.org/a:1'),
    good: podOf(),
  }),
  pod({
    id: 'service-account-token',
    refs: ['KSV-0036'],
    title: 'Pod gets a token for the cluster’s API',
    why: 'Whoever takes the pod over can ask the cluster.',
    severity: 'medium',
    cwe: 250,
    fix: 'Set automountServiceAccountToken to false where it is not needed.',
    check: (resource) => [
      isTrue(at(resource.body, 'automountServiceAccountToken')) &&
        wrong(
          resource,
          'automountServiceAccountToken',
          at(resource.body, 'automountServiceAccountToken'),
          'false',
        ),
      ...reach(resource.body, 'containers.volumeMounts.mountPath').map(
        (place) =>
          textOf(place.value) === '/var/run/secrets/kubernetes.io/serviceaccount' &&
          flawAt(place, 'no token'),
      ),
    ],
    bad: 'automountServiceAccountToken: true',
    good: 'automountServiceAccountToken: false',
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
  container({
    id: 'liveness-probe',
    title: 'Container has no liveness probe',
    why: 'A container that hangs goes on.',
    severity: 'info',
    cwe: 693,
    fix: 'Set livenessProbe.',
    check: (resource) => [
      !/initContainers|ephemeral/.test(resource.at) &&
        /^(?:Deployment|StatefulSet|DaemonSet)$/.test(resource.parent?.parent?.type ?? '') &&
        at(resource.body, 'livenessProbe') === null &&
        wrong(resource, 'livenessProbe', null, 'a probe'),
    ],
    bad: 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: d\nspec:\n  template:\n    spec:\n      containers:\n        - name: c\n          image: a/b:1\n',
    good: podOf(),
  }),
  container({
    id: 'secret-in-env',
    title: 'Secret stands in the environment of the container',
    why: 'Everyone who may read the workload can read it.',
    severity: 'high',
    cwe: 798,
    fix: 'Use valueFrom.secretKeyRef.',
    check: (resource) =>
      reach(resource.body, 'env').map(({ value }) => {
        const one = value ? at(value, 'value') : null;
        return (
          value !== null &&
          /(?:password|passwd|secret|token|api_?key|private_?key)$/i.test(textOf(at(value, 'name'))) &&
          one?.kind === 'scalar' &&
          textOf(one).length > 3 &&
          !/^[$/{]|^(?:true|false)$|\$\(/.test(textOf(one)) && {
            ...flawAt(
              { value: one, span: one.span, path: `env.${textOf(at(value, 'name'))}` },
              'valueFrom.secretKeyRef',
            ),
            value: '(redacted)',
          }
        );
      }),
    bad: 'env:\n  - name: DB_PASSWORD\n    value: Tr0ub4dor',
    good: 'env:\n  - name: DB_PASSWORD\n    valueFrom:\n      secretKeyRef:\n        name: x',
  }),
  container({
    id: 'engine-socket-mount',
    title: 'Container uses Docker of the node',
    why: why.escape,
    severity: 'medium',
    cwe: 250,
    fix: 'Build without the node’s engine.',
    check: (resource) =>
      reach(resource.body, 'volumeMounts.mountPath').map(
        (place) => /docker\.sock$/.test(textOf(place.value)) && flawAt(place, 'no socket'),
      ),
    bad: 'volumeMounts:\n  - name: v\n    mountPath: /var/run/docker.sock',
    good: 'volumeMounts:\n  - name: v\n    mountPath: /data',
  }),
  pod({
    id: 'tiller',
    refs: ['KSV-0102'],
    title: 'Tiller runs in the cluster',
    why: 'It lets everyone who reaches it change the cluster.',
    severity: 'critical',
    cwe: 1104,
    fix: 'Use Helm 3.',
    check: (resource) =>
      reach(resource.body, 'containers.image').map(
        (place) => /\/tiller[:@]/.test(textOf(place.value)) && flawAt(place, 'Helm 3'),
      ),
    bad: podOf().replace('a/b:1', 'gcr.io/x/tiller:v2'),
    good: podOf(),
  }),
  container({
    id: 'privileged-port',
    refs: ['KSV-0117'],
    title: 'Container listens on a port below 1024',
    why: 'It needs rights, or settings of the node, that other ports do not.',
    severity: 'info',
    cwe: 250,
    fix: 'Listen on a port above 1023, and map it in the Service.',
    check: (resource) =>
      reach(resource.body, 'ports.containerPort').map(
        (place) => Number(plain(place.value) ?? 8080) < 1024 && flawAt(place, 'above 1023'),
      ),
    bad: 'ports:\n  - containerPort: 80',
    good: 'ports:\n  - containerPort: 8080',
  }),
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
