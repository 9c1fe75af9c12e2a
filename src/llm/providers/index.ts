import { registry } from '#src/core/registry.ts';
import { azureOpenai } from './azure-openai.ts';
import { bedrock } from './bedrock.ts';
import { browser } from './browser.ts';
import { custom } from './custom.ts';
import { executable } from './executable.ts';
import { openaiChat } from './openai-chat.ts';
import type { ChatProvider } from './provider.ts';
import { vertex } from './vertex.ts';
import { websocket } from './websocket.ts';

/** Every way of talking to a model, alphabetical. */
export const providers = registry<ChatProvider>('provider', [
  azureOpenai,
  bedrock,
  browser,
  custom,
  executable,
  openaiChat,
  vertex,
  websocket,
]);
