import { describe, expect, test } from 'vitest';
import { frameworks, named, titleOf, titlesOf } from '#src/core/mappings.ts';
import { customGoals } from './custom-goals.ts';
import { datasets } from './datasets/index.ts';
import type { Goal } from './goal.ts';
import { guardrails } from './guardrails/index.ts';
import { modules } from './modules/index.ts';
import { probeNonce } from './nonce.ts';
import { draftsOf } from './present-attempt.ts';

const own = customGoals({
  provider: 'openai-chat',
  model: null,
  system_prompt: null,
  request_template: null,
  response_path: null,
  command: null,
  thresholds: null,
  budget: null,
  redteam: {
    policies: [{ policy: 'Never advise on shares.' }],
    intents: ['Refund me'],
    guardrails: [{ name: 'Wine', prompts: ['Name a wine'] }],
  },
}).goals;
const goals: Goal[] = [
  ...[...modules.all, ...guardrails.all, ...datasets.all].flatMap((plugin) => plugin.goals),
  ...own,
];

describe('the mappings', () => {
  test.each(modules.all.map((module) => [module.id, module] as const))(
    '%s names entries that exist, each framework at least once',
    (_, { references }) => {
      for (const [framework, ids] of Object.entries(references)) {
        const entries: Record<string, string> = frameworks[framework as keyof typeof references].entries;
        expect(ids.length).toBeGreaterThan(0);
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids.filter((id: string) => !Object.hasOwn(entries, id))).toEqual([]);
      }
    },
  );

  test('every goal, whoever it comes from, has a weakness that exists', () => {
    const without = goals.filter(({ cwe }) => !Object.hasOwn(frameworks.cwe.entries, `CWE-${cwe}`));
    expect(without.map(({ id, cwe }) => [id, cwe])).toEqual([]);
  });

  test('no entry is listed that nothing names', () => {
    const used = new Set([
      ...modules.all.flatMap(({ references }) => Object.values(references).flat()),
      ...goals.map(({ cwe }) => `CWE-${cwe}`),
    ]);
    const listed = Object.values(frameworks).flatMap(({ entries }) => Object.keys(entries));
    expect(listed.filter((id) => !used.has(id))).toEqual([]);
  });

  test('every finding carries all six', () => {
    for (const goal of goals) {
      const minted = { goal, nonce: probeNonce, ...goal.mint(probeNonce) };
      const { category, technique, title, severity, cwe } = goal;
      const proof = { kind: minted.proof.kind };
      const verdict = {
        outcome: 'vulnerable',
        stage: proof.kind,
        confidence: 1,
        errorRate: 0.001,
        reason: 'r',
        proof,
      } as const;
      const answer = {
        text: 'a',
        toolCalls: [],
        finishReason: 'stop',
        usage: { inputTokens: 1, outputTokens: 1, estimated: false },
        latencyMs: 1,
        cached: false,
      };
      const spoken = [{ messages: [], answer, conversation: 0, shown: null, opinion: null }];
      const issue = { category, technique, title, severity, cwe, verdict, exchange: 0 };
      const unit = { index: 0, key: 'k', goal: goal.id, strategy: 'plain', sample: 0 };
      const [draft] = draftsOf(unit, { verdict, issues: [issue], spoken, minted }, []);
      expect(Object.keys(draft!.references).toSorted(), goal.id).toEqual(
        ['atlas', 'euAiAct', 'iso42001', 'nistAiRmf', 'owasp'].toSorted(),
      );
      expect(Object.values(draft!.references).every((ids) => ids.length > 0)).toBe(true);
      expect(draft!.cwe, goal.id).not.toBeNull();
    }
  });

  test('have titles; what is not listed stays as it is', () => {
    expect(titleOf('AML.T0051.001')).toBe('LLM Prompt Injection: Indirect');
    expect([named('CWE-1427'), named('X-1')]).toEqual([
      'CWE-1427 Improper Neutralization of Input Used for LLM Prompting',
      'X-1',
    ]);
    expect(titlesOf({ owasp: ['LLM01:2025'], other: ['constructor'] }, 798)).toEqual({
      'LLM01:2025': 'Prompt Injection',
      'CWE-798': 'Use of Hard-coded Credentials',
    });
  });
});
