import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ChatRequest } from '#src/core/chat.ts';
import { readGoogleKey } from '#src/core/google-key.ts';
import { completion } from '#test/endpoint.ts';
import { type GoogleServer, gemini, googleServer, workloadToken } from '#test/google-server.ts';
import { type TestModel, testModel } from '#test/model.ts';
import { vertexPlace } from '../vertex/place.ts';
import { vertex } from './vertex.ts';

let google: GoogleServer;
let tokens: string[];
const open: TestModel[] = [];
beforeEach(async () => {
  google = await googleServer();
  tokens = [];
});
afterEach(async () => {
  for (const model of open.splice(0)) await model.close();
  await google.close();
});

const gen = '/v1/projects/p/locations/l/publishers/google/models/gemini-2.5-flash:generateContent';

function connect(
  key: string,
  path = gen,
  config: object = {},
  readTokenFile?: (path: string) => Promise<string>,
): TestModel {
  const cloud = {
    google: readGoogleKey(key),
    onToken: (token: string) => void tokens.push(token),
    ...(readTokenFile && { readTokenFile }),
  };
  const model = testModel(
    google.url + path,
    { provider: 'vertex', model: null, retries: 1, ...config },
    {},
    { cloud },
  );
  open.push(model);
  return model;
}

const asked = (pattern: RegExp) => google.received.filter(({ path }) => pattern.test(path));

describe('places', () => {
  const host = 'https://us-central1-aiplatform.googleapis.com';
  test.each([
    [
      host,
      'gemini-2.5-flash',
      '/v1/projects/own/locations/us-central1/publishers/google/models/gemini-2.5-flash:generateContent',
    ],
    [
      'https://aiplatform.googleapis.com/',
      'm',
      '/v1/projects/own/locations/global/publishers/google/models/m:generateContent',
    ],
    [
      'http://127.0.0.1:1/?project=p&location=l',
      'm',
      '/v1/projects/p/locations/l/publishers/google/models/m:generateContent',
    ],
    [
      `${host}/v1/projects/p/locations/l/publishers/google/models/m:streamGenerateContent`,
      null,
      '/v1/projects/p/locations/l/publishers/google/models/m:streamGenerateContent?alt=sse',
    ],
    [
      `${host}/v1/projects/p/locations/l/endpoints/openapi`,
      'google/m',
      '/v1/projects/p/locations/l/endpoints/openapi/chat/completions',
    ],
  ])('%s with %s', (base, model, path) => {
    const { url } = vertexPlace(base, model, 'own');
    expect(url.pathname + url.search).toBe(path);
  });

  test.each([
    ['https://proxy.test', 'm', 'names no location'],
    [host, null, 'names no model'],
    [`${host}/v1/other`, 'm', 'no address of Vertex AI'],
    [`${host}/v1/endpoints/openapi`, null, 'names no model'],
  ])('%s with %s: %s', (base, model, message) => {
    expect(vertex.checkUrl?.(new URL(base), { model } as never)).toContain(message);
  });

  test('a bare host with a key that belongs to no project says so', async () => {
    const model = connect(google.user(), '/?location=l', { model: 'm' });
    await expect(model.ask('x')).rejects.toMatchObject({
      failure: 'refused',
      message: expect.stringContaining('?project='),
    });
    expect(google.received).toHaveLength(0);
  });
});

