import type { Resource } from '../../resource.ts';
import { at, textOf } from '../../value.ts';

export const application = ({ body }: Resource): boolean =>
  /^(?:application)?$/.test(textOf(at(body, 'load_balancer_type') ?? at(body, 'Type')));
