import type { Resource } from '../resource.ts';
import { at, itemsOf, type Mapping, plain, type Value } from '../value.ts';

/** Kinds with a pod in them, and where. */
const podAt: Readonly<Record<string, string>> = {
  Pod: 'spec',
  PodTemplate: 'template.spec',
  Deployment: 'spec.template.spec',
  DaemonSet: 'spec.template.spec',
  StatefulSet: 'spec.template.spec',
  ReplicaSet: 'spec.template.spec',
  ReplicationController: 'spec.template.spec',
  Job: 'spec.template.spec',
  CronJob: 'spec.jobTemplate.spec.template.spec',
};

/** Other kinds that rules look at. What is not here (custom resources) is nobody's business. */
const kinds = new Set([
  'ClusterRole',
  'ClusterRoleBinding',
  'ConfigMap',
  'Ingress',
  'LimitRange',
  'MutatingWebhookConfiguration',
  'Namespace',
  'NetworkPolicy',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'PodSecurityPolicy',
  'ResourceQuota',
  'Role',
  'RoleBinding',
  'Secret',
  'Service',
  'ServiceAccount',
  'StorageClass',
  'ValidatingWebhookConfiguration',
  'KubeletConfiguration',
]);

/**
 * A file whose structure is made by Go templates: what they make is known to Helm only. Templates inside of texts
 * (alerts of Prometheus, dashboards) are nothing of the kind.
 */
export const isHelm = (path: string, text: string): boolean =>
  /(?:^|\/)templates\//.test(path)
    ? text.includes('{{')
    : /^[ \t]*(?:- )?(?:[\w./-]{1,80}:[ \t]{1,9})?\{\{[^{]/m.test(text);

export const isKubernetes = (text: string): boolean =>
  /^\s*(?:- )?["']?apiVersion["']?\s*:/m.test(text) && /^\s*["']?kind["']?\s*:/m.test(text);

/** The objects of a document: each by its kind, workloads with their pod and its containers besides. */
export function kubernetesResources(document: Value, file: string, path = ''): readonly Resource[] {
  const kind = plain(at(document, 'kind'));
  if (document.kind !== 'map' || typeof kind !== 'string' || at(document, 'apiVersion') === null) return [];
  if (kind.endsWith('List') && document.entries.has('items')) {
    return itemsOf(at(document, 'items')).flatMap((item, i) =>
      kubernetesResources(item, file, `items[${i}]`),
    );
  }
  const place = podAt[kind];
  if (place === undefined && !kinds.has(kind)) return [];
  const name = String(plain(at(document, 'metadata.name')) ?? kind);
  const span = document.keys.get('kind') ?? document.span;
  const owner: Resource = { platform: 'kubernetes', type: kind, name, body: document, span, file, at: path };
  const spec = place === undefined ? null : at(document, place);
  if (spec?.kind !== 'map' || place === undefined) return [owner];
  const prefix = path === '' ? place : `${path}.${place}`;
  const pod: Resource = {
    ...owner,
    type: 'k8s-pod',
    body: spec,
    span: keyOf(document, place) ?? span,
    at: prefix,
    parent: owner,
  };
  return [owner, pod, ...containersOf(spec, pod)];
}

function keyOf(document: Mapping, place: string): Mapping['span'] | null {
  const parts = place.split('.');
  const holder = at(document, parts.slice(0, -1).join('.'));
  return holder?.kind === 'map' ? (holder.keys.get(parts.at(-1) as string) ?? null) : null;
}

function containersOf(spec: Mapping, pod: Resource): readonly Resource[] {
  return ['containers', 'initContainers', 'ephemeralContainers'].flatMap((key) =>
    itemsOf(spec.entries.get(key) ?? null).flatMap((item, i): Resource[] => {
      if (item.kind !== 'map') return [];
      const span = item.keys.get('name') ?? item.span;
      const name = String(plain(at(item, 'name')) ?? pod.name);
      return [
        {
          ...pod,
          type: 'k8s-container',
          name,
          body: { ...item, span },
          span,
          at: `${pod.at}.${key}[${i}]`,
          parent: pod,
        },
      ];
    }),
  );
}
