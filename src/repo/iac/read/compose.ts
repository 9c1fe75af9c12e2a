import type { Resource } from '../resource.ts';
import { at, type Value } from '../value.ts';

export const isComposePath = (path: string): boolean =>
  /(?:^|\/)(?:docker-)?compose(?:[.-][\w.-]+)?\.ya?ml$/i.test(path);

/** The services of a Compose file. */
export function composeResources(document: Value, file: string): readonly Resource[] {
  const services = at(document, 'services');
  if (services?.kind !== 'map') return [];
  return [...services.entries].flatMap(([name, service]): Resource[] => {
    if (service.kind !== 'map') return [];
    const span = services.keys.get(name) ?? service.span;
    return [
      {
        platform: 'compose',
        type: 'compose-service',
        name,
        body: { ...service, span },
        span,
        file,
        at: `services.${name}`,
      },
    ];
  });
}
