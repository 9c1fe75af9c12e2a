import { custom, type Flaw, flawAt, type Rule } from '../../rule.ts';
import { at, plain, reach, textOf } from '../../value.ts';
import { container, pod, podOf, why, wrong } from './pods-parts.ts';

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

export const pods: readonly Rule[] = [
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
];
