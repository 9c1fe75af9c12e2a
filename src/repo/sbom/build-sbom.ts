import type { Inventory } from '../sca/inventory.ts';
import { itemsOf, serialOf } from './format.ts';
import { sbomFormats } from './index.ts';

export interface SbomRequest {
  /** Of the project. */
  readonly name: string;
  readonly commit: string | null;
  /** Id of a format: cyclonedx or spdx. */
  readonly format: string;
  readonly now: Date;
}

/**
 * The bill of materials of an inventory. The same inventory at the same time gives the same text; only timestamp and
 * serial number differ between two times.
 *
 * @throws Error with the known ids when the format is not one of them
 */
export function buildSbom({ files }: Inventory, { name, commit, format, now }: SbomRequest): string {
  const items = itemsOf(files.flatMap(({ components }) => components));
  const serial = serialOf([name, commit ?? '', now.toISOString(), ...items.map(({ purl }) => purl)]);
  return sbomFormats.get(format).write({ name, commit, now, serial, items });
}
