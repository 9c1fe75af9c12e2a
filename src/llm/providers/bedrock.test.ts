import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import type { ChatRequest } from '#src/core/chat.ts';
import { awsServer, chunk, event, exception, frame, sendFrames } from '#test/aws-server.ts';
import { completion, json, type Received, type TestEndpoint } from '#test/endpoint.ts';
import { type TestModel, testModel } from '#test/model.ts';
import { bedrockPlace } from '../bedrock/place.ts';
import { bedrock } from './bedrock.ts';

const keys = { accessKeyId: 'AKIATESTTESTTEST', secretAccessKey: 'wJalr+XUtn/FEMI-planted-secret' };
const claude = 'anthropic.claude-3-haiku-20240307-v1:0';
const profile = 'arn:aws:bedrock:eu-west-3:123456789012:inference-profile/eu.anthropic.claude-sonnet-4';

let server: TestEndpoint;
let model: TestModel | undefined;
afterEach(async () => {
  await model?.close();
  model = undefined;
  await server?.close();
});

type Respond = (request: Received, response: ServerResponse) => void;
const said = (text: string, more: object = {}) => ({
  output: { message: { role: 'assistant', content: [{ text }] } },
  stopReason: 'end_turn',
  usage: { inputTokens: 11, outputTokens: 7 },
  ...more,
});

async function open(
  respond: Respond,
  path = '',
  config: Record<string, unknown> = {},
  aws: { accessKeyId: string; secretAccessKey: string; sessionToken?: string } = keys,
  serverKeys = aws,
): Promise<TestModel> {
  server = await awsServer(serverKeys, respond);
  const url = `${server.url}${path}${path.includes('?') ? '&' : '?'}region=eu-west-3`;
  model = testModel(
    url,
    { provider: 'bedrock', model: claude, retries: 1, ...config },
    {},
    { cloud: { aws } },
  );
  return model;
}

const body = (index = 0) => JSON.parse(server.received[index]!.body);
const conversation: ChatRequest = {
  messages: [
    { role: 'system', content: 'be brief' },
    { role: 'user', content: 'one' },
    { role: 'user', content: 'two' },
    { role: 'assistant', content: '', toolCalls: [{ id: 'c1', name: 'look', arguments: '{"a":1}' }] },
    { role: 'tool', content: 'seen', toolCallId: 'c1' },
  ],
  tools: [{ name: 'look', description: 'looks', parameters: { type: 'object', properties: {} } }],
  maxOutputTokens: 77,
};

describe('places', () => {
  test.each([
    [
      'https://bedrock-runtime.us-east-1.amazonaws.com',
      claude,
      'us-east-1',
      '/model/anthropic.claude-3-haiku-20240307-v1%3A0/converse',
    ],
    ['https://bedrock-runtime-fips.us-gov-west-1.amazonaws.com/', 'm', 'us-gov-west-1', '/model/m/converse'],
    [
      'https://vpce-1-a.bedrock-runtime.eu-west-3.vpce.amazonaws.com/invoke',
      'amazon.nova-lite-v1:0',
      'eu-west-3',
      '/model/amazon.nova-lite-v1%3A0/invoke',
    ],
    [
      'https://proxy.test/aws/model/a%3A0/converse-stream?region=ap-south-1&x=1',
      null,
      'ap-south-1',
      '/aws/model/a%3A0/converse-stream?x=1',
    ],
    ['https://proxy.test/model/a:0/converse?region=r-1', null, 'r-1', '/model/a%3A0/converse'],
    [
      'https://proxy.test/model/{id}/invoke?region=r-1',
      claude,
      'r-1',
      '/model/anthropic.claude-3-haiku-20240307-v1%3A0/invoke',
    ],
    [
      'https://p.test?region=r-1',
      profile,
      'r-1',
      '/model/arn%3Aaws%3Abedrock%3Aeu-west-3%3A123456789012%3Ainference-profile%2Feu.anthropic.claude-sonnet-4/converse',
    ],
  ])('%s with %s', (base, name, region, path) => {
    const place = bedrockPlace(base, name);
    expect(place.url.pathname + place.url.search).toBe(path);
    expect(place.region).toBe(region);
  });

  test.each([
    ['https://proxy.test', claude, 'names no AWS region'],
    ['https://bedrock-runtime.us-east-1.amazonaws.com', null, 'names no model'],
    [
      'https://bedrock-runtime.us-east-1.amazonaws.com/invoke',
      'cohere.command-r-v1:0',
      'selects InvokeModel',
    ],
    [
      'https://bedrock-runtime.us-east-1.amazonaws.com/invoke',
      'arn:aws:bedrock:us-east-1:1:application-inference-profile/x1',
      'selects InvokeModel',
    ],
  ])('%s with %s: %s', (base, name, message) => {
    expect(bedrock.checkUrl?.(new URL(base), { model: name } as never)).toContain(message);
  });
});

