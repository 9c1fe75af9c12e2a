import { registry } from '#src/core/registry.ts';
import { sca } from './sca.ts';
import type { Scanner } from './scanner.ts';

/** Scanners of a repository, alphabetical. */
export const scanners = registry<Scanner>('scanner', [sca]);
