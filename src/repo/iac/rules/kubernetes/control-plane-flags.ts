import type { Rule } from '../../rule.ts';

export type Program = 'kube-apiserver' | 'kube-controller-manager' | 'kube-scheduler' | 'etcd' | 'kubelet';

export interface FlagRule {
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

/** The audit log, and flags of the other programs (CIS Kubernetes Benchmark 1.3, 1.4 and 2). */
export const otherFlags: readonly FlagRule[] = [
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
