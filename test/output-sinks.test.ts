import { afterAll, beforeAll, expect, test } from 'vitest';
import { modules } from '#src/redteam/modules/index.ts';
import { probeNonce } from '#src/redteam/nonce.ts';
import { innocentModels, type PracticeModels, practiceModels } from './practice-models.ts';

/** Goals whose proof is a parser's, and those that wait for a model to diverge, through a real endpoint. */
let models: PracticeModels;
beforeAll(async () => {
  models = await practiceModels();
});
afterAll(() => models?.close());

const goals = modules.all
  .flatMap((module) => module.goals)
  .filter((goal) => goal.technique === 'divergence' || goal.mint(probeNonce).proof.kind === 'output');

test.each(goals.map((goal) => [goal.id, goal] as const))(
  '%s: the gullible model and the weak one fall for it, no careful one does',
  async (_, goal) => {
    const { kind } = goal.mint(probeNonce).proof;
    for (const model of ['gullible', `weak-${goal.category.toLowerCase()}`])
      expect((await models.attempt(model, goal)).verdict, model).toMatchObject({
        outcome: 'vulnerable',
        stage: kind,
      });
    for (const model of innocentModels)
      expect((await models.attempt(model, goal)).verdict.outcome, model).not.toBe('vulnerable');
  },
);
