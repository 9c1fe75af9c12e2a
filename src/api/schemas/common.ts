import { z } from 'zod';

export const exampleId = '7c5f1f0e-52a4-4c1e-9a3e-1d2b8f6f0a11';
export const exampleTime = '2026-05-04T09:30:00.000Z';

export const id = z.guid().meta({ example: exampleId });
export const time = z
  .string()
  .meta({ format: 'date-time', description: 'ISO 8601, UTC', example: exampleTime });

export const idParams = z.strictObject({ id });

/** A query that takes nothing: anything in it is refused by name. */
export const noQuery = z.strictObject({});

/** How lists page: at most `limit` rows, from `cursor` on; the next page's address is in the Link header. */
export const paging = {
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(500)
    .optional()
    .meta({ description: 'rows at most; the next page is in the Link header', example: 50 }),
  cursor: z
    .string()
    .min(1)
    .max(500)
    .optional()
    .meta({ description: 'where to go on, as the Link header gives it' }),
};

export const search = z
  .string()
  .max(500)
  .optional()
  .meta({ description: 'part of the name or URL', example: 'staging' });

export const ErrorOut = z.object({ detail: z.string() }).meta({
  id: 'Error',
  description: 'An expected failure, in one sentence',
  example: { detail: 'target not found' },
});

export const InvalidOut = z
  .object({
    detail: z.array(
      z.object({
        loc: z.array(z.union([z.string(), z.number()])),
        msg: z.string(),
        type: z.string(),
      }),
    ),
  })
  .meta({
    id: 'Invalid',
    description: 'One entry per field that is wrong',
    example: {
      detail: [
        {
          loc: ['body', 'llm_config', 'command'],
          msg: 'provider "executable" requires command',
          type: 'missing',
        },
      ],
    },
  });

/** What a status means in any answer of this API; the OpenAPI document says it of each. */
export const meanings = {
  200: 'Done',
  201: 'Created',
  202: 'Taken on; a worker does the rest',
  204: 'Done; no content',
  400: 'The request does not fit the state or kind of what it names',
  401: 'No key, or one that is not valid',
  403: 'The key lacks the scope',
  404: 'Unknown, or of another workspace',
  409: 'In conflict with the present state',
  413: 'The body is too large',
  422: 'Fields of the request are wrong, each by name',
  429: 'Too many requests; Retry-After says when',
  503: 'The database, or a service that was asked, is away',
} as const;

type Failure = Exclude<keyof typeof meanings, 200 | 201 | 202 | 204 | 422>;

/** Error responses of a route, for the OpenAPI document and the serializer. 401, 422, 429 and 503 are on every route. */
export function failures(...statuses: Failure[]): Record<number, z.ZodType> {
  const all = new Set<Failure>([401, 429, 503, ...statuses]);
  return Object.fromEntries([...[...all].map((status) => [status, ErrorOut]), [422, InvalidOut]]);
}

export const Nothing = z.null().meta({ description: 'No content' });
