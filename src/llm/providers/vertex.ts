import { z } from 'zod';
import type { ChatRequest } from '#src/core/chat.ts';
import { messageOf } from '#src/core/errors.ts';
import { llmConfigSchema, llmDefaults } from '#src/core/llm-config.ts';
import { googleTokens } from '../cloud/google-tokens.ts';
import { askWithToken } from '../cloud/tokens.ts';
import { EndpointError } from '../endpoint-error.ts';
import { type Endpoint, openEndpoint, parseJson, postJson } from '../post.ts';
import { isObject, keysSeen } from '../shapes.ts';
import { isEventStream, readEvents } from '../sse.ts';
import { geminiBody, readGemini } from '../vertex/gemini.ts';
import { placeProblem, type VertexPlace, vertexPlace } from '../vertex/place.ts';
import { asUnsupported, innerFailure, speakCompletions } from './openai-chat.ts';
import { type ChatProvider, type RawAnswer, refusing, timeoutMs } from './provider.ts';

/** Models in Google Vertex AI: generateContent, or the OpenAI-compatible endpoint for the rest of its models. */
export const vertex: ChatProvider = {
  id: 'vertex',
  title: 'Google Vertex AI',
  description:
    'A regional host, a model’s generateContent URL, or …/endpoints/openapi; a service account, workload identity or token signs in.',
  settings: z.object({
    model: llmConfigSchema.shape.model,
    system_prompt: llmConfigSchema.shape.system_prompt,
  }),
  tools: true,
  checkUrl: (url, { model }) => placeProblem(url, model),
  connect: ({ baseUrl, config, headers, send, cloud }) => {
    const key = cloud?.google;
    const place = placeOf(baseUrl, config.model, key && 'project_id' in key ? key.project_id : undefined);
    if (typeof place === 'string') return refusing(place);
    const timeout = timeoutMs(config, llmDefaults.timeout_s);
    const ask = place.api === 'openai' ? speakCompletions(place.model) : askGemini;
    if (signsIn(headers)) {
      const endpoint = openEndpoint(place.url.href, headers, send, timeout);
      return { ask: (request, signal) => ask(endpoint, request, signal) };
    }
    if (!cloud || !key) return refusing(unsigned);
    const tokens = googleTokens(key, cloud, send, timeout);
    const quota = key.type === 'authorized_user' ? key.quota_project_id : undefined;
    return {
      ask: askWithToken(tokens, (token, request, signal) => {
        const signed = {
          ...headers,
          Authorization: `Bearer ${token}`,
          ...(quota && { 'x-goog-user-project': quota }),
        };
        return ask(openEndpoint(place.url.href, signed, send, timeout), request, signal);
      }),
    };
  },
};

const unsigned =
  'no credentials for vertex: give credentials.gcp.key (the text of a service-account or workload-identity file), or "Authorization" with an access token in credentials.headers; metadata services are never asked';

const signsIn = (headers: Readonly<Record<string, string>>): boolean =>
  Object.keys(headers).some((name) => /^(authorization|x-goog-api-key)$/i.test(name));

function placeOf(baseUrl: string, model: string | null, project: string | undefined): VertexPlace | string {
  try {
    return vertexPlace(baseUrl, model, project);
  } catch (error) {
    return messageOf(error);
  }
}

async function askGemini(endpoint: Endpoint, request: ChatRequest, signal?: AbortSignal): Promise<RawAnswer> {
  try {
    const response = await postJson(endpoint, JSON.stringify(geminiBody(request)), signal);
    const streamed = isEventStream(response.headers['content-type'], response.body);
    const pieces = streamed ? readEvents(response.body) : [parseJson(endpoint, response)].flat();
    const failed = pieces.find((piece) => isObject(piece) && isObject(piece.error));
    if (isObject(failed)) throw innerFailure(endpoint, failed.error);
    const answer = readGemini(pieces);
    if (answer) return answer;
    throw new EndpointError('shape', `the answer has no candidates[0] (${keysSeen(pieces[0])})`, {
      billable: true,
    });
  } catch (error) {
    throw error instanceof EndpointError ? asUnsupported(error, request) : error;
  }
}
