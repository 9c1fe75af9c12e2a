import { registry } from '#src/core/registry.ts';
import type { Judge, JudgeSettings } from '../judge.ts';
import { executableJudge } from './executable.ts';
import { graniteGuardian } from './granite-guardian.ts';
import { llamaGuard } from './llama-guard.ts';
import { openaiChatJudge } from './openai-chat.ts';
import { openaiModeration } from './openai-moderation.ts';

/** The judge that settings name; a chat model where they name none. Throws for an unknown one. */
export const judgeOf = ({ provider }: JudgeSettings): Judge => judges.get(provider ?? openaiChatJudge.id);

/** Who may judge what proof cannot settle, alphabetical. */
export const judges = registry<Judge>('judge', [
  executableJudge,
  graniteGuardian,
  llamaGuard,
  openaiChatJudge,
  openaiModeration,
]);
