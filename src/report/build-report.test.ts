import { fromMarkdown } from 'mdast-util-from-markdown';
import { describe, expect, test } from 'vitest';
import { buildReport, type ReportInput } from './build-report.ts';
import { formats } from './formats/index.ts';
import { codeBlock, inlineCode, prose } from './markdown.ts';
import type { ReportFinding } from './report.ts';

const finding = (over: Partial<ReportFinding>): ReportFinding => ({
  id: 'f1',
  fingerprint: 'a'.repeat(32),
  check_id: 'llm01-prompt-injection',
  title: 'A document is obeyed',
  severity: 'medium',
  confidence: 0.99,
  owasp_category: 'LLM01',
  technique: 'indirect-document',
  cwe: 1427,
  status: 'open',
  suppressed: false,
  suppression_reason: null,
  occurrences: 2,
  attempts: 5,
  description: 'What happened.',
  remediation: 'What to do.',
  references: { owasp: ['LLM01:2025'] },
  location: {},
  proof: { kind: 'nonce', expect: 'K7QMX2VD4T' },
  evidence: [{ strategy: 'plain', prompt: 'a prompt', answer: 'an answer', reason: 'the token' }],
  ...over,
});

const input = (
  over: Partial<ReportInput> & { status?: string; stats?: Record<string, unknown> } = {},
): ReportInput => ({
  version: '0.1.0',
  now: new Date('2026-01-02T03:04:05Z'),
  target: {
    id: 't1',
    kind: 'llm',
    name: 'Concierge',
    base_url: 'http://127.0.0.1:1/v1',
    provider: 'openai-chat',
    model: 'm',
  },
  scan: {
    id: 's1',
    status: over.status ?? 'completed',
    profile: 'quick',
    error: null,
    stats: over.stats ?? { partial: false },
    consent: null,
    created_at: '2026-01-02T03:00:00.000Z',
    started_at: null,
    finished_at: null,
  },
  findings: [],
  notes: [],
  ...over,
});

describe('buildReport', () => {
  test('counts, grades and orders the findings it is given', () => {
    const report = buildReport(
      input({
        findings: [
          finding({ id: 'low', severity: 'low' }),
          finding({ id: 'unsure', severity: 'high', confidence: 0.6 }),
          finding({ id: 'sure', severity: 'high' }),
          finding({ id: 'hidden', severity: 'critical', suppressed: true }),
        ],
      }),
    );
    expect(report.summary).toEqual({ critical: 0, high: 2, medium: 0, low: 1, info: 0, suppressed: 1 });
    expect(report.scan).toMatchObject({ grade: 'B', score: 91.7, partial: false });
    expect(report.findings.map(({ id }) => id)).toEqual(['hidden', 'sure', 'unsure', 'low']);
  });

  test('a scan that did not complete has no grade and says so', () => {
    const report = buildReport(input({ status: 'failed' }));
    expect([report.scan.grade, report.scan.score]).toEqual([null, null]);
    expect(report.notes.join()).toContain('The scan is failed');
  });

  test('an incomplete scan says what was not asked', () => {
    const stats = { partial: true, not_asked: 7, not_asked_reason: 'budget used up', outcomes: { error: 2 } };
    const [note] = buildReport(input({ stats })).notes;
    expect(note).toBe(
      'Incomplete: 7 attempts were not made (budget used up), 2 ended in an error. Neither counts as clean.',
    );
  });

  test('fields it does not know are left out', () => {
    const extra = { ...finding({}), workspace_id: 'w1', llm_secrets_sealed: 'gAAAA' };
    expect(JSON.stringify(buildReport(input({ findings: [extra] })))).not.toMatch(/workspace_id|gAAAA/);
  });
});

describe('formats', () => {
  const hostile =
    '</script><img src=x onerror=alert(1)> [click](javascript:alert(1)) | ``` \n# heading \u001b[2J\u202e https://evil.example @all';
  const report = buildReport(
    input({
      findings: [
        finding({
          title: hostile,
          evidence: [{ prompt: hostile, answer: `${hostile}\n\`\`\`\`\nout`, reason: hostile }],
        }),
      ],
    }),
  );

  test('JSON reads back as the report', () => {
    expect(JSON.parse(formats.get('json').render(report))).toEqual(report);
  });

  test('Markdown keeps hostile text as text', () => {
    const text = formats.get('markdown').render(report);
    const kinds = [...nodesOf(fromMarkdown(text))];
    expect(
      kinds.filter(({ type }) => ['html', 'link', 'image', 'linkReference', 'definition'].includes(type)),
    ).toEqual([]);
    expect(kinds.filter(({ type, depth }) => type === 'heading' && depth === 1)).toHaveLength(1);
    expect(kinds.filter(({ type }) => type === 'code')).toHaveLength(4);
    // Renderers that link bare addresses and names are kept from it too.
    expect(text.replace(/^(`{3,}).*?^\1$/gms, '')).not.toMatch(/https:\/\/evil|(?<!\\)@all/);
    expect([...text].filter((sign) => sign === '\u001b' || sign === '\u202e')).toEqual([]);
  });

  interface Node {
    readonly type: string;
    readonly depth?: number;
    readonly children?: readonly Node[];
  }

  function* nodesOf(node: Node): Generator<Node> {
    yield node;
    for (const child of node.children ?? []) yield* nodesOf(child);
  }

  test('Markdown shows grade, proof and what to do', () => {
    const text = formats.get('markdown').render(buildReport(input({ findings: [finding({})] })));
    for (const part of [
      '# Security scan of Concierge',
      'grade **A**',
      'K7QMX2VD4T',
      '2 of 5',
      'What to do.',
      'CWE-1427 Improper Neutralization of Input Used for LLM Prompting',
      'LLM01:2025 Prompt Injection',
    ]) {
      expect(text).toContain(part);
    }
  });

  test('Markdown shows rates with intervals, errors beside them, and one denominator', () => {
    const rate = { attempts: 75, errors: 1, vulnerable: 9, unclear: 2, clusters: 41 };
    const measured = { ...rate, attack_success_rate: 9 / 74, interval: [0.0582, 0.2366] };
    const none = {
      ...rate,
      errors: 75,
      vulnerable: 0,
      attack_success_rate: null,
      interval: null,
      clusters: 0,
    };
    const stats = {
      overall: { id: 'all', ...measured },
      by_module: [{ id: 'LLM01', ...measured }],
      by_technique: [{ id: 'join-halves', ...measured }],
      by_strategy: [{ id: 'a|b', ...none }],
    };
    const text = formats.get('markdown').render(buildReport(input({ stats })));
    expect(text).toContain(
      '12.2 % (95 %: 5.8 to 23.7 %): 9 of 74 answered attempts, with 41 different prompts.',
    );
    expect(text).toContain('| `LLM01` | 75 | 1 | 74 | 9 | 2 | 12.2 % (95 %: 5.8 to 23.7 %) |');
    expect(text).toContain('| `a\\|b` | 75 | 75 | 0 | 0 | 2 | nothing answered |');
    expect(text).not.toContain('NaN');
  });

  test('code spans and blocks outgrow the backticks in them', () => {
    expect(inlineCode('a `b` c')).toBe('``a `b` c``');
    expect(codeBlock('x\n````\ny')).toBe('`````text\nx\n````\ny\n`````');
    expect(prose('a\n\n# b')).toBe('a \\# b');
  });
});
