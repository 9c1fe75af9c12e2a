import { registry } from '#src/core/registry.ts';
import type { Persona } from '../persona.ts';
import { attacker } from './attacker.ts';
import { chatter } from './chatter.ts';
import { echo } from './echo.ts';
import { gullible } from './gullible.ts';
import { hardened } from './hardened.ts';
import { immediate } from './immediate.ts';
import { leaky } from './leaky.ts';
import { leakyAfterThink } from './leaky-after-think.ts';
import { leakyBase64 } from './leaky-base64.ts';
import { leakyFourthTurn } from './leaky-fourth-turn.ts';
import { pii } from './pii.ts';
import { quotingRefuser } from './quoting-refuser.ts';
import { refuser } from './refuser.ts';
import { refuserMultilingual } from './refuser-multilingual.ts';
import { slow } from './slow.ts';
import { verbose } from './verbose.ts';

/** Simulated models by the `model` a request names; alphabetical. */
export const personas = registry<Persona>('persona', [
  attacker,
  chatter,
  echo,
  gullible,
  hardened,
  immediate,
  leaky,
  leakyAfterThink,
  leakyBase64,
  leakyFourthTurn,
  pii,
  quotingRefuser,
  refuser,
  refuserMultilingual,
  slow,
  verbose,
]);
