import { createHash } from 'node:crypto';
import { ChatError } from '#src/core/chat.ts';
import type { LlmConfig } from '#src/core/llm-config.ts';
import { redactIn } from '#src/core/redact.ts';
import { isAsked } from '#src/redteam/arsenal.ts';
import { askPlainly, discover, readProfile } from '#src/redteam/discovery.ts';
import { type Gathered, type NovelGoal, nothingGathered, type TargetProfile } from '#src/redteam/gathered.ts';
import { askAttacker, type HelperUse, meter, meterHelpers } from '#src/redteam/helpers.ts';
import { type JudgeTrial, tryJudge } from '#src/redteam/judge-controls.ts';
import { judgeOf } from '#src/redteam/judges/index.ts';
import { packagesNotLookedUp } from '#src/redteam/packages.ts';
import { defaultNovel, synthesize } from '#src/redteam/synthesis.ts';
import { type App, transact, type Work } from './context.ts';
import { openDatasetTools } from './dataset-tools.ts';
import { gatherCorpora, gatherFacts } from './gather-corpora.ts';
import type { LlmSession, SessionSetting } from './llm-session.ts';
import type { ScanLog } from './scan-log.ts';

/** The models of a session, counted: what gathering uses is kept with what it gathers. */
type Asking = Pick<SessionSetting, 'config' | 'chat' | 'helpers' | 'systemPrompt' | 'maxOutputTokens'>;

interface GatherOf {
  readonly scanId: string;
  readonly workspaceId: string;
}

/** What a scan gathered, if it has come so far. */
export const storedGathering = (app: App, { scanId, workspaceId }: GatherOf): Promise<Gathered | null> =>
  transact(app, workspaceId, (work) => gatheringOf(work, scanId));

/** The same within a unit of work. */
export async function gatheringOf({ app, trx }: Work, scanId: string): Promise<Gathered | null> {
  const query = trx.selectFrom('gatherings').select('gathered_sealed').where('scan_id', '=', scanId);
  const row = await query.executeTakeFirst();
  return row ? app.vault.open<Gathered>(row.gathered_sealed) : null;
}

/**
 * Gathers what the plan needs, once a scan: reads datasets and knowledge base, tries the judge on its controls, asks
 * the target what it is for, has novel goals thought of. Kept, sealed, before the plan is made. A model that fails
 * leaves a note; rejects for a file or address that cannot be read, and when aborted.
 */
export async function gatherOnce(
  app: App,
  of: GatherOf,
  session: LlmSession,
  log: Pick<ScanLog, 'add'>,
  signal: AbortSignal,
): Promise<Gathered> {
  const stored = await storedGathering(app, of);
  if (stored) return stored;
  if (takesTime(session.setting.config)) log.add({ type: 'stage', stage: 'gathering' });
  const { gathered, novelKey } = await gather(app, of, session, signal);
  await transact(app, of.workspaceId, ({ trx }) =>
    trx
      .insertInto('gatherings')
      .values({
        scan_id: of.scanId,
        workspace_id: of.workspaceId,
        gathered_sealed: app.vault.seal(gathered),
        novel_key: novelKey,
      })
      .onConflict((conflict) => conflict.column('scan_id').doNothing())
      .execute(),
  );
  // Another worker may have been faster: what is stored holds.
  return (await storedGathering(app, of)) ?? gathered;
}

/** Whether models are asked or files are read before there is a plan. */
function takesTime({ redteam }: LlmConfig): boolean {
  const { judge, discovery, llm_synthesis: synthesis, datasets, factuality } = redteam ?? {};
  const asked = isAsked(judge) || discovery === true || synthesis?.enabled === true;
  return asked || factuality?.enabled === true || (datasets ?? []).length > 0;
}

async function gather(app: App, of: GatherOf, { setting }: LlmSession, signal: AbortSignal) {
  const used: HelperUse = {};
  const asking: Asking = {
    ...setting,
    chat: meter(setting.chat, 'discovery', used),
    helpers: meterHelpers(setting.helpers, used),
  };
  const { config } = asking;
  // What costs nothing first: a file that cannot be read ends the scan before anything is asked.
  const read = await readFiles(app, config, signal);
  const judge = await trialOf(asking, signal);
  const { profile, notes: profileNotes } = await profileOf(asking, signal);
  const { novel, notes: novelNotes, novelKey } = await novelFor(app, of, profile, asking, signal);
  const gathered: Gathered = {
    ...nothingGathered,
    profile,
    novel,
    corpora: read.corpora,
    facts: read.facts,
    judge,
    used,
    // What the target or a helper said stands in them.
    notes: redactIn(
      [
        ...read.notes,
        ...judgeNotes(config, judge),
        ...profileNotes,
        ...novelNotes,
        ...(setting.lookUpPackage ? [] : [packagesNotLookedUp]),
      ],
      setting.secrets,
    ),
  };
  return { gathered, novelKey };
}

