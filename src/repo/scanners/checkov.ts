import { toolScanner } from './tool.ts';

export const checkov = toolScanner({
  id: 'checkov',
  title: 'Checkov',
  description: 'Infrastructure as code, by the checkov program.',
  args: (root) => [
    ...['--directory', root, '--output', 'sarif', '--output-file-path', 'console'],
    ...['--quiet', '--soft-fail', '--skip-download', '--skip-results-upload'],
  ],
  env: { CHECKOV_RUN_SCA_PACKAGE_SCAN: 'false', BC_SKIP_MAPPING: 'TRUE', LOG_LEVEL: 'ERROR' },
  unsafe: ['.checkov.yaml', '.checkov.yml'],
});
