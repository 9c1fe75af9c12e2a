import { EndpointError } from '../endpoint-error.ts';
import { type Endpoint, postJson } from '../post.ts';
import type { ProviderConnection } from '../providers/provider.ts';
import { isObject, keysSeen } from '../shapes.ts';

/**
 * An OpenAI-compatible moderation endpoint (`POST /v1/moderations`): the last message is classified; the text of the
 * answer is the first result as JSON, `{flagged, categories, category_scores}`.
 */
export const moderationConnection = (endpoint: Endpoint, model: string | null): ProviderConnection => ({
  ask: async ({ messages }, signal) => {
    const input = messages.at(-1)?.content ?? '';
    const { body } = await postJson(endpoint, JSON.stringify({ ...(model && { model }), input }), signal);
    const result = firstResult(body);
    if (result) return { text: JSON.stringify(result), usage: { outputTokens: 0 } };
    throw new EndpointError('shape', `the answer has no results[0] (${keysSeen(parse(body))})`, {
      billable: true,
    });
  },
});

function firstResult(body: string): Record<string, unknown> | null {
  const value = parse(body);
  const first = isObject(value) && Array.isArray(value.results) ? value.results[0] : undefined;
  return isObject(first) ? first : null;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
