import type { SwaggerOptions } from '@fastify/swagger';
import { createJsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { meanings } from './schemas/common.ts';

type Json = Record<string, unknown>;
type Document = {
  paths?: Record<string, Record<string, Json>>;
  components?: { schemas?: Record<string, Json> };
};

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

const toSchema = createJsonSchemaTransform({});

const refName = (schema: unknown): string | undefined =>
  isObject(schema) && typeof schema.$ref === 'string' ? schema.$ref.split('/').at(-1) : undefined;

/** An example for a media type: the schema's own, its component's, or a list of the items' one. */
function exampleOf(schema: unknown, components: Record<string, Json>): unknown {
  if (!isObject(schema)) return undefined;
  if (schema.example !== undefined) return schema.example;
  const name = refName(schema);
  if (name) return components[name]?.example;
  if (schema.type === 'array') {
    const item = exampleOf(schema.items, components);
    return item === undefined ? undefined : [item];
  }
  return undefined;
}

/** Puts examples where explorers and generators look for them: beside the schema of each body and response. */
function addExamples(value: unknown, components: Record<string, Json>): void {
  if (!isObject(value)) return;
  if (isObject(value.content)) {
    for (const media of Object.values(value.content)) {
      if (!isObject(media) || media.example !== undefined) continue;
      const example = exampleOf(media.schema, components);
      if (example !== undefined) media.example = example;
    }
  }
  for (const inner of Object.values(value)) addExamples(inner, components);
}

function collectRefs(value: unknown, found: Set<string>, components: Record<string, Json>): void {
  if (!isObject(value)) return;
  const name = refName(value);
  if (name && !found.has(name)) {
    found.add(name);
    collectRefs(components[name], found, components);
  }
  for (const inner of Object.values(value)) collectRefs(inner, found, components);
}

/** Creating routes take an Idempotency-Key; the header is read by one function and so described by one. */
const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  schema: { type: 'string', minLength: 1, maxLength: 255 },
  description: 'A retry with the same key and body within 24 hours gets the first answer and creates nothing',
  example: '0b9f6a54-create-staging',
};

/** Says what each status means where a route says nothing itself. */
function describeStatuses(document: Document): void {
  for (const operation of Object.values(document.paths ?? {}).flatMap((path) => Object.values(path))) {
    for (const [status, response] of Object.entries((operation.responses ?? {}) as Record<string, Json>)) {
      if (response.description !== 'Default Response') continue;
      response.description = meanings[Number(status) as keyof typeof meanings] ?? response.description;
    }
  }
}

/** What anybody may call has no workspace that a key could be kept for. */
const creates = (post: Json, responses: Json): boolean =>
  '201' in responses || ('202' in responses && !(Array.isArray(post.security) && post.security.length === 0));

function addIdempotency(document: Document): void {
  for (const path of Object.values(document.paths ?? {})) {
    const post = path.post;
    if (!post || !isObject(post.responses) || !creates(post, post.responses)) continue;
    post.parameters = [...((post.parameters as Json[] | undefined) ?? []), idempotencyKey];
  }
}

/** Each schema is written once for what comes in and once for what goes out; only what is referred to stays. */
function finish(document: Document): Document {
  const components = document.components?.schemas ?? {};
  addExamples(document.paths, components);
  addIdempotency(document);
  describeStatuses(document);
  const used = new Set<string>();
  collectRefs(document.paths, used, components);
  const schemas = Object.fromEntries(Object.entries(components).filter(([name]) => used.has(name)));
  return { ...document, components: { ...document.components, schemas } };
}

/** Options of @fastify/swagger: OpenAPI 3.1 drawn from the zod schemas of the routes. */
export const swaggerOptions = (version: string): SwaggerOptions => ({
  openapi: {
    openapi: '3.1.0',
    info: {
      title: 'Assay',
      version,
      description: 'Self-hosted security scanner for web apps, repositories and language models.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'An API key of one workspace' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'assay_session',
          description: 'A browser that signed in',
        },
      },
    },
    security: [{ key: [] }, { session: [] }],
  },
  transform: (input) => {
    const config = (input.route.config ?? {}) as { access?: string };
    const made = toSchema(input as never) as { schema: Json; url: string };
    if (!isObject(made.schema) || made.schema.hide) return made;
    if (config.access === 'public') made.schema.security = [];
    else if (config.access && config.access !== 'any') made.schema['x-scope'] = config.access;
    return made;
  },
  transformObject: (document) => finish(jsonSchemaTransformObject(document as never) as Document) as never,
});
