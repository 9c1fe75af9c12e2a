import { custom, type Rule } from '../../rule.ts';
import { at, textsOf, type Value } from '../../value.ts';

export const head = (kind: string, api = 'v1', namespace = 'app'): string =>
  `apiVersion: ${api}\nkind: ${kind}\nmetadata:\n  name: x\n  namespace: ${namespace}\n`;

export const has = (value: Value, key: string, wanted: readonly string[]): boolean =>
  textsOf(at(value, key)).some((one) => wanted.includes(one));

export const object = (rule: Omit<Parameters<typeof custom>[0], 'id'> & { readonly id: string }): Rule =>
  custom({ ...rule, id: `kubernetes-${rule.id}` });

export const workloads = [
  'Pod',
  'Deployment',
  'DaemonSet',
  'StatefulSet',
  'ReplicaSet',
  'ReplicationController',
  'Job',
  'CronJob',
];
