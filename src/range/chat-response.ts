import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { ChatCall } from './chat-request.ts';
import { models } from './models.ts';
import type { Reply } from './persona.ts';

/** Every answer says that it is simulated, where clients do not show it. */
const simulated = { 'x-simulated': 'assay-range' };
const json = { 'content-type': 'application/json', ...simulated };

export interface Answering extends ChatCall {
  readonly reply: Reply;
}

const tokens = (characters: number): number => Math.ceil(characters / 4);

function usageOf({ question, reply }: Answering) {
  let sent = 0;
  for (const { content } of question.messages) sent += content.length;
  const prompt_tokens = tokens(sent);
  const completion_tokens = reply.outputTokens ?? tokens(reply.text.length);
  return { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens };
}

const callsOf = (reply: Reply) =>
  reply.toolCalls?.map((call, index) => ({
    index,
    id: `call_${index + 1}`,
    type: 'function',
    function: call,
  }));

const finishOf = (reply: Reply): string => (reply.toolCalls?.length ? 'tool_calls' : 'stop');

/** Writes the answer as one JSON document, or as server-sent events when the caller asked for a stream. */
export function writeAnswer(response: ServerResponse, answering: Answering): void {
  if (answering.stream) writeStream(response, answering);
  else writeDocument(response, answering);
}

function writeDocument(response: ServerResponse, answering: Answering): void {
  const { model, reply } = answering;
  const tool_calls = callsOf(reply);
  const message = { role: 'assistant', content: reply.text, ...(tool_calls ? { tool_calls } : {}) };
  const body = {
    id: `sim-${randomUUID()}`,
    object: 'chat.completion',
    created: Math.floor(Date.now() / 1000),
    model,
    choices: [{ index: 0, message, finish_reason: finishOf(reply) }],
    usage: usageOf(answering),
  };
  response.writeHead(200, json).end(JSON.stringify(body));
}

/** Words of the answer, a few to each event. */
function* pieces(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += 24) yield text.slice(at, at + 24);
}

function writeStream(response: ServerResponse, answering: Answering): void {
  const { model, reply } = answering;
  const id = `sim-${randomUUID()}`;
  const send = (delta: object, finish_reason: string | null = null) => {
    const event = {
      id,
      object: 'chat.completion.chunk',
      model,
      choices: [{ index: 0, delta, finish_reason }],
    };
    response.write(`data: ${JSON.stringify(event)}\n\n`);
  };
  response.writeHead(200, { 'content-type': 'text/event-stream', ...simulated });
  send({ role: 'assistant', content: '' });
  for (const content of pieces(reply.text)) send({ content });
  const tool_calls = callsOf(reply);
  if (tool_calls) send({ tool_calls });
  send({}, finishOf(reply));
  const usage = { id, object: 'chat.completion.chunk', model, choices: [], usage: usageOf(answering) };
  response.end(`data: ${JSON.stringify(usage)}\n\ndata: [DONE]\n\n`);
}

/** An error in OpenAI's shape. */
export function writeError(
  response: ServerResponse,
  status: number,
  message: string,
  retryAfter?: string | number,
): void {
  const headers = retryAfter === undefined ? json : { ...json, 'retry-after': String(retryAfter) };
  response.writeHead(status, headers).end(JSON.stringify({ error: { message, type: 'simulated' } }));
}

export function writeModels(response: ServerResponse): void {
  const data = models.map(({ id, description }) => ({
    id,
    object: 'model',
    owned_by: 'assay-range',
    description,
  }));
  response.writeHead(200, json).end(JSON.stringify({ object: 'list', data }));
}
