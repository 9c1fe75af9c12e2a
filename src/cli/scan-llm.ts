import { createInterface } from 'node:readline/promises';
import type { Profile } from '#src/core/scan.ts';
import type { TargetCreate } from '#src/core/target-input.ts';
import { checkBaseline } from './baseline.ts';
import { checkOutput, conclude, type ResultOptions, say } from './conclude.ts';
import { exitCodes, Failure } from './failure.ts';
import { warnOfHeaders } from './headers.ts';
import { describeTarget, type LlmOptions } from './llm-target.ts';
import { type Session, withSession } from './open.ts';
import { planLine, planText } from './print/plan.ts';

interface ScanOptions extends LlmOptions, ResultOptions {
  readonly profile: Profile;
  readonly maxAttempts?: number;
  readonly seed?: number;
  readonly consent?: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

const askOf = ({ profile, maxAttempts, seed, consent }: ScanOptions) => ({
  profile,
  max_attempts: maxAttempts,
  seed,
  consent_payload:
    consent === undefined ? undefined : { authorization_text: consent, acknowledged: true as const },
});

/** `assay scan llm <url>` */
export async function scanLlm(url: string, options: ScanOptions): Promise<void> {
  checkOutput(options);
  const target = describeTarget(url, options);
  const warning = warnOfHeaders(options);
  if (warning) say(options, warning);
  await withSession(async (session) => {
    await checkBaseline(session, options);
    if (options.dryRun) return showPlan(session, target, options);
    if (!(await isConfirmed(session, target, options)))
      throw new Failure(exitCodes.usage, 'nothing was sent');
    const { commission } = await import('./run-scan.ts');
    const scanId = await commission(session, target, askOf(options));
    say(options, `scan ${scanId}`);
    await conclude(session, scanId, options);
  });
}

/** The plan for a target that is not kept: the transaction that would register it is rolled back. */
async function forecastFor(session: Session, target: TargetCreate, options: ScanOptions) {
  const { transact } = await import('#src/app/context.ts');
  const { planScan } = await import('#src/app/plan-scan.ts');
  const { registerTarget } = await import('./run-scan.ts');
  const planned: { plan?: Awaited<ReturnType<typeof planScan>> } = {};
  const undo = new Error('planned');
  await transact(session.app, session.workspaceId, async (work) => {
    const { id } = await registerTarget(work, target);
    planned.plan = await planScan(work, { ...askOf(options), target_id: id });
    throw undo;
  }).catch((error) => {
    if (error !== undo) throw error;
  });
  return planned.plan as NonNullable<typeof planned.plan>;
}

async function showPlan(session: Session, target: TargetCreate, options: ScanOptions): Promise<void> {
  const plan = await forecastFor(session, target, options);
  if (options.json) {
    process.stdout.write(`${JSON.stringify(plan, null, 2)}\n`);
    return;
  }
  process.stdout.write(planText(plan));
  for (const note of plan.notes) say(options, `note: ${note}`);
}

/** Only a person at a terminal is asked, and only before traffic leaves this machine. */
async function isConfirmed(session: Session, target: TargetCreate, options: ScanOptions): Promise<boolean> {
  const { isLoopback } = await import('#src/app/scans.ts');
  if (options.yes || options.json || !process.stdin.isTTY || isLoopback(target.base_url)) return true;
  const plan = await forecastFor(session, target, options);
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  const question = `${planLine(plan)}.\nYou are authorised to test ${new URL(target.base_url).host}? [y/N] `;
  const answer = await reader.question(question).finally(() => reader.close());
  return /^y(?:es)?$/i.test(answer.trim());
}
