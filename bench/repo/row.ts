/** One line of `npm run bench repo`: what was measured, beside the peer's figure of the same run. */
export interface Row {
  readonly what: string;
  /** The peer and its figure, or why there is none ("bandit is not installed: apt-get install bandit"). */
  readonly peer: string;
  readonly ours: string;
  readonly bar: string;
  readonly met: boolean;
  /** True where rules were written with this data in view. */
  readonly inSample: boolean;
  readonly note?: string;
}

export interface BenchOptions {
  /** Folder of the labelled data: secrets-dev.jsonl, iac-dev.jsonl, sca-dev.jsonl. */
  readonly data: string;
  /** Folder with public labelled projects by name: BenchmarkPython, NodeGoat, semgrep-rules, juice-shop. */
  readonly projects: string;
  /** Where peers are installed and results kept between runs. */
  readonly work: string;
  /** Prints details: what was missed, what was flagged wrongly. */
  readonly verbose: boolean;
}

export type Measure = (options: BenchOptions) => Promise<readonly Row[]>;
