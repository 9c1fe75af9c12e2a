import { z } from 'zod';
import type { ChatMessage, ChatRequest, ToolOffer } from '#src/core/chat.ts';
import { llmConfigSchema, llmDefaults } from '#src/core/llm-config.ts';
import type { HttpResponse } from '#src/core/tools.ts';
import { EndpointError } from '../endpoint-error.ts';
import { type Endpoint, httpFailure, openEndpoint, parseJson, postJson } from '../post.ts';
import { isObject, joinChunks, keysSeen, readCompletion } from '../shapes.ts';
import { isEventStream, readEvents } from '../sse.ts';
import { type ChatProvider, type RawAnswer, timeoutMs } from './provider.ts';

/** Any endpoint that speaks the OpenAI chat completions API; the URL is used as given. */
export const openaiChat: ChatProvider = {
  id: 'openai-chat',
  title: 'OpenAI-compatible chat',
  description:
    'Any chat completions endpoint: OpenAI, OpenRouter, vLLM, Ollama, LM Studio and most gateways.',
  settings: z.object({
    model: llmConfigSchema.shape.model,
    system_prompt: llmConfigSchema.shape.system_prompt,
  }),
  tools: true,
  notes: (config) =>
    config.model ? [] : ['no model is named (llm_config.model): the endpoint decides which one answers'],
  connect: ({ baseUrl, config, headers, send }) => {
    const endpoint = openEndpoint(baseUrl, headers, send, timeoutMs(config, llmDefaults.timeout_s));
    const ask = speakCompletions(config.model);
    return { ask: (request, signal) => ask(endpoint, request, signal) };
  },
};

type AskAt = (endpoint: Endpoint, request: ChatRequest, signal?: AbortSignal) => Promise<RawAnswer>;

/** Speaks chat completions to whatever endpoint each question is given: its credentials may be renewed in between. */
export function speakCompletions(model: string | null): AskAt {
  let limitField = 'max_tokens';
  let takesSchema = true;
  return async (endpoint, request, signal) => {
    const field = limitField;
    const schema = takesSchema ? request.schema : undefined;
    const body = JSON.stringify(completionBody({ ...request, schema }, model, field));
    try {
      return readAnswer(endpoint, await postJson(endpoint, body, signal));
    } catch (error) {
      if (!(error instanceof EndpointError)) throw error;
      // Newer OpenAI models refuse `max_tokens`; older servers do not know its successor.
      if (field === 'max_tokens' && error.status === 400 && /max_(completion_)?tokens/.test(error.message)) {
        limitField = 'max_completion_tokens';
        throw new EndpointError(error.failure, error.message, { status: 400, retry: 'now' });
      }
      if (schema && error.status === 400 && /response_format|json_schema/.test(error.message)) {
        takesSchema = false;
        throw new EndpointError(error.failure, error.message, { status: 400, retry: 'now' });
      }
      throw asUnsupported(error, request);
    }
  };
}

const answerFormat = (schema: Readonly<Record<string, unknown>>) => ({
  response_format: { type: 'json_schema', json_schema: { name: 'answer', strict: true, schema } },
});

/** The body of a request for chat completions. */
export function completionBody(
  { messages, tools, maxOutputTokens, temperature, schema }: ChatRequest,
  model: string | null,
  limitField = 'max_tokens',
) {
  return {
    ...(model !== null && { model }),
    messages: messages.map(toMessage),
    [limitField]: maxOutputTokens,
    ...(temperature !== undefined && { temperature }),
    ...(tools && tools.length > 0 && { tools: tools.map(toTool) }),
    ...(schema && answerFormat(schema)),
  };
}

function toMessage({ role, content, toolCalls, toolCallId }: ChatMessage) {
  if (toolCallId !== undefined) return { role, content, tool_call_id: toolCallId };
  if (!toolCalls || toolCalls.length === 0) return { role, content };
  const calls = toolCalls.map((call) => ({
    id: call.id,
    type: 'function',
    function: { name: call.name, arguments: call.arguments },
  }));
  return { role, content, tool_calls: calls };
}

const toTool = ({ name, description, parameters }: ToolOffer) => ({
  type: 'function',
  function: { name, description, parameters },
});

function readAnswer(endpoint: Endpoint, response: HttpResponse): RawAnswer {
  const streamed = isEventStream(response.headers['content-type'], response.body);
  const values = streamed ? readEvents(response.body) : [parseJson(endpoint, response)];
  // Gateways report failures of the model behind them inside a 200.
  const failed = values.find((value) => isObject(value) && value.error !== undefined && value.error !== null);
  if (isObject(failed)) throw innerFailure(endpoint, failed.error);
  const answer = streamed ? joinChunks(values) : readCompletion(values[0]);
  if (answer) return answer;
  throw new EndpointError(
    'shape',
    `the answer is no chat completion: it has no choices[0].message (${keysSeen(values[0])})`,
    {
      billable: true,
    },
  );
}

/** A failure that is told inside a 2xx, with the status that it names or 502. */
export function innerFailure(endpoint: Endpoint, error: unknown): EndpointError {
  const code = isObject(error) ? Number(error.code ?? error.status) : Number.NaN;
  const message =
    isObject(error) && typeof error.message === 'string' ? error.message : JSON.stringify(error);
  const status = Number.isInteger(code) && code >= 400 && code < 600 ? code : 502;
  return httpFailure(endpoint, status, message);
}

/** Models without function calling are told apart from endpoints that fail. */
export function asUnsupported(error: EndpointError, request: ChatRequest): EndpointError {
  const offered = request.tools !== undefined && request.tools.length > 0;
  const refused = error.status === 400 || error.status === 404 || error.status === 422;
  if (!offered || !refused || !/\b(tools?|functions?|tool_choice)\b/i.test(error.message)) return error;
  return new EndpointError('unsupported', error.message, { status: error.status });
}
