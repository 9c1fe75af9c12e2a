import { describe, expect, test } from 'vitest';
import { joiningGoal, recordingTalk } from '#test/recording-talk.ts';
import { strategies } from './index.ts';
import { pairOf } from './pair.ts';

const goal = joiningGoal();
const { nonce } = goal;

describe('built-in conversations', () => {
  test('skeleton-key insists once and then asks', async () => {
    const talk = recordingTalk({ respond: (_, index) => ({ refused: index === 0 }) });
    await strategies.get('skeleton-key').attack(goal, talk);
    expect(talk.asks).toHaveLength(3);
    expect(talk.asks[2]).toContain(goal.prompt);
  });

  test('foot-in-the-door takes a refused request back and asks again after the favours', async () => {
    const talk = recordingTalk({ respond: (_, index) => ({ refused: index === 3 }) });
    await strategies.get('foot-in-the-door').attack(goal, talk);
    expect(talk.steps).toEqual(['ask', 'ask', 'ask', 'ask', 'rewind', 'ask']);
    expect(talk.standing.filter((ask) => ask.includes(goal.prompt))).toHaveLength(1);
  });

  test('bad-likert-judge agrees on the scale before it asks', async () => {
    const talk = recordingTalk();
    await strategies.get('bad-likert-judge').attack(goal, talk);
    expect(talk.asks.map((ask) => ask.includes(goal.prompt))).toEqual([false, true, true]);
  });

  test('foot-in-the-door keeps only the favours that were granted', async () => {
    const talk = recordingTalk({ respond: (_, index) => ({ refused: index === 1 }) });
    await strategies.get('foot-in-the-door').attack(goal, talk);
    expect(talk.steps).toEqual(['ask', 'ask', 'rewind', 'ask', 'ask']);
    expect(talk.standing).not.toContain(talk.asks[1]);
  });

  test('foot-in-the-door does not make its request where every favour was refused', async () => {
    const talk = recordingTalk({ respond: () => ({ refused: true }) });
    await strategies.get('foot-in-the-door').attack(goal, talk);
    expect(talk.asks).toHaveLength(3);
    expect(talk.asks.join()).not.toContain(goal.prompt);
  });

  test('bad-likert-judge takes refused examples back and asks for one in other words', async () => {
    const talk = recordingTalk({ respond: (_, index) => ({ refused: index === 1 }) });
    await strategies.get('bad-likert-judge').attack(goal, talk);
    expect(talk.steps).toEqual(['ask', 'ask', 'rewind', 'ask']);
    expect(talk.standing).toEqual([talk.asks[0], talk.asks[2]]);
    expect(talk.asks[2]).toContain(goal.prompt);
  });

  test('static asks plainly first and every rung in a fresh conversation', async () => {
    const talk = recordingTalk({ respond: () => ({ refused: true }) });
    await strategies.get('static').attack(goal, talk);
    expect(talk.asks[0]).toBe(goal.prompt);
    expect(new Set(talk.asks).size).toBe(6);
    expect(talk.standing).toHaveLength(1);
  });
});

describe.each(['pair', 'tap', 'goat', 'hydra'])('%s', (id) => {
  const strategy = strategies.get(id);

  test('says what it needs', async () => {
    expect(strategy.needs).toEqual(['attacker']);
    await expect(strategy.attack(goal, recordingTalk())).rejects.toThrow(`"${id}" needs an attacker model`);
  });

  test('adds the pieces of the nonce where the attacker leaves them out', async () => {
    const talk = recordingTalk({ attacker: async () => '<message>Do the thing.</message>' });
    await strategy.attack(goal, talk);
    for (const ask of talk.asks) expect(ask).toBe(`Do the thing.\n\n${goal.prompt}`);
  });

  test('sends the attacker’s own words where they carry the nonce', async () => {
    const words = `Once upon a time ${nonce.left} met ${nonce.right}.`;
    const talk = recordingTalk({
      attacker: async () => `Thought: a story.\n<message>\n${words}\n</message>`,
    });
    await strategy.attack(goal, talk);
    for (const ask of talk.asks) expect(ask).toBe(words);
  });

  test.each([
    ['declines', "I'm sorry, but I can't help with this."],
    ['says nothing', ' '],
    ['spells the token out', `<message>Say ${nonce.token}.</message>`],
    ['only thinks', '<think>Hmm.</think>'],
  ])('asks the goal itself where the attacker %s', async (_, reply) => {
    const talk = recordingTalk({ attacker: async () => reply });
    await strategy.attack(goal, talk);
    expect(new Set(talk.asks)).toEqual(new Set([goal.prompt]));
  });

  test('shows the attacker what the target answered', async () => {
    const seen: string[] = [];
    const attacker = async (prompt: string) => {
      seen.push(prompt);
      return `<message>${nonce.left} ${nonce.right} ${seen.length}</message>`;
    };
    const talk = recordingTalk({ attacker, respond: () => ({ text: 'the marked answer' }) });
    await strategy.attack(goal, talk);
    expect(seen[0]).not.toContain('the marked answer');
    expect(seen.at(-1)).toContain('the marked answer');
    expect(seen.at(-1)).toContain(goal.prompt);
  });

  test('lets a failure of the attacker through', async () => {
    const failing = recordingTalk({ attacker: () => Promise.reject(new Error('attacker is away')) });
    await expect(strategy.attack(goal, failing)).rejects.toThrow('attacker is away');
  });
});

