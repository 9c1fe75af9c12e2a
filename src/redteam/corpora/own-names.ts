import { slugOf } from '../custom/own-goal.ts';

/** True for what is not the name of a dataset but a place: `file://…` or `http(s)://…`. */
export const isPlace = (name: string): boolean => /^(?:file|https?):\/\//i.test(name);

/** An address as it may be shown: without its query and credentials, where keys are often pasted. */
export function placeOf(name: string): string {
  if (!/^https?:/i.test(name) || !URL.canParse(name)) return name.replace(/[?#].*$/s, '');
  const url = new URL(name);
  return `${url.protocol}//${url.host}${url.pathname}`;
}

/** The last part of an address: the name of its file, or the host. */
export const fileNameOf = (address: string): string =>
  placeOf(address).replace(/\/+$/, '').split('/').at(-1) ?? '';

/**
 * The id of each own file of a configuration, `own-<file name>`, by its address. Two of one name are told apart by
 * their order.
 */
export function ownIds(names: readonly string[]): Map<string, string> {
  const ids = new Map<string, string>();
  const taken = new Map<string, number>();
  for (const name of names.filter(isPlace)) {
    if (ids.has(name)) continue;
    const base = `own-${slugOf(fileNameOf(name).replace(/(\.\w{2,6}){1,2}$/, ''))}`;
    const times = (taken.get(base) ?? 0) + 1;
    taken.set(base, times);
    ids.set(name, times === 1 ? base : `${base}-${times}`);
  }
  return ids;
}
