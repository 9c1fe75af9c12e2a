import { z } from 'zod';
import { findingStatuses } from '#src/core/finding.ts';
import { severities } from '#src/core/severity.ts';
import { targetKinds } from '#src/core/target.ts';
import { triageSchema } from '#src/core/triage.ts';
import { exampleId, exampleTime, id, paging, time } from './common.ts';

const anything = z.record(z.string(), z.unknown());

export const FindingOut = z
  .object({
    id,
    scan_id: id,
    target_id: id,
    kind: z.enum(targetKinds),
    check_id: z.string(),
    fingerprint: z.string().meta({ description: 'the same flaw has the same one in every scan' }),
    title: z.string(),
    severity: z.enum(severities),
    confidence: z.number(),
    owasp_category: z.string().nullable(),
    technique: z.string().nullable(),
    cwe: z.number().int().nullable(),
    cvss: z.number().nullable(),
    location: anything,
    description: z.string(),
    remediation: z.string(),
    references: z.record(z.string(), z.array(z.string())),
    reference_titles: z
      .record(z.string(), z.string())
      .meta({ description: 'titles of the ids in `references` and of the weakness, as `CWE-1427`' }),
    evidence: z.array(anything).meta({
      description: '`screenshot`, where there is one, is the id of an artifact of this finding',
    }),
    proof: anything.meta({ description: '`kind` names the checker that can check it again' }),
    occurrences: z.number().int(),
    attempts: z.number().int().meta({ description: 'attempts the scan made at this category and technique' }),
    status: z.enum(findingStatuses),
    suppressed: z.boolean(),
    suppression_reason: z.string().nullable(),
    suppressed_until: time.nullable(),
    first_seen_at: time,
    last_seen_at: time,
    created_at: time,
  })
  .meta({
    id: 'FindingOut',
    example: {
      id: exampleId,
      scan_id: exampleId,
      target_id: exampleId,
      kind: 'llm',
      check_id: 'llm01-prompt-injection',
      fingerprint: '0f3a9c1e5b7d2a4486ce10f2a9d3b5c7',
      title: 'Instructions in a quoted document are followed',
      severity: 'high',
      confidence: 0.99,
      owasp_category: 'LLM01',
      technique: 'document-injection',
      cwe: 1427,
      cvss: null,
      location: {},
      description:
        'The model carried out an instruction that stood in a document it was told to treat as data.',
      remediation: 'Mark foreign text as data and check answers before acting on them.',
      references: { owasp: ['LLM01:2025'] },
      reference_titles: { 'LLM01:2025': 'Prompt Injection' },
      evidence: [],
      proof: { kind: 'nonce', token: 'K7QMX2VD4T' },
      occurrences: 3,
      attempts: 8,
      status: 'open',
      suppressed: false,
      suppression_reason: null,
      suppressed_until: null,
      first_seen_at: exampleTime,
      last_seen_at: exampleTime,
      created_at: exampleTime,
    },
  });

export const ArtifactParams = z.strictObject({ id, artifact_id: id });

/** Bytes: they go out as they are, past every serializer. */
export const ArtifactOut = {
  description: 'The picture',
  content: {
    'image/jpeg': { schema: z.string().meta({ format: 'binary', example: '(JPEG)' }) },
  },
};

const filters = {
  severity: z.enum(severities).optional(),
  owasp_category: z.string().max(50).optional().meta({ example: 'LLM01' }),
  technique: z.string().max(200).optional(),
  status: z.enum(findingStatuses).optional(),
  suppressed: z.stringbool().optional().meta({ type: 'boolean' }),
  q: z.string().max(500).optional().meta({ description: 'part of the title' }),
};

export const ScanFindingQuery = z.strictObject({ ...paging, ...filters });
export const FindingQuery = z.strictObject({
  ...paging,
  ...filters,
  kind: z.enum(targetKinds).optional(),
  target_id: id.optional(),
  scan_id: id.optional(),
});

export const TriageBody = triageSchema.meta({
  id: 'Triage',
  description: 'What is absent is left alone. `suppress: true` needs a reason; `until` lets it lapse',
  example: { status: 'accepted', suppress: true, reason: 'behind the VPN', until: '2026-12-31T00:00:00Z' },
});

export const ReplayOut = z
  .object({
    holds: z.boolean().meta({ description: 'whether the stored proof was shown again' }),
    verdict: z.object({
      outcome: z.string(),
      stage: z.string(),
      confidence: z.number(),
      reason: z.string(),
    }),
    exchange: z.array(z.unknown()).meta({ description: 'what was sent and answered, redacted' }),
    replayed_at: time,
  })
  .meta({
    id: 'Replay',
    example: {
      holds: true,
      verdict: { outcome: 'vulnerable', stage: 'nonce', confidence: 0.99, reason: 'the token was built' },
      exchange: [],
      replayed_at: exampleTime,
    },
  });
