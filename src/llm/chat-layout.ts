import { z } from 'zod';
import type { FieldProblem } from '#src/core/errors.ts';
import { check } from '#src/core/parse.ts';
import type { ChatLayout } from '#src/core/tools.ts';

const selector = z.string().trim().min(1).max(1000).nullable().default(null);

/** request_template of provider browser. Everything may be left out. */
export const chatLayoutSchema = z.strictObject({
  input: selector,
  send: selector,
  answer: selector,
  ready: selector,
  new_chat: selector,
  quiet_ms: z.number().int().min(100).max(60_000).default(1500),
});

const known = Object.keys(chatLayoutSchema.shape).join(', ');

/** Reads request_template; null stands for all that is found by itself. Problems are relative to `llm_config`. */
export function readChatLayout(
  template: string | null,
): { layout: ChatLayout } | { problems: readonly FieldProblem[] } {
  let json: unknown = {};
  try {
    if (template !== null) json = JSON.parse(template);
  } catch (error) {
    const msg = `is not JSON: ${(error as Error).message}; expected an object with any of ${known}`;
    return { problems: [{ loc: ['request_template'], msg, type: 'value_error' }] };
  }
  const result = check(chatLayoutSchema, json, ['request_template']);
  if ('problems' in result) {
    const problems = result.problems.map((problem) =>
      problem.type === 'unknown_field' ? { ...problem, msg: `${problem.msg}; known: ${known}` } : problem,
    );
    return { problems };
  }
  const { new_chat: newChat, quiet_ms: quietMs, ...rest } = result.value;
  return { layout: { ...rest, newChat, quietMs } };
}
