import type { Issue } from '#src/repo/issue.ts';
import type { Tree } from '#src/repo/tree.ts';

/** A tree of these texts. */
export function treeOf(texts: Readonly<Record<string, string>>): Tree {
  const files = Object.entries(texts).map(([path, text]) => ({ path, size: Buffer.byteLength(text) }));
  const read = (path: string): string | null => (Object.hasOwn(texts, path) ? (texts[path] as string) : null);
  return {
    files,
    read,
    readBytes: (path) => {
      const text = read(path);
      return text === null ? null : Buffer.from(text);
    },
  };
}

/** An issue at a line, with what does not matter filled in. */
export const issueAt = (line: number, more: Partial<Issue> = {}): Issue => ({
  scanner: 'sast',
  ruleId: 'python-sql-injection',
  title: 'SQL injection',
  severity: 'high',
  confidence: 0.9,
  cwe: 89,
  description: 'Input becomes part of a statement.',
  remediation: 'Bind it.',
  references: { owasp: ['A03:2021'] },
  path: 'app.py',
  span: { line, column: 0, endLine: line, endColumn: 10 },
  proof: { kind: 'taint-flow' },
  ...more,
});
