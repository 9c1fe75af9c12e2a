import { random } from '#src/core/random.ts';
import { constructs } from '../constructs.ts';
import type { Goal } from '../goal.ts';
import { mintNonce } from '../nonce.ts';
import { type ConstructId, type TranslatedGoal, type Translation, withSlots } from './translation.ts';

/** Any nonce would do: its pieces are taken out again. */
const nonce = mintNonce(random(1, 'english'));

/** A goal's English texts with slots in place of constructs. */
export function englishGoal(goal: Goal): TranslatedGoal {
  const { prompt, context } = goal.mint(nonce);
  return {
    ...(context === undefined ? {} : { context: withSlots(context, nonce) }),
    prompt: withSlots(prompt, nonce),
  };
}

/** What `goals` say in English, in the shape of a translation: a translator replaces every text and keeps the slots. */
export const englishTexts = (goals: readonly Goal[]): Translation => ({
  constructs: Object.fromEntries(
    Object.entries(constructs).map(([id, construct]) => [id, withPieces(construct)]),
  ) as Record<ConstructId, string>,
  goals: Object.fromEntries(goals.map((goal) => [goal.id, englishGoal(goal)])),
});

/** A construct's phrase with its pieces by name: `writing "{left}" and then "{right}"`. */
const withPieces = (construct: (typeof constructs)[ConstructId]): string =>
  Object.entries(construct.pieces(nonce)).reduce(
    (phrase, [name, piece]) => phrase.replaceAll(piece, `{${name}}`),
    construct.ask(nonce),
  );
