import { isIP } from 'node:net';
import { delimiter, resolve } from 'node:path';
import { z } from 'zod';
import { AssayError } from '#src/core/errors.ts';
import type { RegistryBases } from '#src/core/tools.ts';

/** What the environment asks for, read once by the composition root. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** Absolute. */
  readonly dataDir: string;
  /** Null: the embedded PostgreSQL in the data folder. A secret: it may hold a password. */
  readonly databaseUrl: string | null;
  /** The admin key of the Default workspace. A secret. */
  readonly apiKey: string | null;
  /** Fernet keys, comma-separated, newest first; null: the one in the data folder. A secret. */
  readonly secretKey: string | null;
  /** Scans of targets that are not loopback need a consent payload. */
  readonly requireConsent: boolean;
  /** Targets may name a command to run on this machine. By default only where no other machine can ask for it. */
  readonly allowExecutable: boolean;
  /** The operator's own cloud credentials, where targets may use them; null: never. */
  readonly cloud: CloudAccess | null;
  /** REST API and web root of GitHub, without a slash at the end. */
  readonly githubApi: string;
  readonly githubUrl: string;
  /** Folders that repositories of this machine may lie in, absolute; null: anywhere that this user may read. */
  readonly repoRoots: readonly string[] | null;
  /** What the checkout of a repository may take. */
  readonly checkout: CheckoutLimits;
  /** Token of the operator for gated collections on Hugging Face. A secret. */
  readonly hfToken: string | null;
  /** Names of packages that a model recommends are looked up at their public registries: off unless asked for. */
  readonly packageRegistries: boolean;
  /** Where they are asked, without a slash at the end. */
  readonly registryBases: RegistryBases;
  /** Where advisories that were not imported are asked for, without a slash at the end; null: nowhere. */
  readonly osvApi: string | null;
  /** How the vendors of secrets are asked whether those work, where a scan wants that; null: never. */
  readonly vendors: VendorAccess | null;
  readonly chromePath: string | null;
  /** Folder of the operator's own rule files for scanners, a folder inside it for each kind, absolute; null: none. */
  readonly rulesDir: string | null;
  /** Folder of the operator's own plug-ins, absolute; null: none are loaded. Their code runs in this process. */
  readonly pluginsDir: string | null;
  readonly logLevel: (typeof logLevels)[number];
}

export interface CheckoutLimits {
  /** Bytes that what is fetched, and what is written out of it, may take each. */
  readonly maxBytes: number;
  readonly maxFiles: number;
  /** Bytes of a file that is scanned; lock files may be longer. */
  readonly maxFileBytes: number;
  readonly timeoutMs: number;
}

export interface VendorAccess {
  /** Other addresses than the vendors' own, by vendor: instances of one's own, or tests. */
  readonly bases: Readonly<Record<string, string>>;
  /** Milliseconds for one answer. */
  readonly timeoutMs: number;
}

/** What the environment signs in to clouds with. Used for hosts of the vendor only, never for one that a user made up. */
export interface CloudAccess {
  /** A secret, like the one of Azure. */
  readonly aws: { readonly keyId: string; readonly secret: string; readonly session?: string } | null;
  /** Path of a Google key file. */
  readonly googleKeyFile: string | null;
  readonly azure: { readonly tenant: string; readonly client: string; readonly secret: string } | null;
  /** Absolute; the one folder that tokens of workloads are read from. */
  readonly tokenDir: string;
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const switches: Record<string, boolean> = {
  1: true,
  true: true,
  yes: true,
  on: true,
  0: false,
  false: false,
  no: false,
  off: false,
};

const wholeNumber = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a port number, 0 to 65535')
  .transform(Number);
const amount = (max: number) =>
  z
    .string()
    .regex(/^[1-9]\d*$/, `must be a whole number, 1 to ${max}`)
    .transform(Number)
    .refine((value) => value <= max, `must be a whole number, 1 to ${max}`);
const onOff = z
  .string()
  .refine((text) => text.toLowerCase() in switches, 'must be 1 or 0')
  .transform((text) => switches[text.toLowerCase()] === true);
const webRoot = z
  .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
  .transform((url) => url.replace(/\/+$/, ''));

/** One line per variable; an empty one counts as not set. */
const schema = z.object({
  PORT: wholeNumber.refine((port) => port <= 65_535, 'must be a port number, 0 to 65535').default(8000),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'must be a host name or address')
    .default('127.0.0.1'),
  ASSAY_DATA_DIR: z.string().default('.assay'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'must look like postgres://user:password@host:5432/database' })
    .optional(),
  ASSAY_API_KEY: z
    .string()
    .min(20, 'must have at least 20 characters')
    .regex(/^[\x21-\x7e]+$/, 'must be printable ASCII without spaces')
    .optional(),
  ASSAY_SECRET_KEY: z.string().optional(),
  ASSAY_REQUIRE_CONSENT: onOff.default(false),
  ASSAY_ALLOW_EXECUTABLE: onOff.optional(),
  ASSAY_ALLOW_CLOUD_CREDENTIALS: onOff.default(false),
  ASSAY_CLOUD_TOKEN_DIR: z.string().default('/var/run/secrets'),
  AWS_ACCESS_KEY_ID: z.string().optional(),
  AWS_SECRET_ACCESS_KEY: z.string().optional(),
  AWS_SESSION_TOKEN: z.string().optional(),
  GOOGLE_APPLICATION_CREDENTIALS: z.string().optional(),
  AZURE_TENANT_ID: z.string().optional(),
  AZURE_CLIENT_ID: z.string().optional(),
  AZURE_CLIENT_SECRET: z.string().optional(),
  ASSAY_GITHUB_API: webRoot.default('https://api.github.com'),
  ASSAY_GITHUB_URL: webRoot.default('https://github.com'),
  ASSAY_REPO_ROOTS: z.string().optional(),
  ASSAY_REPO_MAX_MB: amount(1_000_000).default(2000),
  ASSAY_REPO_MAX_FILES: amount(10_000_000).default(200_000),
  ASSAY_REPO_MAX_FILE_KB: amount(100_000).default(1000),
  ASSAY_REPO_TIMEOUT_S: amount(86_400).default(600),
  ASSAY_HF_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]+$/, 'must be printable ASCII without spaces')
    .optional(),
  ASSAY_PACKAGE_REGISTRIES: onOff.default(false),
  ASSAY_NPM_REGISTRY: webRoot.default('https://registry.npmjs.org'),
  ASSAY_PYPI_INDEX: webRoot.default('https://pypi.org'),
  ASSAY_CRATES_INDEX: webRoot.default('https://index.crates.io'),
  ASSAY_GEM_INDEX: webRoot.default('https://rubygems.org'),
  ASSAY_GO_PROXY: webRoot.default('https://proxy.golang.org'),
  ASSAY_OSV_API: webRoot.default('https://api.osv.dev'),
  ASSAY_OFFLINE: onOff.default(false),
  CHROME_PATH: z.string().optional(),
  ASSAY_PLUGINS: z.string().optional(),
  ASSAY_RULES: z.string().optional(),
  LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).default('info'),
});

