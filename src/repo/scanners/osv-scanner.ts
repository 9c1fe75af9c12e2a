import { toolScanner } from './tool.ts';

export const osvScanner = toolScanner({
  id: 'osv-scanner',
  title: 'OSV-Scanner',
  description:
    'Packages with known flaws, by the osv-scanner program and the databases it has on this machine.',
  args: (root) => ['--offline', '--format', 'sarif', '--recursive', root],
  // 128: there is no package to look at.
  exits: [0, 1, 128],
});