describe('Converse', () => {
  test('a signed question, tools and results in its shape; the answer with its usage', async () => {
    const opened = await open((_, response) =>
      json(response, {
        ...said('grüße'),
        output: {
          message: {
            role: 'assistant',
            content: [
              { reasoningContent: { reasoningText: { text: 'hm' } } },
              { text: 'grüße' },
              { toolUse: { toolUseId: 't1', name: 'look', input: { b: 2 } } },
            ],
          },
        },
      }),
    );
    expect(await opened.chat(conversation)).toMatchObject({
      text: 'grüße',
      reasoning: 'hm',
      finishReason: 'end_turn',
      toolCalls: [{ id: 't1', name: 'look', arguments: '{"b":2}' }],
      usage: { inputTokens: 11, outputTokens: 7, estimated: false },
    });
    expect(server.received[0]!.path).toBe('/model/anthropic.claude-3-haiku-20240307-v1%3A0/converse');
    expect(body()).toEqual({
      system: [{ text: 'be brief' }],
      inferenceConfig: { maxTokens: 77 },
      messages: [
        { role: 'user', content: [{ text: 'one' }, { text: 'two' }] },
        { role: 'assistant', content: [{ toolUse: { toolUseId: 'c1', name: 'look', input: { a: 1 } } }] },
        { role: 'user', content: [{ toolResult: { toolUseId: 'c1', content: [{ text: 'seen' }] } }] },
      ],
      toolConfig: {
        tools: [
          {
            toolSpec: {
              name: 'look',
              description: 'looks',
              inputSchema: { json: { type: 'object', properties: {} } },
            },
          },
        ],
      },
    });
  });

  test('a session token, an ARN as model and a query of its own are signed too', async () => {
    const temporary = { ...keys, sessionToken: 'FwoGZ-session/token+1==' };
    const opened = await open(
      (_, response) => json(response, said('ok')),
      '/deep/converse?b=2&a=x%20y',
      { model: profile },
      temporary,
    );
    expect((await opened.ask('ünïcode')).text).toBe('ok');
    expect(server.received[0]!.path).toMatch(
      /^\/deep\/model\/arn%3Aaws%3A.+%2Feu\.anthropic\.claude-sonnet-4\/converse\?b=2&a=x(?:\+|%20)y$/,
    );
  });

  test('a wrong secret is told as AWS tells it, once, and without any secret', async () => {
    const wrong = { ...keys, secretAccessKey: 'another-planted-secret' };
    const opened = await open((_, response) => json(response, said('ok')), '', {}, wrong, keys);
    const error = await opened.ask('x').catch((reason: Error) => reason);
    expect(error).toMatchObject({
      failure: 'http',
      status: 403,
      message: expect.stringContaining('request signature we calculated does not match'),
    });
    expect(String(error)).not.toMatch(/planted|AKIATEST/);
    expect(server.received).toHaveLength(1);
  });

  test('throttling is tried again; a model without tools is unsupported', async () => {
    let calls = 0;
    const opened = await open(({ body: sent }, response) => {
      if (sent.includes('toolConfig'))
        return json(response, { message: "This model doesn't support tool use." }, 400);
      if (calls++ === 0)
        return json(response, { message: 'Too many requests, please wait' }, 429, {
          'x-amzn-errortype': 'ThrottlingException',
        });
      json(response, said('second'));
    });
    expect((await opened.ask('x')).text).toBe('second');
    expect(opened.account()).toMatchObject({ calls: 2, retries: 1 });
    await expect(opened.chat(conversation)).rejects.toMatchObject({ failure: 'unsupported' });
  });

  test('a Bedrock API key goes as it is; without credentials nothing is sent', async () => {
    server = await awsServer(keys, () => {});
    const url = `${server.url}?region=eu-west-3`;
    model = testModel(url, { provider: 'bedrock', model: claude }, { Authorization: 'Bearer bedrock-key-1' });
    await expect(model.ask('x')).rejects.toMatchObject({ status: 403 });
    expect(server.received[0]!.headers.authorization).toBe('Bearer bedrock-key-1');
    const bare = testModel(url, { provider: 'bedrock', model: claude });
    await expect(bare.ask('x')).rejects.toMatchObject({
      failure: 'refused',
      message: expect.stringContaining('credentials.aws'),
    });
    await bare.close();
    expect(server.received).toHaveLength(1);
  });

  test('what is no answer is named by its keys', async () => {
    const opened = await open((_, response) => json(response, { Output: {}, Version: 1 }));
    await expect(opened.ask('x')).rejects.toMatchObject({
      failure: 'shape',
      message: expect.stringContaining('Output, Version'),
    });
  });
});

