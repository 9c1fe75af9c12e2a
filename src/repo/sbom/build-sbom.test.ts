import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import type { Loose } from '#test/api.ts';
import { treeOf } from '#test/repo-tree.ts';
import { takeInventory } from '../sca/inventory.ts';
import { buildSbom } from './build-sbom.ts';
import { sbomFormats } from './index.ts';

const lock = {
  lockfileVersion: 3,
  packages: {
    '': { name: 'shop', dependencies: { express: '^4.18.0' }, devDependencies: { mocha: '^10.0.0' } },
    'node_modules/express': {
      version: '4.18.2',
      license: 'MIT',
      dependencies: { 'body-parser': '1.20.1' },
    },
    'node_modules/body-parser': { version: '1.20.1', license: 'see LICENSE.txt' },
    'node_modules/mocha': { version: '10.2.0', license: 'MIT', dev: true },
  },
};
const inventory = takeInventory(
  treeOf({
    'package-lock.json': JSON.stringify(lock, null, 2),
    'api/requirements.txt': 'Flask==2.0.1\n',
    'tools/requirements.txt': 'flask==2.0.1\n',
  }),
);
const request = { name: 'shop & more', commit: '0123456789abcdef0123456789abcdef01234567', now: new Date(0) };
const build = (format: string, now = request.now): string =>
  buildSbom(inventory, { ...request, format, now });

describe.each([...sbomFormats.ids])('%s', (format) => {
  test('the same at the same time, however often', () => {
    expect(build(format)).toBe(build(format));
  });

  test('another time changes the timestamp and the serial number alone', () => {
    const varying = /"(?:timestamp|created|serialNumber|documentNamespace)": ?"[^"]*"/g;
    const [first, second] = [build(format), build(format, new Date(86_400_000))];
    expect(first).not.toBe(second);
    expect(first.replace(varying, '')).toBe(second.replace(varying, ''));
  });

  test('an empty inventory makes a document too', () => {
    expect(JSON.parse(buildSbom({ files: [], skipped: [] }, { ...request, format }))).toMatchObject({});
  });

  test('each package stands in it once, however many files name it', () => {
    expect(build(format).match(/"pkg:pypi\/flask@2\.0\.1"/g)?.length).toBeGreaterThan(0);
    const sbom: Loose = JSON.parse(build(format));
    const names = (sbom.components ?? sbom.packages).map(({ name }: Loose) => name.toLowerCase());
    expect(names.filter((name: string) => name === 'flask')).toEqual(['flask']);
  });
});

/** The schema that the library ships. */
function cyclonedxSchema(): ReturnType<Ajv['compile']> {
  const folder = new URL('res/schema/', import.meta.resolve('@cyclonedx/cyclonedx-library/package.json'));
  const read = (name: string): object =>
    JSON.parse(readFileSync(fileURLToPath(new URL(`${name}.SNAPSHOT.schema.json`, folder)), 'utf8'));
  const ajv = new Ajv({ strict: false });
  addFormats.default(ajv);
  // Of a later draft; what is checked here is the shape.
  for (const format of ['iri-reference', 'idn-email']) ajv.addFormat(format, true);
  for (const name of ['spdx', 'jsf-0.82', 'cryptography-defs']) {
    ajv.addSchema({ ...read(name), $id: `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json` });
  }
  return ajv.compile(read('bom-1.6'));
}

test('CycloneDX keeps to its JSON schema', () => {
  const validate = cyclonedxSchema();
  validate(JSON.parse(build('cyclonedx')));
  expect(validate.errors).toBeNull();
  validate({ ...JSON.parse(build('cyclonedx')), components: [{ name: 'without a type' }] });
  expect(validate.errors).not.toBeNull();
});

test('CycloneDX has purls, licences, scopes, and the graph from the project down', () => {
  const sbom: Loose = JSON.parse(build('cyclonedx'));
  const component = (name: string): Loose => sbom.components.find((one: Loose) => one.name === name);
  expect(component('express')).toMatchObject({
    purl: 'pkg:npm/express@4.18.2',
    scope: 'required',
    licenses: [{ expression: 'MIT' }],
  });
  expect(component('mocha')).toMatchObject({ scope: 'optional' });
  expect(component('body-parser').licenses).toBeUndefined();
  expect(component('Flask').properties).toEqual([
    { name: 'assay:file', value: 'api/requirements.txt' },
    { name: 'assay:file', value: 'tools/requirements.txt' },
  ]);
  const needs = (ref: string): string[] => sbom.dependencies.find((one: Loose) => one.ref === ref).dependsOn;
  expect(needs('project').toSorted()).toEqual([
    'pkg:npm/express@4.18.2',
    'pkg:npm/mocha@10.2.0',
    'pkg:pypi/flask@2.0.1',
  ]);
  expect(needs('pkg:npm/express@4.18.2')).toEqual(['pkg:npm/body-parser@1.20.1']);
});

test('SPDX has what version 2.3 asks of a document, and no reference leads nowhere', () => {
  const sbom: Loose = JSON.parse(build('spdx'));
  expect(sbom).toMatchObject({
    spdxVersion: 'SPDX-2.3',
    dataLicense: 'CC0-1.0',
    SPDXID: 'SPDXRef-DOCUMENT',
    name: 'shop & more',
    creationInfo: { created: '1970-01-01T00:00:00Z', creators: [expect.stringMatching(/^Tool: assay-\d/)] },
  });
  expect(sbom.documentNamespace).toMatch(/^https:\/\/[\w.%/-]+$/);
  const ids: string[] = sbom.packages.map(({ SPDXID }: Loose) => SPDXID);
  expect(new Set(ids).size).toBe(ids.length);
  for (const one of sbom.packages) {
    expect(one.SPDXID).toMatch(/^SPDXRef-[A-Za-z0-9.-]+$/);
    for (const key of ['name', 'downloadLocation', 'licenseConcluded', 'licenseDeclared', 'copyrightText'])
      expect(one[key]).toEqual(expect.stringMatching(/./));
  }
  const known = new Set([...ids, 'SPDXRef-DOCUMENT']);
  const ends = sbom.relationships.flatMap((one: Loose) => [one.spdxElementId, one.relatedSpdxElement]);
  expect(ends.filter((id: string) => !known.has(id))).toEqual([]);
  const types = new Set(sbom.relationships.map((one: Loose) => one.relationshipType));
  expect([...types].toSorted()).toEqual(['DEPENDS_ON', 'DESCRIBES', 'DEV_DEPENDENCY_OF']);
  const express = sbom.packages.find(({ name }: Loose) => name === 'express');
  expect(express).toMatchObject({
    versionInfo: '4.18.2',
    licenseDeclared: 'MIT',
    externalRefs: [{ referenceType: 'purl', referenceLocator: 'pkg:npm/express@4.18.2' }],
  });
  expect(sbom.packages.find(({ name }: Loose) => name === 'body-parser').licenseDeclared).toBe('NOASSERTION');
});

test('an unknown format is refused with those there are', () => {
  expect(() => build('csv')).toThrow('cyclonedx, spdx');
});
