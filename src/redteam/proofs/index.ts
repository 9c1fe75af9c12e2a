import type { Exchange } from '#src/core/attempt.ts';
import type { MintedGoal, ProofSpec, Shown } from '../goal.ts';
import { checkBidi } from './bidi.ts';
import { checkConsumption } from './consumption.ts';
import type { Checker, Context } from './context.ts';
import { checkIndicator } from './indicator.ts';
import { checkLeak } from './leak.ts';
import { checkNonce } from './nonce.ts';
import { checkOutput } from './output.ts';
import { checkOverRefusal } from './over-refusal.ts';
import { checkSecretInCode } from './secret-in-code.ts';
import { checkShape } from './shape.ts';
import { checkTerminal } from './terminal.ts';
import { checkTool } from './tool.ts';

export type { Checker, Context } from './context.ts';

export const checkers: Readonly<Record<ProofSpec['kind'], Checker>> = {
  bidi: checkBidi,
  consumption: checkConsumption,
  indicator: checkIndicator,
  // Nothing in an answer proves it: the later stages of the verdict say what it did.
  judgement: () => null,
  leak: checkLeak,
  nonce: checkNonce,
  output: checkOutput,
  'over-refusal': checkOverRefusal,
  // Looked up outside: see `packages.ts`.
  package: () => null,
  'secret-in-code': checkSecretInCode,
  shape: checkShape,
  terminal: checkTerminal,
  tool: checkTool,
};

/**
 * Whether an exchange shows its goal: null, or the proof with what a machine needs to check it again. Pure. What a
 * checker quotes in its proof is redacted.
 */
export function checkProof(exchange: Exchange, minted: MintedGoal, context: Context): Shown | null {
  return checkers[minted.proof.kind](exchange, minted, context);
}
