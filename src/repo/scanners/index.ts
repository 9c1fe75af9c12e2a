import { registry } from '#src/core/registry.ts';
import type { Scanner } from './scanner.ts';

/** Scanners of a repository, alphabetical. */
export const scanners = registry<Scanner>('scanner', []);
