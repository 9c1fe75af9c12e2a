import { z } from 'zod';

const name = z
  .string()
  .min(1)
  .max(200)
  .refine((text) => text.trim().length > 0, 'must not be blank');
/** As GitHub's tokens are; anything that could break out of a header is refused. */
const token = z
  .string()
  .min(1)
  .max(1000)
  .regex(/^[\x21-\x7e]+$/, 'must be printable ASCII without spaces')
  .meta({ writeOnly: true, 'x-secret': true });
const branch = z.string().min(1).max(250);

/** Body of POST /repos/github. */
export const githubCreateSchema = z.strictObject({
  url: z.string().min(1).max(500),
  token: token.nullable().optional(),
  default_branch: branch.nullable().optional(),
});
export type GithubCreate = z.output<typeof githubCreateSchema>;

/** Body of POST /repos/local. */
export const localCreateSchema = z.strictObject({
  local_path: z.string().min(1).max(4096),
  name: name.optional(),
  default_branch: branch.nullable().optional(),
});
export type LocalCreate = z.output<typeof localCreateSchema>;

/** Body of PATCH /repos/{id}: absent is left alone; a null `default_branch` goes back to the repository's own. */
export const repositoryPatchSchema = z.strictObject({
  name: name.optional(),
  default_branch: branch.nullable().optional(),
  token: token.optional(),
  clear_token: z.boolean().optional(),
});
export type RepositoryPatch = z.output<typeof repositoryPatchSchema>;

/** Body of POST /repos/{id}/scan. */
export const repoScanSchema = z.strictObject({
  scanners: z.array(z.string().min(1).max(100)).min(1).max(100).nullable().optional(),
  ref: branch.nullable().optional(),
  commit_sha: z
    .string()
    .regex(/^(?:[0-9a-fA-F]{40}|[0-9a-fA-F]{64})$/, 'must be a full commit id of 40 hexadecimal digits')
    .transform((id) => id.toLowerCase())
    .nullable()
    .optional(),
  history: z.boolean().optional().meta({
    description: 'earlier versions of files too, for secrets that are not in them any more; default: false',
  }),
  check_liveness: z.boolean().optional().meta({
    description:
      'asks the vendors of secrets that are found whether they work, with the secret; default: false',
  }),
});
export type RepoScanCreate = z.output<typeof repoScanSchema>;
