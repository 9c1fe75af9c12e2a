import { toolScanner } from './tool.ts';

export const brakeman = toolScanner({
  id: 'brakeman',
  title: 'Brakeman',
  description: 'Ruby on Rails code, by the brakeman program.',
  args: (root) => [
    '--format',
    'sarif',
    '--quiet',
    '--no-pager',
    '--no-exit-on-warn',
    '--no-exit-on-error',
    '--path',
    root,
  ],
  unsafe: ['config/brakeman.yml', '.brakeman.yml', 'config/brakeman.yaml'],
});