describe('signing in', () => {
  test('a service account: one token for many questions, told so that it is never stored', async () => {
    const model = connect(google.serviceAccount());
    const answers = await Promise.all(['a', 'b', 'c', 'd'].map((text) => model.ask(text)));
    expect(answers.map(({ text }) => text)).toEqual(['ready', 'ready', 'ready', 'ready']);
    expect(asked(/^\/token/)).toHaveLength(1);
    expect(tokens).toEqual(google.issued);
  });

  test('another key pair, another account and a token of nobody are refused, without secrets in the message', async () => {
    const other = connect(google.serviceAccount({ client_email: 'other@x.test' }));
    const error = await other.ask('x').catch((reason: Error) => reason);
    expect(error).toMatchObject({
      status: 400,
      message: expect.stringMatching(/^signing in: http:.*invalid_grant.*wrong iss/),
    });
    expect(String(error)).not.toContain('PRIVATE KEY');
    expect(asked(/^\/token/)).toHaveLength(1);
    const unusable = connect(
      google.serviceAccount({
        private_key: '-----BEGIN PRIVATE KEY-----\nplanted\n-----END PRIVATE KEY-----',
      }),
    );
    const broken = await unusable.ask('x').catch((reason: Error) => reason);
    expect(broken).toMatchObject({
      failure: 'refused',
      message: expect.stringContaining('signing in failed'),
    });
    expect(String(broken)).not.toContain('planted');
    expect(asked(/Content/)).toHaveLength(0);
  });

  test('an expired token is renewed before it is used', async () => {
    google.life = 0;
    const model = connect(google.serviceAccount());
    await model.ask('a');
    await model.ask('b');
    expect(asked(/^\/token/)).toHaveLength(2);
    expect(model.account().retries).toBe(0);
  });

  test('a token that was taken back is replaced once; a refused replacement is told', async () => {
    const model = connect(google.serviceAccount(), gen, { retries: 0 });
    await model.ask('a');
    google.valid.clear();
    expect((await model.ask('b')).text).toBe('ready');
    expect(asked(/^\/token/)).toHaveLength(2);
    google.valid.clear();
    Object.assign(google.valid, { add: () => google.valid });
    const error = await model.ask('c').catch((reason: Error) => reason);
    expect(error).toMatchObject({ status: 401 });
    expect(String(error)).not.toMatch(/planted/);
    expect(asked(/^\/token/)).toHaveLength(3);
  });

  test('a token endpoint that is busy is asked again by our own retries only', async () => {
    google.refuse = { status: 503, times: 1 };
    const model = connect(google.serviceAccount());
    expect((await model.ask('x')).text).toBe('ready');
    expect(model.account().retries).toBe(1);
    google.refuse = { status: 503, times: 9 };
    const other = connect(google.serviceAccount(), gen, { retries: 0 });
    await expect(other.ask('y')).rejects.toMatchObject({
      status: 503,
      message: expect.stringContaining('signing in'),
    });
    expect(asked(/^\/token/)).toHaveLength(3);
  });

  test('a user of gcloud: refresh token, and the project that pays', async () => {
    await connect(google.user()).ask('x');
    expect(asked(/Content/)[0]!.headers['x-goog-user-project']).toBe('project-quota');
  });

  test('workload identity from a URL, with impersonation', async () => {
    const source = {
      url: `${google.url}/workload-token`,
      headers: { 'x-source': 'planted-source-header' },
      format: { type: 'json', subject_token_field_name: 'value' },
    };
    const service_account_impersonation_url = `${google.url}/v1/projects/-/serviceAccounts/a@p:generateAccessToken`;
    expect((await connect(google.workload(source)).ask('x')).text).toBe('ready');
    const model = connect(google.workload(source, { service_account_impersonation_url }));
    expect((await model.ask('x')).text).toBe('ready');
    expect(asked(/generateContent/).at(-1)!.headers.authorization).toContain('ya29.planted-impersonated-');
    expect(tokens).toContain(workloadToken);
  });

  test('workload identity from a file, as it is handed in, or not', async () => {
    const key = google.workload({ file: '/run/token' });
    const read: string[] = [];
    const allowed = connect(key, gen, {}, async (path) => {
      read.push(path);
      return `${workloadToken}\n`;
    });
    expect((await allowed.ask('x')).text).toBe('ready');
    expect(read).toEqual(['/run/token']);
    const error = await connect(key)
      .ask('x')
      .catch((reason: Error) => reason);
    expect(error).toMatchObject({ failure: 'refused', message: 'signing in failed: no files here' });
  });

  test('headers win, and without anything nothing is sent', async () => {
    google.valid.add('given-token');
    const headers = { Authorization: 'Bearer given-token' };
    const given = testModel(google.url + gen, { provider: 'vertex', model: null }, headers);
    open.push(given);
    expect((await given.ask('x')).text).toBe('ready');
    const bare = testModel(google.url + gen, { provider: 'vertex', model: null });
    open.push(bare);
    await expect(bare.ask('x')).rejects.toMatchObject({
      failure: 'refused',
      message: expect.stringContaining('credentials.gcp.key'),
    });
    expect(google.received).toHaveLength(1);
  });
});