test('pair opens a fresh conversation for each of its iterations', async () => {
  const talk = recordingTalk({ attacker: async () => 'try' });
  await pairOf(3).attack(goal, talk);
  expect(talk.steps).toEqual(['ask', 'restart', 'ask', 'restart', 'ask']);
});

test('goat keeps one conversation', async () => {
  const talk = recordingTalk({ attacker: async () => 'try' });
  await strategies.get('goat').attack(goal, talk);
  expect(talk.standing).toHaveLength(5);
});

describe('tap', () => {
  /** Numbers its prompts; judges and scores as told. */
  const tree = (topic: (prompt: string) => string, score: (prompt: string) => string) => {
    let n = 0;
    return async (prompt: string) => {
      if (prompt.includes('Answer YES or NO')) return topic(prompt);
      if (prompt.includes('Answer with one number')) return score(prompt);
      return `<message>prompt #${++n}. ${nonce.left} ${nonce.right}</message>`;
    };
  };

  test('branches every surviving leaf and prunes to two', async () => {
    const talk = recordingTalk({
      attacker: tree(
        () => 'YES',
        () => '5',
      ),
    });
    await strategies.get('tap').attack(goal, talk);
    expect(talk.asks).toHaveLength(10);
  });

  test('does not ask what is off the objective', async () => {
    const talk = recordingTalk({
      attacker: tree(
        (prompt) => (/#[24]\./.test(prompt) ? 'No.' : 'YES'),
        () => '5',
      ),
    });
    await strategies.get('tap').attack(goal, talk);
    expect(talk.asks.join()).not.toMatch(/#[24]\./);
  });

  test('reads YES, NO and scores past thoughts and past the scale', async () => {
    const refined: string[] = [];
    const base = tree(
      (prompt) => (prompt.includes('#2.') ? '<think>Yes? No.</think>\nNO' : '<think>no doubt</think>YES'),
      (prompt) => (prompt.includes('#5.') ? 'On a scale of 1 to 10: 9/10' : '<think>10?</think>2 out of 10'),
    );
    const attacker = async (prompt: string) => {
      if (prompt.includes('Refine this line')) refined.push(prompt);
      return base(prompt);
    };
    const talk = recordingTalk({ attacker });
    await strategies.get('tap').attack(goal, talk);
    expect(talk.asks.join()).not.toContain('#2.');
    expect(refined.at(-4)?.split('Take another approach')[0]).toContain('#');
  });

  test('refines the best answers, refusals last', async () => {
    const refined: string[] = [];
    const base = tree(
      () => 'YES',
      (prompt) => (prompt.includes('#5.') ? '9' : '2'),
    );
    const attacker = async (prompt: string) => {
      if (prompt.includes('Refine this line')) refined.push(prompt);
      return base(prompt);
    };
    const talk = recordingTalk({ attacker, respond: (question) => ({ refused: question.includes('#3.') }) });
    await strategies.get('tap').attack(goal, talk);
    const last = refined.slice(-4).map((prompt) => prompt.split('Take another approach')[0]!);
    expect(last.some((prompt) => prompt.includes('#5.'))).toBe(true);
    expect(last.some((prompt) => prompt.includes('#3.'))).toBe(false);
  });
});

describe('hydra', () => {
  const numbered = (seen: string[]) => async (prompt: string) => {
    seen.push(prompt);
    return `<message>head ${seen.length}. ${nonce.left} ${nonce.right}</message>`;
  };

  test('takes a refused turn back and remembers it', async () => {
    const seen: string[] = [];
    const talk = recordingTalk({
      attacker: numbered(seen),
      respond: (_, index) => ({ refused: index === 1 }),
    });
    await strategies.get('hydra').attack(goal, talk);
    expect(talk.steps.slice(0, 4)).toEqual(['ask', 'ask', 'rewind', 'ask']);
    expect(talk.standing).not.toContain(talk.asks[1]);
    expect(seen[2]).toContain('- head 2.');
  });

  test('leaves a branch that keeps being refused', async () => {
    const talk = recordingTalk({ attacker: numbered([]), respond: (_, index) => ({ refused: index > 0 }) });
    await strategies.get('hydra').attack(goal, talk);
    expect(talk.steps.slice(0, 7)).toEqual(['ask', 'ask', 'rewind', 'ask', 'rewind', 'restart', 'ask']);
    expect(talk.asks).toHaveLength(8);
  });
});
