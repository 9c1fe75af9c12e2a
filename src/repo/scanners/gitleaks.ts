import { toolScanner } from './tool.ts';

export const gitleaks = toolScanner({
  id: 'gitleaks',
  title: 'Gitleaks',
  description: 'Secrets in files, by the gitleaks program.',
  version: ['version'],
  args: (root) => [
    ...['detect', '--no-git', '--source', root, '--redact', '--no-banner', '--exit-code', '0'],
    ...['--report-format', 'sarif', '--report-path', '/dev/stdout'],
  ],
});
