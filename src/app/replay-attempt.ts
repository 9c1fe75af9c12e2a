import { randomUUID } from 'node:crypto';
import { allowedRegistries } from '#src/config.ts';
import { AssayError, conflict } from '#src/core/errors.ts';
import type { LlmConfig } from '#src/core/llm-config.ts';
import { Exhausted } from '#src/core/pipeline.ts';
import { redact } from '#src/core/redact.ts';
import { createLedger, memoryBudget } from '#src/llm/budget.ts';
import { buildArsenal } from '#src/redteam/arsenal.ts';
import { type Gathered, nothingGathered } from '#src/redteam/gathered.ts';
import { attemptSetting, saltOf } from '#src/redteam/pipeline.ts';
import { attemptKey } from '#src/redteam/plan.ts';
import { transcriptOf } from '#src/redteam/present-attempt.ts';
import { runAttempt } from '#src/redteam/run-attempt.ts';
import { noMemory } from '#src/redteam/turn-memory.ts';
import { databaseShares } from '#src/store/share-store.ts';
import { type App, transact } from './context.ts';
import type { Finding } from './finding-rows.ts';
import { storedGathering } from './gather.ts';
import { withHelperHeaders } from './llm-player.ts';
import { openLlmSession } from './llm-session.ts';
import type { Replay } from './replay-finding.ts';
import { refusePrograms } from './scans.ts';
import { openTarget } from './target-rows.ts';

interface ReplayRef {
  readonly goal: string;
  readonly strategy: string;
  readonly sample: number;
}

/**
 * Asks the stored proof's question again, with the same strategy and choices but a fresh nonce, so that an answer
 * remembered from last time proves nothing. Throws `not-found`, and `conflict` where the finding has nothing to replay.
 */
export async function replayAttempt(
  app: App,
  workspaceId: string,
  finding: Finding,
  signal: AbortSignal,
): Promise<Replay> {
  const stored = await transact(app, workspaceId, async (work) => {
    const opened = await openTarget(work, finding.target_id);
    refusePrograms(work, opened.target);
    const scan = await work.trx
      .selectFrom('scans')
      .select(['config', 'seed', 'profile', 'max_attempts'])
      .where('id', '=', finding.scan_id)
      .executeTakeFirstOrThrow();
    return { opened, scan };
  });
  const { opened, scan } = stored;
  const ref = (finding.proof as { replay?: ReplayRef }).replay;
  if (!ref) throw conflict('this finding carries no proof that can be sent again');
  const snapshot = (scan.config as { llm_config: LlmConfig }).llm_config;
  const config = withHelperHeaders(snapshot, opened.llmConfig);
  const gathered = (await storedGathering(app, { scanId: finding.scan_id, workspaceId })) ?? nothingGathered;
  const { goal, strategy } = partsOf(config, gathered, ref);
  const seed = Number(scan.seed);
  const ledger = createLedger(config, memoryBudget());
  const spec = { profile: scan.profile, maxAttempts: scan.max_attempts, seed };
  const session = openLlmSession({
    opened,
    config: { ...config, cache: false },
    spec,
    ledger,
    memory: noMemory,
    access: app.config.cloud,
    registries: allowedRegistries(app.config),
    chromePath: app.config.chromePath,
    shares: databaseShares(app.db),
  });
  try {
    const salt = { ...saltOf(seed, attemptKey(ref.goal, ref.strategy, ref.sample)), nonce: [randomUUID()] };
    const setting = attemptSetting({ ...session.setting, gathered }, {}, signal);
    const attempt = await runAttempt(goal, strategy, salt, setting);
    const again = attempt.issues.find(
      (issue) => issue.category === finding.owasp_category && issue.technique === finding.technique,
    );
    const reason = redact(attempt.verdict.reason, [...session.setting.secrets]);
    // Not answered is not mended: without an answer there is nothing to say about the flaw.
    if (!again && attempt.verdict.outcome === 'error') {
      throw new AssayError('unavailable', `the target did not answer, so nothing is known: ${reason}`);
    }
    return {
      holds: again !== undefined,
      verdict: again?.verdict ?? { ...attempt.verdict, reason },
      transcript: transcriptOf(attempt, session.setting.secrets),
      replayedAt: new Date(),
    };
  } catch (error) {
    if (error instanceof Exhausted) throw conflict(error.message);
    throw error;
  } finally {
    await session.close();
    await ledger.close();
  }
}

function partsOf(config: LlmConfig, gathered: Gathered, ref: ReplayRef) {
  const arsenal = buildArsenal(config, gathered);
  const goal = arsenal.goals.find((candidate) => candidate.id === ref.goal);
  const strategy = arsenal.strategies.find((candidate) => candidate.id === ref.strategy);
  if (!goal || !strategy)
    throw conflict(`goal ${ref.goal} or strategy ${ref.strategy} is not part of this version`);
  return { goal, strategy };
}
