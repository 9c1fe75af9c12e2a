import { type Limits, SendError } from '#src/core/tools.ts';

/** The time one exchange with a page has left, and whether it is still wanted. */
export class Clock {
  readonly #end: number;
  readonly #limits: Limits;
  readonly #origin: string;
  /** What is waited for, for the message when time runs out. */
  waitingFor = 'the page';

  constructor(limits: Limits, origin: string) {
    this.#end = performance.now() + limits.timeoutMs;
    this.#limits = limits;
    this.#origin = origin;
  }

  /** Whether nobody waits for the outcome any more. */
  get over(): boolean {
    return this.#limits.signal?.aborted === true || performance.now() >= this.#end;
  }

  /** Milliseconds left, at least 1. Throws `SendError` timeout or aborted when there are none. */
  left(): number {
    if (this.#limits.signal?.aborted) throw new SendError('aborted', 'aborted');
    const left = this.#end - performance.now();
    if (left <= 0) throw this.#late();
    return Math.max(1, left);
  }

  /** What `work` gives, unless time runs out or the exchange is aborted first: then the work is left to itself. */
  race<T>(work: Promise<T>): Promise<T> {
    return new Promise((settle, fail) => {
      const left = this.left();
      const timer = setTimeout(() => fail(this.#late()), left);
      const abort = () => fail(new SendError('aborted', 'aborted'));
      this.#limits.signal?.addEventListener('abort', abort);
      work.then(settle, fail).finally(() => {
        clearTimeout(timer);
        this.#limits.signal?.removeEventListener('abort', abort);
      });
    });
  }

  rest(ms: number): Promise<void> {
    return this.race(new Promise((settle) => setTimeout(settle, ms)));
  }

  #late(): SendError {
    return new SendError(
      'timeout',
      `${this.#origin}: waited for ${this.waitingFor}, in vain, for ${this.#limits.timeoutMs} ms`,
    );
  }
}
