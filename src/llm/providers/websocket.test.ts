import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import type { ChatMessage } from '#src/core/chat.ts';
import { llmConfigSchema } from '#src/core/llm-config.ts';
import { createSocket } from '#src/io/socket.ts';
import { type TestModel, testModel } from '#test/model.ts';
import { websocket } from './websocket.ts';

let server: WebSocketServer;
afterEach(() => {
  for (const client of server.clients) client.terminate();
  server.close();
});

async function ask(
  answer: (socket: WebSocket, message: string, request: IncomingMessage) => void,
  config: Record<string, unknown> = {},
) {
  server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await new Promise((resolve) => server.once('listening', resolve));
  server.on('connection', (socket, request) =>
    socket.on('message', (data) => answer(socket, data.toString(), request)),
  );
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/chat`;
  const model = testModel(url, { provider: 'websocket', retries: 0, ...config }, { 'x-key': 'ws-secret-1' });
  try {
    return await model.ask('hello');
  } finally {
    await model.close();
  }
}

test('a plain text frame, with the credentials of the target', async () => {
  const answer = await ask((socket, message, { headers }) => {
    socket.send(`${message} ${headers['x-key'] === 'ws-secret-1'}`);
    socket.close();
  });
  expect(answer.text).toBe('hello true');
});

test('one JSON frame without an end mark', async () => {
  const config = { request_template: '{"q": "{{prompt}}"}', response_path: 'out.t' };
  const answer = await ask(
    (socket, message) => socket.send(JSON.stringify({ out: { t: `got ${JSON.parse(message).q}` } })),
    config,
  );
  expect(answer.text).toBe('got hello');
});

test('many frames are joined until the end mark', async () => {
  const answer = await ask(
    (socket) => {
      for (const t of ['hel', 'lo']) socket.send(JSON.stringify({ t }));
      socket.send(JSON.stringify({ type: 'done' }));
      socket.send(JSON.stringify({ t: 'too late' }));
    },
    { response_path: 't' },
  );
  expect(answer.text).toBe('hello');
});

test('a path that finds nothing names the keys', async () => {
  const asked = ask((socket) => socket.send('{"other":1,"done":true}'), { response_path: 't' });
  await expect(asked).rejects.toMatchObject({ failure: 'shape', message: expect.stringContaining('other') });
});

test('a connection closed without an answer is a network failure', async () => {
  await expect(ask((socket) => socket.close())).rejects.toMatchObject({ failure: 'network' });
});

test('silence ends at timeout_s', async () => {
  await expect(ask(() => {}, { timeout_s: 1 })).rejects.toMatchObject({ failure: 'timeout' });
});

test('binary frames are read as UTF-8', async () => {
  const answer = await ask(
    (socket) => {
      socket.send(Buffer.from('{"t": "Grüße, 漢字"}'));
      socket.send(Buffer.from('{"done": true}'));
    },
    { response_path: 't' },
  );
  expect(answer.text).toBe('Grüße, 漢字');
});

/** A server that says what it received, connection by connection. */
async function recording(answer: (socket: WebSocket, message: string, count: number) => void) {
  const connections: string[][] = [];
  server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await new Promise((resolve) => server.once('listening', resolve));
  server.on('connection', (socket) => {
    const received: string[] = [];
    connections.push(received);
    socket.on('message', (data) => {
      received.push(data.toString());
      answer(socket, data.toString(), received.length);
    });
  });
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/chat`;
  const connect = (template: unknown, config: Record<string, unknown> = {}) =>
    testModel(url, {
      provider: 'websocket',
      retries: 0,
      model: 'm1',
      request_template: JSON.stringify(template),
      ...config,
    });
  return { connections, connect };
}
const user = (content: string): ChatMessage => ({ role: 'user', content });
const assistant = (content: string): ChatMessage => ({ role: 'assistant', content });
const system: ChatMessage = { role: 'system', content: 'the "rules"' };
const chat = (model: TestModel, ...messages: ChatMessage[]) => model.chat({ messages, maxOutputTokens: 50 });

describe('frames before the question', () => {
  test('a list: all but the last are sent when the connection opens, texts as they are, the rest as JSON', async () => {
    const { connections, connect } = await recording((socket, message) => {
      if (message.startsWith('ask ')) socket.send(JSON.stringify({ t: 'fine', done: true }));
    });
    const template = ['hello {{model}}', { auth: { rules: '{{system}}' } }, 'ask {{prompt}}'];
    const model = connect(template, { response_path: 't' });
    expect((await chat(model, system, user('one "two"'))).text).toBe('fine');
    await chat(model, system, user('again'));
    await model.close();
    const opening = ['hello m1', '{"auth":{"rules":"the \\"rules\\""}}'];
    expect(connections).toEqual([
      [...opening, 'ask one "two"'],
      [...opening, 'ask again'],
    ]);
  });

  test('"ready": the question waits for the frame that accepts them, and what came before is no answer', async () => {
    const { connections, connect } = await recording((socket, message) => {
      if (message === 'token') {
        socket.send('welcome');
        setTimeout(() => socket.send('signed in'), 50);
      } else {
        socket.send(`you said ${message}`);
        socket.send('[DONE]');
      }
    });
    const model = connect({ open: ['token'], ready: 'signed in' });
    expect((await model.ask('hi')).text).toBe('you said hi');
    await model.close();
    expect(connections).toEqual([['token', 'hi']]);
  });

  test('an opening that is never accepted is told as that', async () => {
    const { connect } = await recording(() => {});
    const model = connect({ open: ['token'], ready: 'signed in' }, { timeout_s: 1 });
    await expect(model.ask('hi')).rejects.toMatchObject({
      failure: 'timeout',
      message: expect.stringContaining('not ready'),
    });
    await model.close();
  });
});

