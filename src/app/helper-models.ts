import type { LlmConfig, LlmProvider } from '#src/core/llm-config.ts';
import type { Model } from '#src/llm/client.ts';
import type { EmbeddingShape } from '#src/llm/helpers/embeddings.ts';
import { type HelperTools, openHelper } from '#src/llm/helpers/helper.ts';
import { isAsked } from '#src/redteam/arsenal.ts';
import type { HelperChats, HelperStage } from '#src/redteam/helpers.ts';
import { judgeOf } from '#src/redteam/judges/index.ts';

/** Where a configuration names no provider. */
const defaults = { attacker: 'openai-chat', embedder: 'openai' } as const;

export interface HelperModels {
  readonly chats: HelperChats;
  close(): Promise<void>;
}

/** Connects attacker, judge and embedder, those that are configured and enabled. */
export function openHelpers(config: LlmConfig, tools: HelperTools): HelperModels {
  const { attacker, judge, embedder } = config.redteam ?? {};
  const models: Partial<Record<HelperStage, Model>> = {};
  if (attacker && isAsked(attacker)) {
    const provider = (attacker.provider ?? defaults.attacker) as LlmProvider;
    models.attacker = openHelper(attacker, { kind: 'chat', provider }, tools);
  }
  if (judge && isAsked(judge)) models.judge = openHelper(judge, judgeOf(judge).protocol, tools);
  if (embedder && isAsked(embedder)) {
    const shape = (embedder.provider ?? defaults.embedder) as EmbeddingShape;
    models.embedder = openHelper(embedder, { kind: 'embeddings', shape }, tools);
  }
  return {
    chats: {
      attacker: models.attacker?.chat ?? null,
      judge: models.judge?.chat ?? null,
      embedder: models.embedder?.chat ?? null,
    },
    close: async () => {
      for (const model of Object.values(models)) await model.close();
    },
  };
}
