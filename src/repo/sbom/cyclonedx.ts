import { ComponentScope, ComponentType } from '@cyclonedx/cyclonedx-library/Enums';
import {
  Bom,
  Component,
  LicenseExpression,
  Metadata,
  Property,
  Tools,
} from '@cyclonedx/cyclonedx-library/Models';
import { JSON as Json, JsonSerializer } from '@cyclonedx/cyclonedx-library/Serialize';
import { Spec1dot6 } from '@cyclonedx/cyclonedx-library/Spec';
import { version } from '#src/core/version.ts';
import { type Bill, type BillItem, roots, type SbomFormat } from './format.ts';

function componentOf({ purl, name, version, dev, files, licence }: BillItem): Component {
  const component = new Component(ComponentType.Library, name, {
    bomRef: purl,
    purl,
    version,
    scope: dev ? ComponentScope.Optional : ComponentScope.Required,
  });
  if (licence !== null) component.licenses.add(new LicenseExpression(licence));
  if (dev) component.properties.add(new Property('assay:development', 'true'));
  for (const file of files) component.properties.add(new Property('assay:file', file));
  return component;
}

function bomOf({ name, commit, now, serial, items }: Bill): Bom {
  const root = new Component(ComponentType.Application, name, {
    bomRef: 'project',
    ...(commit === null ? {} : { version: commit }),
  });
  const tools = new Tools();
  tools.components.add(new Component(ComponentType.Application, 'assay', { version }));
  const bom = new Bom({
    serialNumber: `urn:uuid:${serial}`,
    metadata: new Metadata({ timestamp: now, component: root, tools }),
  });
  const made = new Map(items.map((item) => [item.purl, componentOf(item)]));
  for (const component of made.values()) bom.components.add(component);
  const link = (from: Component, purls: readonly string[]): void => {
    for (const purl of purls) from.dependencies.add(made.get(purl)!.bomRef);
  };
  link(root, roots(items));
  for (const { purl, dependsOn } of items) link(made.get(purl)!, dependsOn);
  return bom;
}

/** https://cyclonedx.org/docs/1.6/json/ */
export const cyclonedx: SbomFormat = {
  id: 'cyclonedx',
  title: 'CycloneDX 1.6',
  description: 'CycloneDX JSON with package URLs and the graph of dependencies.',
  mediaType: 'application/vnd.cyclonedx+json; version=1.6',
  extension: 'cdx.json',
  write: (bill) =>
    new JsonSerializer(new Json.Normalize.Factory(Spec1dot6)).serialize(bomOf(bill), {
      sortLists: true,
      space: 2,
    }),
};
