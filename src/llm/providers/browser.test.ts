import { afterAll, describe, expect, test } from 'vitest';
import type { ChatMessage } from '#src/core/chat.ts';
import { llmConfigSchema } from '#src/core/llm-config.ts';
import type { BrowserOptions } from '#src/io/browser/open-browser.ts';
import { type Range, type RangeOptions, startRange } from '#src/range/chat-model.ts';
import { testModel } from '#test/model.ts';
import { browser } from './browser.ts';

/** A chat page of the practice range, asked through the provider. */
const closing: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  await Promise.all(closing.map((close) => close()));
});

async function range(options?: RangeOptions): Promise<Range> {
  const started = await startRange(options);
  closing.push(() => started.stop());
  return started;
}

const quick = { quiet_ms: 200 };

function page(
  url: string,
  layout: Record<string, unknown> | null = {},
  { headers, browser: options, ...config }: { headers?: Record<string, string>; browser?: BrowserOptions } & Record<string, unknown> = {},
) {
  const template = layout && JSON.stringify({ ...quick, ...layout });
  const settings = { provider: 'browser', model: null, request_template: template, retries: 0, timeout_s: 20 };
  const model = testModel(url, { ...settings, ...config }, headers, { browser: options });
  closing.push(() => model.close());
  return model;
}

const user = (content: string): ChatMessage => ({ role: 'user', content });
const assistant = (content: string): ChatMessage => ({ role: 'assistant', content });
const jpeg = [0xff, 0xd8, 0xff];

describe('one question', () => {
  test('where nothing is named, text field, button and answer are found', async () => {
    const { chat } = await range();
    const answer = await page(`${chat}?model=echo`).ask('What does a parcel to Bergen cost?\nIn euros, please.');
    expect(answer.text).toContain('What does a parcel to Bergen cost?');
    expect([...(answer.screenshot ?? []).slice(0, 3)]).toEqual(jpeg);
    expect(answer.screenshot!.length).toBeLessThanOrEqual(200 * 1024);
  });
});
