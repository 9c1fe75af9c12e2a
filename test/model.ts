import { llmConfigSchema } from '#src/core/llm-config.ts';
import { type BrowserOptions, createBrowser } from '#src/io/browser/open-browser.ts';
import { createExec } from '#src/io/exec.ts';
import { createSend } from '#src/io/send.ts';
import { createSocket } from '#src/io/socket.ts';
import { createLedger, type Ledger, memoryBudget } from '#src/llm/budget.ts';
import { connectModel, type Model } from '#src/llm/client.ts';
import type { Cloud } from '#src/llm/cloud/cloud.ts';

export interface TestModel extends Model {
  readonly ledger: Ledger;
  ask(content: string, signal?: AbortSignal): ReturnType<Model['chat']>;
}

/** A model connected for a test, with real I/O. Retries do not wait unless `config` says so. */
export function testModel(
  baseUrl: string,
  config: Record<string, unknown> = {},
  headers: Record<string, string> = {},
  ways: { readonly cloud?: Partial<Cloud>; readonly browser?: BrowserOptions } = {},
): TestModel {
  const parsed = llmConfigSchema.parse({
    provider: 'openai-chat',
    model: 'test-model',
    backoff_s: 0,
    ...config,
  });
  const send = createSend();
  const ledger = createLedger(parsed, memoryBudget());
  const model = connectModel({
    baseUrl,
    config: parsed,
    headers,
    send,
    exec: createExec(),
    socket: createSocket(),
    cloud: {
      readTokenFile: () => Promise.reject(new Error('no files here')),
      onToken: () => {},
      ...ways.cloud,
    },
    browser: createBrowser({ chromePath: process.env.CHROME_PATH, ...ways.browser }),
    ledger,
  });
  return {
    ...model,
    ledger,
    ask: (content, signal) =>
      model.chat({ messages: [{ role: 'user', content }], maxOutputTokens: 50 }, signal),
    close: async () => {
      await model.close();
      await ledger.close();
      await send.close();
    },
  };
}
