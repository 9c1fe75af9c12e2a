import { describe, expect, test } from 'vitest';
import type { ChatMessage } from '#src/core/chat.ts';
import { Conversations } from './conversations.ts';

const user = (content: string): ChatMessage => ({ role: 'user', content });
const assistant = (content: string): ChatMessage => ({ role: 'assistant', content });
const system: ChatMessage = { role: 'system', content: 'rules' };

/** Sides that answer with their number and how often they were asked. */
function sides(most = 2) {
  const opened: { id: number; alive: boolean; asked: (readonly ChatMessage[])[]; forgot: number }[] = [];
  const conversations = new Conversations<(typeof opened)[number]>({
    most,
    close: (side) => {
      side.alive = false;
    },
  });
  const fresh = async (oldest: (typeof opened)[number] | null) => {
    if (oldest) {
      oldest.forgot++;
      return oldest;
    }
    const side = { id: opened.length, alive: true, asked: [], forgot: 0 };
    opened.push(side);
    return side;
  };
  const ask = (...messages: ChatMessage[]) =>
    conversations.ask(messages, fresh, async (side, unknown) => {
      side.asked.push(unknown);
      return { text: `${side.id}.${side.asked.length}` };
    });
  return { opened, conversations, fresh, ask };
}

describe('conversations', () => {
  test('a known history goes on where it is, with the new message and the system text alone', async () => {
    const { opened, ask } = sides();
    await ask(system, user('a'));
    await ask(user('b'));
    expect((await ask(system, user('a'), assistant('0.1'), user('c'))).text).toBe('0.2');
    expect(opened[0]?.asked[1]).toEqual([system, user('c')]);
  });

  test('another history, or one turn taken back, gets a fresh side and everything that was said', async () => {
    const { opened, ask } = sides();
    await ask(user('a'));
    const history = [user('a'), assistant('something else'), user('c')];
    expect((await ask(...history)).text).toBe('1.1');
    expect(opened[1]?.asked).toEqual([history]);
  });

  test('no more sides than allowed: the one unused the longest forgets', async () => {
    const { opened, ask } = sides();
    for (const question of ['a', 'b', 'c']) await ask(user(question));
    expect(opened.map(({ forgot }) => forgot)).toEqual([1, 0]);
    expect((await ask(user('b'), assistant('1.1'), user('d'))).text).toBe('1.2');
  });

  test('a side that failed, or died, is not asked again', async () => {
    const { opened, conversations, fresh, ask } = sides();
    await ask(user('a'));
    const history = [user('a'), assistant('0.1'), user('b')];
    const failing = conversations.ask(history, fresh, async () => Promise.reject(new Error('gone')));
    await expect(failing).rejects.toThrow('gone');
    expect(opened[0]?.alive).toBe(false);
    expect((await ask(...history)).text).toBe('1.1');
  });
});
