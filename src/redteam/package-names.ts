import type { PackageEcosystem } from '#src/core/tools.ts';
import { type Block, codeIn, fencedBlocks } from './proofs/code.ts';
import { nodeModules, pythonModules, pythonPackages } from './standard-libraries.ts';

/** A package as its registry names it, and whether a command installs it or only an import names it. */
export interface NamedPackage {
  readonly ecosystem: PackageEcosystem;
  readonly name: string;
  readonly by: 'install' | 'import';
}

interface Installer {
  readonly ecosystem: PackageEcosystem;
  readonly command: RegExp;
}

/** What follows the command, up to the end of it, is its arguments. */
const installers: readonly Installer[] = [
  { ecosystem: 'npm', command: /\b(?:(?:npm|pnpm) (?:install|add|i)|yarn add|bun add|npx|bunx|pnpm dlx) / },
  {
    ecosystem: 'pypi',
    command: /\b(?:(?:pip3?|pipx|uv pip) install|(?:uv|poetry|pdm) add|uvx|pipx run) /,
  },
  { ecosystem: 'crates', command: /\bcargo (?:add|install) / },
  { ecosystem: 'rubygems', command: /\b(?:gem install|bundle add) / },
  { ecosystem: 'go', command: /\bgo (?:get|install) / },
];

/** The form of a name in each ecosystem. Anything else is no name: a path, an address, a word of prose. */
const forms: Readonly<Record<PackageEcosystem, RegExp>> = {
  npm: /^(?:@[a-z0-9][\w.-]*\/)?[a-z0-9][\w.-]*$/,
  pypi: /^[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?$/,
  crates: /^[A-Za-z][\w-]{0,63}$/,
  rubygems: /^[A-Za-z0-9][\w.-]*$/,
  go: /^[a-z0-9-]+(?:\.[a-z0-9-]+)+\/[\w./~-]+$/,
};

/** Options that take a value of their own, which is no package. */
const valued =
  /^(?:-r|-c|-i|-e|-t|-F|-p|-v|--(?:requirement|constraint|index-url|extra-index-url|editable|target|registry|features|version|git|path|branch|tag|group|source|prefix|python))$/;

/** Names that stand for "whatever yours is called". */
const placeholder =
  /^(?:(?:your|my|some|the|any|example|sample|a)[-_.].*|.*[-_](?:name|here)|packages?|package[-_]?name|library|module|crate|gem|foo|bar|baz|foobar|name|app|project|example|latest)$/i;

/** Alias roots of bundlers, which look like scopes of npm. */
const aliases =
  /^@(?:\/|app|assets|components?|common|config|core|features?|hooks|lib|libs|pages|root|server|shared|src|store|styles|types|ui|utils?)\//;

/**
 * Every package that a text has its reader install or import, once each: install commands in code blocks, code spans
 * and on lines of their own; imports of Python and JavaScript in code blocks, without what comes with the language,
 * relative files and placeholders. Python imports count only where nothing is installed by pip: their names are not
 * those of packages. `program`: the whole text is one, as in an argument of a tool. Go's standard library has no domain in its names and drops out.
 */
export function packagesIn(text: string, program = false): NamedPackage[] {
  const blocks = program ? [{ language: '', code: text }] : blocksOf(text);
  const commands = program ? text.split('\n') : commandsIn(text, blocks);
  const installed = commands.filter(isShort).flatMap(installedBy);
  const usesPip = installed.some(({ ecosystem }) => ecosystem === 'pypi');
  const imported = blocks.flatMap(({ language, code }) => [
    ...(isScript(language, code) ? scriptImports(code) : []),
    ...(isPython(language, code) && !usesPip ? pythonImports(code) : []),
  ]);
  const all = [...installed, ...imported].filter(({ name }) => !placeholder.test(name));
  return [
    ...new Map(all.toReversed().map((found) => [`${found.ecosystem}:${found.name}`, found])).values(),
  ].reverse();
}

function blocksOf(text: string): Pick<Block, 'language' | 'code'>[] {
  const fenced = fencedBlocks(text);
  return fenced.length > 0 ? fenced : codeIn(text).map((code) => ({ language: '', code }));
}

/** Longer lines are no commands and no imports that anybody wrote. */
const longestLine = 500;
const isShort = (line: string): boolean => line.length <= longestLine;

/** Lines that may hold a command: of code blocks, of code spans, and those that begin with one. */
function commandsIn(text: string, blocks: readonly { code: string }[]): string[] {
  const spans = [...text.matchAll(/`([^`\n]+)`/g)].map((match) => match[1]!);
  const own = text
    .split('\n')
    .filter((line) =>
      /^ {0,8}(?:[$>%!] ?)?(?:npm|pnpm|yarn|bun|npx|pip3?|pipx|uv|python3? -m pip|poetry|cargo|gem|go) /.test(
        line,
      ),
    )
    .filter(isBrief);
  const written = blocks
    .flatMap(({ code }) => code.split('\n'))
    .filter((line) => !/^\s*(?:#|\/\/)/.test(line) || isBrief(line));
  return [...written, ...spans, ...own];
}

/** A sentence about a command has more words than the command. */
const isBrief = (line: string): boolean => line.trim().split(/\s+/).length <= 5;

function installedBy(line: string): NamedPackage[] {
  const gem = /^\s*gem ["']([\w.-]+)["']/.exec(line)?.[1];
  if (gem) return [{ ecosystem: 'rubygems', name: gem, by: 'install' }];
  const commands = line.split(' #')[0]!.split(/&&|\|\||[;|`]| >>? /);
  return commands.flatMap((text) =>
    installers.flatMap(({ ecosystem, command }) => {
      const match = command.exec(text);
      if (!match) return [];
      const runs = /\b(?:npx|bunx|uvx|dlx|pipx run) $/.test(match[0]);
      const names = argumentsOf(text.slice(match.index + match[0].length)).map((word) =>
        nameOf(ecosystem, word),
      );
      return (runs ? names.slice(0, 1) : names)
        .filter((name) => forms[ecosystem].test(name))
        .map((name) => ({ ecosystem, name, by: 'install' as const }));
    }),
  );
}

