import { z } from 'zod';

const count = z.number().int().min(0);

const interval = z
  .tuple([z.number().min(0).max(1), z.number().min(0).max(1)])
  .nullable()
  .meta({ description: '95 % interval of the rate, clustered by prompt; null when nothing was answered' });

const rateFields = {
  attempts: count,
  errors: count.meta({ description: 'not answered: in neither part of the rate' }),
  vulnerable: count,
  unclear: count.meta({ description: 'answered, undecided: in the denominator, not among the vulnerable' }),
  attack_success_rate: z
    .number()
    .nullable()
    .meta({ description: 'vulnerable / (attempts − errors); null when nothing was answered' }),
  clusters: count.meta({ description: 'prompts with an answer' }),
  interval,
};
const Rate = z.object({ id: z.string(), ...rateFields }).meta({ id: 'Rate' });
const CoverageCell = z
  .object({ module: z.string(), strategy: z.string(), ...rateFields })
  .meta({ id: 'CoverageCell' });

const exampleRate = {
  attempts: 75,
  errors: 1,
  vulnerable: 9,
  unclear: 2,
  attack_success_rate: 0.1216,
  clusters: 41,
  interval: [0.0582, 0.2365] as [number, number],
};

export const CoverageOut = z
  .object({
    overall: Rate,
    by_module: z.array(Rate),
    by_technique: z.array(Rate),
    by_strategy: z.array(Rate),
    cells: z.array(CoverageCell).meta({ description: 'category × strategy; pairs not tried are absent' }),
  })
  .meta({
    id: 'Coverage',
    example: {
      overall: { id: 'all', ...exampleRate },
      by_module: [{ id: 'LLM01', ...exampleRate }],
      by_technique: [{ id: 'join-halves', ...exampleRate }],
      by_strategy: [{ id: 'base64', ...exampleRate }],
      cells: [{ module: 'LLM01', strategy: 'base64', ...exampleRate }],
    },
  });
