import { type ChildProcess, spawn } from 'node:child_process';
import { AssayError } from '#src/core/errors.ts';
import { plain } from '#src/core/plain.ts';
import { redact } from '#src/core/redact.ts';

/** Where git may get data from: the network by http(s), or this machine's own object folders. Never both. */
export type GitReach = 'remote' | 'none';

export interface GitOptions {
  /** An empty folder of our own: HOME, and the folder git is started in. */
  readonly home: string;
  /** The bare repository of our own that every command works on. */
  readonly gitDir: string;
  readonly reach: GitReach;
  /** Configuration besides the fixed one, as `name` and value; here a token may stand: it goes by environment. */
  readonly config?: readonly (readonly [string, string])[];
  /** Object folder of a repository on this machine, read besides our own. */
  readonly objects?: string;
  /** Texts that must not stand in an error. */
  readonly secrets?: readonly string[];
  readonly signal: AbortSignal;
}

/** The system's git on one repository of our own, with nothing of a stranger's configuration. */
export interface Git {
  /** Runs to the end; resolves with what it printed (at most 8 MiB). Throws `GitFailure`. */
  run(args: readonly string[], input?: string): Promise<string>;
  /** The same as a stream; leaving the loop early ends git and what it started. */
  stream(args: readonly string[], input?: string): AsyncGenerator<Buffer>;
}

/** git ended with an error; `said` is the end of what it printed, without secrets. */
export class GitFailure extends Error {
  readonly said: string;
  constructor(command: string, said: string) {
    super(`git ${command} failed: ${said || 'without a reason'}`);
    this.name = 'GitFailure';
    this.said = said;
  }
}

const mostOutput = 8 * 1024 * 1024;
const mostComplaint = 16 * 1024;

/**
 * What every command runs under. No hook, monitor, filter, helper or submodule of anybody can start a program: our
 * repository is made without a template, its configuration is ours, and what decides about programs is set here again,
 * above every file. Redirects are errors: a header with a token must not follow one to another host.
 */
const fixedConfig: readonly (readonly [string, string])[] = [
  ['core.hooksPath', '/dev/null'],
  ['core.fsmonitor', 'false'],
  ['credential.helper', ''],
  ['fetch.recurseSubmodules', 'false'],
  ['submodule.recurse', 'false'],
  ['transfer.bundleURI', 'false'],
  ['fetch.unpackLimit', '1'],
  // Blobs beyond this are streamed: a few megabytes can stand for gigabytes of zeros.
  ['core.bigFileThreshold', '16m'],
  // A stranger's file of what commits are like may leave some of them out.
  ['core.commitGraph', 'false'],
  ['gc.auto', '0'],
  ['maintenance.auto', 'false'],
  ['protocol.version', '2'],
  ['http.followRedirects', 'false'],
  // A connection that stalls ends by itself, also when nobody is left to end it.
  ['http.lowSpeedLimit', '1'],
  ['http.lowSpeedTime', '120'],
];

/** TLS roots of the operator's own, as git names them. */
const passedOn = ['PATH', 'GIT_SSL_CAINFO', 'GIT_SSL_CAPATH', 'SSL_CERT_FILE', 'SSL_CERT_DIR'];

function environment(options: GitOptions): Record<string, string> {
  const env: Record<string, string> = {
    LANG: 'C',
    LC_ALL: 'C',
    HOME: options.home,
    XDG_CONFIG_HOME: options.home,
    GIT_DIR: options.gitDir,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ALLOW_PROTOCOL: options.reach === 'remote' ? 'http:https' : 'none',
    GIT_NO_LAZY_FETCH: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_LFS_SKIP_SMUDGE: '1',
  };
  for (const name of passedOn) {
    const value = process.env[name];
    if (value !== undefined) env[name] = value;
  }
  // Quoted as git reads such a list: a colon or a line feed in a path is part of the path then.
  if (options.objects !== undefined)
    env.GIT_ALTERNATE_OBJECT_DIRECTORIES = `"${options.objects.replace(/[\\"]/g, '\\$&')}"`;
  const config = [...fixedConfig, ...(options.config ?? [])];
  env.GIT_CONFIG_COUNT = String(config.length);
  config.forEach(([name, value], at) => {
    env[`GIT_CONFIG_KEY_${at}`] = name;
    env[`GIT_CONFIG_VALUE_${at}`] = value;
  });
  return env;
}

