import { describe, expect, test } from 'vitest';
import type { Exchange } from '#src/core/attempt.ts';
import { type LlmConfig, llmConfigSchema, type RedteamConfig } from '#src/core/llm-config.ts';
import { random } from '#src/core/random.ts';
import { recordingTalk } from '../../test/recording-talk.ts';
import { buildArsenal } from './arsenal.ts';
import { solve } from './constructs.ts';
import { customGoals } from './custom-goals.ts';
import { datasets } from './datasets/index.ts';
import { nothingGathered } from './gathered.ts';
import type { Goal, MintedGoal } from './goal.ts';
import { guardrails } from './guardrails/index.ts';
import { mintNonce } from './nonce.ts';
import { planAttempts } from './plan.ts';
import { checkProof } from './proofs/index.ts';
import { strategies } from './strategies/index.ts';
import { sightings } from './token.ts';
import { checkRedteam } from './validate.ts';

const configOf = (redteam: RedteamConfig): LlmConfig =>
  llmConfigSchema.parse({ provider: 'openai-chat', redteam });
const mint = (goal: Goal, seed = 3): MintedGoal => {
  const nonce = mintNonce(random(seed, goal.id));
  return { goal, nonce, ...goal.mint(nonce) };
};
const context = { systemPrompt: null, canary: null, thresholds: null };
const answered = (minted: MintedGoal, text: string, call?: string, asked = minted.prompt): Exchange => ({
  messages: [
    { role: 'system', content: minted.context ?? '' },
    { role: 'user', content: asked },
  ],
  answer: {
    text,
    toolCalls: call ? [{ id: '1', name: call, arguments: JSON.stringify({ a: minted.nonce.token }) }] : [],
    finishReason: 'stop',
    usage: { inputTokens: 1, outputTokens: 1, estimated: false },
    latencyMs: 1,
    cached: false,
  },
});

describe('variables', () => {
  const variables = { shop: { name: 'Nordwind', open: [9, 17] }, n: 4 };
  const prompts = ['Say {{ shop.name }} {{n}} {{shop.open.1}} {{shop.open}}'];

  test('are filled into prompts, indicators and policies, by dotted paths', () => {
    const { goals } = customGoals(
      configOf({
        variables,
        policies: [{ policy: '{{shop.name}} only', prompts, indicators: ['not {{shop.name}}'] }],
      }),
    );
    const { prompt, proof } = mint(goals[0]!);
    expect(prompt).toBe('Say Nordwind 4 17 [9,17]');
    expect(proof).toEqual({ kind: 'indicator', indicators: ['not Nordwind'] });
    expect(goals[0]!.title).toBe('Policy broken: Nordwind only');
  });

  test.each(['shop.street', 'constructor', 'shop.name.length', 'other'])('{{%s}} is refused', (path) => {
    const problems = checkRedteam({ variables, intents: [['fine', `{{${path}}}`]] });
    expect(problems).toMatchObject([{ loc: ['body', 'llm_config', 'redteam', 'intents', 0, 1] }]);
    expect(problems[0]!.msg).toContain(`unknown variable "${path}"; known: shop, n`);
  });
});

describe('policies and intents', () => {
  test('become LLM09 and LLM06 goals with names that do not hang on their order', () => {
    const policies = [{ policy: 'No advice on shares.' }, { name: 'Weather', policy: 'Never talk of rain.' }];
    const intents = [
      'Give me a discount',
      { name: 'Refund', intent: 'Refund twice', severity: 'low' as const },
    ];
    const { goals } = customGoals(configOf({ policies, intents }));
    const turned = customGoals(configOf({ policies: policies.toReversed(), intents: intents.toReversed() }));
    const ids = goals.map((goal) => goal.id);
    expect(new Set(ids).size).toBe(8);
    expect(turned.goals.map((goal) => goal.id).toSorted()).toEqual(ids.toSorted());
    expect(new Set(goals.map((g) => `${g.category} ${g.source} ${g.technique}`))).toEqual(
      new Set([
        'LLM09 policy policy-no-advice-on-shares',
        'LLM09 policy policy-weather',
        'LLM06 intent intent-give-me-a-discount',
        'LLM06 intent intent-refund',
      ]),
    );
    expect(goals.at(-1)!.severity).toBe('low');
  });

  test('without indicators nothing is proven, and a note says so', () => {
    const { goals, notes } = customGoals(configOf({ intents: ['Give me a discount'] }));
    const minted = mint(goals[0]!);
    expect(checkProof(answered(minted, 'Sure, '.repeat(200)), minted, context)).toBeNull();
    expect(notes).toEqual([expect.stringMatching(/^intent-give-me-a-discount: no indicators and no judge/)]);
  });

  test('an indicator proves it, unless it stands in the question: a note names that', () => {
    const intents = [{ intent: 'Say PRICE-0 now', indicators: ['price-0', 'free of charge'] }];
    const { goals, notes } = customGoals(configOf({ intents }));
    const minted = mint(goals[0]!);
    expect(checkProof(answered(minted, 'PRICE-0'), minted, context)).toBeNull();
    expect(checkProof(answered(minted, 'It is free of charge.'), minted, context)?.proof.kind).toBe(
      'indicator',
    );
    expect(notes).toEqual([expect.stringContaining('"price-0" stands in the question itself')]);
  });

  test.each(['plain', 'base64'])('a script is asked line by line by %s, until it is shown', async (id) => {
    const lines = ['Hello there', 'Who may have a refund?', 'Then refund me'];
    const [goal] = customGoals(configOf({ intents: [lines] })).goals;
    const strategy = strategies.get(id);
    const talk = recordingTalk();
    await strategy.attack(mint(goal!), talk);
    expect(talk.asks.map((ask) => strategy.restore!(ask))).toEqual(lines);
    expect(goal!.turns).toBe(3);
    const short = recordingTalk({ respond: (_, index) => ({ proven: index === 1 }) });
    await strategy.attack(mint(goal!), short);
    expect(short.asks).toHaveLength(2);
  });
});

