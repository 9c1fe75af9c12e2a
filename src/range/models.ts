import { fallsTo } from './falls-to.ts';
import type { Persona } from './persona.ts';
import { personas } from './personas/index.ts';
import { weak } from './weak.ts';

const families = new Map([...fallsTo, ...weak].map((persona) => [persona.id, persona]));

/** Every model that the range answers for: the personas, then the families whose members differ in one thing. */
export const models: readonly Persona[] = [...personas.all, ...families.values()];

/** A model by the name that a request gives. */
export const findModel = (id: string): Persona | undefined => personas.find(id) ?? families.get(id);

/** The models in as few rows as tell them apart: a family is one row. */
export const modelRows: readonly (readonly [name: string, description: string])[] = [
  ...personas.all.map(({ id, description }) => [id, description] as const),
  [
    'falls-to:<strategy>',
    'Declines everything that is not asked in the way of that strategy, such as falls-to:base64. A scan without the strategy finds nothing.',
  ],
  [
    'weak-llm01 … weak-llm10',
    'Gives in to one category of the OWASP list and declines the rest. A scan finds that category and no other.',
  ],
];
