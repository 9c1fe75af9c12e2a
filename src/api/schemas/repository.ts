import { z } from 'zod';
import { sbomFormatIds } from '#src/app/sboms.ts';
import { findingStatuses } from '#src/core/finding.ts';
import { repositoryProviders } from '#src/core/repository.ts';
import {
  githubCreateSchema,
  localCreateSchema,
  repoScanSchema,
  repositoryPatchSchema,
} from '#src/core/repository-input.ts';
import { scanStatuses } from '#src/core/scan.ts';
import { severities } from '#src/core/severity.ts';
import { exampleId, exampleTime, id, paging, search, time } from './common.ts';
import { ScanOut } from './scan.ts';

const exampleCommit = '3f786850e387550fdab836ed7e6dc881de23001b';
const branch = z.string().nullable();

export const GithubCreate = githubCreateSchema.meta({
  id: 'GithubCreate',
  description:
    'A repository on GitHub; a private one needs a token that may read its contents. The same URL again keeps the id ' +
    'and takes the new token. `default_branch` stands in for the one that GitHub names',
  example: { url: 'https://github.com/acme/shop', token: 'github_pat_...' },
});

export const LocalCreate = localCreateSchema.meta({
  id: 'LocalCreate',
  description: 'A repository, bare repository or plain folder on the machine that scans; an absolute path',
  example: { local_path: '/srv/git/shop.git' },
});

export const RepositoryPatch = repositoryPatchSchema.meta({
  id: 'RepositoryPatch',
  description:
    'What is absent is left alone. A null `default_branch` goes back to the one that the repository names itself; ' +
    '`clear_token: true` forgets the token',
  example: { name: 'Shop', default_branch: 'develop' },
});

const LastScanOut = z
  .object({ id, status: z.enum(scanStatuses), created_at: time, finished_at: time.nullable() })
  .meta({ id: 'LastScan' });

export const RepositoryOut = z
  .object({
    id,
    name: z.string(),
    provider: z.enum(repositoryProviders),
    url: z.string(),
    local_path: z.string().nullable(),
    default_branch: branch.meta({ description: 'null where the repository has none, or is a plain folder' }),
    has_token: z.boolean().meta({ description: 'the token itself never comes back' }),
    has_webhook: z.boolean().meta({ description: 'GitHub may report pushes: its webhook has a secret' }),
    target_id: id.meta({ description: 'the mirror target' }),
    last_scan: LastScanOut.nullable(),
    created_at: time,
  })
  .meta({
    id: 'RepositoryOut',
    example: {
      id: exampleId,
      name: 'acme/shop',
      provider: 'github',
      url: 'https://github.com/acme/shop',
      local_path: null,
      default_branch: 'main',
      has_token: true,
      has_webhook: false,
      target_id: exampleId,
      last_scan: { id: exampleId, status: 'completed', created_at: exampleTime, finished_at: exampleTime },
      created_at: exampleTime,
    },
  });

export const RepositoryQuery = z.strictObject({ ...paging, q: search });

export const RepoScanCreate = repoScanSchema.meta({
  id: 'RepoScanCreate',
  description:
    'Without `scanners`: every embedded one, and every tool that is present. Without `ref`: the default branch. ' +
    'Without `commit_sha`: its newest commit',
  example: { ref: 'main', scanners: null },
});

export const RepoScanOut = z
  .object({
    ...ScanOut.shape,
    repository_id: id,
    scanners: z.array(z.string()).nullable().meta({ description: 'those that were asked for; null: all' }),
    ref: branch.meta({
      description: 'the branch or tag that was asked for, or that the commit was taken from',
    }),
    commit_sha: z.string().nullable().meta({ description: 'the commit that was asked for or scanned' }),
  })
  .meta({
    id: 'RepoScanOut',
    example: {
      id: exampleId,
      target_id: exampleId,
      repository_id: exampleId,
      kind: 'repo',
      status: 'queued',
      profile: 'standard',
      progress_pct: 0,
      current_stage: null,
      scanners: null,
      ref: 'main',
      commit_sha: null,
      summary: { critical: 0, high: 0, medium: 0, low: 0, info: 0, suppressed: 0 },
      grade: null,
      score: null,
      stats: {},
      error: null,
      created_at: exampleTime,
      started_at: null,
      finished_at: null,
    },
  });

export const RepoScanQuery = z.strictObject({ ...paging });
export const repoScanParams = z.strictObject({ scan_id: id });

export const RepoFindingQuery = z.strictObject({
  ...paging,
  severity: z.enum(severities).optional(),
  scanner: z.string().max(100).optional().meta({ example: 'sast' }),
  only_new_against: z.string().min(1).max(250).optional().meta({
    description:
      'a branch, by its last completed scan, or the id of a scan: what that one has too is left out',
    example: 'main',
  }),
  status: z.enum(findingStatuses).optional(),
  suppressed: z.stringbool().optional().meta({ type: 'boolean' }),
  q: z.string().max(500).optional().meta({ description: 'part of the title' }),
});

