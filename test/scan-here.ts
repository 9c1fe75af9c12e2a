import type { LlmConfig } from '#src/core/llm-config.ts';
import { llmConfigSchema } from '#src/core/llm-config.ts';
import type { Journal, Totals, UnitResult } from '#src/core/pipeline.ts';
import { nothingGathered } from '#src/redteam/gathered.ts';
import { redteamPipeline } from '#src/redteam/pipeline.ts';
import type { AttemptUnit } from '#src/redteam/plan.ts';
import { noMemory } from '#src/redteam/turn-memory.ts';
import { runScan } from '#src/scan/run-scan.ts';
import { testModel } from './model.ts';

/** A journal that lasts as long as the test. */
function memoryJournal(): Journal<AttemptUnit> & { readonly results: UnitResult<AttemptUnit>[] } {
  const results: UnitResult<AttemptUnit>[] = [];
  let units: AttemptUnit[] = [];
  return {
    results,
    planned: async () => null,
    savePlan: async (plan) => {
      units = Array.from({ length: plan.size }, (_, index) => plan.unit(index));
    },
    async *pending() {
      yield units;
    },
    totals: async (): Promise<Totals> => ({
      done: 0,
      outcomes: {},
      calls: 0,
      costUsd: 0,
      tokens: 0,
      findings: [],
    }),
    record: async (batch) => {
      results.push(...batch);
      return { written: batch, newFindings: batch.flatMap((result) => result.findings) };
    },
  };
}

export interface HereAsk {
  readonly baseUrl: string;
  readonly model: string;
  readonly redteam: NonNullable<LlmConfig['redteam']>;
  readonly maxAttempts: number;
  /** The practice attacker of the same endpoint, by its model's name. */
  readonly attacker?: string;
  readonly systemPrompt?: string;
  readonly seed?: number;
}

/** The engine and the red team in this process, over real HTTP, without a database: for scans by the hundred. */
export async function scanHere(ask: HereAsk): Promise<readonly UnitResult<AttemptUnit>[]> {
  const concurrency = 16;
  const target = testModel(ask.baseUrl, { model: ask.model, concurrency, retries: 0 });
  const helper = testModel(ask.baseUrl, { model: ask.attacker ?? 'none', concurrency, retries: 0 });
  const journal = memoryJournal();
  const config = llmConfigSchema.parse({
    provider: 'openai-chat',
    model: ask.model,
    redteam: {
      ...ask.redteam,
      ...(ask.attacker ? { attacker: { enabled: true, endpoint: ask.baseUrl } } : {}),
    },
  });
  try {
    const pipeline = redteamPipeline({
      config,
      concurrency,
      spec: { profile: 'standard', maxAttempts: ask.maxAttempts, seed: ask.seed ?? 11 },
      secrets: [],
      memory: noMemory,
      chat: target.chat,
      gathered: nothingGathered,
      helpers: { attacker: ask.attacker ? helper.chat : null, judge: null, embedder: null },
      lookUpPackage: null,
      systemPrompt: ask.systemPrompt ?? null,
      canary: null,
      thresholds: null,
      maxOutputTokens: 1024,
    });
    for await (const _ of runScan(pipeline, journal, new AbortController().signal));
  } finally {
    await target.close();
    await helper.close();
  }
  return journal.results;
}
