import { z } from 'zod';
import type { ChatMessage } from '#src/core/chat.ts';
import { type LlmConfig, llmConfigSchema, llmDefaults } from '#src/core/llm-config.ts';
import { type ChatBrowser, type ChatPage, type Limits, SendError } from '#src/core/tools.ts';
import { readChatLayout } from '../chat-layout.ts';
import { Conversations } from '../conversations.ts';
import { EndpointError } from '../endpoint-error.ts';
import { fromSend } from '../post.ts';
import { foldTurns } from '../transcript.ts';
import { type ChatProvider, deadline, lanesOf, type RawAnswer, timeoutMs } from './provider.ts';

/** A chat page, used as a person would: Chromium types the question and reads what the page then shows. */
export const browser: ChatProvider = {
  id: 'browser',
  title: 'Chat page (browser)',
  description:
    'Real Chromium types into a chat page and reads the answer. request_template may name CSS selectors, {"input", "send", "answer", "ready", "new_chat"}; what it does not name is found. Cookies, headers, or user name and password sign in.',
  settings: z.object({
    request_template: llmConfigSchema.shape.request_template,
    system_prompt: llmConfigSchema.shape.system_prompt,
  }),
  tools: false,
  checkConfig: (config) => {
    const read = readChatLayout(config.request_template);
    return 'problems' in read ? [...read.problems] : [];
  },
  notes: pageNotes,
  connect: ({ baseUrl, config, headers, browser: open }) => {
    if (!open) throw new EndpointError('unsupported', 'no browser can be started here');
    const read = readChatLayout(config.request_template);
    if ('problems' in read)
      throw new EndpointError(
        'shape',
        read.problems.map(({ loc, msg }) => `${loc.join('.')}: ${msg}`).join('; '),
      );
    const chromium = open({ url: baseUrl, headers, layout: read.layout });
    const pages = new Conversations<ChatPage>({ most: lanesOf(config), close: (page) => page.close() });
    return {
      ask: async ({ messages, tools }, signal) => {
        if (tools && tools.length > 0) throw new EndpointError('unsupported', 'a chat page takes no tools');
        const limits = deadline(timeoutMs(config, llmDefaults.timeout_s), signal);
        try {
          return await pages.ask(
            messages,
            (oldest) => freshPage(chromium, oldest, limits()),
            (page, unknown) => type(page, unknown, limits()),
          );
        } catch (error) {
          throw error instanceof SendError ? fromSend(error) : error;
        }
      },
      notes: () => chromium.notes(),
      close: async () => {
        await pages.close();
        await chromium.close();
      },
    };
  },
};

async function freshPage(chromium: ChatBrowser, oldest: ChatPage | null, limits: Limits): Promise<ChatPage> {
  if (!oldest) return chromium.open(limits);
  await oldest.startOver(limits);
  return oldest;
}

async function type(page: ChatPage, messages: readonly ChatMessage[], limits: Limits): Promise<RawAnswer> {
  const { text, screenshot } = await page.ask(foldTurns(messages), limits);
  return { text, ...(screenshot && { screenshot }) };
}

function pageNotes({ request_template, system_prompt, model }: LlmConfig): string[] {
  const read = readChatLayout(request_template);
  const found =
    'layout' in read ? (['input', 'answer'] as const).filter((part) => read.layout[part] === null) : [];
  return [
    system_prompt
      ? 'a chat page has no place for a system prompt: llm_config.system_prompt is not typed in, it only serves to recognise a leak; goals that come with a document of their own are asked without it'
      : 'goals that come with a document of their own are asked without it: a chat page has no place for one',
    'a turn that is taken back, and a conversation the page has lost, go on in a fresh chat with the earlier turns folded into its first message',
    ...(found.length > 0
      ? [
          `request_template does not name ${found.map((part) => `"${part}"`).join(' and ')}: found by looking at the page`,
        ]
      : []),
    ...(model ? ['llm_config.model is not used: the page decides which model answers'] : []),
  ];
}
