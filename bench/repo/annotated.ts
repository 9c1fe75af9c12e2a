import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { parse } from 'yaml';

/** A line of a rule's test file that must be flagged (`bad`), or must not. */
export interface AnnotatedLine {
  readonly line: number;
  readonly bad: boolean;
  readonly rules: readonly string[];
}

/** A test file of public rules, with what its comments say of its lines. */
export interface AnnotatedFile {
  /** Relative to the folder that was read, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly lines: readonly AnnotatedLine[];
}

const annotation = /^\s*(?:#|\/\/|\/\*|<!--|\{\/\*)\s*(ruleid|ok)\s*:\s*([^*>]*?)\s*(?:\*\/\}?|-->)?\s*$/;
const comment = /^\s*(?:#|\/\/|\/\*|<!--|\{\/\*)/;

/**
 * Reads the files under `folder` with one of `endings` that lie beside a YAML file of rules of the category
 * "security", and their annotations: `# ruleid: id` means the next line of code must be flagged, `# ok: id` that it
 * must not. Files that show the result of a fix (`*.fixed.*`) are left out. A line both kinds point at is `bad`.
 */
export function annotatedFiles(folder: string, endings: readonly string[]): readonly AnnotatedFile[] {
  return walk(folder)
    .filter((path) => endings.some((ending) => path.endsWith(ending)) && !path.includes('.fixed.'))
    .toSorted()
    .flatMap((path) => {
      const rules = securityRules(path);
      if (rules.size === 0) return [];
      const text = readFileSync(path, 'utf8');
      const lines = annotatedLines(text, rules);
      return lines.length > 0 ? [{ path: relative(folder, path).replaceAll('\\', '/'), text, lines }] : [];
    });
}

const walk = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? walk(path) : entry.isFile() ? [path] : [];
  });

/** Ids of the rules of the category "security" in the YAML file of the same name. */
function securityRules(path: string): ReadonlySet<string> {
  const stem = join(dirname(path), basename(path).replace(/\..*$/, ''));
  const file = ['.yaml', '.yml'].map((ending) => stem + ending).find((name) => existsSync(name));
  if (!file) return new Set();
  const read = parse(readFileSync(file, 'utf8')) as {
    rules?: { id: string; metadata?: { category?: string } }[];
  };
  return new Set(
    (read.rules ?? []).filter(({ metadata }) => metadata?.category === 'security').map(({ id }) => id),
  );
}

function annotatedLines(text: string, rules: ReadonlySet<string>): readonly AnnotatedLine[] {
  const lines = text.split(/\r?\n/);
  const marked = new Map<number, { bad: boolean; rules: string[] }>();
  lines.forEach((line, at) => {
    const found = annotation.exec(line);
    if (!found) return;
    const named = found[2]!.split(/[,\s]+/).filter((id) => rules.has(id));
    let next = at + 1;
    while (next < lines.length && (comment.test(lines[next]!) || lines[next]!.trim() === '')) next += 1;
    if (named.length === 0 || next >= lines.length) return;
    const entry = marked.get(next + 1) ?? { bad: false, rules: [] };
    entry.bad ||= found[1] === 'ruleid';
    entry.rules.push(...named);
    marked.set(next + 1, entry);
  });
  return [...marked].map(([line, entry]) => ({ line, ...entry }));
}

/** Whether a finding's lines cover `line`. */
export const covers = (span: { line: number; endLine: number }, line: number): boolean =>
  span.line <= line && line <= span.endLine;
