import { Worker } from 'node:worker_threads';

export interface PoolOptions {
  /** The file a thread runs; it answers every message with one of its own. */
  readonly script: URL;
  /** Threads at most. They start with the first tasks. */
  readonly size: number;
  /** Structured-cloned into each thread as its `workerData`. */
  readonly data: unknown;
  /** Milliseconds a task may take before its thread is ended. Meant for what a thread's own budget does not stop. */
  readonly taskMs: number;
  /** Megabytes of JavaScript heap a thread may have. */
  readonly heapMb: number;
}

/** A task whose thread was ended: it took too long, used too much memory, or crashed. */
export class TaskLost extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'TaskLost';
  }
}

export interface WorkerPool<T, R> {
  /** Rejects with `TaskLost`, with what the task threw, or with the signal's reason; the pool goes on. */
  run(task: T, signal: AbortSignal): Promise<R>;
  close(): Promise<void>;
}

interface Waiting<T, R> {
  readonly task: T;
  readonly signal: AbortSignal;
  readonly settle: (result: R) => void;
  readonly fail: (error: unknown) => void;
}

/** What a thread sends back. `fatal`: it could not even start. */
export type PoolAnswer<R> = { readonly result: R } | { readonly error: string; readonly fatal?: true };

/**
 * Threads that do one task at a time each. A thread that hangs or dies takes only its task with it: another one
 * takes its place.
 */
export function openPool<T, R>(options: PoolOptions): WorkerPool<T, R> {
  const queue: Waiting<T, R>[] = [];
  const threads = new Set<Thread<T, R>>();
  const idle: Thread<T, R>[] = [];
  let broken: string | null = null;

  const next = (): void => {
    for (let waiting = queue[0]; waiting; waiting = queue[0]) {
      if (waiting.signal.aborted || broken !== null) {
        queue.shift();
        waiting.fail(broken === null ? waiting.signal.reason : new Error(broken));
        continue;
      }
      const thread = idle.pop() ?? (threads.size < options.size ? start() : null);
      if (!thread) return;
      queue.shift();
      thread.work(waiting);
    }
  };
  const start = (): Thread<T, R> => {
    const thread: Thread<T, R> = new Thread(options, {
      free: () => {
        idle.push(thread);
        next();
      },
      gone: () => {
        threads.delete(thread);
        if (idle.includes(thread)) idle.splice(idle.indexOf(thread), 1);
        next();
      },
      fatal: (message) => {
        broken ??= message;
      },
    });
    threads.add(thread);
    return thread;
  };
  return {
    run: (task, signal) =>
      new Promise((settle, fail) => {
        queue.push({ task, signal, settle, fail });
        next();
      }),
    async close() {
      broken ??= 'the pool is closed';
      await Promise.all([...threads].map((thread) => thread.end()));
      next();
    },
  };
}

interface Ends {
  free(): void;
  gone(): void;
  fatal(message: string): void;
}

/** One thread and what it is doing. */
class Thread<T, R> {
  readonly #worker: Worker;
  readonly #taskMs: number;
  #current: Waiting<T, R> | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor({ script, data, taskMs, heapMb }: PoolOptions, ends: Ends) {
    this.#taskMs = taskMs;
    this.#worker = new Worker(script, {
      workerData: data,
      resourceLimits: { maxOldGenerationSizeMb: heapMb },
      // Nothing of our environment reaches code that reads hostile files.
      env: {},
    });
    this.#worker.on('message', (answer: PoolAnswer<R>) => {
      if ('error' in answer && answer.fatal) ends.fatal(answer.error);
      const done = this.#take();
      if (done) {
        if ('result' in answer) done.settle(answer.result);
        else done.fail(new Error(answer.error));
      }
      ends.free();
    });
    this.#worker.on('error', (error: NodeJS.ErrnoException) => {
      const memory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      this.#take()?.fail(
        new TaskLost(memory ? `it needed more than ${heapMb} MB of memory` : `it crashed: ${error.message}`),
      );
    });
    this.#worker.on('exit', () => {
      this.#take()?.fail(new TaskLost('its thread ended'));
      ends.gone();
    });
  }

  work(waiting: Waiting<T, R>): void {
    this.#current = waiting;
    this.#timer = setTimeout(() => {
      this.#take()?.fail(new TaskLost(`it took longer than ${this.#taskMs / 1000} s`));
      void this.#worker.terminate();
    }, this.#taskMs);
    this.#worker.postMessage(waiting.task);
  }

  async end(): Promise<void> {
    this.#take()?.fail(new Error('the pool is closed'));
    await this.#worker.terminate();
  }

  #take(): Waiting<T, R> | null {
    const current = this.#current;
    this.#current = null;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    return current;
  }
}
