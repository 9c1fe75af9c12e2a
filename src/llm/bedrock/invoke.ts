import { anthropic } from './anthropic.ts';
import { completions, llama3, llama4, mistralPrompt, titan } from './completions.ts';
import { converse, converseBody } from './converse.ts';
import type { Wire } from './wire.ts';

/** Amazon Nova takes and gives what Converse does, its stream events as keys instead of frame names. */
const nova: Wire = {
  tools: true,
  toBody: (request) => ({ schemaVersion: 'messages-v1', ...converseBody(request) }),
  read: converse.read,
  join: (events) =>
    converse.join(
      events.flatMap(({ value }) =>
        Object.entries(value).map(([name, inner]) => ({ name, value: (inner ?? {}) as typeof value })),
      ),
    ),
};

const families: readonly (readonly [RegExp, Wire])[] = [
  [/^anthropic\./, anthropic],
  [/^amazon\.nova/, nova],
  [/^amazon\.titan-text/, titan],
  [/^meta\.llama3/, llama3],
  [/^meta\.llama4/, llama4],
  [/^mistral\.(?:mistral-7b|mixtral|mistral-(?:large|small)-2402)/, mistralPrompt],
  [/^(?:mistral|openai|qwen|deepseek)\./, completions],
];

/** The id without what a cross-region profile or an ARN puts in front: "us.", "global.", "arn:…/". */
const bareId = (model: string): string =>
  model.replace(/^arn:.*\//, '').replace(/^(?:us-gov|[a-z]{2,6})\.(?=[a-z]+\.)/, '');

/** How a model is spoken to through InvokeModel; undefined for families that are not known. */
export const wireOf = (model: string): Wire | undefined =>
  families.find(([pattern]) => pattern.test(bareId(model)))?.[1];
