import { constructs } from '../constructs.ts';
import type { Nonce } from '../goal.ts';

/**
 * A goal's texts in another language: constructs as `{join}`, `{ends}` …, the same ones as in English, and `{decoy}`
 * for a random name that nothing bears.
 */
export interface TranslatedGoal {
  readonly prompt: string;
  readonly context?: string;
}

/** One language: phrases for the constructs, with their pieces as `{left}`, `{a}` …, and the built-in goals by id. */
export interface Translation {
  readonly constructs: Readonly<Record<ConstructId, string>>;
  readonly goals: Readonly<Record<string, TranslatedGoal>>;
}

export type ConstructId = keyof typeof constructs;
const ids = Object.keys(constructs) as ConstructId[];

const slot = /\{([a-z]+)\}/g;

/** The name of something made up: the first of the nonce's further words, as in the English texts. */
const decoy = (nonce: Nonce): string => nonce.words(1)[0] as string;

/** A translated text with its constructs and its decoy filled in. Braces around anything else stay as they are. */
export function fillConstructs(text: string, translation: Translation, nonce: Nonce): string {
  return text.replace(slot, (whole, name: string) => {
    if (name === 'decoy') return decoy(nonce);
    const id = ids.find((known) => known === name);
    if (!id) return whole;
    const pieces = constructs[id].pieces(nonce);
    return translation.constructs[id].replace(slot, (inner, piece: string) => pieces[piece] ?? inner);
  });
}

/**
 * A goal's English text with `{join}` … in place of every construct and `{decoy}` in place of the made-up name: what
 * translators start from, and what tells whether a translation asks for the same constructs.
 */
export function withSlots(text: string, nonce: Nonce): string {
  return ids
    .reduce((rest, id) => {
      const phrase = constructs[id].ask(nonce);
      return rest.replaceAll(phrase, `{${id}}`).replaceAll(phrase.replaceAll('"', "'"), `{${id}}`);
    }, text)
    .replaceAll(decoy(nonce), '{decoy}');
}

/** The constructs a text with slots asks for, and `decoy` where it names one, sorted. */
export const slotsIn = (text: string): string[] =>
  [...text.matchAll(slot)]
    .map((match) => match[1] as string)
    .filter((name) => name === 'decoy' || ids.some((id) => id === name))
    .toSorted();
