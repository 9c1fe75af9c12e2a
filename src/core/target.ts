import { z } from 'zod';
import { googleKeyProblem } from './google-key.ts';
import type { LlmConfig } from './llm-config.ts';
import { isSafeUrl } from './safe-url.ts';

export const targetKinds = ['url', 'repo', 'llm'] as const;
export type TargetKind = (typeof targetKinds)[number];

/** Forms hide what carries this mark, and it is never in a response. */
const secret = { 'x-secret': true, writeOnly: true };
const text = (max: number) => z.string().min(1).max(max);
const secretText = (max: number) => text(max).meta(secret);
const password = z
  .string()
  .max(4096)
  .meta({ ...secret, format: 'password' });
const secretHeaders = () =>
  headersSchema.meta({ ...secret, description: 'HTTP headers sent with every request' });
const headerName = z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, 'is not a valid HTTP header name');
const headerValue = z
  .string()
  .max(16_384)
  .regex(/^[^\r\n\0]*$/, 'must not contain line breaks');

/** HTTP headers by name; used wherever users give headers. */
export const headersSchema = z.record(headerName, headerValue);

/** An access key of AWS; the session token belongs to temporary ones. */
const awsSchema = z.strictObject({
  access_key_id: secretText(128).regex(/^\w+$/, 'must be letters and digits, such as AKIA…'),
  secret_access_key: secretText(256),
  session_token: secretText(16_384).optional(),
});

/** The text of a Google key file: service account, workload identity ("external_account"), or a user's own. */
const googleSchema = z.strictObject({
  key: secretText(65_536).check((context) => {
    const message = googleKeyProblem(context.value);
    if (message !== null) context.issues.push({ code: 'custom', message, input: '' });
  }),
});

/** An application that is registered with Microsoft Entra. */
const azureSchema = z.strictObject({
  tenant_id: text(256).regex(/^[\w.-]+$/, 'must be the id or a domain name of a tenant'),
  client_id: text(256).regex(/^[\w.-]+$/, 'must be the id of an application'),
  client_secret: secretText(4096),
  authority_host: text(2048)
    .refine(isSafeUrl, 'must be an https URL; http only on this machine')
    .meta({ description: 'default: the sign-in host of the cloud that base_url is in' })
    .optional(),
});

/** What a scan may sign in with. Sealed as one piece; never in a response. */
export const credentialsSchema = z
  .strictObject({
    username: text(512),
    password,
    token: secretText(16_384),
    cookie: secretText(16_384),
    totp_secret: secretText(512),
    headers: secretHeaders(),
    aws: awsSchema,
    gcp: googleSchema,
    azure: azureSchema,
    secondary: z
      .strictObject({
        username: text(512),
        password,
        token: secretText(16_384),
        cookie: secretText(16_384),
        headers: secretHeaders(),
      })
      .partial(),
  })
  .partial();
export type Credentials = z.infer<typeof credentialsSchema>;

/** A target as pipelines and use cases see it; secrets are opened separately, at the moment of use. */
export interface Target {
  readonly id: string;
  readonly workspaceId: string;
  readonly kind: TargetKind;
  readonly name: string;
  readonly baseUrl: string;
  readonly scope: readonly string[] | null;
  readonly excludePaths: readonly string[] | null;
  readonly hasCredentials: boolean;
  readonly repositoryId: string | null;
  readonly llmConfig: LlmConfig | null;
  readonly createdAt: Date;
}
