import type { ChatMessage } from '#src/core/chat.ts';

/** The other side of a conversation that keeps its history itself: a chat page, an open connection. */
export interface Side {
  readonly alive: boolean;
}

interface Lane<S extends Side> {
  readonly side: S;
  /** Every turn the side knows of, its answers included. */
  readonly known: readonly ChatMessage[];
}

export interface SideKeeper<S extends Side> {
  close(side: S): unknown;
  /** Sides kept at once. */
  readonly most: number;
}

/**
 * Conversations with sides that remember. A question whose history a side knows word for word goes to that side, as
 * its last message alone; any other gets a fresh side and its whole history.
 */
export class Conversations<S extends Side> {
  readonly #keeper: SideKeeper<S>;
  /** Not being asked, the longest unused first. */
  #idle: Lane<S>[] = [];
  #busy = 0;

  constructor(keeper: SideKeeper<S>) {
    this.#keeper = keeper;
  }

  /**
   * Asks on the right side. `fresh` gives one that knows nothing yet: a new one, or, when there are enough, the longest
   * unused made to forget. `say` gets the messages the side does not know; system messages always. A side on which it
   * fails is closed: nobody knows what it has seen.
   */
  async ask<A extends { readonly text: string }>(
    messages: readonly ChatMessage[],
    fresh: (oldest: S | null) => Promise<S>,
    say: (side: S, messages: readonly ChatMessage[]) => Promise<A>,
  ): Promise<A> {
    const turns = messages.filter(({ role }) => role !== 'system');
    const lane = this.#take((candidate) => knows(candidate, turns));
    this.#busy++;
    let side: S | null = lane?.side ?? null;
    try {
      side ??= await fresh(await this.#spare());
      const unknown = lane ? messages.filter((m) => m.role === 'system' || m === turns.at(-1)) : messages;
      const answer = await say(side, unknown);
      this.#idle.push({ side, known: [...turns, { role: 'assistant', content: answer.text }] });
      return answer;
    } catch (error) {
      if (side) await this.#keeper.close(side);
      throw error;
    } finally {
      this.#busy--;
    }
  }

  async close(): Promise<void> {
    const idle = this.#idle;
    this.#idle = [];
    await Promise.all(idle.map(({ side }) => this.#keeper.close(side)));
  }

  #take(fits: (lane: Lane<S>) => boolean): Lane<S> | null {
    const found = this.#idle.find((lane) => lane.side.alive && fits(lane));
    if (!found) return null;
    this.#idle = this.#idle.filter((lane) => lane !== found);
    return found;
  }

  /** The side to be made to forget; null while there may be more. */
  async #spare(): Promise<S | null> {
    const dead = this.#idle.filter(({ side }) => !side.alive);
    this.#idle = this.#idle.filter(({ side }) => side.alive);
    for (const { side } of dead) await this.#keeper.close(side);
    // This question is among the busy ones already.
    const full = this.#idle.length + this.#busy > this.#keeper.most;
    return full ? (this.#idle.shift()?.side ?? null) : null;
  }
}

/** The same turns but for the last, word for word. */
const knows = <S extends Side>({ known }: Lane<S>, turns: readonly ChatMessage[]): boolean =>
  turns.length > 1 &&
  known.length === turns.length - 1 &&
  known.every(({ role, content }, i) => turns[i]?.role === role && turns[i]?.content === content);
