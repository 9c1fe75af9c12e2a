import { z } from 'zod';
import { isSafeUrl } from './safe-url.ts';

const url = z.string().max(4096).refine(isSafeUrl, 'must be an https URL; http only on this machine');
const word = z.string().min(1).max(4096);

/** The older and the usual form of what a service account signs in with. */
const serviceAccount = z.object({
  type: z.literal('service_account'),
  client_email: word,
  private_key: z
    .string()
    .max(32_768)
    .regex(/-----BEGIN (?:RSA )?PRIVATE KEY-----/, 'must be a private key in PEM form'),
  private_key_id: word.optional(),
  project_id: word.optional(),
  token_uri: url.default('https://oauth2.googleapis.com/token'),
});

/** Where the outside token of a workload comes from. Programs and metadata services are not asked. */
const source = z.object({
  file: word.optional(),
  url: url.optional(),
  headers: z.record(z.string(), z.string()).optional(),
  format: z
    .object({ type: z.enum(['text', 'json']), subject_token_field_name: word.optional() })
    .refine(
      ({ type, subject_token_field_name: name }) => type === 'text' || name !== undefined,
      'type "json" needs subject_token_field_name',
    )
    .optional(),
});

/** Workload identity federation (AIP-4117). */
const externalAccount = z.object({
  type: z.literal('external_account'),
  audience: word,
  subject_token_type: word,
  token_url: url.default('https://sts.googleapis.com/v1/token'),
  service_account_impersonation_url: url.optional(),
  service_account_impersonation: z
    .object({ token_lifetime_seconds: z.number().int().min(600).max(43_200).optional() })
    .optional(),
  client_id: word.optional(),
  client_secret: word.optional(),
  workforce_pool_user_project: word.optional(),
  credential_source: z
    .looseObject({ executable: z.unknown().optional(), environment_id: z.unknown().optional() })
    .refine((given) => given.executable === undefined, 'executable sources are not run; use file or url')
    .refine(
      (given) => given.environment_id === undefined,
      'AWS sources ask the metadata service, which is never contacted; use file or url',
    )
    .refine((given) => (given.file === undefined) !== (given.url === undefined), 'needs either file or url')
    .pipe(source),
});

/** A person's own sign-in, as `gcloud auth application-default login` stores it. */
const authorizedUser = z.object({
  type: z.literal('authorized_user'),
  client_id: word,
  client_secret: word,
  refresh_token: word,
  quota_project_id: word.optional(),
  token_uri: url.default('https://oauth2.googleapis.com/token'),
});

const schema = z.discriminatedUnion('type', [serviceAccount, externalAccount, authorizedUser], {
  error: 'must be "service_account", "external_account" or "authorized_user"',
});
export type GoogleKey = z.output<typeof schema>;

/** Reads the text of a key file. Throws an Error that names the field and never a value. */
export function readGoogleKey(text: string): GoogleKey {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error('is not the JSON text of a Google key file');
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) =>
    path.length > 0 ? `${path.join('.')}: ${message}` : message,
  );
  throw new Error(`is not a Google key file that can be used: ${problems.join('; ')}`);
}

/** What is wrong with the text of a key file; null when nothing is. */
export function googleKeyProblem(text: string): string | null {
  try {
    readGoogleKey(text);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}
