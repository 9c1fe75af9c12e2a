import { registry } from '#src/core/registry.ts';
import { sast } from './sast.ts';
import type { Scanner } from './scanner.ts';

/** What looks at repositories, alphabetical. */
export const scanners = registry<Scanner>('scanner', [sast]);
