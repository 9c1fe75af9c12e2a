import type { Forecast } from '#src/core/forecast.ts';
import type { LlmConfig } from '#src/core/llm-config.ts';
import type { ScanSpec } from '#src/core/scan.ts';
import type { ScanCreate } from '#src/core/scan-input.ts';
import type { Target } from '#src/core/target.ts';
import { forecast } from '#src/redteam/forecast.ts';
import { type Gathered, nothingGathered } from '#src/redteam/gathered.ts';
import { packagesNotLookedUp } from '#src/redteam/packages.ts';
import type { Work } from './context.ts';
import { openDatasetTools } from './dataset-tools.ts';
import { gatherCorpora, gatherFacts } from './gather-corpora.ts';
import { measuredCalls } from './measured-calls.ts';
import { specifyScan } from './scans.ts';

/**
 * What `commissionScan` would do with the same input, without doing it: nothing is written, nothing is sent. Own files
 * and cached collections are read; addresses are left for the start of the scan, and the notes say so.
 */
export async function planScan(work: Work, input: ScanCreate): Promise<Forecast> {
  const { target, spec } = await specifyScan(work, input);
  const config = target.llmConfig!;
  return forecastScan(work, target, config, spec, await readFiles(work, config));
}

async function readFiles({ app }: Work, { redteam }: LlmConfig): Promise<Gathered> {
  const tools = openDatasetTools(app.config);
  try {
    const { corpora, notes } = await gatherCorpora(redteam, tools, { offline: true });
    const { facts, notes: factNotes } = await gatherFacts(redteam?.factuality, tools, { offline: true });
    const lookUps = app.config.packageRegistries ? [] : [packagesNotLookedUp];
    return { ...nothingGathered, corpora, facts, notes: [...notes, ...factNotes, ...lookUps] };
  } finally {
    await tools.close();
  }
}

/** The forecast of a scan of this target, measured on its earlier ones where there are any. */
export async function forecastScan(
  work: Work,
  { id, baseUrl }: Pick<Target, 'id' | 'baseUrl'>,
  config: LlmConfig,
  spec: ScanSpec,
  gathered: Gathered,
): Promise<Forecast> {
  return forecast(config, spec, await measuredCalls(work, { targetId: id, baseUrl, config }), gathered);
}
