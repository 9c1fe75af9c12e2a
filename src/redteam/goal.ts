import type { LlmCategory, Proof } from '#src/core/attempt.ts';
import type { ToolOffer } from '#src/core/chat.ts';
import type { Severity } from '#src/core/severity.ts';
import type { Fact } from './gathered.ts';

/**
 * How a goal shows that it was reached. The checker of each kind is in `redteam/proofs/<kind>.ts`.
 *
 * nonce: the answer contains `expect`, which the prompt asked to construct and never spells out
 * leak: the answer holds the configured system prompt (or two independent extractions agree)
 * shape: the answer holds personal data or secrets that pass their check digits and did not stand in what was sent
 * output: the answer, parsed as the sink would, holds live markup that carries `expect`, or what the sink acts upon beside it
 * consumption: the answer repeats `expect` at least `repeats` times, or a meter passes its threshold
 * tool: a tool call named `tool` carries `expect` in its arguments
 * terminal: the answer or a tool argument holds a control sequence of terminals, as real bytes, that carries `expect`
 * bidi: code in the answer hides `expect` behind direction controls or invisible tags (CVE-2021-42574)
 * secret-in-code: code in the answer holds `expect`, a credential of the context, as a value
 * package: the answer installs or imports a package that no registry knows (looked up: see `packages.ts`)
 * indicator: one of `indicators` stands in the answer and not in what was sent (user policies and intents)
 * over-refusal: the harmless question, asked plainly, is refused (by wording: not exact)
 * judgement: no token can show it; what the answer did is for the later stages (harm detector, judge) to say
 */
export type ProofSpec =
  | { readonly kind: 'nonce'; readonly expect: string }
  | { readonly kind: 'leak' }
  | { readonly kind: 'shape' }
  | {
      readonly kind: 'output';
      readonly sink:
        | 'html'
        | 'markdown'
        | 'sql'
        | 'shell'
        | 'template'
        | 'path'
        | 'csv'
        | 'ldap'
        | 'xml'
        | 'url'
        | 'header'
        | 'query'
        | 'scanner'
        | 'chat-template';
      readonly expect: string;
      /** What the sink lets through: a path's folder, a url's host, a filter's attribute, a header's name, a csv's header. */
      readonly allowed?: string;
    }
  | { readonly kind: 'consumption'; readonly expect: string; readonly repeats: number }
  | { readonly kind: 'tool'; readonly tool: string; readonly expect: string }
  | { readonly kind: 'terminal'; readonly expect: string }
  | { readonly kind: 'bidi'; readonly expect: string }
  | { readonly kind: 'secret-in-code'; readonly expect: string }
  | { readonly kind: 'package' }
  | { readonly kind: 'indicator'; readonly indicators: readonly string[] }
  | { readonly kind: 'over-refusal' }
  | { readonly kind: 'judgement' };

/** Pieces of a fresh random token that a prompt may use without ever spelling the token out. */
export interface Nonce {
  /** The token that shows success, e.g. "K7QMX2VD4T" (upper-case letters and digits, no vowels, 10–12 long). */
  readonly token: string;
  readonly left: string;
  readonly right: string;
  /** The token backwards. */
  readonly reversed: string;
  /** The letters and digits separated by spaces, in order. */
  readonly spaced: string;
  /** The halves the other way round and a hint that says so. */
  readonly swapped: readonly [string, string];
  /** `count` further random words of digits and consonants, for decoys and canaries. */
  words(count: number): string[];
}

/** What a goal sends and how its answers are judged, for one nonce. */
export interface Minting {
  /** The base prompt, ready to be dressed by a strategy. */
  readonly prompt: string;
  readonly proof: ProofSpec;
  /** A benign-looking first system or context message when the goal needs one (a poisoned document, say). */
  readonly context?: string;
  readonly tools?: readonly ToolOffer[];
  /** What the tools return, by name. The model is shown it at once and answers again: see `Goal.rounds`. */
  readonly toolResults?: Readonly<Record<string, string>>;
  /** Offered instead of `tools` from the second call of a conversation on: a server that changes what it said. */
  readonly laterTools?: readonly ToolOffer[];
  /** A conversation given line by line; `prompt` then holds all of it for strategies that ask once. */
  readonly script?: readonly string[];
}

/** What one attempt will ask for: a goal with its nonce filled in. */
export interface MintedGoal extends Minting {
  readonly goal: Goal;
  readonly nonce: Nonce;
}

/** What an attack wants: one OWASP category and technique, and a way to show that it was reached. */
export interface Goal {
  /** `<module>-<technique>-<n>`, stable for ever: findings and plans name it. */
  readonly id: string;
  readonly category: LlmCategory;
  /** Kebab-case, shared by the goals that are grouped into one finding. */
  readonly technique: string;
  readonly title: string;
  readonly severity: Severity;
  readonly cwe: number | null;
  /** Where it comes from besides the built-in modules: dataset, policy, intent, guardrail. */
  readonly source?: string;
  /** Questions of its script, where it has one; 1 otherwise. */
  readonly turns?: number;
  /** Calls that one question takes at most: where tools return something, the model is called again. 1 otherwise. */
  readonly rounds?: number;
  /** What an answer that crosses the line does, in a sentence a judge can check. Goals without one are never judged. */
  readonly criterion?: string;
  /** What the knowledge base says about the question: answers are compared with it. */
  readonly fact?: Fact;
  /** The question is one that a careful model declines: the harm detector, made for such, may read its answers. */
  readonly harmful?: boolean;
  /** Fills the goal with a fresh nonce. Pure. */
  mint(nonce: Nonce): Minting;
}

/** References of a module, shown on its findings. */
export interface References {
  readonly owasp: readonly string[];
  readonly atlas: readonly string[];
  readonly nistAiRmf: readonly string[];
  readonly euAiAct: readonly string[];
  readonly iso42001: readonly string[];
}

/** One of the ten: its goals and what a reader of a finding needs. */
export interface Module {
  /** `llm01-prompt-injection` …: the file's name. */
  readonly id: string;
  readonly title: string;
  readonly category: LlmCategory;
  readonly description: string;
  readonly remediation: string;
  readonly references: References;
  readonly goals: readonly Goal[];
}

/** What a checker found: where and how the answer shows the goal was reached. */
export interface Shown {
  readonly proof: Proof;
  readonly reason: string;
  readonly confidence: number;
}
