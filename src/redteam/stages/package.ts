import type { Exchange } from '#src/core/attempt.ts';
import type { LookUpPackage } from '#src/core/tools.ts';
import { errorRateOf } from '../error-rates.ts';
import { lookUpPackages } from '../packages.ts';
import { type Opinion, unclear } from './opinion.ts';

/** Whether a package that the answer recommends exists. A registry that could not be asked leaves it open. */
export async function byRegistry(exchange: Exchange, lookUp: LookUpPackage): Promise<Opinion | null> {
  const { shown, unknown } = await lookUpPackages(exchange, lookUp);
  const errorRate = errorRateOf('package');
  if (shown) return { outcome: 'vulnerable', stage: 'package', errorRate, ...shown };
  if (unknown.length > 0) return unclear('package', `not found out about ${unknown.join(', ')}`);
  const reason = 'every package it names exists, stood in the question, or is called in doubt';
  return { outcome: 'safe', stage: 'package', confidence: 1 - errorRate, errorRate, reason, proof: null };
}