const FlowStepOut = z
  .object({ path: z.string(), line: z.number().int(), message: z.string() })
  .meta({ id: 'FlowStep', description: 'one step from source to sink' });

export const fixStatuses = ['fixed', 'not_fixed'] as const;

export const RepoFindingOut = z
  .object({
    id,
    scan_id: id,
    repository_id: id,
    scanner: z.string(),
    rule_id: z.string(),
    fingerprint: z.string().meta({ description: 'the same flaw has the same one in every scan' }),
    title: z.string(),
    severity: z.enum(severities),
    confidence: z.number(),
    description: z.string(),
    remediation: z.string(),
    cwe: z.number().int().nullable(),
    file_path: z.string().nullable(),
    line_start: z.number().int().nullable(),
    line_end: z.number().int().nullable(),
    code_snippet: z.string().nullable().meta({ description: 'secrets in it are redacted' }),
    flow: z.array(FlowStepOut).nullable(),
    commit_sha: z.string().nullable(),
    cve: z.string().nullable(),
    advisories: z.array(z.string()),
    package: z.string().nullable(),
    purl: z.string().nullable(),
    ecosystem: z.string().nullable(),
    installed_version: z.string().nullable(),
    fixed_version: z.string().nullable().meta({ description: 'the lowest version without the flaw' }),
    fix_status: z
      .enum(fixStatuses)
      .nullable()
      .meta({ description: 'fixed: an update closes it; not_fixed: none does yet; null: no package' }),
    dev_dependency: z.boolean().nullable(),
    references: z.record(z.string(), z.array(z.string())),
    proof: z.record(z.string(), z.unknown()),
    status: z.enum(findingStatuses),
    suppressed: z.boolean(),
    suppression_reason: z.string().nullable(),
    suppressed_until: time.nullable(),
    first_seen_at: time,
    last_seen_at: time,
    created_at: time,
  })
  .meta({
    id: 'RepoFinding',
    example: {
      id: exampleId,
      scan_id: exampleId,
      repository_id: exampleId,
      scanner: 'sca',
      rule_id: 'sca-vulnerable-package',
      fingerprint: '0f3a9c1e5b7d2a4486ce10f2a9d3b5c7',
      title: 'lodash 4.17.20: command injection',
      severity: 'high',
      confidence: 1,
      description: 'Versions before 4.17.21 run what a template option holds.',
      remediation: 'Update lodash to 4.17.21.',
      cwe: 77,
      file_path: 'package-lock.json',
      line_start: 812,
      line_end: 812,
      code_snippet: '"node_modules/lodash": {',
      flow: null,
      commit_sha: exampleCommit,
      cve: 'CVE-2021-23337',
      advisories: ['GHSA-35jh-r3h4-6jhm', 'CVE-2021-23337'],
      package: 'lodash',
      purl: 'pkg:npm/lodash@4.17.20',
      ecosystem: 'npm',
      installed_version: '4.17.20',
      fixed_version: '4.17.21',
      fix_status: 'fixed',
      dev_dependency: false,
      references: { url: ['https://osv.dev/vulnerability/GHSA-35jh-r3h4-6jhm'] },
      proof: { kind: 'version-range' },
      status: 'open',
      suppressed: false,
      suppression_reason: null,
      suppressed_until: null,
      first_seen_at: exampleTime,
      last_seen_at: exampleTime,
      created_at: exampleTime,
    },
  });

export const WebhookOut = z
  .object({
    url: z.string().meta({ description: 'Payload URL of the webhook, as this request reached the server' }),
    content_type: z.literal('application/json'),
    secret: z.string().meta({ description: 'shown this once' }),
    events: z.array(z.string()),
  })
  .meta({
    id: 'WebhookOut',
    example: {
      url: 'https://assay.example.com/repos/webhooks/github',
      content_type: 'application/json',
      secret: '(shown once)',
      events: ['push'],
    },
  });

export const DeliveryOut = z
  .object({ scan_id: id.nullable(), detail: z.string() })
  .meta({ id: 'DeliveryOut', example: { scan_id: exampleId, detail: 'a scan is commissioned' } });

export const SbomQuery = z.strictObject({
  format: z
    .enum(sbomFormatIds)
    .default('cyclonedx')
    .meta({ description: 'CycloneDX 1.6 or SPDX 2.3, as JSON' }),
});
export const SbomMakeQuery = z.strictObject({
  ...SbomQuery.shape,
  ref: z
    .string()
    .min(1)
    .max(250)
    .optional()
    .meta({ description: 'a branch or tag; default: the default branch' }),
});

const sbomText = z.string().meta({ example: '{"bomFormat": "CycloneDX", "specVersion": "1.6"}' });

/** A document of its own format: it goes out as it is stored, past every serializer. */
export const SbomOut = {
  description: 'The bill of materials',
  content: {
    'application/vnd.cyclonedx+json': { schema: sbomText },
    'application/spdx+json': { schema: sbomText },
  },
};
