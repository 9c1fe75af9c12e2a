import { toolScanner } from './tool.ts';

export const semgrep = toolScanner({
  id: 'semgrep',
  title: 'Semgrep',
  description: 'Patterns over code, by the semgrep program and your own rules.',
  needsRules: true,
  args: (root, rules) => [
    ...['scan', '--sarif', '--quiet', '--metrics=off', '--disable-version-check', '--no-git-ignore'],
    ...['--config', rules ?? '', root],
  ],
});