/** Datasets and knowledge base. Throws for a file or address that cannot be read: nothing less than asked for is run. */
async function readFiles(app: App, { redteam }: LlmConfig, signal: AbortSignal) {
  const tools = openDatasetTools(app.config);
  try {
    const { corpora, notes } = await gatherCorpora(redteam, tools, { signal });
    const { facts, notes: factNotes } = await gatherFacts(redteam?.factuality, tools, { signal });
    return { corpora, facts, notes: [...notes, ...factNotes] };
  } finally {
    await tools.close();
  }
}

async function trialOf({ config, helpers }: Asking, signal: AbortSignal): Promise<JudgeTrial | null> {
  const settings = config.redteam?.judge;
  const { judge: chat } = helpers;
  if (!settings || !chat) return null;
  return tryJudge(judgeOf(settings), (request) => chat(request, signal), settings);
}

const judgeNotes = ({ redteam }: LlmConfig, trial: JudgeTrial | null): string[] =>
  redteam?.judge && trial
    ? [
        trial.trusted
          ? `judge ${judgeOf(redteam.judge).id}: trusted, ${trial.reason}`
          : `judge ${judgeOf(redteam.judge).id} is switched off and its verdicts are not asked for: ${trial.reason}`,
      ]
    : [];

async function profileOf(asking: Asking, signal: AbortSignal) {
  const { discovery, llm_synthesis: synthesis } = asking.config.redteam ?? {};
  const given =
    discovery === true ? undefined : typeof discovery === 'object' ? discovery : synthesis?.profile;
  if (given) {
    const profile = readProfile(given);
    const notes = profile ? [] : ['redteam.discovery: the given profile is empty; goals are not aimed at it'];
    return { profile, notes };
  }
  if (discovery !== true) return { profile: null, notes: [] };
  const { chat, systemPrompt, maxOutputTokens } = asking;
  const ask = askPlainly(chat, systemPrompt, maxOutputTokens, signal);
  return orNote('discovery', { profile: null }, () => discover(ask, attackerOf(asking, signal)));
}

/** What a model that fails leaves out is said; only an abort ends the scan here. */
async function orNote<T extends object, R extends { readonly notes: readonly string[] }>(
  what: string,
  nothing: T,
  act: () => Promise<R>,
): Promise<R | (T & { notes: string[] })> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof ChatError) || error.failure === 'aborted') throw error;
    return { ...nothing, notes: [`${what} left out: ${error.message}`] };
  }
}

const attackerOf = ({ helpers, config }: Asking, signal: AbortSignal) =>
  helpers.attacker && askAttacker(helpers.attacker, config.redteam?.attacker?.temperature, signal);

/** Novel goals: those of an earlier scan for the same profile and attacker, else thought of now. */
async function novelFor(
  app: App,
  { workspaceId }: GatherOf,
  profile: TargetProfile | null,
  asking: Asking,
  signal: AbortSignal,
): Promise<{ novel: readonly NovelGoal[]; notes: readonly string[]; novelKey: string | null }> {
  const { llm_synthesis: synthesis, attacker: settings } = asking.config.redteam ?? {};
  const attacker = attackerOf(asking, signal);
  if (!synthesis?.enabled || !attacker) return { novel: [], notes: [], novelKey: null };
  if (!profile) {
    const why =
      'llm_synthesis left out: nothing says what the target is for; set redteam.discovery or its profile';
    return { novel: [], notes: [why], novelKey: null };
  }
  const n = synthesis.n ?? defaultNovel;
  const key = [profile, n, settings?.endpoint ?? settings?.command ?? null, settings?.model ?? null];
  const novelKey = createHash('sha256').update(JSON.stringify(key)).digest('hex');
  const known = await transact(app, workspaceId, ({ trx }) =>
    trx
      .selectFrom('gatherings')
      .select('gathered_sealed')
      .where('novel_key', '=', novelKey)
      .orderBy('created_at', 'desc')
      .executeTakeFirst(),
  );
  const earlier = known && app.vault.open<Gathered>(known.gathered_sealed).novel;
  if (earlier && earlier.length > 0) {
    const note = `llm_synthesis: ${earlier.length} novel goals taken over from an earlier scan for the same profile`;
    return { novel: earlier, notes: [note], novelKey };
  }
  const made = await orNote('llm_synthesis', { novel: [] }, () => synthesize(profile, n, attacker));
  // Nothing is worth taking over from a scan whose attacker failed.
  return { ...made, novelKey: made.novel.length > 0 ? novelKey : null };
}
