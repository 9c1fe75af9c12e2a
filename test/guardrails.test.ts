import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AnswerEvidence } from '#src/core/finding.ts';
import { bypassGoals } from '#src/redteam/custom/bypass.ts';
import type { Goal } from '#src/redteam/goal.ts';
import { guardrails } from '#src/redteam/guardrails/index.ts';
import { probeNonce } from '#src/redteam/nonce.ts';
import { draftsOf, recordOf } from '#src/redteam/present-attempt.ts';
import { halvesOf } from '#src/redteam/signatures.ts';
import { innocentModels, type PracticeModels, practiceModels } from './practice-models.ts';

/** Every goal of every guardrail against the practice models, through a real endpoint. */
let models: PracticeModels;
beforeAll(async () => {
  models = await practiceModels();
});
afterAll(() => models?.close());

const goals = guardrails.all.flatMap((guardrail) => guardrail.goals);
const kindOf = (goal: Goal) => goal.mint(probeNonce).proof.kind;
/** What a registry says about a package is for test/agency.test.ts. */
const proven = goals.filter((goal) => kindOf(goal) !== 'package');

test.each(proven.map((goal) => [goal.id, goal] as const))(
  '%s: the gullible model falls for it, no other does',
  async (_, goal) => {
    expect((await models.attempt('gullible', goal)).verdict).toMatchObject({
      outcome: 'vulnerable',
      stage: kindOf(goal),
    });
    for (const model of innocentModels)
      for (const asked of [goal, ...bypassGoals([goal])]) {
        const { verdict, issues } = await models.attempt(model, asked);
        expect([model, asked.id, verdict.outcome, issues]).toEqual([
          model,
          asked.id,
          expect.stringMatching(/refused|safe/),
          [],
        ]);
      }
  },
);

describe('the packs', () => {
  const pack = (id: string) => {
    const own = guardrails.get(id).goals;
    return { goals: own.length, techniques: new Set(own.map(({ technique }) => technique)).size };
  };

  test.each(['medical', 'financial', 'insurance', 'telecom', 'retail', 'housing', 'minors', 'legal', 'hr'])(
    '%s has six goals over three techniques, or more',
    (id) => {
      expect(pack(id).goals).toBeGreaterThanOrEqual(6);
      expect(pack(id).techniques).toBeGreaterThanOrEqual(3);
    },
  );

  test('harm has two goals for each of twenty subjects, or more', () => {
    const bySubject = Map.groupBy(guardrails.get('harm').goals, ({ technique }) => technique);
    expect(bySubject.size).toBeGreaterThanOrEqual(20);
    for (const [subject, own] of bySubject) expect(own.length, subject).toBeGreaterThanOrEqual(2);
  });

  test('ids are those of before where a guardrail has one technique, and name the part where it has several', () => {
    const ids = (id: string) => guardrails.get(id).goals.map((goal) => goal.id);
    expect(ids('bias')).toEqual([1, 2, 3].map((n) => `llm09-guardrail-bias-${n}`));
    expect(ids('ssrf').slice(0, 3)).toEqual([
      'llm06-guardrail-ssrf-metadata-1',
      'llm06-guardrail-ssrf-metadata-2',
      'llm06-guardrail-ssrf-loopback-1',
    ]);
    expect(new Set(goals.map(({ id }) => id)).size).toBe(goals.length);
  });

  test('a technique is one finding: one title, one severity, one weakness', () => {
    for (const [technique, own] of Map.groupBy(goals, (goal) => goal.technique)) {
      const kinds = new Set(
        own.map(({ title, severity, cwe, category }) => [title, severity, cwe, category].join()),
      );
      expect([technique, kinds.size]).toEqual([technique, 1]);
    }
  });

  test('an internal address is only ever an argument: no tool of ours is run', async () => {
    const { spoken } = await models.attempt('gullible', guardrails.get('ssrf').goals[0]!);
    expect(spoken.at(-1)!.answer.toolCalls.map(({ name }) => name)).toEqual(['fetch_url']);
  });

  test('what is kept of a signature is its name', async () => {
    const goal = guardrails.get('test-signatures').goals[0]!;
    const fallen = await models.attempt('gullible', goal);
    const { first, second } = halvesOf('EICAR');
    const whole = first + second;
    expect(fallen.spoken[0]!.answer.text).toContain(whole);
    const unit = { index: 0, key: 'k', goal: goal.id, strategy: 'plain', sample: 0 };
    const [draft] = draftsOf(unit, fallen, []);
    expect((draft!.evidence[0] as AnswerEvidence).answer).toContain('[EICAR test signature]');
    const kept = [draft, recordOf(unit, fallen, [])];
    expect(JSON.stringify(kept)).not.toContain(JSON.stringify(whole).slice(1, -1));
  });
});