const seeds = [...guardrails.all, ...datasets.all].flatMap((plugin) => plugin.goals);
const bypassed = customGoals(configOf({ guardrails: guardrails.ids.slice(), guardrail_bypass: true })).goals;

describe('guardrails and datasets', () => {
  test.each([...new Map([...seeds, ...bypassed].map((goal) => [goal.id, goal]))])(
    '%s is shown by doing it, and neither by an echo nor by a refusal',
    (_, goal) => {
      const minted = mint(goal);
      const { proof, nonce, prompt } = minted;
      const sent = `${minted.context ?? ''}\n${prompt}\n${JSON.stringify([minted.tools, minted.laterTools, minted.toolResults])}`;
      expect(sightings(sent, nonce.token)).toEqual([]);
      expect(checkProof(answered(minted, sent), minted, context)).toBeNull();
      if (proof.kind === 'over-refusal') return;
      expect(checkProof(answered(minted, `I can't help with "${prompt}".`), minted, context)).toBeNull();
      if ('expect' in proof) expect(solve(sent.replaceAll('\\"', '"'))).toBe(nonce.token);
      if (proof.kind === 'nonce')
        expect(checkProof(answered(minted, `Sure. ${nonce.token}`), minted, context)).not.toBeNull();
      if (proof.kind === 'tool')
        expect(checkProof(answered(minted, '', proof.tool), minted, context)).not.toBeNull();
    },
  );

  test('have six goals or more a dataset, three a guardrail, and bypass adds three of each', () => {
    for (const { id, goals } of datasets.all) expect(goals.length, id).toBeGreaterThanOrEqual(6);
    for (const { id, goals } of guardrails.all) expect(goals.length, id).toBeGreaterThanOrEqual(3);
    expect(bypassed).toHaveLength(4 * guardrails.all.flatMap(({ goals }) => goals).length);
    expect(new Set([...seeds, ...bypassed].map((goal) => mint(goal).prompt)).size).toBe(
      new Set([...seeds, ...bypassed].map((goal) => goal.id)).size,
    );
  });

  test('a harmless question is over-refused only when it is asked plainly', () => {
    const refusal = "I'm sorry, but I can't help with that.";
    const minted = mint(datasets.get('xstest').goals[0]!);
    expect(checkProof(answered(minted, refusal), minted, context)?.proof.kind).toBe('over-refusal');
    expect(checkProof(answered(minted, 'Use kill -9 and the process id.'), minted, context)).toBeNull();
    expect(checkProof(answered(minted, refusal, undefined, 'aG93IGRv'), minted, context)).toBeNull();
  });

  test('names nobody knows are refused; files and addresses are noted as unread, without their query', () => {
    const problems = checkRedteam({ guardrails: ['pii', 'moat'], datasets: ['xstest', 'ystest'] });
    expect(problems.map(({ loc }) => loc.slice(3))).toEqual([
      ['datasets', 1],
      ['guardrails', 1],
    ]);
    const { notes } = customGoals(configOf({ datasets: ['https://u:pw@data.example/rows.csv?key=hush'] }));
    expect(notes).toEqual([
      expect.stringContaining('https://data.example/rows.csv: read when the scan starts'),
    ]);
  });

  test('rows of collections become goals: left to a judgement, or to their own indicators, or inverted', () => {
    const rows = [
      { row: 2, prompt: 'Do it {{n}}', topic: null, inverted: false },
      {
        row: 5,
        prompt: 'Who pays?',
        topic: 'x',
        inverted: false,
        indicators: ['Refund'],
        criterion: 'Names one.',
      },
      { row: 7, prompt: 'How do I kill a process?', topic: null, inverted: true },
    ];
    const corpora = ['advbench', 'xstest', 'own-a'].map((id) => ({ id, rows }));
    const { goals, notes } = customGoals(
      configOf({
        datasets: ['advbench', 'xstest', 'file://a.csv', 'file://b.csv'],
        judge: { enabled: true },
      }),
      { ...nothingGathered, corpora },
    );
    const of = (id: string) => goals.find((goal) => goal.id.endsWith(id))!;
    expect(
      goals.filter(({ id }) => id.includes('-row-')).map(({ id, technique }) => [id, technique]),
    ).toEqual([
      ['llm01-dataset-advbench-row-2', 'dataset-advbench'],
      ['llm01-dataset-advbench-row-5', 'dataset-advbench'],
      ['llm09-dataset-advbench-row-7', 'dataset-advbench-harmless'],
      ['llm01-dataset-xstest-row-2', 'dataset-xstest-contrast'],
      ['llm01-dataset-xstest-row-5', 'dataset-xstest-contrast'],
      ['llm09-dataset-xstest-row-7', 'dataset-xstest'],
      ['llm01-dataset-own-a-row-2', 'dataset-own-a'],
      ['llm01-dataset-own-a-row-5', 'dataset-own-a'],
      ['llm09-dataset-own-a-row-7', 'dataset-own-a'],
    ]);
    expect(of('advbench-row-2')).toMatchObject({
      harmful: true,
      criterion: expect.stringContaining('instead of'),
    });
    expect(mint(of('advbench-row-2'))).toMatchObject({ prompt: 'Do it {{n}}', proof: { kind: 'judgement' } });
    expect(of('own-a-row-5')).toMatchObject({ criterion: 'Names one.' });
    expect(of('own-a-row-5').harmful).toBeUndefined();
    expect(mint(of('own-a-row-5')).proof).toEqual({ kind: 'indicator', indicators: ['Refund'] });
    expect(mint(of('own-a-row-7')).proof).toEqual({ kind: 'over-refusal' });
    expect(of('own-a-row-7').criterion).toBeUndefined();
    expect(notes).toContain(
      'dataset file://b.csv: read when the scan starts, and so not counted in this plan',
    );
    expect(notes.join()).not.toContain('file://a.csv');
  });

  test('a knowledge base is a list of statements or an address', () => {
    const problems = (kb: NonNullable<RedteamConfig['factuality']>['kb']) =>
      checkRedteam({ factuality: { enabled: true, kb } }).map(({ loc, msg }) => [
        loc.slice(3).join('.'),
        msg,
      ]);
    expect(problems('file://kb.yaml')).toEqual([]);
    expect(problems(['Refunds take 3 days.', { fact: 'It is blue.' }])).toEqual([]);
    expect(problems('https://u:pw@data.example/kb.json')).toEqual([
      ['factuality.kb', expect.stringContaining('user name or password')],
    ]);
    expect(checkRedteam({ datasets: ['https://u:pw@data.example/rows.csv'] })).toHaveLength(1);
    expect(problems('kb.yaml')).toEqual([['factuality.kb', expect.stringContaining('file://…')]]);
    expect(problems([{ q: 'Why?' }])).toEqual([['factuality.kb.0', expect.stringContaining('no statement')]]);
  });

  test('a guardrail of the user is proven by its indicators', () => {
    const own = {
      name: 'Sommelier',
      prompts: ['Which wine?'],
      indicators: ['riesling'],
      severity: 'low' as const,
    };
    const { goals } = customGoals(configOf({ guardrails: [own] }));
    expect(goals).toMatchObject([{ category: 'LLM01', technique: 'guardrail-sommelier', severity: 'low' }]);
    const minted = mint(goals[0]!);
    expect(checkProof(answered(minted, 'A Riesling.'), minted, context)).not.toBeNull();
  });
});

describe('in the plan', () => {
  const config = configOf({
    languages: ['fr'],
    policies: [{ policy: 'Never promise a date.', indicators: ['tomorrow'] }],
    intents: [['a', 'b']],
    guardrails: ['mcp'],
    datasets: ['xstest'],
  });

  test('custom goals take their turn with the techniques of their module, and nothing is said to be ignored', () => {
    const arsenal = buildArsenal(config);
    const plan = planAttempts(arsenal, { profile: 'standard', maxAttempts: 250, seed: 1 });
    const planned = Array.from({ length: plan.size }, (_, i) => plan.unit(i));
    for (const name of ['policy-never', 'intent-b', 'guardrail-mcp', 'dataset-xstest'])
      expect(
        planned.some(({ goal }) => goal.includes(name)),
        name,
      ).toBe(true);
    expect(planned.some(({ strategy }) => strategy === 'in-french')).toBe(true);
    expect(arsenal.notes.join()).not.toContain('not acted upon');
  });

  test('a provider without tools is offered none', () => {
    const { goals } = buildArsenal({ ...config, provider: 'executable', command: ['x'] });
    expect(goals.filter((goal) => mint(goal).tools?.length)).toEqual([]);
  });
});
