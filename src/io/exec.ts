import { type ChildProcess, spawn } from 'node:child_process';
import { type Exec, type ExecRequest, type ExecResult, SendError } from '#src/core/tools.ts';

export interface ExecOptions {
  /** Added to PATH, HOME and LANG: nothing else of our own environment reaches the program. */
  readonly env?: Readonly<Record<string, string>>;
  /** Bytes kept of stdout and of stderr each; 8 MiB unless told. The rest is read and dropped. */
  readonly maxOutputBytes?: number;
}

/** Milliseconds for output to close after everything in the process group is dead. */
const drainMs = 2000;

/**
 * Runs programs without a shell, each in its own process group, which is killed as a whole at the deadline, on abort,
 * and when the program itself ends (so that nothing it started stays behind). Rejects with a `SendError`: `aborted`,
 * or `refused` when the program cannot be started. A non-zero exit and a time-out are results, not errors.
 */
export function createExec(options: ExecOptions = {}): Exec {
  const { maxOutputBytes = 8 * 1024 * 1024 } = options;
  const env = { ...inherited(), ...options.env };
  return (request) =>
    new Promise((settle, fail) => {
      const [program, ...args] = request.command;
      if (!program) throw new SendError('refused', 'command is empty: its first item must name a program');
      if (request.signal?.aborted) throw new SendError('aborted', 'aborted before it was started');
      // `detached` makes the child the leader of a new process group.
      const child = spawn(program, args, {
        env,
        ...(request.cwd === undefined ? {} : { cwd: request.cwd }),
        detached: true,
        stdio: ['pipe', 'pipe', 'pipe'],
        windowsHide: true,
      });
      watch(child, program, request, maxOutputBytes, settle, fail);
    });
}

function inherited(): Record<string, string> {
  const env: Record<string, string> = {};
  for (const name of ['PATH', 'HOME', 'LANG']) {
    const value = process.env[name];
    if (value !== undefined) env[name] = value;
  }
  return env;
}

function watch(
  child: ChildProcess,
  program: string,
  request: ExecRequest,
  limit: number,
  settle: (result: ExecResult) => void,
  fail: (error: SendError) => void,
): void {
  const stdout = collect(child.stdout, limit);
  const stderr = collect(child.stderr, limit);
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    killGroup(child);
  }, request.timeoutMs);
  const abort = () => killGroup(child);
  request.signal?.addEventListener('abort', abort);
  const release = () => {
    clearTimeout(timer);
    request.signal?.removeEventListener('abort', abort);
  };
  child.on('error', (error: NodeJS.ErrnoException) => {
    release();
    fail(new SendError('refused', `could not start "${program}": ${error.code ?? 'unknown reason'}`));
  });
  child.on('exit', () => {
    killGroup(child);
    // A grandchild that left the group can hold the pipes open for ever; what was read until here is the output.
    setTimeout(() => {
      child.stdout?.destroy();
      child.stderr?.destroy();
    }, drainMs).unref();
  });
  child.on('close', (exitCode) => {
    release();
    if (request.signal?.aborted) return fail(new SendError('aborted', `"${program}" was stopped`));
    settle({ exitCode, stdout: stdout(), stderr: stderr(), timedOut });
  });
  // A program that does not read its input closes the pipe: its exit code tells, not this.
  child.stdin?.on('error', () => {});
  child.stdin?.end(request.stdin);
}

/** Keeps the first `limit` bytes of a stream; the returned function gives them as text. */
function collect(stream: ChildProcess['stdout'], limit: number): () => string {
  const chunks: Buffer[] = [];
  let room = limit;
  stream?.on('data', (chunk: Buffer) => {
    if (room <= 0) return;
    chunks.push(chunk.length > room ? chunk.subarray(0, room) : chunk);
    room -= chunk.length;
  });
  return () => Buffer.concat(chunks).toString('utf8');
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The group is already gone (or, on Windows, groups do not exist).
    child.kill('SIGKILL');
  }
}
