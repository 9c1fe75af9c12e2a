import type { Tree } from '../../tree.ts';
import { fileName, folderOf } from '../reading/paths.ts';
import { schemeOf } from '../versions/index.ts';
import { componentsFor, type Draft, type Lockfile, type Reading } from './lockfile.ts';

interface Directive {
  readonly verb: string;
  readonly words: readonly string[];
  readonly comment: string;
  readonly line: number;
}

/** Lines of a go.mod with their verb, blocks taken apart. */
function directivesOf(text: string): Directive[] {
  const directives: Directive[] = [];
  let block: string | null = null;
  for (const [at, raw] of text.split('\n').entries()) {
    const [code = '', comment = ''] = splitComment(raw);
    const words = code
      .split(/\s+/)
      .filter(Boolean)
      .map((word) => word.replace(/^["`]|["`]$/g, ''));
    if (words.length === 0) continue;
    if (words[0] === ')') block = null;
    else if (words[1] === '(') block = words[0] as string;
    else if (block !== null) directives.push({ verb: block, words, comment, line: at + 1 });
    else directives.push({ verb: words[0] as string, words: words.slice(1), comment, line: at + 1 });
  }
  return directives;
}

const splitComment = (raw: string): [string, string] => {
  const at = raw.indexOf('//');
  return at < 0 ? [raw, ''] : [raw.slice(0, at), raw.slice(at + 2)];
};

/** `old [v] => new [v]`. One without a version of its own is a folder. */
interface Replacement {
  readonly from: string;
  readonly version: string | null;
  readonly to: string;
  readonly toVersion: string | null;
}

function replacementOf({ verb, words }: Directive): Replacement | null {
  const arrow = words.indexOf('=>');
  if (verb !== 'replace' || arrow < 1) return null;
  const [from = '', version = null] = words.slice(0, arrow);
  const [to = '', toVersion = null] = words.slice(arrow + 1);
  return { from, version, to, toVersion };
}

/** Null for what a folder of the machine stands in for. */
function replaced(draft: Draft, replacements: readonly Replacement[]): Draft | null {
  const match =
    replacements.find(({ from, version }) => from === draft.name && version === draft.version) ??
    replacements.find(({ from, version }) => from === draft.name && version === null);
  if (!match) return draft;
  return match.toVersion === null ? null : { ...draft, name: match.to, version: match.toVersion };
}

/**
 * Before Go 1.17 a go.mod leaves out what its dependencies need. The modules whose contents go.sum vouches for
 * (and not their go.mod alone) are those of the build; of several versions the highest is the one that is built.
 */
function fromSum(text: string, known: ReadonlySet<string>): Draft[] {
  const highest = new Map<string, string>();
  const compare = schemeOf('Go')?.compare;
  for (const line of text.split('\n')) {
    const [name, version, hash] = line.split(' ');
    if (!name || !version || !hash || version.endsWith('/go.mod') || known.has(name)) continue;
    const before = highest.get(name);
    if (before === undefined || (compare?.(version, before) ?? 0) > 0) highest.set(name, version);
  }
  return [...highest].map(([name, version]) => ({ name, version, direct: false }));
}

/** The release of Go that builds it: `toolchain`, or a `go` line with a patch number (from 1.21 on, that one or newer). */
function toolchainOf(directives: readonly Directive[]): Draft[] {
  const find = (verb: string) => directives.find((directive) => directive.verb === verb);
  const toolchain = find('toolchain');
  const go = find('go');
  const named = /^go(\d+\.\d+(?:\.\d+|(?:rc|beta)\d+)?)$/.exec(toolchain?.words[0] ?? '')?.[1];
  if (toolchain && named) return [{ name: 'stdlib', version: named, direct: true, line: toolchain.line }];
  const least = go?.words[0] ?? '';
  if (!go || !/^1\.(?:2[1-9]|[3-9]\d)\.\d+$/.test(least)) return [];
  return [{ name: 'stdlib', version: least, direct: true, line: go.line }];
}

const listsAll = (version: string): boolean => {
  const match = /^1\.(\d+)/.exec(version);
  return match !== null && Number(match[1]) >= 17;
};

function read(text: string, path: string, tree: Tree): Reading {
  const directives = directivesOf(text);
  const replacements = directives.flatMap((directive) => replacementOf(directive) ?? []);
  const required = directives
    .filter(({ verb, words }) => verb === 'require' && words.length >= 2)
    .map(({ words: [name = '', version = ''], comment, line }) => ({
      name,
      version,
      direct: !/\bindirect\b/.test(comment),
      line,
    }));
  const goVersion = directives.find(({ verb }) => verb === 'go')?.words[0] ?? '';
  const sum = listsAll(goVersion) ? null : tree.read(`${folderOf(path)}go.sum`);
  const more = sum === null ? [] : fromSum(sum, new Set(required.map(({ name }) => name)));
  const make = componentsFor('Go', path);
  const drafts = [...required, ...more].flatMap((draft) => replaced(draft, replacements) ?? []);
  const incomplete = !listsAll(goVersion) && sum === null && required.length > 0;
  return {
    components: [...drafts, ...toolchainOf(directives)].map(make),
    ...(incomplete
      ? {
          notes: [
            'has neither a go line of 1.17 or newer nor a go.sum beside it, so indirect modules are not known',
          ],
        }
      : {}),
  };
}

export const goMod: Lockfile = {
  id: 'go-mod',
  title: 'Go modules',
  description: 'go.mod with replacements and the toolchain; go.sum where go.mod leaves indirect modules out.',
  ecosystem: 'Go',
  kind: 'lock',
  accepts: ({ path }) => fileName(path) === 'go.mod',
  read,
};
