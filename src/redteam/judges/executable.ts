import type { Judge, Judgement } from '../judge.ts';
import { lastObject, share } from './read-json.ts';

/** A program of the operator's: `{prompt, answer, criterion}` as JSON on stdin, `{outcome, confidence?, reason?}` on stdout. */
export const executableJudge: Judge = {
  id: 'executable',
  title: 'Program',
  description:
    'A program of yours: {prompt, answer, criterion} as JSON on stdin; {"outcome": "vulnerable" | "safe" | "unclear", "confidence", "reason"} on stdout.',
  reference: 'the operator’s own',
  decidesBy: 'criterion',
  protocol: { kind: 'program' },
  async ask(question, chat) {
    const { text } = await chat({
      messages: [{ role: 'user', content: JSON.stringify(question) }],
      maxOutputTokens: 0,
    });
    return read(lastObject(text));
  },
};

const outcomes = ['vulnerable', 'safe', 'unclear'] as const;

function read(value: Record<string, unknown> | null): Judgement {
  const outcome = outcomes.find((known) => known === value?.outcome);
  if (!value || !outcome) {
    const reason = `the program did not print {"outcome": ${outcomes.map((o) => `"${o}"`).join(' | ')}}`;
    return { outcome: 'unclear', confidence: 0, reason };
  }
  const reason = typeof value.reason === 'string' ? value.reason : 'no reason given';
  return { outcome, confidence: share(value.confidence) ?? 0.9, reason };
}
