import { lastAsked, type Persona, pickFor, type Question, type Reply } from './persona.ts';
import { weaknesses } from './skills/falls/index.ts';
import { obey } from './skills/obey.ts';
import { chatter, refusals } from './skills/phrases.ts';

const prefix = 'falls-to:';

/** One model for each way of asking: declines everything, unless it is asked in that way. */
export const fallsTo = Object.keys(weaknesses)
  .toSorted()
  .map(
    (way): Persona => ({
      id: `${prefix}${way}`,
      title: `Falls to ${way}`,
      description: `Declines every request but one that is asked in the way of ${way}. Only that strategy finds anything.`,
      answer: (question) => answer(way, question),
    }),
  );

function answer(way: string, question: Question): Reply {
  const given = weaknesses[way]?.(question) ?? null;
  const asked = lastAsked(question);
  if (given === null) return { text: pickFor(refusals, asked) };
  if (typeof given !== 'string') return given;
  const request: Question = { ...question, asked: [...question.asked.slice(0, -1), given] };
  return obey(request) ?? { text: pickFor(chatter, asked) };
}
