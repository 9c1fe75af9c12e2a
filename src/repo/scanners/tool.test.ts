import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Exec } from '#src/core/tools.ts';
import { createExec } from '#src/io/exec.ts';
import { treeOf } from '#test/repo-tree.ts';
import { scanners } from './index.ts';
import type { TreeScanner, TreeTools } from './scanner.ts';

const tools = scanners.all.filter(
  (scanner): scanner is TreeScanner => scanner.over === 'tree' && scanner.external === true,
);
let folder: string;
let exec: Exec;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-tools-'));
  exec = createExec({ env: { PATH: `${folder}:/usr/bin:/bin` } });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A real program of that name: a shell script. */
function install(name: string, script: string): void {
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, name), 0o755);
}

const toolsFor = (rules = '/rules'): TreeTools => ({
  send: () => Promise.reject(new Error('nothing is sent')),
  exec,
  advisories: { describe: async () => null, candidates: async () => [] },
  signal: new AbortController().signal,
  root: '/srv/tree',
  rulesDir: () => rules,
});

const report = JSON.stringify({
  version: '2.1.0',
  runs: [
    {
      tool: { driver: { name: 'x' } },
      results: [
        {
          ruleId: 'r',
          level: 'error',
          message: { text: 'm' },
          locations: [
            { physicalLocation: { artifactLocation: { uri: '/srv/tree/a.py' }, region: { startLine: 2 } } },
          ],
        },
      ],
    },
  ],
});
const bandit = JSON.stringify({
  results: [
    {
      filename: '/srv/tree/a.py',
      line_number: 2,
      test_id: 'r',
      test_name: 'a_rule',
      issue_severity: 'HIGH',
      issue_confidence: 'LOW',
      issue_text: 'm',
    },
  ],
});

describe.each(tools.map((tool) => [tool.id, tool] as const))('%s', (id, tool) => {
  const prints = id === 'bandit' ? bandit : report;
  const tree = treeOf({ 'a.py': 'x' });

  test('is absent where there is no such program', async () => {
    rmSync(join(folder, id), { force: true });
    if (existsSync(`/usr/bin/${id}`) || existsSync(`/usr/local/bin/${id}`)) return;
    expect(await tool.absent(toolsFor())).toBe(`${id} is not on PATH`);
  });

  test('gives the issues that the program reports, in the tree', async () => {
    install(id, `cat <<'END'\n${prints}\nEND`);
    expect(await tool.absent(toolsFor())).toBeNull();
    const { issues } = await tool.scan(tree, toolsFor());
    expect(issues).toHaveLength(1);
    expect(issues[0]).toMatchObject({
      scanner: id,
      ruleId: 'r',
      severity: 'high',
      path: 'a.py',
      description: 'm',
    });
  });

  test('is started outside of the tree, without our environment', async () => {
    process.env.ASSAY_TEST_SECRET = 'planted';
    const seen = join(folder, 'seen');
    install(id, `{ pwd; env; echo "$@"; } > ${seen}; cat <<'END'\n${prints}\nEND`);
    await tool.scan(tree, toolsFor());
    delete process.env.ASSAY_TEST_SECRET;
    const { readFileSync } = await import('node:fs');
    const told = readFileSync(seen, 'utf8');
    expect(told.split('\n')[0]).toBe('/');
    expect(told).not.toContain('planted');
    expect(told).toContain('/srv/tree');
  });

  test.each([
    ['crashes', 'echo broken >&2; exit 70', /exit code 70: broken/],
    ['prints nothing', 'exit 0', /no report/],
    ['prints nonsense', 'echo hello', /JSON/],
  ])('that %s has not scanned', async (_, script, said) => {
    install(id, script);
    await expect(tool.scan(tree, toolsFor())).rejects.toThrow(said);
  });
});

test('a repository that could make a program run its code is not given to it', async () => {
  install('checkov', 'touch "$0.ran"');
  const checkov = tools.find(({ id }) => id === 'checkov')!;
  await expect(checkov.scan(treeOf({ '.checkov.yaml': 'x' }), toolsFor())).rejects.toThrow('run its code');
  expect(existsSync(join(folder, 'checkov.ran'))).toBe(false);
});

test('semgrep without rules of the operator is absent', async () => {
  install('semgrep', 'exit 0');
  mkdirSync(join(folder, 'none'), { recursive: true });
  const semgrep = tools.find(({ id }) => id === 'semgrep')!;
  expect(await semgrep.absent({ ...toolsFor(), rulesDir: () => null })).toContain('ASSAY_RULES');
});
