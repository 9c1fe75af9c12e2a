import { jsonProblem } from '#src/core/errors.ts';
import type { FindingDraft } from '#src/core/finding.ts';
import type { Pipeline, UnitResult } from '#src/core/pipeline.ts';
import { findingsOf } from './finding.ts';
import type { Issue } from './issue.ts';
import type { FileResult, HideSecrets } from './judge-file.ts';
import { planRepo, type RepoScanners, type RepoUnit } from './plan.ts';
import type { ProjectConfig } from './project-config.ts';
import type { Report, TreeScanner, TreeTools } from './scanners/scanner.ts';
import {
  type AskVendor,
  checkLive,
  type SecretOf,
  secretsInIssues,
  secretsInTree,
} from './secrets/check-live.ts';
import type { Skipped, Tree } from './tree.ts';

/** A file's result and whether it was known from an earlier scan. */
export interface JudgedFile extends FileResult {
  readonly kept: boolean;
}

export interface RepoSetting {
  readonly tree: Tree;
  readonly scanners: RepoScanners;
  readonly config: ProjectConfig;
  /** The commit that is checked out; null for a folder as it is. */
  readonly commit: string | null;
  /** Judges these files, in worker threads. Rejects only when aborted or when no worker can be started. */
  readonly judgeFiles: (paths: readonly string[], signal: AbortSignal) => Promise<readonly JudgedFile[]>;
  readonly hide: HideSecrets;
  readonly treeTools: (signal: AbortSignal) => TreeTools;
  /** Asks vendors whether secrets work; absent: nobody is asked. */
  readonly askVendor?: AskVendor;
  /** Units under way at once: files are judged side by side within a unit too. */
  readonly lanes: number;
  /** What was left out of the checkout and why. */
  readonly notes: readonly string[];
}

/** What the journal keeps of a unit besides its findings. */
export interface RepoRecord extends Record<string, unknown> {
  readonly scanners: readonly string[];
  readonly files: number;
  readonly kept: number;
  readonly skipped: readonly Skipped[];
}

/** The repository scan as a pipeline: batches of files, then the scanners that need the whole tree. */
export function repoPipeline(setting: RepoSetting): Pipeline<RepoUnit> {
  const { tree, scanners, config, notes } = setting;
  const files = tree.files.filter(({ path }) => !config.excludes(path));
  const excluded = tree.files.length - files.length;
  const own = [
    ...(config.problem ? [config.problem] : []),
    ...(excluded > 0 ? [`${excluded} files are not scanned: .assay.yaml excludes them`] : []),
  ];
  return {
    kind: 'repo',
    lanes: setting.lanes,
    plan: () => planRepo(files, scanners, [...notes, ...own]),
    stageOf: (unit) => (unit.over === 'files' ? 'code' : unit.scanner),
    run: (unit, signal) =>
      unit.over === 'files' ? runFiles(unit, unit.paths, setting, signal) : runTree(unit, setting, signal),
  };
}

async function runFiles(
  unit: RepoUnit,
  paths: readonly string[],
  setting: RepoSetting,
  signal: AbortSignal,
): Promise<UnitResult<RepoUnit>> {
  const judged = await setting.judgeFiles(paths, signal);
  const record: RepoRecord = {
    scanners: setting.scanners.files.map(({ id }) => id),
    files: judged.length,
    kept: judged.filter(({ kept }) => kept).length,
    skipped: judged.flatMap(({ skipped }) => skipped),
  };
  const found = placed(
    judged.flatMap((file) => file.findings),
    setting,
  );
  const findings = await lived(found, secretsInTree(setting.tree), setting, signal);
  return resultOf(unit, 'scanned', '', record, findings);
}

async function runTree(
  unit: RepoUnit & { readonly over: 'tree' },
  setting: RepoSetting,
  signal: AbortSignal,
): Promise<UnitResult<RepoUnit>> {
  const scanner = setting.scanners.tree.find(({ id }) => id === unit.scanner);
  const report = scanner ? await treeReport(scanner, setting, signal) : 'it is not part of this version';
  const record = (files: number, skipped: readonly Skipped[]): RepoRecord => ({
    scanners: [unit.scanner],
    files,
    kept: 0,
    skipped,
  });
  if (typeof report === 'string') return resultOf(unit, 'not-scanned', report, record(0, []), []);
  const findings = byFile(report.issues).flatMap(([path, issues]) => {
    // What stood in an earlier commit is not in the file of today.
    const text = path === '' || issues.some(({ commit }) => commit) ? null : setting.tree.read(path);
    return findingsOf(issues, text, text === null ? [] : setting.hide({ path, size: text.length, text }));
  });
  const files = new Set(report.issues.map(({ path }) => path)).size;
  const outcome = report.incomplete === undefined ? 'scanned' : 'incomplete';
  const found = await lived(placed(findings, setting), secretsInIssues(report.issues), setting, signal);
  return resultOf(unit, outcome, report.incomplete ?? '', record(files, report.skipped), found);
}

/** The report, or why there is none: absent, timed out or crashed is "not scanned", never "nothing found". */
async function treeReport(
  scanner: TreeScanner,
  setting: RepoSetting,
  signal: AbortSignal,
): Promise<Report | string> {
  const tools = setting.treeTools(signal);
  try {
    return (await scanner.absent(tools)) ?? (await scanner.scan(setting.tree, tools));
  } catch (error) {
    signal.throwIfAborted();
    return jsonProblem(error);
  }
}

const byFile = (issues: readonly Issue[]): [string, Issue[]][] => [
  ...Map.groupBy(issues, ({ path }) => path).entries(),
];

/** Says which commit a finding was seen at, and what the repository itself says of it. */
const placed = (findings: readonly FindingDraft[], { commit, config }: RepoSetting): FindingDraft[] =>
  findings.map((draft) => {
    const told = draft.suppression ?? config.reasonFor(draft.checkId, String(draft.location.path));
    return {
      ...draft,
      location: { commit, ...draft.location },
      ...(told ? { suppression: told } : {}),
    };
  });

const lived = async (
  findings: readonly FindingDraft[],
  secretOf: SecretOf,
  { askVendor }: RepoSetting,
  signal: AbortSignal,
): Promise<readonly FindingDraft[]> =>
  askVendor ? checkLive(findings, secretOf, askVendor, signal) : findings;

const resultOf = (
  unit: RepoUnit,
  outcome: 'scanned' | 'incomplete' | 'not-scanned',
  reason: string,
  record: RepoRecord,
  findings: readonly FindingDraft[],
): UnitResult<RepoUnit> => ({ unit, outcome, reason, record, findings, calls: 0, costUsd: 0, tokens: 0 });
