import { toolScanner } from './tool.ts';

export const opengrep = toolScanner({
  id: 'opengrep',
  title: 'Opengrep',
  description: 'Patterns over code, by the opengrep program and your own rules.',
  needsRules: true,
  args: (root, rules) => [
    ...['scan', '--sarif', '--quiet', '--no-git-ignore'],
    ...['--config', rules ?? '', root],
  ],
});
