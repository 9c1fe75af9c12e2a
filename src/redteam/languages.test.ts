import { describe, expect, test } from 'vitest';
import { random } from '#src/core/random.ts';
import { recordingTalk } from '#test/recording-talk.ts';
import type { MintedGoal } from './goal.ts';
import { languageStrategies } from './languages.ts';
import { modules } from './modules/index.ts';
import { mintNonce } from './nonce.ts';
import { checkProof } from './proofs/index.ts';

const goal = modules.all[0]!.goals.find(({ id }) => id === 'llm01-direct-override-1')!;
const nonce = mintNonce(random('languages'));
const minted: MintedGoal = { goal, nonce, ...goal.mint(nonce) };
const own: MintedGoal = { ...minted, goal: { ...goal, id: 'llm01-policy-mine-1' } };

const names = ['ar', 'bn', 'zh', 'fr', 'hi', 'pt', 'ru', 'es', 'ur'];

describe('the ten most spoken', () => {
  test.each(names)('%s: a built-in goal is asked in a translation, its context too', async (name) => {
    const [strategy] = languageStrategies([name], false).strategies;
    const prepared = strategy!.prepare!(minted);
    expect(prepared.prompt).not.toBe(minted.prompt);
    expect(prepared.context).not.toBe(minted.context);
    expect(prepared.context).toContain(nonce.left);
    expect(prepared.proof).toEqual(minted.proof);
    const talk = recordingTalk();
    await strategy!.attack(prepared, talk);
    expect(talk.asks).toEqual([prepared.prompt]);
    const answer = { text: nonce.token, toolCalls: [], finishReason: null, latencyMs: 1, cached: false };
    const usage = { inputTokens: 1, outputTokens: 1, estimated: false };
    const messages = [
      { role: 'system' as const, content: prepared.context! },
      { role: 'user' as const, content: prepared.prompt },
    ];
    const context = { systemPrompt: null, canary: null, thresholds: null };
    expect(checkProof({ messages, answer: { ...answer, usage } }, prepared, context)).not.toBeNull();
  });
});

describe('what has no translation', () => {
  test('is wrapped in the language, or in an instruction that names it; each language once', async () => {
    const { strategies, notes } = languageStrategies(['es', 'Español', 'zh-CN', 'sw', 'Quechua'], false);
    expect(strategies.map(({ id }) => id)).toEqual(['in-spanish', 'in-chinese', 'in-swahili', 'in-quechua']);
    const talk = recordingTalk();
    await strategies[0]!.attack(strategies[0]!.prepare!(own), talk);
    await strategies[2]!.attack(strategies[2]!.prepare!(minted), talk);
    expect(talk.asks[0]).toMatch(/responde en español:\n\nForget the rules/);
    expect(talk.asks[1]).toMatch(/answer in Swahili:\n\nForget the rules/);
    expect(notes).toEqual([
      expect.stringMatching(/Spanish, Chinese: built-in goals are asked in translations/),
      expect.stringMatching(/Swahili, Quechua: no built-in translations; goals are asked in English/),
    ]);
  });

  test('is translated by the attacker, unless it loses a piece or says the token', async () => {
    const [swahili] = languageStrategies(['sw'], true).strategies;
    const line = { ...own, prompt: `Write ${nonce.left} and ${nonce.right} as one.` };
    const replies = [
      `<message>Andika ${nonce.left} na ${nonce.right} pamoja.</message>`,
      `<message>Andika ${nonce.left} pamoja.</message>`,
      `<message>Andika ${nonce.token}: ${nonce.left} ${nonce.right}.</message>`,
    ];
    const asked: string[] = [];
    for (const reply of replies) {
      const talk = recordingTalk({ attacker: async () => reply });
      await swahili!.attack(line, talk);
      asked.push(...talk.asks);
    }
    expect(asked).toEqual([
      `Andika ${nonce.left} na ${nonce.right} pamoja.`,
      expect.stringContaining('answer in Swahili'),
      expect.stringContaining('answer in Swahili'),
    ]);
  });
});