describe('mode "session"', () => {
  const template = { mode: 'session', open: ['hello'], message: { q: '{{prompt}}', m: '{{messages}}' } };
  const answering = (socket: WebSocket, message: string, count: number): void => {
    if (message === 'hello') return;
    socket.send(JSON.stringify({ t: `answer ${count - 1}`, done: true }));
  };
  const questions = (frames: readonly string[] | undefined) =>
    frames?.slice(1).map((frame) => JSON.parse(frame).q);

  test('one connection per conversation, and only the new message on it', async () => {
    const { connections, connect } = await recording(answering);
    const model = connect(template, { response_path: 't' });
    const first = await chat(model, user('a'));
    const second = await chat(model, user('a'), assistant(first.text), user('b'));
    expect(second.text).toBe('answer 2');
    await chat(model, user('z'));
    await model.close();
    expect(connections.map(questions)).toEqual([['a', 'b'], ['z']]);
    expect(JSON.parse(connections[0]![2]!).m).toBe('[{"role":"user","content":"b"}]');
  });

  test('a connection that was dropped is opened again, with the earlier turns folded in', async () => {
    const { connections, connect } = await recording(answering);
    const model = connect(template, { response_path: 't' });
    const first = await chat(model, user('a'));
    for (const client of server.clients) client.terminate();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await chat(model, user('a'), assistant(first.text), user('b'));
    await model.close();
    expect(connections.map(questions)).toEqual([
      ['a'],
      ['User: a\n\nAssistant: answer 1\n\nUser: b\n\nAssistant:'],
    ]);
  });

  test('a connection on which an answer failed is not used again', async () => {
    const { connections, connect } = await recording((socket, message, count) => {
      if (count === 3 && connections.length === 1) socket.send('{"odd": true, "done": true}');
      else answering(socket, message, count);
    });
    const model = connect(template, { response_path: 't' });
    const first = await chat(model, user('a'));
    const next = [user('a'), assistant(first.text), user('b')];
    await expect(chat(model, ...next)).rejects.toMatchObject({ failure: 'shape' });
    expect((await chat(model, ...next)).text).toBe('answer 1');
    expect(connections).toHaveLength(2);
    await model.close();
  });
});

describe('configuration', () => {
  const configOf = (request_template: string | null, more = {}) =>
    llmConfigSchema.parse({ provider: 'websocket', request_template, ...more });
  const check = (template: string | null) => websocket.checkConfig!(configOf(template));

  test.each([
    null,
    '{"message": "{{prompt}}"}',
    '{"mode": "fast", "message": "{{prompt}}"}',
    '{"m": {{messages}}}',
    '[{"auth": "{{system}}"}, {"m": {{messages}}}]',
    '{"open": []}',
    '{"mode": "session"}',
    '{"open": ["{{model}}"], "message": "{{prompt}}", "mode": "single", "ready": "ok"}',
  ])('%s is fine', (template) => expect(check(template)).toEqual([]));

  test.each([
    ['{"mode": "session", "mesage": "x"}', 'unknown keys mesage; known: open, message, mode, ready'],
    ['{"open": ["x"], "mode": "both"}', 'mode: "both" is not one of single, session'],
    ['{"open": ["{{prompt}}"]}', 'open[0]: uses {{prompt}}, and is sent before there is a question'],
    ['{"open": [3]}', 'open[0]: is neither a text nor a JSON object'],
    ['{"open": [], "message": {"a": "b"}}', 'message: has neither {{prompt}} nor {{messages}}'],
    ['{"open": [], "ready": 1}', 'ready: is not a text'],
    ['["{{prompt}}", "{{prompts}}"]', 'unknown placeholder {{prompts}}'],
    ['["hello"]', '[0]: has neither {{prompt}} nor {{messages}}'],
    ['[]', 'is an empty list'],
    ['{"a": "{{prompt}}"', 'is not JSON'],
  ])('%s is refused', (template, msg) =>
    expect(check(template)).toEqual([
      expect.objectContaining({ loc: ['request_template'], msg: expect.stringContaining(msg) }),
    ]),
  );

  test('what a script leaves out is said', () => {
    const notes = (template: string | null) =>
      websocket.notes!(configOf(template, { system_prompt: 's' })).join('\n');
    expect(notes(null)).toMatch(/system prompt is not sent/);
    expect(notes('{"open": ["{{system}}"]}')).not.toMatch(/not sent/);
    expect(notes('{"mode": "session"}')).toMatch(/keeps the history[\s\S]*folded/);
  });
});

test('cloud metadata and places out of scope are never contacted', async () => {
  server = new WebSocketServer({ noServer: true });
  const request = { timeoutMs: 1000 };
  for (const url of ['ws://169.254.169.254/', 'wss://metadata.google.internal/', 'ftp://127.0.0.1/'])
    await expect(createSocket()({ ...request, url })).rejects.toMatchObject({ failure: 'refused' });
  const narrow = createSocket(() => 'it is out of scope');
  await expect(narrow({ ...request, url: 'ws://127.0.0.1:9/' })).rejects.toMatchObject({
    failure: 'refused',
  });
});
