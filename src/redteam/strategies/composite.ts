import { badRequest } from '#src/core/errors.ts';
import type { Registry } from '#src/core/registry.ts';
import type { MintedGoal } from '../goal.ts';
import type { Conversation, Strategy } from '../strategy.ts';
import { askLines } from './rewrite.ts';

/** Parts of a composite at most, as in the configuration's schema. */
const limit = 8;

/**
 * Strategies as one, applied left to right to the base prompt. Rewritings left of a strategy that converses change
 * the goal's prompt; rewritings right of it change each of its questions. One part is that strategy itself. Throws
 * a `bad-request` when there is none, when there are more than eight, and when two of them converse.
 */
export function compose(parts: readonly Strategy[]): Strategy {
  const [first] = parts;
  const id = parts.map((part) => part.id).join('+');
  if (!first) throw badRequest('a composite strategy needs at least one strategy');
  if (parts.length > limit)
    throw badRequest(`composite strategy "${id}" has ${parts.length} parts; ${limit} are possible`);
  const talkers = parts.filter((part) => !part.rewrite);
  if (talkers.length > 1) {
    const names = talkers.map((part) => part.id).join('" and "');
    throw badRequest(`composite strategy "${id}": "${names}" each lead a conversation; at most one part may`);
  }
  if (parts.length === 1) return first;
  const about = {
    id,
    title: parts.map((part) => part.title).join(' + '),
    description: `Applies ${parts.map((part) => part.title).join(', then ')}.`,
    reference: [...new Set(parts.map((part) => part.reference))].join('; '),
    needs: [...new Set(parts.flatMap((part) => part.needs))],
    prepare: (goal: MintedGoal) => parts.reduce((minted, part) => part.prepare?.(minted) ?? minted, goal),
  };
  const talker = talkers[0];
  return talker ? around(talker, parts, about) : rewriting(parts, about);
}

type About = Pick<Strategy, 'id' | 'title' | 'description' | 'reference' | 'needs' | 'prepare'>;
type Rewrite = NonNullable<Strategy['rewrite']>;

/** Rewritings only: the composite is a rewriting itself, and reversible when all its parts are. */
function rewriting(parts: readonly Strategy[], about: About): Strategy {
  const rewrite = chain(parts);
  const restorers = parts.map((part) => part.restore).reverse();
  const reversible = restorers.every((restore) => restore !== undefined);
  return {
    ...about,
    family: parts.at(-1)!.family,
    maxCalls: 1,
    rewrite,
    ...(reversible
      ? { restore: (text: string) => restorers.reduce((read, restore) => restore!(read), text) }
      : {}),
    async attack(goal, talk) {
      await askLines(goal, talk, rewrite);
    },
  };
}

/** A conversation between rewritings. */
function around(talker: Strategy, parts: readonly Strategy[], about: About): Strategy {
  const at = parts.indexOf(talker);
  const before = chain(parts.slice(0, at));
  const after = chain(parts.slice(at + 1));
  return {
    ...about,
    family: talker.family,
    maxCalls: talker.maxCalls,
    ...(talker.attackerCalls ? { attackerCalls: talker.attackerCalls } : {}),
    attack: (goal, talk) =>
      talker.attack({ ...goal, prompt: before(goal.prompt, talk.random) }, rewritten(talk, after)),
  };
}

const chain =
  (parts: readonly Strategy[]): Rewrite =>
  (prompt, random) =>
    parts.reduce((text, part) => part.rewrite!(text, random), prompt);

/** The same conversation, with every question rewritten on its way out. */
const rewritten = (talk: Conversation, rewrite: Rewrite): Conversation => ({
  ask: (text) => talk.ask(rewrite(text, talk.random)),
  rewind: () => talk.rewind(),
  restart: () => talk.restart(),
  get turns() {
    return talk.turns;
  },
  random: talk.random,
  attacker: talk.attacker,
});

/**
 * Reads `"jailbreak+base64"` or `["jailbreak", "base64"]`. Throws a `bad-request` that names the part that is empty
 * or unknown, with the known ids.
 */
export function parseComposite(spec: string | readonly string[], strategies: Registry<Strategy>): Strategy {
  const shown = typeof spec === 'string' ? spec : spec.join('+');
  const ids = shown.split('+').map((part) => part.trim());
  const parts = ids.map((id, index) => {
    if (id === '')
      throw badRequest(
        `composite strategy "${shown}": part ${index + 1} is empty; write e.g. "jailbreak+base64"`,
      );
    const strategy = strategies.find(id);
    if (strategy) return strategy;
    throw badRequest(
      `composite strategy "${shown}": unknown strategy "${id}"; known: ${strategies.ids.join(', ')}`,
    );
  });
  return compose(parts);
}
