import type { LookUpPackage } from '#src/core/tools.ts';
import { type Range, startRange } from '#src/range/chat-model.ts';
import type { Goal } from '#src/redteam/goal.ts';
import { type Attempt, runAttempt } from '#src/redteam/run-attempt.ts';
import { strategies } from '#src/redteam/strategies/index.ts';
import { type TestModel, testModel } from './model.ts';

/** Practice models that do nothing wrong: a finding on one of them is a false alarm. */
export const innocentModels = [
  'hardened',
  'refuser',
  'refuser-multilingual',
  'quoting-refuser',
  'echo',
  'chatter',
] as const;

/** Practice models behind their real endpoint, asked one goal at a time without a scan around it. */
export interface PracticeModels {
  /** Asks the goal plainly; the same goal always with the same token. */
  attempt(model: string, goal: Goal, lookUpPackage?: LookUpPackage): Promise<Attempt>;
  close(): Promise<void>;
}

export async function practiceModels(): Promise<PracticeModels> {
  const range: Range = await startRange();
  const models = new Map<string, TestModel>();
  const connected = (model: string): TestModel => {
    const known = models.get(model) ?? testModel(range.url, { model });
    models.set(model, known);
    return known;
  };
  return {
    attempt: (model, goal, lookUpPackage) =>
      runAttempt(
        goal,
        strategies.get('plain'),
        { nonce: [1, goal.id], choices: [1] },
        {
          chat: connected(model).chat,
          attacker: null,
          opinions: { judge: null, embedder: null },
          opinionTools: { judge: null, embedder: null, lookUpPackage: lookUpPackage ?? null },
          systemPrompt: null,
          canary: null,
          thresholds: null,
          maxOutputTokens: 400,
          signal: new AbortController().signal,
        },
      ),
    close: async () => {
      for (const model of models.values()) await model.close();
      await range.stop();
    },
  };
}
