import { toolScanner } from './tool.ts';

export const trivy = toolScanner({
  id: 'trivy',
  title: 'Trivy',
  description:
    'Packages, secrets and configuration, by the trivy program and the databases it has on this machine.',
  args: (root) => [
    ...['filesystem', '--format', 'sarif', '--quiet', '--offline-scan', '--skip-db-update'],
    ...['--skip-java-db-update', '--scanners', 'vuln,misconfig,secret', root],
  ],
});
