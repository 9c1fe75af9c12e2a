import type { CallSite } from '../call-site.ts';
import { named, type Value } from '../value.ts';
import type { Frame, Machine } from './machine.ts';
import { member } from './members.ts';

/** `getattr(os, "system")` is os.system, `__import__("os")` is os: what a constant name makes of them. Null: not so. */
export function reflected(site: CallSite, frame: Frame, machine: Machine): Value | null {
  if (frame.module.language !== 'python') return null;
  const [name] = site.names;
  const [first, second] = site.args.map((arg) => arg.value);
  if (name === 'getattr' && first && typeof second?.constant === 'string')
    return member(first, second.constant, site.span, frame, machine);
  if (name !== '__import__' && name !== 'importlib.import_module') return null;
  return typeof first?.constant === 'string' ? named(first.constant) : null;
}
