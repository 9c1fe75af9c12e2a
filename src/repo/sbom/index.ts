import { registry } from '#src/core/registry.ts';
import { cyclonedx } from './cyclonedx.ts';
import type { SbomFormat } from './format.ts';
import { spdx } from './spdx.ts';

/** Forms of a bill of materials, alphabetical. */
export const sbomFormats = registry<SbomFormat>('SBOM format', [cyclonedx, spdx]);
