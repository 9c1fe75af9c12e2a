import { flawAt, type Rule, secretAt } from '../../rule.ts';
import { at, isTrue, reach, textOf } from '../../value.ts';
import { container, image, pod, podOf, why, wrong } from './pods-parts.ts';

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

const registries =
  /^(?:docker\.io|gcr\.io|[\w.-]+\.gcr\.io|[\w.-]+\.pkg\.dev|ghcr\.io|quay\.io|registry\.k8s\.io|k8s\.gcr\.io|mcr\.microsoft\.com|[\w.-]+\.azurecr\.io|[\w.-]+\.amazonaws\.com|public\.ecr\.aws)\//;

export const resources: readonly Rule[] = [
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
          !/^[$/{]|^(?:true|false)$|\$\(/.test(textOf(one)) &&
          secretAt(
            { value: one, span: one.span, path: `env.${textOf(at(value, 'name'))}` },
            'valueFrom.secretKeyRef',
          )
        );
      }),
    bad: 'env:\n  - name: DB_PASSWORD\n    value: Tr0ub4dor',
    good: 'env:\n  - name: DB_PASSWORD\n    valueFrom:\n      secretKeyRef:\n        name: x',
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
];
