import { lastAsked, pickFor } from '../../persona.ts';
import { attacked } from './attacked.ts';
import { bytes } from './bytes.ts';
import { ciphers } from './ciphers.ts';
import { conversations, isOrder } from './conversations.ts';
import { codesIn, type Undress, type Weakness } from './dressing.ts';
import { frames } from './frames.ts';
import { formOf } from './hints.ts';
import { letters } from './letters.ts';
import { mail } from './mail.ts';
import { noise } from './noise.ts';
import { pleas } from './pleas.ts';
import { points } from './points.ts';
import { puzzles } from './puzzles.ts';

/** One message is enough. */
const dressings: Readonly<Record<string, Undress>> = {
  ...bytes,
  ...ciphers,
  ...frames,
  ...letters,
  ...mail,
  ...noise,
  ...pleas,
  ...points,
  ...puzzles,
};

const single =
  (undress: Undress): Weakness =>
  (question) =>
    undress(lastAsked(question));

/** The rungs of the ladder that one goes up when nothing refines the request. */
const rungs = ['prefix-injection', 'refusal-suppression', 'persona', 'authority', 'base64'] as const;

/** Gives in on one rung, another one for each request: it takes the whole ladder to be sure of it. */
const ladder: Undress = (message) => {
  for (const rung of rungs) {
    const request = dressings[rung]?.(message) ?? null;
    if (request !== null) return pickFor(rungs, codesIn(request)) === rung ? request : null;
  }
  return null;
};

/** An order that stands alone: the first message of a conversation, with nothing around it. */
const plain: Weakness = (question) => {
  const message = lastAsked(question);
  const dressed =
    formOf(message) !== null || Object.values(dressings).some((undress) => undress(message) !== null);
  const alone = question.asked.length === 1 && isOrder(message) && !isNoise(message);
  return alone && !dressed ? message : null;
};

/** Letters of random case, as nobody writes them: in a short message in every fourth word. */
function isNoise(message: string): boolean {
  const turns = (message.match(/[a-z][A-Z]/g) ?? []).length;
  return turns > 8 || turns * 4 > message.split(/\s+/).length;
}

/** By the way of asking that each gives in to, and to no other. */
export const weaknesses: Readonly<Record<string, Weakness>> = {
  ...attacked,
  ...conversations,
  ...Object.fromEntries(Object.entries(dressings).map(([name, undress]) => [name, single(undress)])),
  plain,
  static: single(ladder),
};