/** Variables whose value is never quoted. */
const secret = new Set([
  'DATABASE_URL',
  'ASSAY_API_KEY',
  'ASSAY_SECRET_KEY',
  'ASSAY_HF_TOKEN',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AZURE_CLIENT_SECRET',
]);

/** Throws AssayError `bad-request` that names every bad variable, its value unless secret, and what would be right. */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => {
      const name = String(path[0]);
      return secret.has(name) ? `${name} ${message}` : `${name}=${given[name]} ${message}`;
    });
    throw new AssayError('bad-request', problems.join('; '));
  }
  const vars = parsed.data;
  return {
    port: vars.PORT,
    host: vars.HOST,
    dataDir: resolve(vars.ASSAY_DATA_DIR),
    databaseUrl: vars.DATABASE_URL ?? null,
    apiKey: vars.ASSAY_API_KEY ?? null,
    secretKey: vars.ASSAY_SECRET_KEY ?? null,
    requireConsent: vars.ASSAY_REQUIRE_CONSENT,
    allowExecutable: vars.ASSAY_ALLOW_EXECUTABLE ?? isLoopbackHost(vars.HOST),
    cloud: vars.ASSAY_ALLOW_CLOUD_CREDENTIALS ? cloudOf(vars) : null,
    githubApi: vars.ASSAY_GITHUB_API,
    githubUrl: vars.ASSAY_GITHUB_URL,
    repoRoots:
      vars.ASSAY_REPO_ROOTS?.split(delimiter)
        .filter(Boolean)
        .map((root) => resolve(root)) ?? null,
    checkout: {
      maxBytes: vars.ASSAY_REPO_MAX_MB * 1_000_000,
      maxFiles: vars.ASSAY_REPO_MAX_FILES,
      maxFileBytes: vars.ASSAY_REPO_MAX_FILE_KB * 1000,
      timeoutMs: vars.ASSAY_REPO_TIMEOUT_S * 1000,
    },
    hfToken: vars.ASSAY_HF_TOKEN ?? null,
    packageRegistries: vars.ASSAY_PACKAGE_REGISTRIES,
    registryBases: {
      npm: vars.ASSAY_NPM_REGISTRY,
      pypi: vars.ASSAY_PYPI_INDEX,
      crates: vars.ASSAY_CRATES_INDEX,
      rubygems: vars.ASSAY_GEM_INDEX,
      go: vars.ASSAY_GO_PROXY,
    },
    osvApi: vars.ASSAY_OFFLINE ? null : vars.ASSAY_OSV_API,
    vendors: vars.ASSAY_OFFLINE ? null : { bases: {}, timeoutMs: 10_000 },
    chromePath: vars.CHROME_PATH ?? null,
    rulesDir: vars.ASSAY_RULES === undefined ? null : resolve(vars.ASSAY_RULES),
    pluginsDir: vars.ASSAY_PLUGINS === undefined ? null : resolve(vars.ASSAY_PLUGINS),
    logLevel: vars.LOG_LEVEL,
  };
}

/** The package registries that the operator allows to be asked; null: none. */
export const allowedRegistries = ({ packageRegistries, registryBases }: Config): RegistryBases | null =>
  packageRegistries ? registryBases : null;

function cloudOf(vars: z.output<typeof schema>): CloudAccess {
  const { AWS_ACCESS_KEY_ID: keyId, AWS_SECRET_ACCESS_KEY: key, AWS_SESSION_TOKEN: session } = vars;
  const { AZURE_TENANT_ID: tenant, AZURE_CLIENT_ID: client, AZURE_CLIENT_SECRET: secret } = vars;
  return {
    aws: keyId && key ? { keyId, secret: key, ...(session && { session }) } : null,
    googleKeyFile: vars.GOOGLE_APPLICATION_CREDENTIALS ?? null,
    azure: tenant && client && secret ? { tenant, client, secret } : null,
    tokenDir: resolve(vars.ASSAY_CLOUD_TOKEN_DIR),
  };
}

const isLoopbackHost = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
