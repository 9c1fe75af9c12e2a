import { type ExecResult, SendError } from '#src/core/tools.ts';
import type { Issue } from '../issue.ts';
import { readSarif } from '../sarif/read-sarif.ts';
import type { Tree } from '../tree.ts';
import type { Report, TreeScanner, TreeTools } from './scanner.ts';

/** Another scanner's program: how it is asked, and how its answer is read. */
export interface Tool {
  /** Name of the program on PATH; the scanner's id too. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** Arguments that make it tell its version; "--version" unless told. */
  readonly version?: readonly string[];
  /** Arguments for a tree at `root`, absolute; its report is to come on standard output. `rules`: the operator's own. */
  readonly args: (root: string, rules: string | null) => readonly string[];
  /** Exit codes of a run that went well, findings or not; 0 and 1 unless told. */
  readonly exits?: readonly number[];
  /** Set for the program, besides PATH and HOME. */
  readonly env?: Readonly<Record<string, string>>;
  /** Files of a repository by which it could make the program run its own code: with one of them it is not started. */
  readonly unsafe?: readonly string[];
  /** True for one that finds nothing without rules, and would fetch them: it needs the operator's own. */
  readonly needsRules?: boolean;
  /** Issues from its output; as SARIF unless told. */
  readonly read?: (output: string, root: string) => readonly Issue[];
}

const versionMs = 20_000;
const scanMs = 900_000;

/**
 * A program as a scanner. It is started outside of the repository, so that no configuration there is read by chance, with
 * nothing of our environment, and its telemetry and downloads are switched off.
 */
export function toolScanner(tool: Tool): TreeScanner {
  const { id, title, description } = tool;
  return {
    id,
    title,
    description,
    over: 'tree',
    external: true,
    absent: (tools) => absent(tool, tools),
    scan: (tree, tools) => scan(tool, tree, tools),
  };
}

/** Environment without a shell: the assignments are arguments of env(1), and hold no secret. */
const commandOf = ({ id, env = {} }: Tool, args: readonly string[]): string[] => {
  const set = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  return set.length === 0 ? [id, ...args] : ['env', ...set, id, ...args];
};

async function absent(tool: Tool, { exec, rulesDir, signal }: TreeTools): Promise<string | null> {
  if (tool.needsRules && rulesDir(tool.id) === null)
    return `it needs rules, and none are fetched: put yours into the folder ${tool.id} of ASSAY_RULES`;
  try {
    const command = commandOf(tool, tool.version ?? ['--version']);
    const { exitCode, timedOut } = await exec({ command, stdin: '', cwd: '/', timeoutMs: versionMs, signal });
    if (timedOut) return `${tool.id} does not answer`;
    // env(1) says so where there is no such program.
    return exitCode === 127 || exitCode === 126 ? `${tool.id} is not on PATH` : null;
  } catch (error) {
    if (error instanceof SendError && error.failure === 'refused') return `${tool.id} is not on PATH`;
    throw error;
  }
}

async function scan(tool: Tool, tree: Tree, { exec, root, rulesDir, signal }: TreeTools): Promise<Report> {
  const found = tool.unsafe?.find((path) => tree.read(path) !== null);
  if (found) throw new Error(`the repository has a ${found}, by which it could make ${tool.id} run its code`);
  const command = commandOf(tool, tool.args(root, rulesDir(tool.id)));
  const result = await exec({ command, stdin: '', cwd: '/', timeoutMs: scanMs, signal });
  if (result.timedOut) throw new Error(`${tool.id} took longer than ${scanMs / 60_000} minutes`);
  if (!(tool.exits ?? [0, 1]).includes(result.exitCode ?? -1))
    throw new Error(`${tool.id} ended with exit code ${result.exitCode}: ${lastWords(result)}`);
  return { issues: issuesOf(tool, result, root), skipped: [] };
}

function issuesOf(tool: Tool, result: ExecResult, root: string): readonly Issue[] {
  if (result.stdout.trim() === '') throw new Error(`${tool.id} printed no report: ${lastWords(result)}`);
  if (tool.read) return tool.read(result.stdout, root);
  return readSarif(result.stdout, { root, scanner: tool.id }).issues;
}

const lastWords = ({ stderr }: ExecResult): string =>
  stderr.trim().split('\n').slice(-3).join(' ').slice(0, 500);
