import { custom, type Flaw, type Rule } from '../../rule.ts';
import { at, reach, textsOf } from '../../value.ts';
import { has, head } from './cluster-parts.ts';

const roleKinds = ['Role', 'ClusterRole'];

const changes = ['create', 'update', 'patch', 'delete', 'deletecollection', 'impersonate', '*'];

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
    kinds: only ? [only] : roleKinds,
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

export const roles: readonly Rule[] = [
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
];