/** Configuration by environment came with 2.31; an older git would run without any of it. */
const oldest = [2, 31] as const;
/** The PATH whose git was looked at and is new enough. */
let provenOn: string | undefined;

/** Throws AssayError `unavailable` when git is missing or older than 2.31. It is asked once. */
export async function requireGit(git: Git): Promise<void> {
  if (provenOn !== undefined && provenOn === process.env.PATH) return;
  const text = await git.run(['version']);
  const [major = 0, minor = 0] = (/(\d+)\.(\d+)/.exec(text)?.slice(1) ?? []).map(Number);
  if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
    const needed = `${oldest.join('.')} or newer is needed`;
    throw new AssayError('unavailable', `${plain(text.trim())} is too old; ${needed}`);
  }
  provenOn = process.env.PATH;
}

/** Commands on one repository. No shell; each in a process group of its own that is killed as a whole. */
export function openGit(options: GitOptions): Git {
  const env = environment(options);
  const { signal, secrets = [] } = options;

  async function* stream(args: readonly string[], input?: string): AsyncGenerator<Buffer> {
    signal.throwIfAborted();
    const child = spawn('git', args, {
      env,
      cwd: options.home,
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
    });
    const complaint = keepEnd(child.stderr);
    const ended = endOf(child);
    const abort = () => killGroup(child);
    signal.addEventListener('abort', abort);
    // git that ends early closes the pipe: its exit code tells, not this.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    try {
      for await (const chunk of child.stdout) yield chunk as Buffer;
      const code = await ended;
      signal.throwIfAborted();
      if (code !== 0) throw new GitFailure(args[0] ?? '', explain(complaint(), secrets));
    } finally {
      signal.removeEventListener('abort', abort);
      killGroup(child);
      // Not before it is gone may its folder be removed.
      await ended.catch(() => {});
    }
  }

  return {
    stream,
    async run(args, input) {
      const chunks: Buffer[] = [];
      let size = 0;
      for await (const chunk of stream(args, input)) {
        size += chunk.length;
        if (size > mostOutput) throw new GitFailure(args[0] ?? '', 'its output is too long');
        chunks.push(chunk);
      }
      return Buffer.concat(chunks).toString('utf8');
    },
  };
}

const endOf = (child: ChildProcess): Promise<number | null> => {
  const ended = new Promise<number | null>((settle, fail) => {
    child.on('error', (error: NodeJS.ErrnoException) => {
      const detail = error.code === 'ENOENT' ? 'git is not on PATH' : `git cannot be started (${error.code})`;
      fail(new AssayError('unavailable', `${detail}; repositories are fetched with it`));
    });
    child.on('close', settle);
  });
  // Awaited once its output has been read; until then nobody listens.
  ended.catch(() => {});
  return ended;
};

/** The last bytes of a stream as text. */
function keepEnd(stream: NodeJS.ReadableStream): () => string {
  let kept = Buffer.alloc(0);
  stream.on('data', (chunk: Buffer) => {
    kept = Buffer.concat([kept, chunk]);
    if (kept.length > mostComplaint) kept = kept.subarray(kept.length - mostComplaint);
  });
  return () => kept.toString('utf8');
}

/** The lines that say why, in one: a server may print what it likes, and some print the request. */
function explain(text: string, secrets: readonly string[]): string {
  const lines = text
    .split(/[\r\n]+/)
    .filter((line) => /^(?:fatal|error|remote|ERR)\b/i.test(line))
    .slice(-4);
  return plain(redact(lines.join('; '), secrets)).slice(0, 500);
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The group is gone already, or the system has none.
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  }
}
