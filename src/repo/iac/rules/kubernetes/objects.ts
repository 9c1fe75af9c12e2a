import type { Resource } from '../../resource.ts';
import { type Flaw, flawAt, flawOf, type Rule, secretAt } from '../../rule.ts';
import { isLiteral, secretKey, secretsIn } from '../../secrets-in-text.ts';
import { everyone } from '../../test-of.ts';
import { at, isTrue, itemsOf, plain, reach, textOf } from '../../value.ts';
import { head, object, workloads } from './cluster-parts.ts';

const wholeWorld = (resource: Resource, paths: readonly string[]): readonly (Flaw | false)[] =>
  paths
    .flatMap((path) => reach(resource.body, path))
    .map((place) => everyone(textOf(place.value)) && flawAt(place, 'a narrow range'));

export const objects: readonly Rule[] = [
  object({
    id: 'configmap-secret',
    title: 'Secret stands in a ConfigMap',
    why: 'Everyone who may read settings can read it.',
    severity: 'high',
    cwe: 798,
    refs: ['KSV-0109', 'KSV-01010'],
    fix: 'Use a Secret.',
    kinds: ['ConfigMap'],
    check: (resource) =>
      reach(resource.body, 'data.*').map((place) => {
        const [key, text] = [place.path.replace(/^.*\./, ''), textOf(place.value)];
        const whole =
          secretKey.test(key) && isLiteral(text.trim()) && !text.includes('\n') && !/^\d+$/.test(text);
        const secrets = whole ? [text.trim()] : secretKey.test(key) ? [] : secretsIn(text);
        return secrets.length > 0 && secretAt(place, 'a Secret', secrets);
      }),
    bad: `${head('ConfigMap')}data:\n  config: REDIS_PASSWORD=Tr0ub4dor\n`,
    good: `${head('ConfigMap')}data:\n  config: REDIS_PASSWORD=\n`,
  }),
  object({
    id: 'namespace-default',
    title: 'Workload runs in the default namespace',
    why: 'Rules for who may reach what cannot tell it from others.',
    severity: 'low',
    cwe: 668,
    refs: ['KSV-0110'],
    fix: 'Give it a namespace of its own.',
    kinds: workloads,
    check: (resource) => {
      const name = at(resource.body, 'metadata.namespace');
      return [
        plain(name) === 'default' &&
          flawAt(
            { value: name, span: name?.span ?? resource.span, path: 'metadata.namespace' },
            'another namespace',
          ),
      ];
    },
    bad: `${head('Pod', 'v1', 'default')}spec: {}\n`,
    good: `${head('Pod')}spec: {}\n`,
  }),
  object({
    id: 'namespace-system',
    title: 'Workload runs in a namespace of the system',
    why: 'It is past the rules for ordinary workloads.',
    severity: 'medium',
    cwe: 668,
    refs: ['KSV-0037'],
    fix: 'Give it a namespace of its own.',
    kinds: [...workloads, 'Service', 'ConfigMap', 'Role', 'RoleBinding'],
    check: (resource) => {
      const name = at(resource.body, 'metadata.namespace');
      return [
        /^kube-(?:system|public|node-lease)$/.test(textOf(name)) &&
          textOf(at(resource.body, 'metadata.labels.tier')) !== 'control-plane' &&
          flawAt(
            { value: name, span: name?.span ?? resource.span, path: 'metadata.namespace' },
            'another namespace',
          ),
      ];
    },
    bad: `${head('Pod', 'v1', 'kube-system')}spec: {}\n`,
    good: `${head('Pod')}spec: {}\n`,
  }),
  object({
    id: 'policy-no-selector',
    title: 'Network policy selects nothing in particular',
    why: 'Nobody can tell which pods it is for.',
    severity: 'medium',
    cwe: 284,
    refs: ['KSV-0038'],
    fix: 'Set spec.podSelector.',
    kinds: ['NetworkPolicy'],
    check: (resource) => [
      at(resource.body, 'spec.podSelector') === null && flawOf(resource, 'spec.podSelector', 'a selector'),
    ],
    bad: `${head('NetworkPolicy', 'networking.k8s.io/v1')}spec:\n  policyTypes: [Ingress]\n`,
    good: `${head('NetworkPolicy', 'networking.k8s.io/v1')}spec:\n  podSelector:\n    matchLabels:\n      a: b\n`,
  }),
  object({
    id: 'policy-open',
    title: 'Network policy is open to the internet',
    why: 'Everyone can reach the pods, or be reached by them.',
    severity: 'high',
    cwe: 284,
    fix: 'Name the ranges.',
    kinds: ['NetworkPolicy'],
    check: (resource) =>
      wholeWorld(resource, ['spec.ingress.from.ipBlock.cidr', 'spec.egress.to.ipBlock.cidr']),
    bad: `${head('NetworkPolicy', 'networking.k8s.io/v1')}spec:\n  podSelector: {}\n  ingress:\n    - from:\n        - ipBlock:\n            cidr: 0.0.0.0/0\n`,
    good: `${head('NetworkPolicy', 'networking.k8s.io/v1')}spec:\n  podSelector: {}\n  ingress:\n    - from:\n        - ipBlock:\n            cidr: 10.0.0.0/8\n`,
  }),
  object({
    id: 'external-ip',
    title: 'Service takes addresses from outside',
    why: 'Whoever may create it can take traffic meant for others (CVE-2020-8554).',
    severity: 'high',
    cwe: 284,
    refs: ['KSV-0108'],
    fix: 'Leave externalIPs out.',
    kinds: ['Service'],
    check: (resource) => [
      itemsOf(at(resource.body, 'spec.externalIPs')).length > 0 &&
        flawAt(
          {
            value: at(resource.body, 'spec.externalIPs'),
            span: at(resource.body, 'spec.externalIPs')?.span ?? resource.span,
            path: 'spec.externalIPs',
          },
          'none',
        ),
    ],
    bad: `${head('Service')}spec:\n  externalIPs: ["1.2.3.4"]\n`,
    good: `${head('Service')}spec:\n  type: ClusterIP\n`,
  }),
  object({
    id: 'load-balancer-open',
    title: 'Load balancer of the service is for everyone',
    why: 'Everyone on the internet can reach it; that must be meant.',
    severity: 'info',
    cwe: 284,
    fix: 'Set loadBalancerSourceRanges.',
    kinds: ['Service'],
    check: (resource) => wholeWorld(resource, ['spec.loadBalancerSourceRanges']),
    bad: `${head('Service')}spec:\n  loadBalancerSourceRanges: ["0.0.0.0/0"]\n`,
    good: `${head('Service')}spec:\n  loadBalancerSourceRanges: ["10.0.0.0/8"]\n`,
  }),
  object({
    id: 'ingress-tls',
    title: 'Ingress answers over plain HTTP',
    why: 'Whoever is on the way can read and change what is sent.',
    severity: 'medium',
    cwe: 319,
    fix: 'Set spec.tls.',
    kinds: ['Ingress'],
    check: (resource) => [
      at(resource.body, 'spec.tls') === null && flawOf(resource, 'spec.tls', 'a certificate'),
    ],
    bad: `${head('Ingress', 'networking.k8s.io/v1')}spec:\n  rules: []\n`,
    good: `${head('Ingress', 'networking.k8s.io/v1')}spec:\n  tls:\n    - secretName: x\n`,
  }),
  object({
    id: 'ingress-snippet',
    title: 'Ingress puts text into the server’s settings',
    why: 'Whoever may change it can read the secrets of the controller (CVE-2021-25742).',
    severity: 'high',
    cwe: 94,
    fix: 'Leave snippets out.',
    kinds: ['Ingress'],
    check: (resource) => {
      const notes = at(resource.body, 'metadata.annotations');
      return notes?.kind === 'map'
        ? [...notes.entries]
            .filter(([key]) =>
              /nginx\.(?:ingress\.kubernetes\.io|org)\/(?:configuration|server|auth|location|stream)-snippets?$/.test(
                key,
              ),
            )
            .map(([key, value]) => flawAt({ value, span: value.span, path: key }, 'no snippet'))
        : [];
    },
    bad: `${head('Ingress', 'networking.k8s.io/v1')}  annotations:\n    nginx.ingress.kubernetes.io/server-snippet: x\nspec:\n  tls: [{}]\n`,
    good: `${head('Ingress', 'networking.k8s.io/v1')}spec:\n  tls: [{}]\n`,
  }),
  object({
    id: 'account-token',
    title: 'Default service account hands out tokens',
    why: 'Every pod without an account of its own can ask the cluster.',
    severity: 'low',
    cwe: 250,
    refs: ['CIS 5.1.6'],
    fix: 'Set automountServiceAccountToken to false.',
    kinds: ['ServiceAccount'],
    check: (resource) => [
      plain(at(resource.body, 'metadata.name')) === 'default' &&
        plain(at(resource.body, 'automountServiceAccountToken')) !== false &&
        flawOf(resource, 'automountServiceAccountToken', 'false'),
    ],
    bad: 'apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: default\n',
    good: 'apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: default\nautomountServiceAccountToken: false\n',
  }),
  object({
    id: 'quota-missing',
    title: 'Quota limits nothing that matters',
    why: 'One namespace can take what the others need.',
    severity: 'low',
    cwe: 770,
    refs: ['KSV-0040'],
    fix: 'Set requests and limits of cpu and memory.',
    kinds: ['ResourceQuota'],
    check: (resource) => {
      const hard = at(resource.body, 'spec.hard');
      return [
        hard?.kind === 'map' &&
          !['requests.cpu', 'requests.memory', 'limits.cpu', 'limits.memory'].every((key) =>
            hard.entries.has(key),
          ) &&
          flawOf(resource, 'spec.hard', 'requests and limits of cpu and memory'),
      ];
    },
    bad: `${head('ResourceQuota')}spec:\n  hard:\n    pods: 4\n`,
    good: `${head('ResourceQuota')}spec:\n  hard:\n    requests.cpu: 1\n    requests.memory: 1Gi\n    limits.cpu: 1\n    limits.memory: 1Gi\n`,
  }),
  object({
    id: 'limit-range',
    title: 'Limit range leaves defaults out',
    why: 'Containers without limits can take what the others need.',
    severity: 'low',
    cwe: 770,
    refs: ['KSV-0039'],
    fix: 'Set default, defaultRequest, max and min.',
    kinds: ['LimitRange'],
    check: (resource) =>
      reach(resource.body, 'spec.limits').map(
        ({ value, span }) =>
          value?.kind === 'map' &&
          textOf(at(value, 'type')) === 'Container' &&
          !['default', 'defaultRequest', 'max', 'min'].every((key) => at(value, key) !== null) && {
            span,
            path: 'spec.limits',
            value: null,
            expected: 'default, defaultRequest, max, min',
          },
      ),
    bad: `${head('LimitRange')}spec:\n  limits:\n    - type: Container\n      max:\n        cpu: 1\n`,
    good: `${head('LimitRange')}spec:\n  limits:\n    - type: Container\n      max:\n        cpu: 1\n      min:\n        cpu: 1\n      default:\n        cpu: 1\n      defaultRequest:\n        cpu: 1\n`,
  }),
  object({
    id: 'webhook-ignore',
    title: 'Admission webhook is skipped when it fails',
    why: 'Its rules can be passed by taking it down.',
    severity: 'low',
    cwe: 636,
    fix: 'Set failurePolicy to Fail.',
    kinds: ['ValidatingWebhookConfiguration'],
    check: (resource) =>
      reach(resource.body, 'webhooks.failurePolicy').map(
        (place) => textOf(place.value) === 'Ignore' && flawAt(place, 'Fail'),
      ),
    bad: `${head('ValidatingWebhookConfiguration', 'admissionregistration.k8s.io/v1')}webhooks:\n  - failurePolicy: Ignore\n`,
    good: `${head('ValidatingWebhookConfiguration', 'admissionregistration.k8s.io/v1')}webhooks:\n  - failurePolicy: Fail\n`,
  }),
  object({
    id: 'namespace-pod-security',
    title: 'Namespace lets pods do everything',
    why: 'Nothing stops privileged pods.',
    severity: 'medium',
    cwe: 693,
    fix: 'Set pod-security.kubernetes.io/enforce to baseline or restricted.',
    kinds: ['Namespace'],
    check: (resource) => {
      const labels = at(resource.body, 'metadata.labels');
      const level =
        labels?.kind === 'map' ? (labels.entries.get('pod-security.kubernetes.io/enforce') ?? null) : null;
      return [
        textOf(level) === 'privileged' &&
          flawAt(
            { value: level, span: level?.span ?? resource.span, path: 'pod-security.kubernetes.io/enforce' },
            'baseline or restricted',
          ),
      ];
    },
    bad: 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: x\n  labels:\n    pod-security.kubernetes.io/enforce: privileged\n',
    good: 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: x\n',
  }),
  object({
    id: 'kubelet-anonymous',
    title: 'Kubelet answers everyone',
    why: 'Whoever reaches the node can run commands in its pods.',
    severity: 'critical',
    cwe: 306,
    fix: 'Set authentication.anonymous.enabled to false.',
    kinds: ['KubeletConfiguration'],
    check: (resource) =>
      reach(resource.body, 'authentication.anonymous.enabled').map(
        (place) => isTrue(place.value) && flawAt(place, 'false'),
      ),
    bad: 'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nauthentication:\n  anonymous:\n    enabled: true\n',
    good: 'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nauthentication:\n  anonymous:\n    enabled: false\n',
  }),
];
