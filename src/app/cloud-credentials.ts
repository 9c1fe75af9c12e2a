import type { CloudAccess } from '#src/config.ts';
import { AssayError, messageOf } from '#src/core/errors.ts';
import { type GoogleKey, readGoogleKey } from '#src/core/google-key.ts';
import type { LlmProvider } from '#src/core/llm-config.ts';
import type { Credentials } from '#src/core/target.ts';
import { readBelow, readKeyFile } from '#src/io/token-file.ts';
import { azureAuthority } from '#src/llm/cloud/azure-tokens.ts';
import type { AwsKeys, AzureSecret, Cloud } from '#src/llm/cloud/cloud.ts';
import { googleOrigins, googleSecrets } from '#src/llm/cloud/google-tokens.ts';

/** A target's cloud sign-in, opened: what its provider is given, where that may be sent, what must never be stored. */
export interface OpenedCloud {
  readonly cloud: Cloud;
  /** Origins of the sign-in, besides the target's own. */
  readonly origins: readonly string[];
  /** Grows when a token is issued. */
  readonly secrets: string[];
}

export interface CloudAsk {
  readonly provider: LlmProvider;
  readonly baseUrl: string;
  readonly credentials: Credentials | null;
  /** The operator's own credentials; null where targets may not use them. */
  readonly access: CloudAccess | null;
}

type Parts = Pick<Cloud, 'aws' | 'google' | 'azure'>;

/** Hosts whose owner gave out the credentials: an operator's own go nowhere else. */
const vendors: Readonly<Record<string, RegExp>> = {
  bedrock: /(?:^|\.)bedrock-runtime(?:-fips)?\.[a-z0-9-]+\.(?:amazonaws\.com(?:\.cn)?|api\.aws)$/,
  vertex: /^(?:[a-z0-9-]+-)?aiplatform\.googleapis\.com$/,
  'azure-openai': /\.(?:openai|cognitiveservices|services\.ai)\.azure\.(?:com|us|cn)$/,
};

const isVendor = (provider: string, url: string): boolean => {
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' && vendors[provider]?.test(hostname) === true;
};

/** Opens the sign-in that belongs to a target's provider. Its own credentials always win over the operator's. */
export function openCloud(ask: CloudAsk): OpenedCloud {
  const { provider, baseUrl, credentials, access } = ask;
  const own = ownParts(provider, credentials);
  const parts = own ?? (access && needsAmbient(ask) ? ambientParts(provider, access) : {});
  const secrets = secretsOf(parts);
  return {
    cloud: {
      ...parts,
      readTokenFile: (path) => readTokenFile(path, parts.google, ask),
      onToken: (token) => {
        if (!secrets.includes(token)) secrets.push(token);
      },
    },
    origins: [
      ...(parts.google ? googleOrigins(parts.google) : []),
      ...(parts.azure ? [azureAuthority(parts.azure, baseUrl)] : []),
    ],
    secrets,
  };
}

/** What the target itself brings for its provider; null for nothing. */
function ownParts(provider: LlmProvider, credentials: Credentials | null): Parts | null {
  const { aws, gcp, azure } = credentials ?? {};
  if (provider === 'bedrock' && aws)
    return { aws: awsKeys(aws.access_key_id, aws.secret_access_key, aws.session_token) };
  if (provider === 'vertex' && gcp) return { google: readGoogleKey(gcp.key) };
  if (provider === 'azure-openai' && azure)
    return {
      azure: azureSecret(azure.tenant_id, azure.client_id, azure.client_secret, azure.authority_host),
    };
  return null;
}

const awsKeys = (accessKeyId: string, secretAccessKey: string, sessionToken?: string): AwsKeys => ({
  accessKeyId,
  secretAccessKey,
  ...(sessionToken && { sessionToken }),
});

const azureSecret = (
  tenantId: string,
  clientId: string,
  clientSecret: string,
  authorityHost: string | null = null,
): AzureSecret => ({ tenantId, clientId, clientSecret, authorityHost });

/** Nothing of the target's signs in, and the host is the vendor's: the only place where the operator's own may go. */
function needsAmbient({ provider, baseUrl, credentials }: CloudAsk): boolean {
  const { token, cookie, headers = {} } = credentials ?? {};
  const signs = Object.keys(headers).some((name) => /^(?:authorization|api-key|x-goog-api-key)$/i.test(name));
  return !token && !cookie && !signs && URL.canParse(baseUrl) && isVendor(provider, baseUrl);
}

function ambientParts(provider: LlmProvider, access: CloudAccess): Parts {
  const { aws, azure, googleKeyFile } = access;
  if (provider === 'bedrock' && aws) return { aws: awsKeys(aws.keyId, aws.secret, aws.session) };
  if (provider === 'azure-openai' && azure)
    return { azure: azureSecret(azure.tenant, azure.client, azure.secret) };
  if (provider === 'vertex' && googleKeyFile) return { google: ambientGoogle(googleKeyFile) };
  return {};
}

function ambientGoogle(path: string): GoogleKey {
  try {
    return readGoogleKey(readKeyFile(path));
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? messageOf(error);
    throw new AssayError('unavailable', `GOOGLE_APPLICATION_CREDENTIALS: the file cannot be used: ${why}`);
  }
}

const googleSignIn = /^https:\/\/(?:sts|iamcredentials)(?:\.[a-z0-9-]+)*\.googleapis\.com$/;

/** A workload's token is the operator's: it is read from their folder, and nothing made of it goes past Google. */
async function readTokenFile(
  path: string,
  key: GoogleKey | undefined,
  { access, provider, baseUrl }: CloudAsk,
) {
  if (!access)
    throw new Error(
      'credential_source.file is not read: this server does not allow it; its operator can, with ASSAY_ALLOW_CLOUD_CREDENTIALS=1 and ASSAY_CLOUD_TOKEN_DIR',
    );
  const origins = key ? googleOrigins(key) : [];
  if (!origins.every((origin) => googleSignIn.test(origin)) || !isVendor(provider, baseUrl))
    throw new Error(
      'credential_source.file is for Google only: base_url, token_url and service_account_impersonation_url must be its hosts',
    );
  return readBelow(access.tokenDir, path);
}

function secretsOf({ aws, google, azure }: Parts): string[] {
  return [
    ...(aws ? [aws.accessKeyId, aws.secretAccessKey, aws.sessionToken] : []),
    ...(google ? googleSecrets(google) : []),
    azure?.clientSecret,
  ].filter((value) => value !== undefined);
}
