import type { Resource } from '../../resource.ts';
import { custom, type Flaw, flawAt, flawOf, type Rule } from '../../rule.ts';
import { isLiteral, secretAssignment, secretKey } from '../../secrets-in-text.ts';
import { everyone } from '../../test-of.ts';
import { at, isTrue, itemsOf, plain, reach, textOf, textsOf, type Value } from '../../value.ts';

const head = (kind: string, api = 'v1', namespace = 'app'): string =>
  `apiVersion: ${api}\nkind: ${kind}\nmetadata:\n  name: x\n  namespace: ${namespace}\n`;

const roles = ['Role', 'ClusterRole'];
const bindings = ['RoleBinding', 'ClusterRoleBinding'];
const changes = ['create', 'update', 'patch', 'delete', 'deletecollection', 'impersonate', '*'];

const has = (value: Value, key: string, wanted: readonly string[]): boolean =>
  textsOf(at(value, key)).some((one) => wanted.includes(one));

interface Grant {
  readonly id: string;
  readonly refs: readonly string[];
  readonly title: string;
  readonly why: string;
  readonly severity: Rule['severity'];
  readonly verbs: readonly string[];
  readonly resources: readonly string[];
  readonly groups?: readonly string[];
  readonly only?: 'Role' | 'ClusterRole';
}

/** A role with a rule that gives one of `verbs` on one of `resources`. */
const grant = ({ verbs, resources, only, groups, ...rest }: Grant): Rule =>
  custom({
    ...rest,
    id: `kubernetes-rbac-${rest.id}`,
    cwe: 269,
    fix: 'Name the resources and verbs that are needed.',
    kinds: only ? [only] : roles,
    check: (resource) =>
      reach(resource.body, 'rules').map(
        ({ value, span }) =>
          value?.kind === 'map' &&
          has(value, 'verbs', verbs) &&
          has(value, 'resources', resources) &&
          (!groups || has(value, 'apiGroups', groups)) &&
          ({
            span,
            path: 'rules',
            value: `${textsOf(at(value, 'verbs')).join(',')} on ${textsOf(at(value, 'resources')).join(',')}`,
            expected: 'fewer rights',
          } satisfies Flaw),
      ),
    bad: `${head(only ?? 'ClusterRole', 'rbac.authorization.k8s.io/v1')}rules:\n  - apiGroups: ["${groups?.[0] ?? '*'}"]\n    resources: ["${resources[0]}"]\n    verbs: ["${verbs[0]}"]\n`,
    good: `${head(only ?? 'ClusterRole', 'rbac.authorization.k8s.io/v1')}rules:\n  - apiGroups: [""]\n    resources: ["leases"]\n    verbs: ["get"]\n`,
  });

const object = (rule: Omit<Parameters<typeof custom>[0], 'id'> & { readonly id: string }): Rule =>
  custom({ ...rule, id: `kubernetes-${rule.id}` });

const subjects = (resource: Resource) =>
  reach(resource.body, 'subjects').filter(({ value }) => value?.kind === 'map');

const workloads = [
  'Pod',
  'Deployment',
  'DaemonSet',
  'StatefulSet',
  'ReplicaSet',
  'ReplicationController',
  'Job',
  'CronJob',
];

const wholeWorld = (resource: Resource, paths: readonly string[]): readonly (Flaw | false)[] =>
  paths
    .flatMap((path) => reach(resource.body, path))
    .map((place) => everyone(textOf(place.value)) && flawAt(place, 'a narrow range'));

