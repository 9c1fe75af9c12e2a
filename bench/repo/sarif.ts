import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { readSarif } from '#src/repo/sarif/read-sarif.ts';
import type { Measure, Row } from './row.ts';

const megabytes = 1024 * 1024;

interface Case {
  readonly what: string;
  readonly text: string;
  /** Results in the file; null: it is none, and must be refused with a clear error. */
  readonly results: number | null;
}

const file = (run: object, version = '2.1.0'): string => JSON.stringify({ version, runs: [run] });
const tool = (rules: readonly object[] = []): object => ({ driver: { name: 'some tool', rules } });
const location = (uri: string): object => ({
  physicalLocation: { artifactLocation: { uri }, region: { startLine: 3 } },
});
const result = (more: object = {}): object => ({
  ruleId: 'R1',
  message: { text: 'wrong' },
  locations: [location('src/a.ts')],
  ...more,
});

/** What tools are known to write, and what they should not. */
const cases: readonly Case[] = [
  {
    what: 'no security-severity',
    text: file({ tool: tool([{ id: 'R1' }]), results: [result()] }),
    results: 1,
  },
  ...['high', 'CRITICAL', '9.8', '', 'very bad', null, 99].map((severity) => ({
    what: `security-severity ${JSON.stringify(severity)}`,
    text: file({
      tool: tool([{ id: 'R1', properties: { 'security-severity': severity } }]),
      results: [result()],
    }),
    results: 1,
  })),
  {
    what: 'empty extensions',
    text: file({
      tool: { ...tool(), extensions: [] },
      results: [result({ rule: { index: 4, toolComponent: { index: 2 } } })],
    }),
    results: 1,
  },
  {
    what: 'null where objects belong',
    text: file({ tool: null, results: [null, result({ locations: null }), result({ message: null })] }),
    results: 3,
  },
  { what: 'byte order mark', text: `\uFEFF${file({ tool: tool(), results: [result()] })}`, results: 1 },
  {
    what: 'no locations',
    text: file({ tool: tool(), results: [result({ locations: [] }), result({ locations: [{}] })] }),
    results: 2,
  },
  {
    what: 'places outside the tree',
    text: file({
      tool: tool(),
      results: [
        '../../etc/passwd',
        'file:///etc/passwd',
        '%2e%2e/%2e%2e/x',
        'https://example.org/a',
        'C:\\a\\b',
        '%zz',
      ].map((uri) => result({ locations: [location(uri)] })),
    }),
    results: 6,
  },
  { what: 'results not there', text: file({ tool: tool() }), results: 0 },
  { what: 'version 2.0.0', text: file({ tool: tool(), results: [result()] }, '2.0.0'), results: 1 },
  {
    what: 'rule index out of range',
    text: file({ tool: tool([{ id: 'R1' }]), results: [result({ ruleId: undefined, ruleIndex: 77 })] }),
    results: 1,
  },
  {
    what: 'flows, some broken',
    text: file({
      tool: tool(),
      results: [
        result({ codeFlows: [{ threadFlows: [{ locations: [{ location: location('a.ts') }, {}, null] }] }] }),
        result({ codeFlows: [{}] }),
      ],
    }),
    results: 2,
  },
  {
    what: 'names of Object',
    text: `{"version":"2.1.0","runs":[{"__proto__":{"results":[]},"tool":{"driver":{"name":"__proto__"}},"results":[{"ruleId":"constructor"}]}]}`,
    results: 1,
  },
  { what: 'no JSON', text: 'not json', results: null },
  { what: 'JSON of something else', text: '{"a": 1}', results: null },
  { what: 'SARIF 1', text: '{"version": "1.0.0", "runs": []}', results: null },
  { what: 'cut off', text: file({ tool: tool(), results: [result()] }).slice(0, 60), results: null },
  { what: 'empty', text: '', results: null },
];

/** Empty where the case went as it should; else what went wrong. */
function judge({ what, text, results }: Case): string {
  try {
    const { issues } = readSarif(text, { root: '/tree' });
    const outside = issues.find(({ path }) => path.startsWith('/') || path.split('/').includes('..'));
    if (outside) return `${what}: a path outside the tree, ${outside.path}`;
    return issues.length === results ? '' : `${what}: ${results} results, ${issues.length} issues`;
  } catch (error) {
    const clear = error instanceof Error && error.message.includes('SARIF');
    return results === null && clear ? '' : `${what}: ${String(error).slice(0, 200)}`;
  }
}

/** A file of 100 MB of results, as tools write them for large repositories. */
export function largeSarif(bytes: number): { readonly text: string; readonly results: number } {
  const parts: string[] = [];
  let length = 0;
  while (length < bytes) {
    const one = JSON.stringify(
      result({
        message: { text: `finding ${parts.length} ${'with some text '.repeat(20)}` },
        locations: [location(`src/folder${parts.length % 100}/file${parts.length % 1000}.ts`)],
      }),
    );
    parts.push(one);
    length += one.length + 1;
  }
  return {
    text: `{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"large"}},"results":[${parts.join(',')}]}]}`,
    results: parts.length,
  };
}

/** Reads the large file in a process of its own, so that its memory alone is measured. */
function large(): {
  readonly results: number;
  readonly issues: number;
  readonly ms: number;
  readonly peak: number;
} {
  const script = join(import.meta.dirname, 'sarif-large.ts');
  return JSON.parse(execFileSync(process.execPath, [script], { encoding: 'utf8', timeout: 300_000 }));
}

export const measure: Measure = async ({ verbose }) => {
  const wrong = cases.map(judge).filter(Boolean);
  if (verbose) for (const line of wrong) console.log(line);
  const { results, issues, ms, peak } = large();
  const rows: Row[] = [
    {
      what: 'SARIF import: files as tools write them, count in = count out',
      peer: 'others crash',
      ours: `${cases.length - wrong.length} of ${cases.length} read, or refused with a clear error`,
      bar: 'all',
      met: wrong.length === 0,
      inSample: false,
    },
    {
      what: 'SARIF import: a file of 100 MB',
      peer: 'unmeasured',
      ours: `${issues} of ${results} results in ${(ms / 1000).toFixed(1)} s, ${Math.round(peak / megabytes)} MB at most`,
      bar: 'every result, ≤ 1024 MB',
      met: issues === results && peak <= 1024 * megabytes,
      inSample: false,
    },
  ];
  return rows;
};
