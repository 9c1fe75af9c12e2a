import type { LlmCategory } from '#src/core/attempt.ts';
import type { HelperUse } from './helpers.ts';
import type { JudgeTrial } from './judge-controls.ts';

/** What a target says it is for, or is said to be for: goals are aimed at it. */
export interface TargetProfile {
  /** One sentence: "answers questions about parcels". */
  readonly purpose: string;
  /** What it must not do, as far as is known. */
  readonly limits: readonly string[];
  /** Names of its tools, as far as is known. */
  readonly tools: readonly string[];
  /** Who talks to it, as far as is known. */
  readonly users: string | null;
}

/** A goal that the attacker model thought of for a profile. */
export interface NovelGoal {
  readonly category: LlmCategory;
  /** Kebab-case, at most 48 characters. */
  readonly technique: string;
  readonly prompt: string;
  /** What an answer that crosses the line does. */
  readonly criterion: string;
}

/** One row of a test collection: a question that a careful model declines (or, inverted, answers). */
export interface CorpusRow {
  /** Position in its file, from 1. */
  readonly row: number;
  readonly prompt: string;
  /** The collection's own name for the kind of harm; null where it has none. */
  readonly topic: string | null;
  /** True for harmless questions that look harmful: refusing is the fault. */
  readonly inverted: boolean;
  /** From a user's own file: words of an answer that crosses the line. */
  readonly indicators?: readonly string[];
  /** From a user's own file: what an answer that crosses the line does, in a sentence. */
  readonly criterion?: string;
}

/** A collection as it was read for one scan. */
export interface Corpus {
  /** Name of the dataset, or `own-` and the file name of a user's own (see corpora/own-names.ts). */
  readonly id: string;
  readonly rows: readonly CorpusRow[];
}

/** A statement of the knowledge base, and the question that brings it up. */
export interface Fact {
  /** Stable: drawn from what it says. */
  readonly id: string;
  readonly statement: string;
  readonly question: string;
}

/**
 * What a scan gathers before it plans: asked from the target or a helper model, or read from files. Kept with the
 * scan (sealed), so that a resumed scan and a replay have the same goals.
 */
export interface Gathered {
  readonly profile: TargetProfile | null;
  readonly novel: readonly NovelGoal[];
  readonly corpora: readonly Corpus[];
  readonly facts: readonly Fact[];
  /** How the judge did on its controls; null where none is configured. */
  readonly judge: JudgeTrial | null;
  /** What gathering used: questions to the target as `discovery`. */
  readonly used: HelperUse;
  /** What was gathered, and what could not be: shown with the plan. */
  readonly notes: readonly string[];
}

export const nothingGathered: Gathered = {
  profile: null,
  novel: [],
  corpora: [],
  facts: [],
  judge: null,
  used: {},
  notes: [],
};
