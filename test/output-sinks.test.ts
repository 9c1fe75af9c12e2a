import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Range, startRange } from '#src/range/chat-model.ts';
import type { Goal } from '#src/redteam/goal.ts';
import { modules } from '#src/redteam/modules/index.ts';
import { probeNonce } from '#src/redteam/nonce.ts';
import { type Attempt, runAttempt } from '#src/redteam/run-attempt.ts';
import { strategies } from '#src/redteam/strategies/index.ts';
import { type TestModel, testModel } from './model.ts';

/** Goals whose proof is a parser's, and those that wait for a model to diverge, through a real endpoint. */
let range: Range;
const models = new Map<string, TestModel>();
const innocent = ['hardened', 'refuser', 'quoting-refuser', 'echo', 'chatter'] as const;

beforeAll(async () => {
  range = await startRange();
  for (const model of ['gullible', 'weak-llm02', 'weak-llm05', ...innocent])
    models.set(model, testModel(range.url, { model }));
});
afterAll(async () => {
  for (const model of models.values()) await model.close();
  await range.stop();
});

const goals = modules.all
  .flatMap((module) => module.goals)
  .filter((goal) => goal.technique === 'divergence' || goal.mint(probeNonce).proof.kind === 'output');

const attempt = (model: string, goal: Goal): Promise<Attempt> =>
  runAttempt(
    goal,
    strategies.get('plain'),
    { nonce: [1, goal.id], choices: [1] },
    {
      chat: models.get(model)!.chat,
      attacker: null,
      opinions: { judge: null, embedder: null },
      opinionTools: { judge: null, embedder: null, lookUpPackage: null },
      systemPrompt: null,
      canary: null,
      thresholds: null,
      maxOutputTokens: 300,
      signal: new AbortController().signal,
    },
  );

test.each(goals.map((goal) => [goal.id, goal] as const))(
  '%s: the gullible model and the weak one fall for it, no careful one does',
  async (_, goal) => {
    const { kind } = goal.mint(probeNonce).proof;
    for (const model of ['gullible', `weak-${goal.category.toLowerCase()}`])
      expect((await attempt(model, goal)).verdict, model).toMatchObject({
        outcome: 'vulnerable',
        stage: kind,
      });
    for (const model of innocent)
      expect((await attempt(model, goal)).verdict.outcome, model).not.toBe('vulnerable');
  },
);
