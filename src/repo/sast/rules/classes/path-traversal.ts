import type { FlawClass } from '../../rule.ts';

export const pathTraversal: FlawClass = {
  id: 'path-traversal',
  title: 'Path traversal',
  cwe: 22,
  severity: 'high',
  description:
    'Untrusted input decides which file is opened, so that "../" or an absolute path reaches files outside of the folder meant.',
  remediation:
    'Resolve the path, then check that it is still inside the folder meant; or take only the base name; or map input to file names by a fixed table.',
  references: ['A01:2021', 'https://owasp.org/www-community/attacks/Path_Traversal'],
};
