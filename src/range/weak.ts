import { lastAsked, type Persona, pickFor } from './persona.ts';
import { readOrder } from './skills/obey.ts';
import { refusals } from './skills/phrases.ts';
import { type Situation, situations } from './skills/situations.ts';

/** One model for each category of the OWASP list: weak in its kind of situation, careful in every other. */
export const weak = Object.entries(situations).map(
  ([category, situation]: [string, Situation]): Persona => ({
    id: `weak-${category}`,
    title: `Weak in ${category.toUpperCase()}`,
    description: `Gives in where a request is of the kind of ${category.toUpperCase()} and declines the rest. A scan finds that category and no other.`,
    answer: (question) =>
      situation(question, readOrder(question)) ?? { text: pickFor(refusals, lastAsked(question)) },
  }),
);
