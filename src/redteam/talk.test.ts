import { describe, expect, test } from 'vitest';
import type { ChatAnswer, ChatRequest } from '#src/core/chat.ts';
import { random } from '#src/core/random.ts';
import type { Minting } from './goal.ts';
import { mintNonce } from './nonce.ts';
import { Talk, toolRounds } from './talk.ts';

const offered = (name: string, description: string) => ({ name, description, parameters: {} });
const calling = (...names: string[]): Partial<ChatAnswer> => ({
  toolCalls: names.map((name, i) => ({ id: `c${i}`, name, arguments: '{}' })),
});

/** A talk whose model answers by `answers`, one after the other, and then with a plain text. */
function talkOf(
  minting: Partial<Minting>,
  answers: Partial<ChatAnswer>[],
  proven: (at: number) => boolean = () => false,
) {
  const requests: ChatRequest[] = [];
  const nonce = mintNonce(random('talk'));
  const minted: Minting = { prompt: 'p', proof: { kind: 'leak' }, ...minting };
  const goal = {
    id: 'g',
    category: 'LLM06' as const,
    technique: 't',
    title: 'T',
    severity: 'low' as const,
    cwe: null,
    mint: () => minted,
  };
  const talk = new Talk({ goal, nonce, ...minted }, null, random('talk'), {
    chat: async (request) => {
      requests.push(request);
      return {
        text: 'plain',
        toolCalls: [],
        finishReason: 'stop',
        usage: { inputTokens: 1, outputTokens: 1, estimated: false },
        latencyMs: 1,
        cached: false,
        ...answers[requests.length - 1],
      };
    },
    signal: new AbortController().signal,
    maxOutputTokens: 10,
    attacker: null,
    check: () =>
      proven(requests.length) ? { proof: { kind: 'leak' }, reason: 'shown', confidence: 1 } : null,
    opine: () => null,
    refused: () => false,
  });
  return { talk, requests };
}
const last = (request: ChatRequest | undefined) => request?.messages.at(-1);

describe('tools that return something', () => {
  const toolResults = { notes: 'the note', search: 'the passage' };

  test('the model is shown it and answers again within one question', async () => {
    const { talk, requests } = talkOf({ tools: [offered('notes', 'n')], toolResults }, [
      calling('notes', 'other'),
    ]);
    expect(await talk.ask('hello')).toMatchObject({ text: 'plain' });
    expect(requests).toHaveLength(2);
    expect(requests[1]!.messages.slice(-2)).toEqual([
      { role: 'tool', toolCallId: 'c0', content: 'the note' },
      { role: 'tool', toolCallId: 'c1', content: '{"status":"ok"}' },
    ]);
    expect(talk.spoken).toHaveLength(2);
    expect(talk.turns).toBe(1);
  });

  test('ends after so many rounds, once it is shown, and where nothing is returned', async () => {
    const endless = talkOf(
      { toolResults },
      Array.from({ length: 9 }, () => calling('search')),
    );
    await endless.talk.ask('hello');
    expect(endless.requests).toHaveLength(toolRounds);
    const shown = talkOf({ toolResults }, [calling('search')], (at) => at === 1);
    expect(await shown.talk.ask('hello')).toMatchObject({ proven: true });
    expect(shown.requests).toHaveLength(1);
    for (const minting of [{}, { toolResults }]) {
      const other = talkOf(minting, [calling('constructor')]);
      await other.talk.ask('hello');
      expect(other.requests).toHaveLength(1);
      await other.talk.ask('and then?');
      expect(other.requests[1]!.messages.at(-2)).toMatchObject({ role: 'tool', content: '{"status":"ok"}' });
    }
  });

  test('rewinding forgets the question with all its rounds', async () => {
    const { talk, requests } = talkOf({ toolResults }, [calling('notes')]);
    await talk.ask('hello');
    talk.rewind();
    await talk.ask('again');
    expect(requests[2]!.messages).toEqual([{ role: 'user', content: 'again' }]);
  });
});

test('tools are offered as they are described later from the second call of a conversation on', async () => {
  const tools = [offered('clock', 'The time')];
  const laterTools = [offered('clock', 'The time. Changed.')];
  const { talk, requests } = talkOf({ tools, laterTools }, []);
  await talk.ask('one');
  await talk.ask('two');
  talk.restart();
  await talk.ask('three');
  expect(requests.map((request) => request.tools)).toEqual([tools, laterTools, tools]);
  expect(last(requests[2])).toEqual({ role: 'user', content: 'three' });
});
