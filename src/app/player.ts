import type { Progress } from '#src/core/grade.ts';
import type { ScanSpec } from '#src/core/scan.ts';
import type { ScanEnd } from '#src/scan/run-scan.ts';
import type { Work } from './context.ts';
import type { ScanLog } from './scan-log.ts';

export interface ScanJob {
  readonly scanId: string;
  readonly workspaceId: string;
}

/** A commissioned scan as its row says. */
export interface LoadedScan {
  readonly targetId: string;
  /** The target as it was when the scan was commissioned, and what was asked for. */
  readonly config: unknown;
  readonly spec: ScanSpec;
}

/** What a scan did; more than this by kind. Stored with it when it ends. */
export interface PlayedStats extends Progress {
  /** True when something planned was not done: such a scan is not a clean one. */
  readonly partial: boolean;
}

/** One run of one scan, by the kind of its target. */
export interface ScanPlayer {
  /**
   * Runs the scan to its end, or on from where it was interrupted. Rejects for what keeps a scan from starting at all,
   * which is the scan's failure, and when `signal` stops it.
   */
  play(log: ScanLog, signal: AbortSignal): Promise<ScanEnd>;
  /** What it did, from its journal; also where `play` rejected (`end` is empty then). Clears what only a running scan needs. */
  conclude(work: Work, end: Partial<ScanEnd>): Promise<PlayedStats>;
}
