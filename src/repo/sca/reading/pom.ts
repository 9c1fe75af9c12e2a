import type { Tree } from '../../tree.ts';
import { besides } from './paths.ts';
import { entriesOf, get, getText, textOf } from './values.ts';
import { parseXml } from './xml.ts';

const mostParents = 10;
const mostSteps = 20;
/** No version or group is longer; what is filled in over and over must not grow without end. */
export const mostValue = 200;

/** A pom.xml with what it inherits, nearest first. */
export interface Project {
  readonly poms: readonly unknown[];
  /** Its chain of parents ends in one that is not in the tree. */
  readonly outside: string | null;
}

const coordinates = (pom: unknown): string =>
  ['groupId', 'artifactId', 'version'].map((key) => getText(pom, key) ?? '?').join(':');

/** Parents as far as they are in the tree, under their relativePath ("../pom.xml" unless told). */
export function projectOf(text: string, path: string, tree: Tree): Project {
  const poms: unknown[] = [get(parseXml(text), 'project')];
  let here = path;
  while (poms.length <= mostParents) {
    const parent = get(poms.at(-1), 'parent');
    if (parent === undefined) return { poms, outside: null };
    const relative = getText(parent, 'relativePath') ?? '../pom.xml';
    const target = besides(here, /\.xml$/.test(relative) ? relative : `${relative}/pom.xml`);
    const found = target === null || target === here ? null : tree.read(target);
    const pom = found === null ? undefined : get(parseXml(found), 'project');
    if (pom === undefined || getText(pom, 'artifactId') !== getText(parent, 'artifactId')) {
      return { poms, outside: coordinates(parent) };
    }
    poms.push(pom);
    here = target as string;
  }
  return { poms, outside: `more than ${mostParents} parents` };
}

export function propertiesOf({ poms }: Project): Map<string, string> {
  const properties = new Map<string, string>();
  const set = (key: string, value: string | null): void => {
    if (value !== null && value.length <= mostValue && !properties.has(key)) properties.set(key, value);
  };
  for (const pom of poms) {
    for (const [key, value] of entriesOf(get(pom, 'properties'))) set(key, textOf(value));
    const parent = get(pom, 'parent');
    for (const key of ['groupId', 'artifactId', 'version']) {
      const value = getText(pom, key) ?? getText(parent, key);
      for (const prefix of ['project', 'pom']) set(`${prefix}.${key}`, value);
      set(`project.parent.${key}`, getText(parent, key));
    }
  }
  return properties;
}

/** `${name}` replaced as often as needed; what has no value stays as it stands. */
export function fill(text: string, properties: ReadonlyMap<string, string>): string {
  let filled = text;
  for (let step = 0; step < mostSteps && filled.includes('${') && filled.length <= mostValue; step++) {
    const next = filled.replace(
      /\$\{([^${}]{1,200})\}/g,
      (whole, name) => properties.get(name.trim()) ?? whole,
    );
    if (next === filled) break;
    filled = next;
  }
  return filled.trim();
}
