import type { SecretRule } from '../rule.ts';
import { ai } from './ai.ts';
import { cloud } from './cloud.ts';
import { codeHosts } from './code-hosts.ts';
import { communication } from './communication.ts';
import { money } from './money.ts';
import { observability } from './observability.ts';
import { plain } from './plain.ts';
import { platforms } from './platforms.ts';

/** Every kind of secret that is known, by group. Ids are unique. */
export const secretRules: readonly SecretRule[] = [
  ...cloud,
  ...codeHosts,
  ...platforms,
  ...communication,
  ...money,
  ...observability,
  ...ai,
  ...plain,
];
