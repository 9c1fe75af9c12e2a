import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CloudAccess, readConfig } from '#src/config.ts';
import { type CloudAsk, openCloud } from './cloud-credentials.ts';

let dir: string;
let access: CloudAccess;
const key = JSON.stringify({
  type: 'authorized_user',
  client_id: 'c',
  client_secret: 'operator-client-secret',
  refresh_token: 'operator-refresh-token',
});

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'assay-cloud-'));
  await writeFile(join(dir, 'key.json'), key);
  await writeFile(join(dir, 'token'), 'subject-token');
  await symlink('/etc/hostname', join(dir, 'way-out'));
  access = readConfig({
    ASSAY_ALLOW_CLOUD_CREDENTIALS: '1',
    ASSAY_CLOUD_TOKEN_DIR: dir,
    AWS_ACCESS_KEY_ID: 'AKIAOPERATOR',
    AWS_SECRET_ACCESS_KEY: 'operator-secret',
    GOOGLE_APPLICATION_CREDENTIALS: join(dir, 'key.json'),
    AZURE_TENANT_ID: 't',
    AZURE_CLIENT_ID: 'c',
    AZURE_CLIENT_SECRET: 'operator-azure-secret',
  }).cloud!;
});
afterAll(() => rm(dir, { recursive: true }));

const ask = (provider: CloudAsk['provider'], baseUrl: string, more: Partial<CloudAsk> = {}) =>
  openCloud({ provider, baseUrl, credentials: null, access, ...more });

describe("the operator's own credentials", () => {
  test.each([
    ['bedrock', 'https://bedrock-runtime.us-east-1.amazonaws.com', 'aws'],
    ['bedrock', 'https://vpce-1.bedrock-runtime.us-east-1.vpce.amazonaws.com', null],
    ['bedrock', 'http://bedrock-runtime.us-east-1.amazonaws.com', null],
    ['bedrock', 'https://bedrock-runtime.us-east-1.amazonaws.com.evil.test', null],
    ['bedrock', 'https://evil.execute-api.us-east-1.amazonaws.com', null],
    ['bedrock', 'https://127.0.0.1:9/?region=us-east-1', null],
    ['vertex', 'https://us-central1-aiplatform.googleapis.com', 'google'],
    ['vertex', 'https://aiplatform.googleapis.com', 'google'],
    ['vertex', 'https://storage.googleapis.com', null],
    ['vertex', 'https://evil.test/aiplatform.googleapis.com', null],
    ['azure-openai', 'https://r.openai.azure.com', 'azure'],
    ['azure-openai', 'https://r.services.ai.azure.com', 'azure'],
    ['azure-openai', 'https://r.azurewebsites.net', null],
    ['openai-chat', 'https://r.openai.azure.com', null],
  ] as const)('%s at %s: %s', (provider, url, part) => {
    const { cloud, secrets } = ask(provider, url);
    expect(Object.keys(cloud).filter((name) => ['aws', 'google', 'azure'].includes(name))).toEqual(
      part ? [part] : [],
    );
    expect(secrets.length > 0).toBe(part !== null);
    expect(ask(provider, url, { access: null }).secrets).toEqual([]);
  });

  test('give way to whatever the target brings itself', () => {
    const url = 'https://bedrock-runtime.us-east-1.amazonaws.com';
    const aws = { access_key_id: 'AKIAOWN', secret_access_key: 'own' };
    expect(ask('bedrock', url, { credentials: { aws } }).cloud.aws?.accessKeyId).toBe('AKIAOWN');
    for (const credentials of [{ token: 't' }, { headers: { authorization: 'Bearer x' } }])
      expect(ask('bedrock', url, { credentials }).cloud.aws).toBeUndefined();
  });
});

describe('what a target brings', () => {
  test('is opened for its own provider only, with the origins that it names', () => {
    const credentials = {
      gcp: { key },
      azure: {
        tenant_id: 't',
        client_id: 'c',
        client_secret: 's3cret',
        authority_host: 'https://login.test/x',
      },
    };
    const azure = ask('azure-openai', 'https://proxy.test', { credentials });
    expect([azure.origins, azure.secrets]).toEqual([['https://login.test'], ['s3cret']]);
    const vertex = ask('vertex', 'https://proxy.test', { credentials });
    expect(vertex.origins).toEqual(['https://oauth2.googleapis.com']);
    expect(vertex.secrets).toEqual(['operator-client-secret', 'operator-refresh-token']);
    expect(ask('custom', 'https://proxy.test', { credentials }).origins).toEqual([]);
  });

  test('issued tokens join the secrets', () => {
    const { cloud, secrets } = ask('custom', 'https://proxy.test');
    cloud.onToken('tok-1');
    cloud.onToken('tok-1');
    expect(secrets).toEqual(['tok-1']);
  });
});

describe('the token file of a workload', () => {
  const host = 'https://us-central1-aiplatform.googleapis.com';
  const read = (path: string, more: Partial<CloudAsk> = {}, fields: object = {}) => {
    const external = JSON.stringify({
      type: 'external_account',
      audience: 'a',
      subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
      credential_source: { file: path },
      ...fields,
    });
    return ask('vertex', host, { credentials: { gcp: { key: external } }, ...more }).cloud.readTokenFile(
      path,
    );
  };

  test('is read below the folder the operator names, and nowhere else', async () => {
    expect(await read(join(dir, 'token'))).toBe('subject-token');
    for (const path of ['/etc/hostname', join(dir, '../x'), join(dir, 'way-out'), 'token', dir])
      await expect(read(path)).rejects.toThrow(/not a file below|not an absolute path/);
  });

  test('is not read unless the operator allows it', async () => {
    await expect(read(join(dir, 'token'), { access: null })).rejects.toThrow(
      'ASSAY_ALLOW_CLOUD_CREDENTIALS=1',
    );
  });

  test.each([
    [{ baseUrl: 'https://evil.test' }, {}],
    [{}, { token_url: 'https://sts.evil.test/token' }],
    [{}, { token_url: 'https://sts.googleapis.com.evil.test/token' }],
    [{}, { service_account_impersonation_url: 'https://evil.test/x:generateAccessToken' }],
  ])('goes to Google only: %j %j', async (more, fields) => {
    await expect(read(join(dir, 'token'), more, fields)).rejects.toThrow('for Google only');
  });
});
