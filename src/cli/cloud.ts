import type { Command } from 'commander';
import { usage } from './failure.ts';
import { readText } from './read-text.ts';

/** Ways to give cloud credentials that leave none of them in the process list. */
export interface CloudOptions {
  readonly awsEnv?: boolean;
  readonly gcpKeyFile?: string;
  readonly azureEnv?: boolean;
}

export const addCloudOptions = (command: Command): Command =>
  command
    .option(
      '--aws-env',
      'bedrock: sign with AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and, where set, AWS_SESSION_TOKEN',
    )
    .option(
      '--gcp-key-file <file>',
      'vertex: key file of a service account or workload identity, - for standard input',
    )
    .option('--azure-env', 'azure-openai: AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET');

/** The fields of `credentials` that a command line asks for. Throws `Failure` that names what is not set. */
export function readCloud({ awsEnv, gcpKeyFile, azureEnv }: CloudOptions): Record<string, unknown> {
  const { env } = process;
  return {
    ...(awsEnv && {
      aws: {
        ...required('--aws-env', {
          access_key_id: 'AWS_ACCESS_KEY_ID',
          secret_access_key: 'AWS_SECRET_ACCESS_KEY',
        }),
        ...(env.AWS_SESSION_TOKEN && { session_token: env.AWS_SESSION_TOKEN }),
      },
    }),
    ...(gcpKeyFile !== undefined && { gcp: { key: readText(gcpKeyFile, '--gcp-key-file') } }),
    ...(azureEnv && {
      azure: {
        ...required('--azure-env', {
          tenant_id: 'AZURE_TENANT_ID',
          client_id: 'AZURE_CLIENT_ID',
          client_secret: 'AZURE_CLIENT_SECRET',
        }),
        ...(env.AZURE_AUTHORITY_HOST && { authority_host: env.AZURE_AUTHORITY_HOST }),
      },
    }),
  };
}

function required(option: string, fields: Record<string, string>): Record<string, string> {
  const missing = Object.values(fields).filter((name) => !process.env[name]);
  if (missing.length > 0)
    throw usage(`${option}: ${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} not set`);
  return Object.fromEntries(Object.entries(fields).map(([field, name]) => [field, process.env[name] ?? '']));
}