export const cluster: readonly Rule[] = [
  grant({
    id: 'secrets',
    refs: ['KSV-0041', 'KSV-0113'],
    title: 'Role may manage secrets',
    why: 'Whoever has it can read the passwords of every workload.',
    severity: 'critical',
    verbs: ['get', 'list', 'watch', ...changes],
    resources: ['secrets', '*'],
  }),
  grant({
    id: 'pod-logs',
    refs: ['KSV-0042'],
    title: 'Role may delete logs of pods',
    why: 'An intruder can remove what shows the intrusion.',
    severity: 'medium',
    verbs: ['delete', 'deletecollection', '*'],
    resources: ['pods/log'],
  }),
  grant({
    id: 'impersonate',
    refs: ['KSV-0043'],
    title: 'Role may act as other users',
    why: 'Whoever has it can do what any of them can.',
    severity: 'critical',
    verbs: ['impersonate'],
    resources: ['users', 'groups', 'serviceaccounts', '*'],
  }),
  grant({
    id: 'all-on-all',
    refs: ['KSV-0044', 'KSV-0046'],
    title: 'Role may do everything',
    why: 'Whoever has it owns the cluster.',
    severity: 'critical',
    verbs: ['*'],
    resources: ['*'],
  }),
  grant({
    id: 'every-verb',
    refs: ['KSV-0045'],
    title: 'Role has every verb',
    why: 'It allows more than anyone looked at, also what is added later.',
    severity: 'high',
    verbs: ['*'],
    resources: [
      'secrets',
      'pods',
      'deployments',
      'daemonsets',
      'statefulsets',
      'replicationcontrollers',
      'replicasets',
      'cronjobs',
      'jobs',
      'roles',
      'clusterroles',
      'rolebindings',
      'clusterrolebindings',
      'users',
      'groups',
      'configmaps',
      'services',
    ],
  }),
  grant({
    id: 'every-resource',
    refs: ['KSV-0046'],
    title: 'Role has every resource',
    why: 'It allows more than anyone looked at, also what is added later.',
    severity: 'critical',
    verbs: ['get', 'list', 'watch', ...changes],
    resources: ['*'],
  }),
  grant({
    id: 'node-proxy',
    refs: ['KSV-0047'],
    title: 'Role may talk to nodes directly',
    why: 'Whoever has it can run commands in any pod, past the API’s records.',
    severity: 'high',
    verbs: ['get', 'create', '*'],
    resources: ['nodes/proxy'],
  }),
  grant({
    id: 'workloads',
    refs: ['KSV-0048'],
    title: 'Role may change workloads',
    why: 'Whoever has it can run anything, with any service account of the namespace.',
    severity: 'medium',
    verbs: ['create', 'update', 'patch', 'delete', 'deletecollection', '*'],
    resources: [
      'pods',
      'deployments',
      'jobs',
      'cronjobs',
      'statefulsets',
      'daemonsets',
      'replicasets',
      'replicationcontrollers',
    ],
  }),
  grant({
    id: 'configmaps',
    refs: ['KSV-0049'],
    title: 'Role may change settings',
    why: 'Whoever has it can change what workloads do.',
    severity: 'medium',
    verbs: changes,
    resources: ['configmaps'],
  }),
  grant({
    id: 'roles',
    refs: ['KSV-0050'],
    title: 'Role may change roles',
    why: 'Whoever has it can give itself any right.',
    severity: 'critical',
    verbs: [...changes, 'escalate', 'bind'],
    resources: ['roles', 'clusterroles', 'rolebindings', 'clusterrolebindings'],
  }),
  grant({
    id: 'role-bindings',
    refs: ['KSV-0051'],
    title: 'Role may bind roles',
    why: 'Whoever has it can give itself any right.',
    severity: 'critical',
    verbs: ['create', 'update', 'patch', 'bind', '*'],
    resources: ['rolebindings', 'clusterrolebindings'],
  }),
  grant({
    id: 'exec',
    refs: ['KSV-0053'],
    title: 'Role may run commands in pods',
    why: 'Whoever has it is inside every workload of the namespace.',
    severity: 'high',
    verbs: ['create', 'get', 'update', '*'],
    resources: ['pods/exec'],
  }),
  grant({
    id: 'attach',
    refs: ['KSV-0054'],
    title: 'Role may attach to pods',
    why: 'Whoever has it is inside every workload of the namespace.',
    severity: 'high',
    verbs: ['create', 'get', '*'],
    resources: ['pods/attach'],
  }),
  grant({
    id: 'port-forward',
    refs: ['KSV-0055'],
    title: 'Role may forward ports of pods',
    why: 'Whoever has it reaches ports past the rules of the network.',
    severity: 'high',
    verbs: ['create', 'get', '*'],
    resources: ['pods/portforward'],
  }),
  grant({
    id: 'network',
    refs: ['KSV-0056'],
    title: 'Role may change the network',
    why: 'Whoever has it can lead traffic elsewhere.',
    severity: 'high',
    verbs: changes,
    resources: ['services', 'endpoints', 'endpointslices', 'networkpolicies', 'ingresses'],
  }),
  grant({
    id: 'webhooks',
    refs: ['KSV-0114'],
    title: 'Role may change admission webhooks',
    why: 'Whoever has it sees and changes what is created in the cluster.',
    severity: 'critical',
    verbs: changes,
    resources: ['mutatingwebhookconfigurations', 'validatingwebhookconfigurations'],
  }),
  grant({
    id: 'volumes',
    refs: [],
    title: 'Role may create volumes',
    why: 'A volume can lead into the node’s own files.',
    severity: 'medium',
    verbs: ['create', '*'],
    resources: ['persistentvolumes'],
  }),
  grant({
    id: 'token',
    refs: [],
    title: 'Role may issue tokens',
    why: 'Whoever has it can act as any service account of the namespace.',
    severity: 'high',
    verbs: ['create', '*'],
    resources: ['serviceaccounts/token'],
  }),
  object({
    id: 'rbac-cluster-admin',
    title: 'Binding gives the right to do everything',
    why: 'Whoever has it owns the cluster.',
    severity: 'medium',
    cwe: 269,
    refs: ['KSV-0111'],
    fix: 'Bind a role with the rights that are needed.',
    kinds: bindings,
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
    kinds: bindings,
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
    kinds: bindings,
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
    kinds: bindings,
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
        const written = secretKey.test(key)
          ? isLiteral(text.trim()) && !text.includes('\n') && !/^\d+$/.test(text)
          : secretAssignment(text) !== null;
        return written && { ...flawAt(place, 'a Secret'), value: '(redacted)' };
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
