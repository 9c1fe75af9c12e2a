import type { Resource } from '../../resource.ts';
import { custom, type Rule } from '../../rule.ts';
import { textsOf } from '../../value.ts';

type Program = 'kube-apiserver' | 'kube-controller-manager' | 'kube-scheduler' | 'etcd' | 'kubelet';

interface FlagRule {
  readonly program: Program;
  readonly flag: string;
  readonly ref: string;
  readonly title: string;
  /** The flag must be there. */
  readonly needed?: true;
  /** What its value must, or must not, be. A list flag has the value among others. */
  readonly must?: RegExp;
  readonly mustNot?: RegExp;
  readonly expected: string;
  readonly severity?: Rule['severity'];
  /** A value of the examples. */
  readonly bad?: string;
  readonly good: string;
}

/** The flags CIS asks for (Kubernetes Benchmark 1.2–1.4, 2, 4.2). */
const flags: readonly FlagRule[] = [
  {
    program: 'kube-apiserver',
    flag: 'anonymous-auth',
    ref: 'KCV-0001',
    title: 'API server answers everyone',
    needed: true,
    must: /^false$/,
    expected: 'false',
    good: 'false',
  },
  {
    program: 'kube-apiserver',
    flag: 'token-auth-file',
    ref: 'KCV-0002',
    title: 'API server takes tokens of a file',
    mustNot: /./,
    expected: 'not set',
    bad: 'x',
    good: '',
  },
  {
    program: 'kube-apiserver',
    flag: 'enable-admission-plugins',
    ref: 'KCV-0003',
    title: 'API server allows external addresses of services',
    needed: true,
    must: /DenyServiceExternalIPs/,
    expected: 'DenyServiceExternalIPs',
    good: 'DenyServiceExternalIPs',
  },
  {
    program: 'kube-apiserver',
    flag: 'kubelet-https',
    ref: 'KCV-0004',
    title: 'API server talks to nodes in clear text',
    mustNot: /^false$/,
    expected: 'true',
    bad: 'false',
    good: 'true',
  },
  {
    program: 'kube-apiserver',
    flag: 'kubelet-client-certificate',
    ref: 'KCV-0005',
    title: 'API server shows nodes no certificate',
    needed: true,
    expected: 'a certificate',
    good: '/x.crt',
  },
  {
    program: 'kube-apiserver',
    flag: 'kubelet-certificate-authority',
    ref: 'KCV-0006',
    title: 'API server does not check the certificates of nodes',
    needed: true,
    expected: 'an authority',
    good: '/x.crt',
  },
  {
    program: 'kube-apiserver',
    flag: 'authorization-mode',
    ref: 'KCV-0007',
    title: 'API server allows everything to everyone',
    mustNot: /AlwaysAllow/,
    expected: 'Node,RBAC',
    bad: 'AlwaysAllow',
    good: 'Node,RBAC',
    severity: 'critical',
  },
  {
    program: 'kube-apiserver',
    flag: 'authorization-mode',
    ref: 'KCV-0008',
    title: 'API server does not limit nodes to their own',
    needed: true,
    must: /Node/,
    expected: 'Node',
    bad: 'RBAC',
    good: 'Node,RBAC',
  },
  {
    program: 'kube-apiserver',
    flag: 'authorization-mode',
    ref: 'KCV-0009',
    title: 'API server does not use roles',
    needed: true,
    must: /RBAC/,
    expected: 'RBAC',
    bad: 'Node',
    good: 'Node,RBAC',
  },
  {
    program: 'kube-apiserver',
    flag: 'enable-admission-plugins',
    ref: 'KCV-0010',
    title: 'API server does not limit events',
    needed: true,
    must: /EventRateLimit/,
    expected: 'EventRateLimit',
    good: 'EventRateLimit',
  },
  {
    program: 'kube-apiserver',
    flag: 'enable-admission-plugins',
    ref: 'KCV-0011',
    title: 'API server admits everything',
    mustNot: /AlwaysAdmit/,
    expected: 'not AlwaysAdmit',
    bad: 'AlwaysAdmit',
    good: 'EventRateLimit',
  },
  {
    program: 'kube-apiserver',
    flag: 'enable-admission-plugins',
    ref: 'KCV-0012',
    title: 'Images on nodes are used without asking the registry',
    needed: true,
    must: /AlwaysPullImages/,
    expected: 'AlwaysPullImages',
    good: 'AlwaysPullImages',
  },
  {
    program: 'kube-apiserver',
    flag: 'enable-admission-plugins',
    ref: 'KCV-0013',
    title: 'Security contexts are not denied',
    needed: true,
    must: /SecurityContextDeny|PodSecurityPolicy/,
    expected: 'SecurityContextDeny',
    good: 'SecurityContextDeny',
  },
  {
    program: 'kube-apiserver',
    flag: 'disable-admission-plugins',
    ref: 'KCV-0014',
    title: 'Service accounts are not checked',
    mustNot: /ServiceAccount/,
    expected: 'not ServiceAccount',
    bad: 'ServiceAccount',
    good: 'x',
  },
  {
    program: 'kube-apiserver',
    flag: 'disable-admission-plugins',
    ref: 'KCV-0015',
    title: 'Objects can be made in namespaces that end',
    mustNot: /NamespaceLifecycle/,
    expected: 'not NamespaceLifecycle',
    bad: 'NamespaceLifecycle',
    good: 'x',
  },
  {
    program: 'kube-apiserver',
    flag: 'enable-admission-plugins',
    ref: 'KCV-0016',
    title: 'Nodes may change other nodes',
    needed: true,
    must: /NodeRestriction/,
    expected: 'NodeRestriction',
    good: 'NodeRestriction',
  },
  {
    program: 'kube-apiserver',
    flag: 'secure-port',
    ref: 'KCV-0017',
    title: 'Secure port of the API server is off',
    mustNot: /^0$/,
    expected: 'a port',
    bad: '0',
    good: '6443',
  },
  {
    program: 'kube-apiserver',
    flag: 'profiling',
    ref: 'KCV-0018',
    title: 'API server shows profiles of itself',
    needed: true,
    must: /^false$/,
    expected: 'false',
    good: 'false',
  },
  {
    program: 'kube-apiserver',
    flag: 'audit-log-path',
    ref: 'KCV-0019',
    title: 'API server writes no audit log',
    needed: true,
    expected: 'a path',
    good: '/log',
  },
  {
    program: 'kube-apiserver',
    flag: 'audit-log-maxage',
    ref: 'KCV-0020',
    title: 'Audit log is kept too short',
    needed: true,
    must: /^(?:[3-9]\d|\d{3,})$/,
    expected: 'at least 30',
    bad: '7',
    good: '30',
  },
  {
    program: 'kube-apiserver',
    flag: 'audit-log-maxbackup',
    ref: 'KCV-0021',
    title: 'Too few audit logs are kept',
    needed: true,
    must: /^(?:\d{2,})$/,
    expected: 'at least 10',
    bad: '1',
    good: '10',
  },
  {
    program: 'kube-apiserver',
    flag: 'audit-log-maxsize',
    ref: 'KCV-0022',
    title: 'Audit logs are too small',
    needed: true,
    must: /^(?:\d{3,})$/,
    expected: 'at least 100',
    bad: '10',
    good: '100',
  },
  {
    program: 'kube-apiserver',
    flag: 'service-account-lookup',
    ref: 'KCV-0024',
    title: 'Deleted service accounts stay valid',
    mustNot: /^false$/,
    expected: 'true',
    bad: 'false',
    good: 'true',
  },
  {
    program: 'kube-apiserver',
    flag: 'service-account-key-file',
    ref: 'KCV-0025',
    title: 'API server has no key for service accounts',
    needed: true,
    expected: 'a file',
    good: '/x.pub',
  },
  {
    program: 'kube-apiserver',
    flag: 'etcd-certfile',
    ref: 'KCV-0026',
    title: 'API server shows etcd no certificate',
    needed: true,
    expected: 'a file',
    good: '/x.crt',
  },
  {
    program: 'kube-apiserver',
    flag: 'tls-cert-file',
    ref: 'KCV-0027',
    title: 'API server has no certificate of its own',
    needed: true,
    expected: 'a file',
    good: '/x.crt',
  },
  {
    program: 'kube-apiserver',
    flag: 'client-ca-file',
    ref: 'KCV-0028',
    title: 'API server checks no client certificates',
    needed: true,
    expected: 'a file',
    good: '/x.crt',
  },
  {
    program: 'kube-apiserver',
    flag: 'etcd-cafile',
    ref: 'KCV-0029',
    title: 'API server does not check etcd',
    needed: true,
    expected: 'a file',
    good: '/x.crt',
  },
  {
    program: 'kube-apiserver',
    flag: 'encryption-provider-config',
    ref: 'KCV-0030',
    title: 'Secrets are not encrypted in etcd',
    needed: true,
    expected: 'a file',
    good: '/x.yaml',
  },
  {
    program: 'kube-apiserver',
    flag: 'insecure-port',
    ref: 'CIS 1.2.18',
    title: 'API server has a port without TLS',
    mustNot: /^[1-9]/,
    expected: '0',
    bad: '8080',
    good: '0',
  },
  {
    program: 'kube-apiserver',
    flag: 'insecure-bind-address',
    ref: 'CIS 1.2.17',
    title: 'API server listens without TLS',
    mustNot: /./,
    expected: 'not set',
    bad: '0.0.0.0',
    good: '',
  },
  {
    program: 'kube-controller-manager',
    flag: 'terminated-pod-gc-threshold',
    ref: 'KCV-0033',
    title: 'Pods that ended are never removed',
    needed: true,
    must: /^[1-9]/,
    expected: 'a number',
    bad: '0',
    good: '10',
  },
  {
    program: 'kube-controller-manager',
    flag: 'profiling',
    ref: 'KCV-0034',
    title: 'Controller manager shows profiles of itself',
    needed: true,
    must: /^false$/,
    expected: 'false',
    good: 'false',
  },
  {
    program: 'kube-controller-manager',
    flag: 'use-service-account-credentials',
    ref: 'KCV-0035',
    title: 'Controllers share one account',
    needed: true,
    must: /^true$/,
    expected: 'true',
    bad: 'false',
    good: 'true',
  },
  {
    program: 'kube-controller-manager',
    flag: 'service-account-private-key-file',
    ref: 'KCV-0036',
    title: 'Controller manager has no key for service accounts',
    needed: true,
    expected: 'a file',
    good: '/x.key',
  },
  {
    program: 'kube-controller-manager',
    flag: 'root-ca-file',
    ref: 'KCV-0037',
    title: 'Pods cannot check the API server',
    needed: true,
    expected: 'a file',
    good: '/x.crt',
  },
  {
    program: 'kube-controller-manager',
    flag: 'feature-gates',
    ref: 'KCV-0038',
    title: 'Certificates of nodes are not renewed',
    mustNot: /RotateKubeletServerCertificate=false/,
    expected: 'RotateKubeletServerCertificate=true',
    bad: 'RotateKubeletServerCertificate=false',
    good: 'RotateKubeletServerCertificate=true',
  },
  {
    program: 'kube-controller-manager',
    flag: 'bind-address',
    ref: 'KCV-0039',
    title: 'Controller manager listens on every address',
    mustNot: /^0\.0\.0\.0$/,
    expected: '127.0.0.1',
    bad: '0.0.0.0',
    good: '127.0.0.1',
  },
  {
    program: 'kube-scheduler',
    flag: 'profiling',
    ref: 'KCV-0040',
    title: 'Scheduler shows profiles of itself',
    needed: true,
    must: /^false$/,
    expected: 'false',
    good: 'false',
  },
  {
    program: 'kube-scheduler',
    flag: 'bind-address',
    ref: 'KCV-0041',
    title: 'Scheduler listens on every address',
    mustNot: /^0\.0\.0\.0$/,
    expected: '127.0.0.1',
    bad: '0.0.0.0',
    good: '127.0.0.1',
  },
  {
    program: 'etcd',
    flag: 'cert-file',
    ref: 'KCV-0042',
    title: 'etcd has no certificate',
    needed: true,
    expected: 'a file',
    good: '/x.crt',
  },
  {
    program: 'etcd',
    flag: 'client-cert-auth',
    ref: 'KCV-0043',
    title: 'etcd asks for no client certificate',
    needed: true,
    must: /^true$/,
    expected: 'true',
    bad: 'false',
    good: 'true',
  },
  {
    program: 'etcd',
    flag: 'auto-tls',
    ref: 'KCV-0044',
    title: 'etcd signs its certificate itself',
    mustNot: /^true$/,
    expected: 'false',
    bad: 'true',
    good: 'false',
  },
  {
    program: 'etcd',
    flag: 'peer-cert-file',
    ref: 'KCV-0045',
    title: 'etcd has no certificate for its peers',
    needed: true,
    expected: 'a file',
    good: '/x.crt',
  },
  {
    program: 'etcd',
    flag: 'peer-client-cert-auth',
    ref: 'KCV-0046',
    title: 'etcd asks its peers for no certificate',
    needed: true,
    must: /^true$/,
    expected: 'true',
    bad: 'false',
    good: 'true',
  },
  {
    program: 'etcd',
    flag: 'peer-auto-tls',
    ref: 'KCV-0047',
    title: 'etcd signs its certificate for peers itself',
    mustNot: /^true$/,
    expected: 'false',
    bad: 'true',
    good: 'false',
  },
];

