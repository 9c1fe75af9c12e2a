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

/** `shape`: what was there is not what the question needs, a page without a chat say. HTTP itself never fails so. */
export type SendFailure = 'refused' | 'timeout' | 'aborted' | 'network' | 'shape';

export class SendError extends Error {
  readonly failure: SendFailure;
  constructor(failure: SendFailure, message: string) {
    super(message);
    this.name = 'SendError';
    this.failure = failure;
  }
}

/** What an exchange may take: milliseconds for all of it, opening included, and what ends it early. */
export interface Limits {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

export interface SocketRequest extends Limits {
  /** ws(s), or http(s) for the same place. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Frames sent as soon as the connection is open. */
  readonly opening?: readonly string[];
  /** Asked of every frame after those until it says true; without it the connection is ready at once. */
  readonly ready?: (frame: string) => boolean;
}

export interface SocketQuestion extends Limits {
  /** Sent as one text frame. */
  readonly message: string;
  /** Asked after every frame: false waits on, true ends, a number ends after so many milliseconds without another. */
  readonly enough: (frame: string) => boolean | number;
}

/** One WebSocket connection. One question at a time. */
export interface Socket {
  /** False once either side has closed it. */
  readonly alive: boolean;
  /** The frames that came back, binary ones read as UTF-8. Rejects with a `SendError`; the connection is no use then. */
  ask(question: SocketQuestion): Promise<string[]>;
  close(): void;
}

/** Opens a WebSocket connection. Rejects with a `SendError`. */
export type OpenSocket = (request: SocketRequest) => Promise<Socket>;

/** Where a chat page has its parts, as CSS selectors; null: found by looking at the page. */
export interface ChatLayout {
  readonly input: string | null;
  readonly send: string | null;
  /** The answers; of several matches those that are new. */
  readonly answer: string | null;
  /** Visible once the page can take a question. */
  readonly ready: string | null;
  /** Clicked for a fresh conversation; without it a fresh one gets a browser context of its own. */
  readonly newChat: string | null;
  /** Milliseconds without a change after which an answer counts as complete. */
  readonly quietMs: number;
}

export interface BrowserRequest {
  readonly url: string;
  /** Sent to the origin of `url` only; a Cookie header becomes cookies of that origin. */
  readonly headers: Readonly<Record<string, string>>;
  readonly layout: ChatLayout;
}

export interface PageAnswer {
  /** What the page shows as the answer; code in Markdown fences, markup that is live in the page as HTML. */
  readonly text: string;
  /** JPEG of the page with the answer, redacted before it was taken; null when none could be taken safely. */
  readonly screenshot: Uint8Array | null;
}

/** A page with a chat, one conversation at a time. */
export interface ChatPage {
  /** False once the page, its context or the browser is gone. */
  readonly alive: boolean;
  /** Types a message, sends it and reads the answer. Rejects with a `SendError`. */
  ask(text: string, limits: Limits): Promise<PageAnswer>;
  /** Makes the page forget its conversation. Rejects with a `SendError`. */
  startOver(limits: Limits): Promise<void>;
  close(): Promise<void>;
}

/** One browser for many chat pages; its process starts with the first of them. */
export interface ChatBrowser {
  /** A page that is signed in and shows a fresh chat. Rejects with a `SendError`. */
  open(limits: Limits): Promise<ChatPage>;
  /** What was blocked, left out or weakened so far, in sentences. */
  notes(): string[];
  close(): Promise<void>;
}

/** A real browser bound to scope, sign-in and address rules. */
export type OpenBrowser = (request: BrowserRequest) => ChatBrowser;

export interface ExecRequest {
  readonly command: readonly string[];
  readonly stdin: string;
  /** Absolute path of the folder it is started in; ours unless told. */
  readonly cwd?: string;
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
