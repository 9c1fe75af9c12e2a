import type { FindingDraft } from '#src/core/finding.ts';
import type { Issue } from '../issue.ts';
import type { Tree } from '../tree.ts';
import { askable, type Liveness } from './liveness.ts';
import { keyOf, searchSecrets } from './search.ts';

/** Asks the vendor of a secret whether it works; rejects only when aborted. */
export type AskVendor = (rule: string, secret: string, signal: AbortSignal) => Promise<Liveness>;

/** The secret that a finding speaks of, which itself does not hold it; null: it is not there any more. */
export type SecretOf = (draft: FindingDraft) => string | null;

/** Secrets of files of the tree, which are read again: once for the findings of one file that follow each other. */
export function secretsInTree(tree: Tree): SecretOf {
  let last: { readonly path: string; readonly issues: readonly Issue[] } | null = null;
  return (draft) => {
    const path = String(draft.location.path);
    if (last?.path !== path) last = { path, issues: searchSecrets(path, tree.read(path) ?? '').issues };
    return secretIn(last.issues, draft);
  };
}

/** Secrets of issues that are still at hand. */
export const secretsInIssues =
  (issues: readonly Issue[]): SecretOf =>
  (draft) =>
    secretIn(issues, draft);

const secretIn = (issues: readonly Issue[], { proof }: FindingDraft): string | null =>
  issues.find((issue) => keyOf(issue.proof) === keyOf(proof))?.secrets?.[0] ?? null;

/**
 * The findings with what vendors say of the secrets among them: `live` of the proof is true, false or "unknown", and one
 * that works is critical. Those that are explained, and kinds that nobody can be asked about, are left as they are.
 */
export async function checkLive(
  drafts: readonly FindingDraft[],
  secretOf: SecretOf,
  ask: AskVendor,
  signal: AbortSignal,
): Promise<FindingDraft[]> {
  const checked: FindingDraft[] = [];
  for (const draft of drafts) {
    const rule = ruleOf(draft);
    const secret = rule === null ? null : secretOf(draft);
    checked.push(rule && secret ? judged(draft, await ask(rule, secret, signal)) : draft);
  }
  return checked;
}

const ruleOf = ({ proof, suppression }: FindingDraft): string | null => {
  const { kind, rule } = proof;
  const counts = kind === 'secret' && typeof rule === 'string' && askable.includes(rule);
  return counts && suppression === undefined ? rule : null;
};

const meanings = {
  live: [true, 'It works now'],
  revoked: [false, 'It does not work any more'],
  unknown: ['unknown', 'Whether it works is not known'],
} as const;

function judged(draft: FindingDraft, { state, note }: Liveness): FindingDraft {
  const [live, meaning] = meanings[state];
  return {
    ...draft,
    // Nobody who made it up would be let in with it.
    ...(live === true ? { severity: 'critical', confidence: 1 } : {}),
    description: `${draft.description} ${meaning}: ${note}.`,
    proof: { ...draft.proof, live, live_note: note },
  };
}
