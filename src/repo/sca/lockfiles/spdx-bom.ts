import { placesIn } from '../reading/lines.ts';
import { readPurl } from '../reading/purl.ts';
import { get, getText, listOf, parseJson } from '../reading/values.ts';
import type { Lockfile, Reading } from './lockfile.ts';

function read(text: string, path: string): Reading {
  const root = parseJson(text);
  if (!getText(root, 'spdxVersion')?.startsWith('SPDX-2.')) throw new Error('has no spdxVersion of SPDX 2');
  const places = placesIn(text, (line) => /"referenceLocator"\s*:\s*"(pkg:[^"]+)"/.exec(line)?.[1]);
  let others = 0;
  const components = listOf(get(root, 'packages')).flatMap((entry) => {
    const purls = listOf(get(entry, 'externalRefs'))
      .filter((reference) => getText(reference, 'referenceType') === 'purl')
      .flatMap((reference) => getText(reference, 'referenceLocator') ?? []);
    const named = purls.flatMap((purl) => {
      const found = readPurl(purl);
      return found
        ? { ...found, purl, dev: false, direct: null, path, line: places.lineOf(purl), dependsOn: [] }
        : [];
    });
    if (named.length === 0) others++;
    return named;
  });
  return {
    components,
    notes: others > 0 ? [`has ${others} packages without a purl that advisories know`] : [],
  };
}

export const spdxBom: Lockfile = {
  id: 'spdx-bom',
  title: 'SPDX',
  description: 'Bills of materials in SPDX 2 JSON (*.spdx.json): packages with a purl.',
  ecosystem: 'SBOM',
  kind: 'lock',
  accepts: ({ path }) => /\.spdx\.json$/.test(path),
  read,
};
