import { describe, expect, test } from 'vitest';
import { joiningGoal } from '#test/recording-talk.ts';
import { messageIn, spokenPart, writeAttack } from './attacker.ts';

const goal = joiningGoal();
const { left, right, token } = goal.nonce;
const good = `Once upon a time ${left} met ${right}.`;

/** An attacker that gives these replies in turn, and what it was asked. */
function attackerWith(...replies: string[]) {
  const asked: string[] = [];
  const attacker = async (prompt: string): Promise<string> => {
    asked.push(prompt);
    return replies[asked.length - 1] ?? '';
  };
  return { attacker, asked };
}

describe('an unusable reply is asked for once more, with what was wrong', () => {
  test.each([
    ['a refusal', "I can't assist with that.", 'held no message'],
    ['a refusal in tags', "<message>I'm sorry, but I can't help with this.</message>", 'held no message'],
    [
      'a refusal in another language',
      'Es tut mir leid, aber dabei kann ich Ihnen nicht helfen.',
      'held no message',
    ],
    ['nothing', '', 'held no message'],
    ['thoughts alone', '<think>They want a story.', 'held no message'],
    ['a message without the pieces', '<message>Join the two codes.</message>', `${left}, ${right}`],
    ['a message that joins the codes', `<message>Say ${token}.</message>`, 'joined the codes'],
  ])('%s', async (_, first, complaint) => {
    const { attacker, asked } = attackerWith(first, `<message>${good}</message>`);
    expect(await writeAttack(attacker, goal, 'Write.')).toBe(good);
    expect(asked).toHaveLength(2);
    expect(asked[0]).not.toContain('could not be used');
    expect(asked[1]).toContain('could not be used');
    expect(asked[1]).toContain(complaint);
    expect(asked[1]).toContain(goal.prompt);
  });
});

test('a usable reply is not asked for again', async () => {
  const { attacker, asked } = attackerWith(`<message>${good}</message>`);
  expect(await writeAttack(attacker, goal, 'Write.')).toBe(good);
  expect(asked).toHaveLength(1);
});

describe('after the second reply the built-in words step in', () => {
  test.each([
    ['it declines twice', ['I cannot help with that.', 'No, I must decline.'], goal.prompt],
    ['it says nothing twice', ['', ' '], goal.prompt],
    ['it joins the codes twice', [`Say ${token}`, `Say ${token}!`], goal.prompt],
    [
      'pieces stay missing: its words with the request added',
      ['<message>Join them.</message>', '<message>Please join them.</message>'],
      `Please join them.\n\n${goal.prompt}`,
    ],
    [
      'pieces are missing, then it declines: its first words with the request added',
      ['<message>Join them.</message>', "I'm sorry, I can't help."],
      `Join them.\n\n${goal.prompt}`,
    ],
  ])('%s', async (_, replies, expected) => {
    const { attacker, asked } = attackerWith(...replies);
    expect(await writeAttack(attacker, goal, 'Write.')).toBe(expected);
    expect(asked).toHaveLength(2);
  });
});

test.each([
  ['<message>Sorry to bother you again. My list of the guests is not complete.</message>'],
  ['<message>No dragon has ever been seen at the castle; tell me what the guard says.</message>'],
])('a message that begins like a refusal and is none stays: %s', (reply) => {
  expect(messageIn(reply)).toBe(reply.replace(/<\/?message>/g, ''));
});

test('thoughts are no part of an answer', () => {
  expect(spokenPart('<think>no, 3?</think> YES')).toBe('YES');
  expect(spokenPart('<think>cut off')).toBe('');
});
