import { registry } from '#src/core/registry.ts';
import type { Scanner } from './scanner.ts';

export const scanners = registry<Scanner>('scanner', []);