const streamed = [
  event('messageStart', { role: 'assistant' }),
  event('contentBlockDelta', { contentBlockIndex: 0, delta: { text: 'grü' } }),
  event('contentBlockDelta', { contentBlockIndex: 0, delta: { text: 'ße' } }),
  event('contentBlockStop', { contentBlockIndex: 0 }),
  event('contentBlockStart', { contentBlockIndex: 1, start: { toolUse: { toolUseId: 't', name: 'look' } } }),
  event('contentBlockDelta', { contentBlockIndex: 1, delta: { toolUse: { input: '{"b"' } } }),
  event('contentBlockDelta', { contentBlockIndex: 1, delta: { toolUse: { input: ':2}' } } }),
  event('messageStop', { stopReason: 'tool_use' }),
  event('metadata', { usage: { inputTokens: 3, outputTokens: 4 } }),
];

describe('event streams', () => {
  test('text, calls in pieces and usage', async () => {
    const opened = await open((_, response) => sendFrames(response, ...streamed), '/converse-stream');
    expect(await opened.ask('x')).toMatchObject({
      text: 'grüße',
      toolCalls: [{ id: 't', name: 'look', arguments: '{"b":2}' }],
      finishReason: 'tool_use',
      usage: { inputTokens: 3, outputTokens: 4, estimated: false },
    });
  });

  test.each([
    ['throttlingException', 429, 2],
    ['modelStreamErrorException', 424, 2],
    ['internalServerException', 500, 2],
    ['validationException', 400, 1],
  ])('%s inside a stream is a failure with status %i, asked %i times', async (type, status, times) => {
    const opened = await open(
      (_, response) => sendFrames(response, streamed[0]!, streamed[1]!, exception(type, 'slow down')),
      '/converse-stream',
    );
    await expect(opened.ask('x')).rejects.toMatchObject({
      failure: 'http',
      status,
      message: expect.stringMatching(new RegExp(`${type}.*slow down`)),
    });
    expect(server.received).toHaveLength(times);
  });

  const flipped = Buffer.from(streamed[1]!);
  flipped[flipped.length - 6]! ^= 1;
  test.each([
    ['a flipped bit', [streamed[0]!, flipped], 'checksum'],
    ['a cut frame', [streamed[0]!, streamed[1]!.subarray(0, 20)], 'within a frame'],
    ['a missing end', streamed.slice(0, 3), 'before its end mark'],
    ['no JSON', [frame({ ':message-type': 'event', ':event-type': 'messageStop' }, 'oops')], 'not JSON'],
  ])('%s is a failure of the network and no answer', async (_, frames, message) => {
    const opened = await open((_r, response) => sendFrames(response, ...frames), '/converse-stream');
    await expect(opened.ask('x')).rejects.toMatchObject({
      failure: 'network',
      message: expect.stringContaining(message),
    });
    expect(server.received).toHaveLength(2);
  });
});

const usage = { input_tokens: 3, output_tokens: 4 };
const families: [string, object, object, object[]][] = [
  [
    claude,
    {
      anthropic_version: 'bedrock-2023-05-31',
      max_tokens: 50,
      messages: [{ role: 'user', content: [{ type: 'text', text: 'hello' }] }],
    },
    { content: [{ type: 'text', text: 'grüße' }], stop_reason: 'end_turn', usage },
    [
      { type: 'message_start', message: { usage: { input_tokens: 3, output_tokens: 1 } } },
      { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
      { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'grü' } },
      { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'ße' } },
      { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 4 } },
      { type: 'message_stop' },
    ],
  ],
  [
    'us.amazon.nova-lite-v1:0',
    {
      schemaVersion: 'messages-v1',
      messages: [{ role: 'user', content: [{ text: 'hello' }] }],
      inferenceConfig: { maxTokens: 50 },
    },
    said('grüße', { usage: { inputTokens: 3, outputTokens: 4 } }),
    [
      { messageStart: { role: 'assistant' } },
      { contentBlockDelta: { delta: { text: 'grüße' }, contentBlockIndex: 0 } },
      { messageStop: { stopReason: 'end_turn' } },
      { metadata: { usage: { inputTokens: 3, outputTokens: 4 } } },
    ],
  ],
  [
    'meta.llama3-1-8b-instruct-v1:0',
    {
      prompt:
        '<|begin_of_text|><|start_header_id|>user<|end_header_id|>\n\nhello<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n',
      max_gen_len: 50,
    },
    { generation: 'grüße', prompt_token_count: 3, generation_token_count: 4, stop_reason: 'stop' },
    [
      { generation: 'grü', prompt_token_count: 3, generation_token_count: 1, stop_reason: null },
      { generation: 'ße', prompt_token_count: null, generation_token_count: 4, stop_reason: 'stop' },
    ],
  ],
  [
    'amazon.titan-text-express-v1',
    { inputText: 'hello', textGenerationConfig: { maxTokenCount: 50 } },
    { inputTextTokenCount: 3, results: [{ outputText: 'grüße', tokenCount: 4, completionReason: 'FINISH' }] },
    [
      { outputText: 'grü', inputTextTokenCount: 3, completionReason: null },
      { outputText: 'ße', totalOutputTextTokenCount: 4, completionReason: 'FINISH' },
    ],
  ],
  [
    'mistral.mistral-7b-instruct-v0:2',
    { prompt: '<s>[INST] hello [/INST]', max_tokens: 50 },
    { outputs: [{ text: 'grüße', stop_reason: 'stop' }] },
    [{ outputs: [{ text: 'grü', stop_reason: null }] }, { outputs: [{ text: 'ße', stop_reason: 'stop' }] }],
  ],
  [
    'mistral.mistral-large-2407-v1:0',
    { messages: [{ role: 'user', content: 'hello' }], max_tokens: 50 },
    completion('grüße'),
    [
      { choices: [{ index: 0, message: { role: 'assistant', content: 'grü' }, stop_reason: null }] },
      { choices: [{ index: 0, message: { role: 'assistant', content: 'ße' }, stop_reason: 'stop' }] },
    ],
  ],
];

