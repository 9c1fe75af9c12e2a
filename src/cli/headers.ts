import { usage } from './failure.ts';
import { readText } from './read-text.ts';

/** The three ways to give headers; only the first puts a secret where other users of the machine can read it. */
export interface HeaderOptions {
  readonly header?: readonly string[];
  readonly headerEnv?: readonly string[];
  readonly headerFile?: readonly string[];
}

const sensitive = /auth|key|token|secret|cookie|password/i;

/** `Name: value`. The value is never quoted in an error. */
function parseHeader(line: string, source: string): [string, string] {
  const at = line.indexOf(':');
  const name = line.slice(0, at).trim();
  if (at < 1 || !/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) throw usage(`${source}: expected "Name: value"`);
  return [name, line.slice(at + 1).trim()];
}

function fromEnvironment(option: string): [string, string] {
  const match = /^([^=\s]+)=(\w+)$/.exec(option);
  if (!match?.[1] || !match[2]) throw usage(`--header-env "${option}": expected Name=VARIABLE`);
  const value = process.env[match[2]];
  if (!value) throw usage(`--header-env ${match[1]}: the variable ${match[2]} is not set`);
  return parseHeader(`${match[1]}: ${value}`, `--header-env ${match[1]}`);
}

/** One header a line; empty lines and lines that start with # are skipped. */
const fromFile = (path: string): [string, string][] =>
  readText(path, '--header-file')
    .split(/\r?\n/)
    .map((line, i) => ({ line, source: `--header-file ${path}, line ${i + 1}` }))
    .filter(({ line }) => line.trim() !== '' && !line.startsWith('#'))
    .map(({ line, source }) => parseHeader(line, source));

/** All headers of a command line. Throws `Failure` that names the option and never a value. */
export function readHeaders(options: HeaderOptions): Record<string, string> {
  return Object.fromEntries([
    ...(options.headerFile ?? []).flatMap(fromFile),
    ...(options.headerEnv ?? []).map(fromEnvironment),
    ...(options.header ?? []).map((line) => parseHeader(line, '--header')),
  ]);
}

/** A word of warning when a secret was given in the open; null otherwise. */
export function warnOfHeaders({ header }: HeaderOptions): string | null {
  const names = (header ?? [])
    .map((line) => line.split(':', 1)[0] ?? '')
    .filter((name) => sensitive.test(name));
  if (names.length === 0) return null;
  return `--header ${names.join(', ')}: its value can be seen in the process list; --header-env or --header-file keep it out`;
}
