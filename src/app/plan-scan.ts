import { type LlmConfig, llmDefaults } from '#src/core/llm-config.ts';
import type { ScanCreate } from '#src/core/scan-input.ts';
import { describePrices } from '#src/llm/budget.ts';
import { type Forecast, forecast } from '#src/redteam/forecast.ts';
import { type Gathered, nothingGathered } from '#src/redteam/gathered.ts';
import type { Work } from './context.ts';
import { openDatasetTools } from './dataset-tools.ts';
import { gatherCorpora, gatherFacts } from './gather-corpora.ts';
import { specifyScan } from './scans.ts';

/**
 * What `commissionScan` would do with the same input, without doing it: nothing is written, nothing is sent. Own files
 * and cached collections are read; addresses are left for the start of the scan, and the notes say so.
 */
export async function planScan(work: Work, input: ScanCreate): Promise<Forecast> {
  const { target, spec } = await specifyScan(work, input);
  const config = target.llmConfig!;
  const prices = describePrices(config);
  const note = prices.note ?? `answers are asked to stay within ${llmDefaults.maxOutputTokens} tokens`;
  const { inputPer1k, outputPer1k } = prices;
  return forecast(config, spec, { inputPer1k, outputPer1k, note }, await readFiles(work, config));
}

async function readFiles({ app }: Work, { redteam }: LlmConfig): Promise<Gathered> {
  const tools = openDatasetTools(app.config);
  try {
    const { corpora, notes } = await gatherCorpora(redteam, tools, { offline: true });
    const { facts, notes: factNotes } = await gatherFacts(redteam?.factuality, tools, { offline: true });
    return { ...nothingGathered, corpora, facts, notes: [...notes, ...factNotes] };
  } finally {
    await tools.close();
  }
}
