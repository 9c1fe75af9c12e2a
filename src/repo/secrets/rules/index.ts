import type { SecretRule } from '../rule.ts';
import { ai } from './ai.ts';
import { chat } from './chat.ts';
import { cloud } from './cloud.ts';
import { codeHosts } from './code-hosts.ts';
import { exchanges } from './exchanges.ts';
import { identity } from './identity.ts';
import { mail } from './mail.ts';
import { money } from './money.ts';
import { observability } from './observability.ts';
import { plain } from './plain.ts';
import { platforms } from './platforms.ts';
import { social } from './social.ts';
import { workplace } from './workplace.ts';

/** Every kind of secret that is known, by group; those of no vendor last. Ids are unique. */
export const secretRules: readonly SecretRule[] = [
  ...ai,
  ...chat,
  ...cloud,
  ...codeHosts,
  ...exchanges,
  ...identity,
  ...mail,
  ...money,
  ...observability,
  ...platforms,
  ...social,
  ...workplace,
  ...plain,
];
