import { registry } from '#src/core/registry.ts';
import { iac } from './iac.ts';
import { sast } from './sast.ts';
import { sca } from './sca.ts';
import type { Scanner } from './scanner.ts';

/** What looks at repositories, alphabetical. */
export const scanners = registry<Scanner>('scanner', [iac, sast, sca]);
