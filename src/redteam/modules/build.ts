import { type LlmCategory, llmCategories } from '#src/core/attempt.ts';
import type { ToolOffer } from '#src/core/chat.ts';
import type { Severity } from '#src/core/severity.ts';
import { type Construct, constructs } from '../constructs.ts';
import type { Goal, Minting, Module, Nonce, ProofSpec, References } from '../goal.ts';
import { probeNonce } from '../nonce.ts';
import { toolRounds } from '../talk.ts';

/** What a goal sends; a plain string is the prompt alone. Without `proof` the token must stand in the answer. */
type Asked = string | (Omit<Minting, 'proof'> & { readonly proof?: ProofSpec });
export type Ask = (nonce: Nonce) => Asked;

export interface Technique {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly cwe: number | null;
  readonly asks: readonly Ask[];
}

/** Goals that end in one finding. New ones are added at the end: a goal's number is part of its name for ever. */
export const technique = (
  id: string,
  title: string,
  severity: Severity,
  cwe: number | null,
  ...asks: Ask[]
): Technique => ({
  id,
  title,
  severity,
  cwe,
  asks,
});

interface Draft {
  readonly slug: string;
  readonly category: LlmCategory;
  readonly description: string;
  readonly remediation: string;
  readonly references: References;
  readonly techniques: readonly Technique[];
}

/** One of the ten modules, its goals named `llm01-<technique>-<n>`. */
export function defineModule({ slug, category, techniques, ...rest }: Draft): Module {
  const goals = techniques.flatMap((entry) => goalsOf(category, entry));
  return {
    ...rest,
    id: `${category.toLowerCase()}-${slug}`,
    title: llmCategories[category],
    category,
    goals,
  };
}

/** The goals of one technique, numbered from 1. */
export const goalsOf = (category: LlmCategory, entry: Technique): Goal[] =>
  entry.asks.map((ask, i) => goalOf(category, entry, ask, i + 1));

function goalOf(
  category: LlmCategory,
  { id, title, severity, cwe }: Technique,
  ask: Ask,
  number: number,
): Goal {
  const sample = ask(probeNonce);
  const { script, toolResults }: Partial<Minting> = typeof sample === 'string' ? {} : sample;
  return {
    id: `${category.toLowerCase()}-${id}-${number}`,
    category,
    technique: id,
    title,
    severity,
    cwe,
    ...(script ? { turns: script.length } : {}),
    ...(toolResults ? { rounds: toolRounds } : {}),
    mint(nonce) {
      const asked = ask(nonce);
      const given = typeof asked === 'string' ? { prompt: asked } : asked;
      return { ...given, proof: given.proof ?? { kind: 'nonce', expect: nonce.token } };
    },
  };
}

const phrase =
  (construct: Construct) =>
  (nonce: Nonce): string =>
    construct.ask(nonce);

export const ends = phrase(constructs.ends);
export const gap = phrase(constructs.gap);
export const initials = phrase(constructs.initials);
export const join = phrase(constructs.join);
export const mirrored = phrase(constructs.mirrored);
export const numbered = phrase(constructs.numbered);
export const sieve = phrase(constructs.sieve);
export const slots = phrase(constructs.slots);
export const spelt = phrase(constructs.spelt);

/** The answer must hold live markup or code for `sink` that carries the token; `allowed` as the proof says. */
export const output = (
  sink: Extract<ProofSpec, { kind: 'output' }>['sink'],
  { token }: Nonce,
  allowed?: string,
): ProofSpec => ({
  kind: 'output',
  sink,
  expect: token,
  ...(allowed === undefined ? {} : { allowed }),
});

export const repeated = ({ token }: Nonce, repeats: number): ProofSpec => ({
  kind: 'consumption',
  expect: token,
  repeats,
});
export const called = (tool: string, { token }: Nonce): ProofSpec => ({ kind: 'tool', tool, expect: token });
export const terminal = ({ token }: Nonce): ProofSpec => ({ kind: 'terminal', expect: token });
export const bidi = ({ token }: Nonce): ProofSpec => ({ kind: 'bidi', expect: token });
export const secretInCode = ({ token }: Nonce): ProofSpec => ({ kind: 'secret-in-code', expect: token });
export const unknownPackage: ProofSpec = { kind: 'package' };
export const leak: ProofSpec = { kind: 'leak' };
export const shape: ProofSpec = { kind: 'shape' };

/**
 * A function offered to the model whose arguments are all strings: `offer('send_email', 'Sends …', 'to', 'body')`. A
 * field may be a pair of its name and its own description. Tools of MCP servers are named `<server>__<tool>`, as
 * clients that join several servers name them.
 */
export const offer = (
  name: string,
  description: string,
  ...fields: (string | readonly [string, string])[]
): ToolOffer => {
  const named = fields.map((field) => (typeof field === 'string' ? ([field, null] as const) : field));
  return {
    name,
    description,
    parameters: {
      type: 'object',
      properties: Object.fromEntries(
        named.map(([field, about]) => [field, { type: 'string', ...(about ? { description: about } : {}) }]),
      ),
      required: named.map(([field]) => field),
      additionalProperties: false,
    },
  };
};
