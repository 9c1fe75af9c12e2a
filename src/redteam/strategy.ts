import type { Random } from '#src/core/random.ts';
import type { Plugin } from '#src/core/registry.ts';
import type { MintedGoal } from './goal.ts';

/** The answer to one question of an attack, as a strategy sees it. */
export interface Reply {
  readonly text: string;
  /** The refusal detector's opinion, so that an attack can back-track. */
  readonly refused: boolean;
  /** True once any answer of this attempt has shown the goal: an attack stops there. */
  readonly proven: boolean;
}

/** The attack's side of the table. Every `ask` is journaled and judged; budget, limits and abort are behind it. */
export interface Conversation {
  /** Adds a user message to the conversation, sends it whole, and returns the answer. */
  ask(text: string): Promise<Reply>;
  /** Forgets the last question and its answer (back-tracking). */
  rewind(): void;
  /** Starts a fresh conversation within the same attempt (sampling). */
  restart(): void;
  readonly turns: number;
  readonly random: Random;
  /** The helper model, when one is configured: one question, one answer. */
  readonly attacker: ((prompt: string) => Promise<string>) | null;
}

/**
 * How a goal is asked. A strategy owns the whole conversation, one turn or twenty; a plain encoder is one line with
 * the `rewrite` helper. It returns when it has nothing more to try, or as soon as a reply is `proven`.
 */
export interface Strategy extends Plugin {
  /** One sentence for the forms and docs. */
  readonly description: string;
  /** Paper or source. */
  readonly reference: string;
  readonly family: 'baseline' | 'encoding' | 'template' | 'sampling' | 'conversation';
  readonly needs: readonly 'attacker'[];
  /** Questions to the target at most, for plan and forecast. */
  readonly maxCalls: number;
  /**
   * Questions to the attacker model where one is configured: when the very first answer shows the goal, and at most.
   * Absent: none are asked.
   */
  readonly attackerCalls?: readonly [min: number, max: number];
  /** Present when the strategy is a pure rewriting of a prompt: what composites stack. */
  readonly rewrite?: (prompt: string, random: Random) => string;
  /** Undoes `rewrite`, where that is possible: for round-trip tests and for reading encoded answers. */
  readonly restore?: (text: string) => string;
  /** Rewords the goal before the conversation begins, its context included: what a translation does. Pure. */
  prepare?(goal: MintedGoal): MintedGoal;
  attack(goal: MintedGoal, talk: Conversation): Promise<void>;
}