describe.each(families)('InvokeModel with %s', (name, sent, answer, chunks) => {
  test('the body of its family, and its answer', async () => {
    const opened = await open((_, response) => json(response, answer), '/invoke', { model: name });
    expect(await opened.ask('hello')).toMatchObject({ text: 'grüße', finishReason: expect.any(String) });
    expect(body()).toEqual(sent);
  });

  test('its stream, and a stream without its end', async () => {
    let cut = false;
    const opened = await open(
      (_, response) =>
        sendFrames(
          response,
          ...(cut ? chunks.slice(0, -3) : chunks).map(chunk),
          ...(cut ? [chunk(chunks[0])] : []),
        ),
      '/invoke-with-response-stream',
      { model: name, retries: 0 },
    );
    expect(await opened.ask('hello')).toMatchObject({ text: 'grüße', finishReason: expect.any(String) });
    cut = true;
    await expect(opened.ask('hello again')).rejects.toMatchObject({
      message: expect.stringContaining('end mark'),
    });
  });
});

test('tools through InvokeModel: Anthropic takes them, Llama is unsupported', async () => {
  const block = { type: 'tool_use', id: 't', name: 'look', input: { b: 2 } };
  const opened = await open(
    (_, response) => json(response, { content: [block], stop_reason: 'tool_use', usage }),
    '/invoke',
  );
  expect((await opened.chat(conversation)).toolCalls).toEqual([
    { id: 't', name: 'look', arguments: '{"b":2}' },
  ]);
  expect(body()).toMatchObject({
    system: 'be brief',
    tools: [{ name: 'look', description: 'looks', input_schema: { type: 'object' } }],
    messages: [
      {},
      { role: 'assistant', content: [{ type: 'tool_use', id: 'c1', name: 'look', input: { a: 1 } }] },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'c1', content: 'seen' }] },
    ],
  });
  const other = testModel(
    `${server.url}/invoke?region=eu-west-3`,
    { provider: 'bedrock', model: 'meta.llama4-scout' },
    {},
    { cloud: { aws: keys } },
  );
  await expect(other.chat(conversation)).rejects.toMatchObject({ failure: 'unsupported' });
  await other.close();
});

test('tokens are counted beside the answer where it does not count them itself', async () => {
  const old = 'mistral.mistral-7b-instruct-v0:2';
  const answer = { outputs: [{ text: 'a', stop_reason: 'stop' }] };
  const counts = { 'x-amzn-bedrock-input-token-count': '12', 'x-amzn-bedrock-output-token-count': '34' };
  const metrics = { 'amazon-bedrock-invocationMetrics': { inputTokenCount: 12, outputTokenCount: 34 } };
  const expected = { inputTokens: 12, outputTokens: 34, estimated: false };
  const plain = await open((_, response) => json(response, answer, 200, counts), '/invoke', { model: old });
  expect((await plain.ask('x')).usage).toEqual(expected);
  await plain.close();
  await server.close();
  const respond: Respond = (_, response) => sendFrames(response, chunk({ ...answer, ...metrics }));
  const streaming = await open(respond, '/invoke-with-response-stream', { model: old });
  expect((await streaming.ask('x')).usage).toEqual(expected);
});
