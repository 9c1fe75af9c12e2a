import type { Resource } from '../../resource.ts';
import { at, textOf, type Value } from '../../value.ts';

/** A setting of the container's security context; where it has none, that of the pod. */
export function context({ body, parent }: Resource, key: string): Value | null {
  return at(body, `securityContext.${key}`) ?? (parent ? at(parent.body, `securityContext.${key}`) : null);
}

/** True for Windows pods, where settings of Linux mean nothing. */
export const windows = (resource: Resource): boolean => {
  const spec = resource.parent?.type === 'k8s-pod' ? resource.parent : resource;
  return (
    textOf(at(spec.body, 'os.name')) === 'windows' || textOf(at(spec.body, 'nodeSelector')) === 'windows'
  );
};