const conversation: ChatRequest = {
  messages: [
    { role: 'system', content: 'be brief' },
    { role: 'user', content: 'one' },
    { role: 'assistant', content: 'so', toolCalls: [{ id: 'c1', name: 'look', arguments: '{"a":1}' }] },
    { role: 'tool', content: 'seen', toolCallId: 'c1' },
  ],
  tools: [
    {
      name: 'look',
      description: 'looks',
      parameters: { type: 'object', properties: {}, additionalProperties: false },
    },
  ],
  maxOutputTokens: 77,
};

describe('generateContent', () => {
  test('system, tools, calls and results in its shape; thoughts, calls and usage of the answer', async () => {
    const parts = [
      { text: 'hm', thought: true },
      { text: 'grü' },
      { text: 'ße' },
      { functionCall: { name: 'look', args: { b: 2 } } },
    ];
    google.answer = () => ({
      body: {
        candidates: [{ content: { parts }, finishReason: 'STOP' }],
        usageMetadata: { promptTokenCount: 3, candidatesTokenCount: 4, thoughtsTokenCount: 5 },
      },
    });
    expect(await connect(google.serviceAccount()).chat(conversation)).toMatchObject({
      text: 'grüße',
      reasoning: 'hm',
      finishReason: 'STOP',
      toolCalls: [{ id: 'call_0', name: 'look', arguments: '{"b":2}' }],
      usage: { inputTokens: 3, outputTokens: 9, estimated: false },
    });
    expect(JSON.parse(asked(/Content/)[0]!.body)).toEqual({
      systemInstruction: { parts: [{ text: 'be brief' }] },
      generationConfig: { maxOutputTokens: 77 },
      tools: [
        {
          functionDeclarations: [
            { name: 'look', description: 'looks', parameters: { type: 'object', properties: {} } },
          ],
        },
      ],
      contents: [
        { role: 'user', parts: [{ text: 'one' }] },
        { role: 'model', parts: [{ text: 'so' }, { functionCall: { name: 'look', args: { a: 1 } } }] },
        { role: 'user', parts: [{ functionResponse: { name: 'look', response: { output: 'seen' } } }] },
      ],
    });
  });

  test.each([
    [
      { promptFeedback: { blockReason: 'SAFETY' }, usageMetadata: { promptTokenCount: 3 } },
      'blocked: SAFETY',
    ],
    [{ candidates: [{ finishReason: 'PROHIBITED_CONTENT' }] }, 'PROHIBITED_CONTENT'],
  ])('a blocked answer is an answer without text: %j', async (body, finishReason) => {
    google.answer = () => ({ body });
    expect(await connect(google.serviceAccount()).ask('x')).toMatchObject({ text: '', finishReason });
  });

  test('a stream, and an error inside one', async () => {
    google.answer = () => ({ sse: [gemini('grü'), gemini('ße')] });
    const model = connect(google.serviceAccount(), gen.replace(':generate', ':streamGenerate'), {
      retries: 0,
    });
    expect(await model.ask('x')).toMatchObject({ text: 'grüße', usage: { outputTokens: 4 } });
    expect(asked(/stream/)[0]!.path).toContain('?alt=sse');
    google.answer = () => ({
      sse: [gemini('gr'), { error: { code: 503, message: 'overloaded', status: 'UNAVAILABLE' } }],
    });
    await expect(model.ask('y')).rejects.toMatchObject({
      status: 503,
      message: expect.stringContaining('overloaded'),
    });
  });

  test('quota is tried again, no candidates are no answer', async () => {
    let calls = 0;
    google.answer = () =>
      calls++ === 0
        ? { status: 429, body: { error: { code: 429, message: 'Resource exhausted' } } }
        : { body: { candidates: [] } };
    await expect(connect(google.serviceAccount()).ask('x')).rejects.toMatchObject({
      failure: 'shape',
      message: expect.stringContaining('candidates'),
    });
    expect(calls).toBe(2);
  });
});

test('the OpenAI-compatible endpoint is asked for the model by name', async () => {
  google.answer = () => ({ body: completion('hi') });
  const path = '/v1/projects/p/locations/l/endpoints/openapi';
  const model = connect(google.serviceAccount(), path, { model: 'google/gemini-2.5-flash' });
  expect((await model.ask('x')).text).toBe('hi');
  expect(JSON.parse(asked(/openapi\/chat\/completions$/)[0]!.body).model).toBe('google/gemini-2.5-flash');
});
