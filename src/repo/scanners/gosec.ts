import { toolScanner } from './tool.ts';

export const gosec = toolScanner({
  id: 'gosec',
  title: 'Gosec',
  description: 'Go code, by the gosec program.',
  version: ['-version'],
  args: (root) => ['-fmt=sarif', '-quiet', '-no-fail', `${root}/...`],
  // The Go toolchain fetches nothing, and compiles no C of the repository.
  env: { GOTOOLCHAIN: 'local', GOPROXY: 'off', GOFLAGS: '-mod=mod', CGO_ENABLED: '0' },
});
