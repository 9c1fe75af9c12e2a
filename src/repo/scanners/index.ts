import { registry } from '#src/core/registry.ts';
import { malware } from './malware.ts';
import type { Scanner } from './scanner.ts';
import { secrets } from './secrets.ts';

/** What looks at repositories, alphabetical. */
export const scanners = registry<Scanner>('scanner', [malware, secrets]);
