import { z } from 'zod';
import type { ChatRequest } from '#src/core/chat.ts';
import { messageOf } from '#src/core/errors.ts';
import { llmConfigSchema, llmDefaults } from '#src/core/llm-config.ts';
import { converse } from '../bedrock/converse.ts';
import { damaged, readFrames } from '../bedrock/frames.ts';
import { wireOf } from '../bedrock/invoke.ts';
import { type BedrockPlace, bedrockPlace, placeProblem } from '../bedrock/place.ts';
import type { Wire } from '../bedrock/wire.ts';
import type { AwsKeys } from '../cloud/cloud.ts';
import { signAws } from '../cloud/sign-aws.ts';
import { EndpointError } from '../endpoint-error.ts';
import { type Endpoint, openEndpoint, parseJson, postJson } from '../post.ts';
import { isObject, keysSeen } from '../shapes.ts';
import { asUnsupported } from './openai-chat.ts';
import { type ChatProvider, type RawAnswer, refusing, timeoutMs } from './provider.ts';

type Headers = Readonly<Record<string, string>>;

/** Models in Amazon Bedrock: Converse, or InvokeModel with the body that the model's family takes. */
export const bedrock: ChatProvider = {
  id: 'bedrock',
  title: 'Amazon Bedrock',
  description:
    'A region of bedrock-runtime, with Converse by default or InvokeModel by its path; an access key (SigV4) or a Bedrock API key signs in.',
  settings: z.object({
    model: llmConfigSchema.shape.model,
    system_prompt: llmConfigSchema.shape.system_prompt,
  }),
  tools: true,
  checkUrl: (url, { model }) => placeProblem(url, model) ?? wireProblem(bedrockPlace(url.href, model)),
  connect: ({ baseUrl, config, headers, send, cloud }) => {
    const place = placeOf(baseUrl, config.model);
    if (typeof place === 'string') return refusing(place);
    const wire = place.api === 'converse' ? converse : (wireOf(place.model) as Wire);
    const sign = signerFor(place, headers, cloud?.aws);
    const timeout = timeoutMs(config, llmDefaults.timeout_s);
    return {
      ask: async (request, signal) => {
        if (request.tools?.length && !wire.tools)
          throw new EndpointError(
            'unsupported',
            `InvokeModel takes no tools for ${place.model}; use Converse`,
          );
        const body = JSON.stringify(wire.toBody(request));
        const opened = openEndpoint(place.url.href, await sign(body), send, timeout);
        return askOnce({ ...opened, binary: place.streams }, wire, { request, body, signal });
      },
    };
  },
};

function wireProblem({ api, model }: BedrockPlace): string | null {
  if (api === 'converse' || wireOf(model)) return null;
  return 'selects InvokeModel, whose body is known for Anthropic, Amazon Nova and Titan Text, Meta Llama 3 and 4, Mistral, OpenAI, Qwen and DeepSeek models; end it with /converse for any other';
}

function placeOf(baseUrl: string, model: string | null): BedrockPlace | string {
  try {
    const place = bedrockPlace(baseUrl, model);
    const problem = wireProblem(place);
    return problem === null ? place : `base_url ${problem}`;
  } catch (error) {
    return messageOf(error);
  }
}

const unsigned =
  'no credentials for bedrock: give credentials.aws (access_key_id, secret_access_key), or "Authorization" with a Bedrock API key in credentials.headers';

/** What signs each body: a given Authorization header as it is, else SigV4 with the target's keys. */
function signerFor(
  { url, region, streams }: BedrockPlace,
  given: Headers,
  keys: AwsKeys | undefined,
): (body: string) => Promise<Headers> {
  const accept = streams ? 'application/vnd.amazon.eventstream' : 'application/json';
  const headers = { ...given, 'content-type': 'application/json', accept };
  if (Object.keys(given).some((name) => /^authorization$/i.test(name))) return async () => headers;
  if (!keys) return () => Promise.reject(new EndpointError('refused', unsigned));
  return (body) => signAws({ url, headers, body, region }, keys);
}

interface Asked {
  readonly request: ChatRequest;
  readonly body: string;
  readonly signal?: AbortSignal;
}

async function askOnce(endpoint: Endpoint, wire: Wire, { request, body, signal }: Asked): Promise<RawAnswer> {
  try {
    const response = await postJson(endpoint, body, signal);
    if (endpoint.binary && isFramed(response.headers)) {
      if (response.truncated) throw damaged('the event stream is longer than the size limit');
      const events = await readFrames(response.bytes ?? new Uint8Array(), endpoint.excerpt);
      const answer = wire.join(events);
      const metrics = events.at(-1)?.value['amazon-bedrock-invocationMetrics'];
      if (answer)
        return withCounts(answer, isObject(metrics) ? metrics : {}, 'inputTokenCount', 'outputTokenCount');
      throw damaged('the event stream ended before its end mark');
    }
    const value = parseJson(endpoint, response);
    const answer = isObject(value) ? wire.read(value) : null;
    if (answer) return withCounts(answer, response.headers, ...countHeaders);
    throw new EndpointError('shape', `the answer does not have the model's shape (${keysSeen(value)})`, {
      billable: true,
    });
  } catch (error) {
    throw error instanceof EndpointError ? asUnsupported(error, request) : error;
  }
}

const countHeaders = ['x-amzn-bedrock-input-token-count', 'x-amzn-bedrock-output-token-count'] as const;

/** InvokeModel counts tokens beside the answer too, for the models whose own answer does not say. */
function withCounts(
  answer: RawAnswer,
  from: Record<string, unknown>,
  input: string,
  output: string,
): RawAnswer {
  const [inputTokens, outputTokens] = [Number(from[input]), Number(from[output])];
  if (answer.usage || Number.isNaN(inputTokens) || Number.isNaN(outputTokens)) return answer;
  return { ...answer, usage: { inputTokens, outputTokens } };
}

const isFramed = (headers: Headers): boolean =>
  /^application\/vnd\.amazon\.eventstream\b/i.test(headers['content-type'] ?? '');