/** Flags a container starts a program with; null where it starts another. */
function flagsOf({ body }: Resource, program: Program): ReadonlyMap<string, string> | null {
  const words = ['command', 'args']
    .flatMap((key) => textsOf(body.entries.get(key) ?? null))
    .flatMap((text) => text.split(/\s+(?=--|\w)/));
  if (!words.slice(0, 6).some((word) => word === program || word.endsWith(`/${program}`))) return null;
  return new Map(
    words
      .filter((word) => word.startsWith('--'))
      .map((word) => {
        const at = word.indexOf('=');
        return at < 0 ? [word.slice(2), 'true'] : [word.slice(2, at), word.slice(at + 1)];
      }),
  );
}

function wrong({ needed, must, mustNot }: FlagRule, value: string | undefined): boolean {
  if (value === undefined || value === '') return needed === true;
  return (must !== undefined && !must.test(value)) || (mustNot?.test(value) ?? false);
}

const example = ({ program, flag }: FlagRule, value: string | null): string =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\nspec:\n  containers:\n    - name: c\n      image: a/b:1\n      command:\n        - ${program}\n${value ? `        - --${flag}=${value}\n` : ''}`;

export const controlPlane: readonly Rule[] = flags.map((rule) => {
  const { program, flag, ref, title, expected, severity = 'low' } = rule;
  const same = flags.filter((other) => other.program === program && other.flag === flag).indexOf(rule);
  return custom({
    id: `kubernetes-${program}-${flag}${same > 0 ? `-${same + 1}` : ''}`,
    title,
    severity,
    cwe: 16,
    refs: [ref],
    kinds: ['k8s-container'],
    why: 'The control plane of the cluster is less well guarded than the benchmark asks for.',
    fix: `Set --${flag} to ${expected}.`,
    check(resource) {
      const given = flagsOf(resource, program);
      const value = given?.get(flag);
      const span = resource.body.keys.get('command') ?? resource.body.keys.get('args') ?? resource.span;
      return [
        given !== null &&
          wrong(rule, value) && { span, path: `command.--${flag}`, value: value ?? null, expected },
      ];
    },
    bad: example(rule, rule.bad ?? null),
    good: example(rule, rule.good),
  });
});
