import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const packages = [
  'eslint',
  'eslint-plugin-security',
  'eslint-plugin-sonarjs',
  'eslint-plugin-no-unsanitized',
  '@typescript-eslint/parser',
  'typescript',
];

/** Rules of sonarjs that its documentation calls vulnerabilities or security hotspots. */
const sonar = [
  ...[
    'code-eval',
    'no-hardcoded-ip',
    'no-hardcoded-passwords',
    'no-hardcoded-secrets',
    'sql-queries',
    'insecure-cookie',
  ],
  ...[
    'pseudo-random',
    'file-uploads',
    'file-permissions',
    'xml-parser-xxe',
    'web-sql-database',
    'post-message',
  ],
  ...[
    'cookie-no-httponly',
    'no-os-command-from-path',
    'weak-ssl',
    'no-weak-keys',
    'csrf',
    'production-debug',
  ],
  ...['os-command', 'hashing', 'unverified-certificate', 'no-unsafe-unzip', 'cors', 'link-with-target-blank'],
  ...[
    'disabled-auto-escaping',
    'no-clear-text-protocols',
    'publicly-writable-directories',
    'unverified-hostname',
  ],
  ...[
    'encryption-secure-mode',
    'no-weak-cipher',
    'no-intrusive-permissions',
    'insecure-jwt-token',
    'x-powered-by',
  ],
  ...[
    'hidden-files',
    'content-length',
    'disabled-resource-integrity',
    'content-security-policy',
    'no-mixed-content',
  ],
  ...['frame-ancestors', 'no-mime-sniff', 'no-referrer-policy', 'strict-transport-security'],
  ...[
    'confidential-information-logging',
    'no-ip-forward',
    'slow-regex',
    'super-linear-regex',
    'session-regeneration',
  ],
  ...[
    'aws-s3-bucket-insecure-http',
    'aws-s3-bucket-granted-access',
    'aws-s3-bucket-public-access',
    'aws-iam-public-access',
  ],
  ...[
    'aws-sqs-unencrypted-queue',
    'no-angular-bypass-sanitization',
    'dompurify-unsafe-config',
    'hardcoded-secret-signatures',
  ],
];

const runner = `import { readFileSync } from 'node:fs';
import { Linter } from 'eslint';
import parser from '@typescript-eslint/parser';
import security from 'eslint-plugin-security';
import sonarjs from 'eslint-plugin-sonarjs';
import unsanitized from 'eslint-plugin-no-unsanitized';

const { files, sonar } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const on = (prefix, names) => names.map((name) => [prefix + '/' + name, 'error']);
const rules = Object.fromEntries([
  ...on('security', Object.keys(security.rules)),
  ...on('sonarjs', sonar.filter((name) => name in sonarjs.rules && !sonarjs.rules[name].meta.docs.requiresTypeChecking)),
  ...on('no-unsanitized', Object.keys(unsanitized.rules)),
]);
const linter = new Linter();
const found = {};
for (const { path, text } of files) {
  const config = { files: ['**'], plugins: { security, sonarjs, 'no-unsanitized': unsanitized }, rules,
    linterOptions: { reportUnusedDisableDirectives: 'off' },
    languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: !path.endsWith('.ts') } } } };
  try {
    found[path] = linter.verify(text, [config], { filename: path, allowInlineConfig: false })
      .filter(({ ruleId }) => ruleId).map(({ line, endLine, ruleId }) => ({ line, endLine: endLine ?? line, ruleId }));
  } catch { found[path] = []; }
}
process.stdout.write(JSON.stringify(found));
`;

/** What the peer found, by file: lines and the rule. */
export type Linted = Readonly<Record<string, readonly { line: number; endLine: number; ruleId: string }[]>>;

/**
 * Runs eslint with the security rules of three plug-ins over `files`. They are installed into `work` and are no
 * dependency of the project (sonarjs is LGPL). A text instead of findings: why it could not run.
 */
export function lint(work: string, files: readonly { path: string; text: string }[]): Linted | string {
  const folder = join(work, 'eslint-peer');
  mkdirSync(folder, { recursive: true });
  try {
    if (!existsSync(join(folder, 'node_modules', 'eslint'))) {
      writeFileSync(
        join(folder, 'package.json'),
        JSON.stringify({ name: 'peer', private: true, type: 'module' }),
      );
      const install = ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...packages];
      execFileSync('npm', install, { cwd: folder, stdio: 'ignore', timeout: 300_000 });
    }
    writeFileSync(join(folder, 'run.mjs'), runner);
    writeFileSync(join(folder, 'input.json'), JSON.stringify({ files, sonar }));
    const output = execFileSync(process.execPath, ['run.mjs', 'input.json'], {
      cwd: folder,
      maxBuffer: 2 ** 28,
    });
    return JSON.parse(output.toString('utf8')) as Linted;
  } catch (error) {
    return `eslint could not run: ${error instanceof Error ? error.message.split('\n')[0] : 'unknown'}`;
  }
}
