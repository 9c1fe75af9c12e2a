import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Range, startRange } from '#src/range/chat-model.ts';
import { type TestApi, testApi } from './api.ts';
import { completion, json, testEndpoint } from './endpoint.ts';
import { type PlayedScan, play } from './scan.ts';

/** Strategies with an attacker model over HTTP, through the API: one that helps, and ones that do not. */
let api: TestApi;
let range: Range;
beforeAll(async () => {
  api = await testApi();
  range = await startRange();
});
afterAll(async () => {
  await range?.stop();
  await api?.close();
});

const attacking = ['goat', 'hydra', 'pair', 'tap'];

const scan = (model: string, strategies: string[], endpoint: string, attacker: string): Promise<PlayedScan> =>
  play(api, {
    baseUrl: range.url,
    maxAttempts: 30,
    config: {
      model,
      concurrency: 8,
      redteam: { strategies, attacker: { enabled: true, endpoint, model: attacker } },
    },
  });

test.each(attacking)('%s with the practice attacker finds what falls to it', async (id) => {
  const played = await scan(`falls-to:${id}`, [id], range.url, 'attacker');
  const proven = played.attempts.filter(({ outcome }) => outcome === 'vulnerable');
  expect(proven.length).toBeGreaterThan(0);
  expect(new Set(proven.map(({ strategy }) => strategy))).toEqual(new Set([id]));
  expect(played.findings.length).toBeGreaterThan(0);
});

/** A program that hands the question on to the practice attacker: JSON on stdin, its answer on stdout. */
const relay = (url: string): string[] => [
  process.execPath,
  '-e',
  `let s='';process.stdin.on('data',(d)=>s+=d).on('end',async()=>{const {prompt}=JSON.parse(s);const r=await fetch(${JSON.stringify(url)},{method:'POST',body:JSON.stringify({model:'attacker',messages:[{role:'user',content:prompt}]})});console.log((await r.json()).choices[0].message.content)})`,
];

test.each([
  [
    'custom',
    () => ({
      endpoint: range.url,
      request_template: '{"model": "attacker", "messages": [{"role": "user", "content": "{{prompt}}"}]}',
      response_path: 'choices[0].message.content',
    }),
  ],
  ['executable', () => ({ command: relay(range.url) })],
] as const)('any provider can be the attacker: %s', async (provider, settings) => {
  const attacker = { enabled: true, provider, ...settings() };
  const config = { model: 'falls-to:pair', concurrency: 4, redteam: { strategies: ['pair'], attacker } };
  const played = await play(api, { baseUrl: range.url, maxAttempts: 12, config });
  expect(
    played.attempts.some(({ outcome, strategy }) => outcome === 'vulnerable' && strategy === 'pair'),
  ).toBe(true);
});

test('an attacker lacks what its provider needs: the field is named', async () => {
  const attacker = { enabled: true, provider: 'custom', endpoint: range.url, response_path: 'a' };
  const answer = await api.call('POST', '/targets', {
    body: {
      name: 'm',
      kind: 'llm',
      base_url: range.url,
      llm_config: { provider: 'openai-chat', redteam: { attacker } },
    },
  });
  expect(answer.statusCode).toBe(422);
  expect(answer.json().detail[0].loc).toEqual([
    'body',
    'llm_config',
    'redteam',
    'attacker',
    'request_template',
  ]);
});

test.each(['refuser', 'refuser-multilingual', 'silent'])(
  'an attacker that gives nothing (%s) is asked twice, and the built-in words are used',
  async (attacker) => {
    const silent = await testEndpoint((_, response) => json(response, completion('')));
    try {
      const endpoint = attacker === 'silent' ? `${silent.url}/v1/chat/completions` : range.url;
      const played = await scan('gullible', attacking, endpoint, attacker);
      const asked = played.attempts.filter(({ strategy }) => attacking.includes(strategy));
      expect(asked.length).toBeGreaterThan(0);
      expect(asked.filter(({ outcome }) => outcome === 'error')).toEqual([]);
      expect(asked.some(({ outcome }) => outcome === 'vulnerable')).toBe(true);
      if (attacker === 'silent')
        expect(
          silent.received.filter(({ body }) => body.includes('could not be used')).length,
        ).toBeGreaterThan(0);
    } finally {
      await silent.close();
    }
  },
);
