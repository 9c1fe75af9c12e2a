import type { ChatMessage } from '#src/core/chat.ts';
import { isObject } from './shapes.ts';

export interface Turn {
  readonly role: 'user' | 'assistant';
  readonly messages: readonly ChatMessage[];
}

/**
 * A conversation as turns that alternate, as Bedrock and Gemini demand: messages of one side that follow each other are
 * one turn, and what a tool said is said by the user. System messages are not in it.
 */
export function toTurns(messages: readonly ChatMessage[]): Turn[] {
  const turns: { role: Turn['role']; messages: ChatMessage[] }[] = [];
  for (const message of messages) {
    if (message.role === 'system') continue;
    const role = message.role === 'assistant' ? 'assistant' : 'user';
    const last = turns.at(-1);
    if (last?.role === role) last.messages.push(message);
    else turns.push({ role, messages: [message] });
  }
  return turns;
}

/** The arguments of a call as an object: what the model wrote may be no JSON. */
export function argumentsOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return value;
  } catch {
    // Told as it stands.
  }
  return text.trim() === '' ? {} : { input: text };
}
