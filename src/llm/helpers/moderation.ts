import { EndpointError } from '../endpoint-error.ts';
import { type Endpoint, parseJson, postJson } from '../post.ts';
import type { ProviderConnection } from '../providers/provider.ts';
import { isObject, keysSeen } from '../shapes.ts';

/**
 * An OpenAI-compatible moderation endpoint (`POST /v1/moderations`): the last message is classified; the text of the
 * answer is the first result as JSON, `{flagged, categories, category_scores}`.
 */
export const moderationConnection = (endpoint: Endpoint, model: string | null): ProviderConnection => ({
  ask: async ({ messages }, signal) => {
    const input = messages.at(-1)?.content ?? '';
    const response = await postJson(endpoint, JSON.stringify({ ...(model && { model }), input }), signal);
    const value = parseJson(endpoint, response);
    const result = firstResult(value);
    if (result) return { text: JSON.stringify(result), usage: { outputTokens: 0 } };
    throw new EndpointError('shape', `the answer has no results[0] (${keysSeen(value)})`, {
      billable: true,
    });
  },
});

function firstResult(value: unknown): Record<string, unknown> | null {
  const first = isObject(value) && Array.isArray(value.results) ? value.results[0] : undefined;
  return isObject(first) ? first : null;
}
