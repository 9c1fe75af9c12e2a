import { z } from 'zod';

const plugin = z.object({ id: z.string(), title: z.string(), description: z.string() });
const jsonSchema = z.record(z.string(), z.unknown()).meta({ description: 'JSON Schema (2020-12)' });

export const CatalogueOut = z
  .object({
    version: z.string(),
    kinds: z.array(plugin),
    providers: z.array(plugin.extend({ available: z.boolean(), settings: jsonSchema.nullable() })),
    strategies: z.array(
      plugin.extend({
        family: z.string(),
        reference: z.string(),
        needs: z.array(z.string()),
        max_calls: z.number(),
        composable: z.boolean(),
      }),
    ),
    modules: z.array(
      plugin.extend({ category: z.string(), goals: z.number().int(), techniques: z.array(z.string()) }),
    ),
    datasets: z.array(
      plugin.extend({
        seeds: z.number().int(),
        collection: z.object({
          url: z.string(),
          licence: z.string(),
          licence_url: z.string(),
          licence_note: z.string().nullable(),
          gated: z.boolean(),
          part: z.string(),
        }),
        cached: z
          .object({
            rows: z.number().int(),
            sha256: z.string(),
            fetched_at: z.string(),
            bytes: z.number().int(),
          })
          .nullable(),
      }),
    ),
    guardrails: z.array(plugin),
    judges: z.array(plugin),
    profiles: z.array(z.object({ id: z.string(), attempts: z.number().int() })),
    severities: z.array(z.string()),
    finding_statuses: z.array(z.string()),
    scan_statuses: z.array(z.string()),
    scopes: z.array(z.string()),
    report_formats: z.array(z.string()),
    integration_kinds: z.array(z.string()),
    forms: z.object({ url: jsonSchema, llm: jsonSchema }),
  })
  .meta({
    id: 'Catalogue',
    description: 'What this installation can do; forms and help are drawn from it',
    example: {
      profiles: [{ id: 'quick', attempts: 25 }],
      severities: ['critical', 'high', 'medium', 'low', 'info'],
    },
  });
