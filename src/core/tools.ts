/**
 * What I/O looks like from inside a pipeline: capabilities, already bound to scope, budget and abort signal by
 * whoever hands them over. Pipelines never open a socket or start a process themselves.
 */
export interface HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Milliseconds for the whole exchange, body included. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  /** The body of the answer is wanted as it came, in `bytes`, besides the text. */
  readonly binary?: boolean;
}

export interface HttpResponse {
  readonly status: number;
  /** Lower-case names; repeated headers joined by ", ". */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Where `binary` asked for it. */
  readonly bytes?: Uint8Array;
  /** True when the body was longer than the limit and was cut. */
  readonly truncated: boolean;
}

/** Sends one HTTP request. Rejects with a `SendError`; any HTTP status is an answer, not an error. */
export type Send = (request: HttpRequest) => Promise<HttpResponse>;

export type SendFailure = 'refused' | 'timeout' | 'aborted' | 'network';

export class SendError extends Error {
  readonly failure: SendFailure;
  constructor(failure: SendFailure, message: string) {
    super(message);
    this.name = 'SendError';
    this.failure = failure;
  }
}

export interface SocketRequest {
  /** ws(s), or http(s) for the same place. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as one text frame once the connection is open. */
  readonly message: string;
  /** Milliseconds for the whole exchange, opening included. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  /** Asked after every frame: false waits on, true ends, a number ends after so many milliseconds without another. */
  readonly enough: (frame: string) => boolean | number;
}

/** One question over a WebSocket connection of its own: the frames that came back. Rejects with a `SendError`. */
export type OpenSocket = (request: SocketRequest) => Promise<string[]>;

export interface ExecRequest {
  readonly command: readonly string[];
  readonly stdin: string;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

export interface ExecResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly timedOut: boolean;
}

/** Runs a program without a shell, with a minimal environment; killed with its children at `timeoutMs`. */
export type Exec = (request: ExecRequest) => Promise<ExecResult>;

/** Where packages are published, by the language they are for. */
export type PackageEcosystem = 'npm' | 'pypi' | 'crates' | 'rubygems' | 'go';

/** Whether a registry knows a name. `unknown`: it could not be asked, or its answer says neither. */
export type PackageState = 'exists' | 'missing' | 'unknown';

/** Asks the public registry of an ecosystem for a package; nothing but the name leaves. Rejects only when aborted. */
export type LookUpPackage = (ecosystem: PackageEcosystem, name: string) => Promise<PackageState>;

/** Base URL of each registry, without a slash at the end. */
export type RegistryBases = Readonly<Record<PackageEcosystem, string>>;
