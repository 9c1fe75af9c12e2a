import { describe, expect, test } from 'vitest';
import type { Exchange } from '#src/core/attempt.ts';
import { random } from '#src/core/random.ts';
import { constructs } from '../constructs.ts';
import type { Goal, MintedGoal, Nonce } from '../goal.ts';
import { languageStrategies } from '../languages.ts';
import { modules } from '../modules/index.ts';
import { mintNonce } from '../nonce.ts';
import { checkProof } from '../proofs/index.ts';
import { sightings } from '../token.ts';
import { englishGoal, englishTexts } from './english.ts';
import { translations, untranslated } from './index.ts';
import { type ConstructId, fillConstructs, slotsIn, type Translation } from './translation.ts';

const goals = modules.all.flatMap((module) => module.goals);
const goalIds = new Set(goals.map((goal) => goal.id));
const constructIds = Object.keys(constructs) as ConstructId[];
const languages = Object.entries(translations);

/** The script of a language that is not written in Latin letters. */
const scripts: Readonly<Record<string, RegExp>> = {
  arabic: /\p{Script=Arabic}/gu,
  bengali: /\p{Script=Bengali}/gu,
  chinese: /\p{Script=Han}/gu,
  hindi: /\p{Script=Devanagari}/gu,
  russian: /\p{Script=Cyrillic}/gu,
  urdu: /\p{Script=Arabic}/gu,
};

const nonces = (salt: string, count: number): Nonce[] =>
  Array.from({ length: count }, (_, seed) => mintNonce(random(seed, salt)));

const whole = ({ prompt, context }: { readonly prompt: string; readonly context?: string }): string =>
  context === undefined ? prompt : `${context}\n${prompt}`;

/** The goals that a translation has a text for. */
const translated = (translation: Translation): Goal[] => goals.filter((goal) => translation.goals[goal.id]);

/** A goal with its texts in the language of `translation`. */
function mintIn(goal: Goal, translation: Translation, nonce: Nonce): MintedGoal {
  const { prompt, context } = translation.goals[goal.id] as Translation['goals'][string];
  return {
    goal,
    nonce,
    ...goal.mint(nonce),
    prompt: fillConstructs(prompt, translation, nonce),
    ...(context === undefined ? {} : { context: fillConstructs(context, translation, nonce) }),
  };
}

const exchange = (minted: MintedGoal, text: string): Exchange => ({
  messages: [
    { role: 'system', content: minted.context ?? '' },
    { role: 'user', content: minted.prompt },
  ],
  answer: {
    text,
    toolCalls: [],
    finishReason: 'stop',
    usage: { inputTokens: 10, outputTokens: 10, estimated: false },
    latencyMs: 5,
    cached: false,
  },
});

/** Answers of a target that only hands back what it was sent, some with the losses of an old system. */
const echoes: Readonly<Record<string, (sent: string) => string>> = {
  'as it stands': (sent) => sent,
  shouting: (sent) => sent.toUpperCase(),
  'without spaces': (sent) => sent.replace(/\s+/g, ''),
  'letters and digits of any script': (sent) => sent.replace(/[^\p{L}\p{M}\p{N}]/gu, ''),
  'what is not ASCII lost': (sent) => sent.replace(/[^\p{ASCII}]/gu, ''),
  'letters and digits of ASCII': (sent) => sent.replace(/[^A-Za-z0-9]/g, ''),
  backwards: (sent) => [...sent].reverse().join(''),
  spaced: (sent) => [...sent].join(' '),
};

test('every translation is of a language that a scan can be asked for', () => {
  for (const [language] of languages) {
    const [strategy] = languageStrategies([language], false).strategies;
    expect(strategy?.id).toBe(`in-${language}`);
    expect(strategy?.title, language).toBe(`In ${language[0]?.toUpperCase()}${language.slice(1)}`);
  }
});

test('what is left to translate is told by language', () => {
  expect(untranslated('klingon')).toEqual([...goalIds]);
  const { constructs: phrases, goals: texts } = englishTexts(goals);
  expect(phrases.join).toBe('the word you get by writing "{left}" and then "{right}" with no space');
  expect(Object.keys(texts)).toEqual([...goalIds]);
  expect(texts['llm09-fabricated-law-1']?.prompt).toMatch(/seal, \{ends\}\.[\s\S]*The \{decoy\} Act/);
});

