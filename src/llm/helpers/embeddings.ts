import type { Chat } from '#src/core/chat.ts';
import { EndpointError } from '../endpoint-error.ts';
import { type Endpoint, parseJson, postJson } from '../post.ts';
import type { ProviderConnection } from '../providers/provider.ts';
import { isObject, keysSeen } from '../shapes.ts';

/** Body of a request and where its vectors are: the two shapes that embedding endpoints have. */
interface Shape {
  readonly body: (texts: readonly string[], model: string | null) => unknown;
  readonly vectors: (value: Record<string, unknown>) => unknown;
}

/** OpenAI `POST /v1/embeddings` (also vLLM, Ollama, LM Studio) and Cohere `POST /v1/embed` and `/v2/embed`. */
export const embeddingShapes = {
  openai: {
    body: (input, model) => ({ ...(model && { model }), input, encoding_format: 'float' }),
    vectors: ({ data }) =>
      Array.isArray(data) &&
      data
        .toSorted((a, b) => Number(a?.index ?? 0) - Number(b?.index ?? 0))
        .map((row) => (isObject(row) ? row.embedding : null)),
  },
  cohere: {
    body: (texts, model) => ({
      ...(model && { model }),
      texts,
      input_type: 'clustering',
      embedding_types: ['float'],
    }),
    vectors: ({ embeddings }) => (isObject(embeddings) ? embeddings.float : embeddings),
  },
} as const satisfies Record<string, Shape>;
export type EmbeddingShape = keyof typeof embeddingShapes;

/** Each message of a request is one text; the text of the answer is the list of their vectors as JSON. */
export const embeddingsConnection = (
  endpoint: Endpoint,
  shape: EmbeddingShape,
  model: string | null,
): ProviderConnection => ({
  ask: async ({ messages }, signal) => {
    const { body, vectors } = embeddingShapes[shape];
    const texts = messages.map(({ content }) => content);
    const response = await postJson(endpoint, JSON.stringify(body(texts, model)), signal);
    const value = parseJson(endpoint, response);
    const found = isObject(value) ? vectors(value) : null;
    if (isVectors(found, texts.length)) return { text: JSON.stringify(found), usage: { outputTokens: 0 } };
    throw new EndpointError(
      'shape',
      `the answer does not hold ${texts.length} vectors of one length in the ${shape} shape (${keysSeen(value)})`,
      { billable: true },
    );
  },
});

const isVectors = (value: unknown, count: number): value is number[][] => {
  if (!Array.isArray(value) || value.length !== count || count === 0) return false;
  const length = Array.isArray(value[0]) ? value[0].length : 0;
  return (
    length > 0 &&
    value.every((row) => Array.isArray(row) && row.length === length && row.every(Number.isFinite))
  );
};

/** Embeds texts through a chat of `embeddingsConnection`. Rejects as the chat does. */
export async function embed(chat: Chat, texts: readonly string[]): Promise<number[][]> {
  const messages = texts.map((content) => ({ role: 'user' as const, content }));
  const { text } = await chat({ messages, maxOutputTokens: 0 });
  return JSON.parse(text) as number[][];
}

/** Cosine of the angle between two vectors, −1 … 1; 0 when one of them is zero. */
export function cosine(a: readonly number[], b: readonly number[]): number {
  let dot = 0;
  let aa = 0;
  let bb = 0;
  for (let i = 0; i < a.length; i++) {
    dot += a[i]! * b[i]!;
    aa += a[i]! ** 2;
    bb += b[i]! ** 2;
  }
  return aa === 0 || bb === 0 ? 0 : dot / Math.sqrt(aa * bb);
}