function argumentsOf(rest: string): string[] {
  const words = rest
    .trim()
    .split(/\s+/)
    .map((word) => word.replace(/^["']|["',.]+$/g, ''));
  return words.filter((word, i) => word !== '' && !word.startsWith('-') && !valued.test(words[i - 1] ?? ''));
}

/** The name without version, extras and subpath. */
function nameOf(ecosystem: PackageEcosystem, word: string): string {
  if (/:|^[./~]|\.(?:whl|tgz|gz|zip)$/.test(word)) return '';
  if (ecosystem === 'pypi') return word.replace(/(?:\[|[=<>!~@]).*$/s, '');
  if (ecosystem === 'npm') return word.replace(/(?<=.)@.*$/s, '');
  return word.replace(/@.*$/s, '').replace(/\/\.\.\.$/, '');
}

const linesOf = (code: string): string[] => code.split('\n').filter(isShort);

const isScript = (language: string, code: string): boolean =>
  /^(?:js|jsx|ts|tsx|mjs|cjs|javascript|typescript|node|vue|svelte)$/.test(language) ||
  (language === '' && /\brequire\(|\bfrom ["']/.test(code));

const isPython = (language: string, code: string): boolean =>
  /^(?:py|python3?|ipython)$/.test(language) ||
  (language === '' &&
    linesOf(code).some((line) => /^(?:from [\w.]+ import |import [\w.]+(?: as \w+)?$)/.test(line)));

function scriptImports(code: string): NamedPackage[] {
  const form = /\bfrom ["']([^"']+)["']|\b(?:require|import)\(["']([^"']+)["']\)|^ *import ["']([^"']+)["']/g;
  const paths = linesOf(code).flatMap((line) =>
    [...line.matchAll(form)].map((match) => match[1] ?? match[2] ?? match[3]!),
  );
  return paths.flatMap((path) => {
    if (/^[./~#]|:/.test(path) || aliases.test(path)) return [];
    const parts = path.split('/');
    const name = path.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0]!;
    if (nodeModules.has(name) || !forms.npm.test(name)) return [];
    return [{ ecosystem: 'npm' as const, name, by: 'import' as const }];
  });
}

function pythonImports(code: string): NamedPackage[] {
  const named = linesOf(code).flatMap((line) => {
    const from = /^ *from ([A-Za-z]\w*)[\w.]* import /.exec(line)?.[1];
    if (from) return [from];
    const list = /^ *import ([\w., ]+)/.exec(line)?.[1] ?? '';
    return list.split(',').map((entry) => entry.trim().split(/[. ]/)[0]!);
  });
  return named
    .filter((module) => /^[A-Za-z]\w*$/.test(module) && !pythonModules.has(module))
    .map((module) => ({ ecosystem: 'pypi', name: pythonPackages.get(module) ?? module, by: 'import' }));
}