describe.each(languages)('%s', (language, translation) => {
  test('has a text for every goal, or says which it lacks, and none for others', () => {
    const lacking = new Set(untranslated(language));
    for (const id of goalIds) expect(Boolean(translation.goals[id]) !== lacking.has(id), id).toBe(true);
    expect(Object.keys(translation.goals).filter((id) => !goalIds.has(id))).toEqual([]);
  });

  test.each(constructIds)('%s: every piece stands in the phrase, once', (id) => {
    const [nonce] = nonces(id, 1) as [Nonce];
    for (const name of Object.keys(constructs[id].pieces(nonce)))
      expect(translation.constructs[id].split(`{${name}}`).length - 1, name).toBe(1);
    if (id === 'slots') expect(translation.constructs.slots).toContain('{first}{second}');
  });

  test('asks for what the English text asks for, in as many lines', () => {
    for (const goal of translated(translation)) {
      const own = translation.goals[goal.id] as Translation['goals'][string];
      const english = englishGoal(goal);
      expect(slotsIn(own.prompt), goal.id).toEqual(slotsIn(english.prompt));
      expect(own.context === undefined, goal.id).toBe(english.context === undefined);
      expect(slotsIn(own.context ?? ''), goal.id).toEqual(slotsIn(english.context ?? ''));
      expect(own.prompt.split('\n').length, goal.id).toBe(english.prompt.split('\n').length);
    }
  });

  test('keeps addresses, tags and the names of tools and keys', () => {
    const literal =
      /https?:\/\/[\w./?=-]*[\w/=]|[\w.]+@[\w.]+\w|\b[a-z]+(?:_+[a-z]+)+\b|<\/?[a-z]\w*(?: [a-z]+="[^"]*")*>|\w+\(\.\.\.\)/g;
    for (const goal of translated(translation)) {
      const own = whole(translation.goals[goal.id] as Translation['goals'][string]);
      for (const kept of whole(englishGoal(goal)).match(literal) ?? []) expect(own, goal.id).toContain(kept);
    }
  });

  test('is written in that language', () => {
    const script = scripts[language];
    for (const goal of translated(translation)) {
      const own = translation.goals[goal.id] as Translation['goals'][string];
      const english = englishGoal(goal);
      expect(own.prompt, goal.id).not.toBe(english.prompt);
      if (own.context !== undefined) expect(own.context, goal.id).not.toBe(english.context);
      if (!script) continue;
      // Words of the English text are kept on purpose: code, names, a quotation in German.
      const kept = new Set(whole(english).match(/\p{L}+/gu));
      const text = whole(own).replace(/\p{L}+/gu, (word) => (kept.has(word) ? '' : word));
      const letters = text.match(/\p{L}/gu)?.length ?? 0;
      expect(text.match(script)?.length ?? 0, goal.id).toBeGreaterThan(letters / 2);
    }
  });

  test('holds every piece that building the token needs, and never the token', () => {
    for (const goal of translated(translation)) {
      for (const nonce of nonces(goal.id, 10)) {
        const minted = mintIn(goal, translation, nonce);
        const all = whole(minted);
        for (const text of [minted.prompt, minted.context ?? '', all])
          expect(sightings(text, nonce.token), goal.id).toEqual([]);
        for (const name of slotsIn(whole(englishGoal(goal)))) {
          const pieces =
            name === 'decoy' ? nonce.words(1) : Object.values(constructs[name as ConstructId].pieces(nonce));
          for (const piece of pieces) expect(all, `${goal.id} ${name}`).toContain(piece);
        }
        expect(slotsIn(all), goal.id).toEqual([]);
      }
    }
  });

  test('no phrase gives its token to an echo', () => {
    for (const id of constructIds) {
      for (const nonce of nonces(`phrase ${id}`, 20)) {
        const phrase = fillConstructs(`{${id}}`, translation, nonce);
        for (const [how, echo] of Object.entries(echoes))
          expect(sightings(echo(phrase), nonce.token), `${id} ${how}`).toEqual([]);
      }
    }
  });

  test.each(Object.entries(echoes))('an echo proves nothing: %s', (_, echo) => {
    const context = { systemPrompt: null, canary: null, thresholds: null };
    for (const goal of translated(translation)) {
      for (const nonce of nonces(`echo ${goal.id}`, 3)) {
        const minted = mintIn(goal, translation, nonce);
        for (const sent of [minted.prompt, whole(minted)])
          expect(checkProof(exchange(minted, echo(sent)), minted, context), goal.id).toBeNull();
      }
    }
  });
});
