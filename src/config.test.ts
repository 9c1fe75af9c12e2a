import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

test('an empty environment gives the documented defaults', () => {
  expect(readConfig({ PORT: '' })).toEqual({
    port: 8000,
    host: '127.0.0.1',
    dataDir: resolve('.assay'),
    databaseUrl: null,
    apiKey: null,
    secretKey: null,
    requireConsent: false,
    allowExecutable: true,
    cloud: null,
    githubApi: 'https://api.github.com',
    githubUrl: 'https://github.com',
    repoRoots: null,
    checkout: { maxBytes: 2e9, maxFiles: 200_000, maxFileBytes: 1e6, timeoutMs: 600_000 },
    hfToken: null,
    packageRegistries: false,
    registryBases: {
      npm: 'https://registry.npmjs.org',
      pypi: 'https://pypi.org',
      crates: 'https://index.crates.io',
      rubygems: 'https://rubygems.org',
      go: 'https://proxy.golang.org',
    },
    osvApi: 'https://api.osv.dev',
    vendors: { bases: {}, timeoutMs: 10_000 },
    chromePath: null,
    rulesDir: null,
    pluginsDir: null,
    logLevel: 'info',
  });
});

test('every variable is read', () => {
  const config = readConfig({
    PORT: '9001',
    HOST: '0.0.0.0',
    ASSAY_DATA_DIR: '/srv/assay',
    DATABASE_URL: 'postgres://assay:pw@db:5432/assay',
    ASSAY_API_KEY: 'k'.repeat(32),
    ASSAY_SECRET_KEY: 'one,two',
    ASSAY_REQUIRE_CONSENT: '1',
    ASSAY_GITHUB_API: 'https://git.example.com/api/v3/',
    ASSAY_REPO_ROOTS: '/srv/git:/home/dev',
    ASSAY_REPO_MAX_MB: '5',
    ASSAY_REPO_MAX_FILES: '6',
    ASSAY_REPO_MAX_FILE_KB: '7',
    ASSAY_REPO_TIMEOUT_S: '8',
    ASSAY_HF_TOKEN: 'hf_abc',
    CHROME_PATH: '/usr/bin/chromium',
    LOG_LEVEL: 'debug',
  });
  expect(config).toMatchObject({
    port: 9001,
    host: '0.0.0.0',
    dataDir: '/srv/assay',
    databaseUrl: 'postgres://assay:pw@db:5432/assay',
    secretKey: 'one,two',
    requireConsent: true,
    githubApi: 'https://git.example.com/api/v3',
    repoRoots: ['/srv/git', '/home/dev'],
    checkout: { maxBytes: 5e6, maxFiles: 6, maxFileBytes: 7000, timeoutMs: 8000 },
    hfToken: 'hf_abc',
    chromePath: '/usr/bin/chromium',
    logLevel: 'debug',
  });
});

test("the operator's cloud credentials are read only where they may be used", () => {
  const env = {
    AWS_ACCESS_KEY_ID: 'AKIA1',
    AWS_SECRET_ACCESS_KEY: 'secret',
    GOOGLE_APPLICATION_CREDENTIALS: '/keys/google.json',
    AZURE_TENANT_ID: 't',
  };
  expect(readConfig(env).cloud).toBeNull();
  expect(readConfig({ ...env, ASSAY_ALLOW_CLOUD_CREDENTIALS: '1' }).cloud).toEqual({
    aws: { keyId: 'AKIA1', secret: 'secret' },
    googleKeyFile: '/keys/google.json',
    azure: null,
    tokenDir: '/var/run/secrets',
  });
});

test.each([
  [{ HOST: '0.0.0.0' }, false],
  [{ HOST: '127.1.2.3' }, true],
  [{ HOST: '127.evil.example' }, false],
  [{ HOST: '::1' }, true],
  [{ HOST: '0.0.0.0', ASSAY_ALLOW_EXECUTABLE: '1' }, true],
  [{ ASSAY_ALLOW_EXECUTABLE: 'off' }, false],
])('executable targets with %o: %s', (env, allowed) => {
  expect(readConfig(env).allowExecutable).toBe(allowed);
});

test.each([
  [{ PORT: '80a' }, 'PORT=80a must be a port number'],
  [{ PORT: '70000' }, 'PORT=70000 must be a port number'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL=loud must be one of fatal, error'],
  [{ ASSAY_REQUIRE_CONSENT: 'maybe' }, 'ASSAY_REQUIRE_CONSENT=maybe must be 1 or 0'],
  [{ PORT: 'x', LOG_LEVEL: 'y' }, 'PORT=x must be a port number, 0 to 65535; LOG_LEVEL=y must'],
])('%o is refused by name and value', (env, message) => {
  expect(() => readConfig(env)).toThrow(message);
});

test('a bad secret is named and never quoted', () => {
  const env = {
    DATABASE_URL: 'mysql://u:hunter2@db/x',
    ASSAY_API_KEY: 'hunter2',
    ASSAY_HF_TOKEN: 'hunter2 x',
  };
  expect(() => readConfig(env)).toThrow(
    'DATABASE_URL must look like postgres://user:password@host:5432/database; ASSAY_API_KEY must have',
  );
  expect(() => readConfig(env)).not.toThrow(/hunter2/);
});

test('advisories are asked for at the server that is named, and nowhere where nothing else may be asked', () => {
  expect(readConfig({ ASSAY_OSV_API: 'https://osv.example.org/' }).osvApi).toBe('https://osv.example.org');
  expect(readConfig({ ASSAY_OSV_API: 'https://osv.example.org', ASSAY_OFFLINE: '1' }).osvApi).toBeNull();
  expect(readConfig({ ASSAY_OFFLINE: '1' }).vendors).toBeNull();
  expect(() => readConfig({ ASSAY_OSV_API: 'osv.example.org' })).toThrow(
    'ASSAY_OSV_API=osv.example.org must be',
  );
});
