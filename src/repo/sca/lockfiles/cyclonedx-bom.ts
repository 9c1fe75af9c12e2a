import type { Component } from '../component.ts';
import { placesIn } from '../reading/lines.ts';
import { fileName } from '../reading/paths.ts';
import { readPurl } from '../reading/purl.ts';
import { get, getText, listOf, parseJson, textsOf } from '../reading/values.ts';
import type { Lockfile, Reading } from './lockfile.ts';

/** Components may hold components: read without recursion. */
function allIn(root: unknown): unknown[] {
  const found: unknown[] = [];
  const open = [...listOf(get(root, 'components'))];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    found.push(one);
    open.push(...listOf(get(one, 'components')));
  }
  return found;
}

function read(text: string, path: string): Reading {
  const root = parseJson(text);
  if (getText(root, 'bomFormat') !== 'CycloneDX') throw new Error('has no bomFormat "CycloneDX"');
  const places = placesIn(text, (line) => /"purl"\s*:\s*"([^"]+)"/.exec(line)?.[1]);
  const byRef = new Map<string, Component>();
  let others = 0;
  for (const component of allIn(root)) {
    const purl = getText(component, 'purl');
    const named = purl === null ? null : readPurl(purl);
    if (purl === null || !named) {
      others++;
      continue;
    }
    const dev = getText(component, 'scope') === 'excluded';
    const line = places.lineOf(purl);
    byRef.set(getText(component, 'bom-ref') ?? purl, {
      ...named,
      purl,
      dev,
      direct: null,
      path,
      line,
      dependsOn: [],
    });
  }
  const needs = new Map(
    listOf(get(root, 'dependencies')).map((one) => [getText(one, 'ref'), textsOf(get(one, 'dependsOn'))]),
  );
  const components = [...byRef].map(([ref, component]) => ({
    ...component,
    dependsOn: (needs.get(ref) ?? []).flatMap((other) => byRef.get(other)?.purl ?? []),
  }));
  return {
    components,
    notes: others > 0 ? [`has ${others} components without a purl that advisories know`] : [],
  };
}

export const cyclonedxBom: Lockfile = {
  id: 'cyclonedx-bom',
  title: 'CycloneDX',
  description: 'Bills of materials in CycloneDX JSON (bom.json, *.cdx.json): components with a purl.',
  ecosystem: 'SBOM',
  kind: 'lock',
  accepts: ({ path }) => fileName(path) === 'bom.json' || /\.cdx\.json$/.test(path),
  read,
};
