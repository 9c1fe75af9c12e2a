import { expect, test } from 'vitest';
import { treeOf } from '#test/repo-tree.ts';
import { buildSbom } from '../../sbom/build-sbom.ts';
import { takeInventory } from '../inventory.ts';
import { readPurl } from '../reading/purl.ts';

const purls = (texts: Readonly<Record<string, string>>): string[] =>
  takeInventory(treeOf(texts)).files.flatMap(({ components }) => components.map(({ purl }) => purl));

test.each([
  ['cyclonedx', 'shop.cdx.json'],
  ['spdx', 'shop.spdx.json'],
])('what is written as %s is read back', (format, path) => {
  const texts = {
    'package-lock.json': JSON.stringify({
      packages: {
        'node_modules/@babel/core': { version: '7.0.0', dependencies: { ms: '*' } },
        'node_modules/ms': { version: '2.0.0' },
      },
    }),
    'requirements.txt': 'Flask==2.0.1\n',
    'pom.xml':
      '<project><dependencies><dependency><groupId>a.b</groupId><artifactId>c</artifactId><version>1</version></dependency></dependencies></project>',
  };
  const request = { name: 'shop', commit: null, format, now: new Date(0) };
  const bill = buildSbom(takeInventory(treeOf(texts)), request);
  expect(purls({ [path]: bill }).toSorted()).toEqual(purls(texts).toSorted());
  expect(purls(texts).length).toBe(4);
});

test('components within components, the graph, and what has no purl', () => {
  const bom = {
    bomFormat: 'CycloneDX',
    components: [
      {
        'bom-ref': 'a',
        name: 'a',
        purl: 'pkg:npm/a@1.0.0',
        components: [{ name: 'b', purl: 'pkg:npm/b@2.0.0' }],
      },
      { name: 'a file' },
    ],
    dependencies: [{ ref: 'a', dependsOn: ['pkg:npm/b@2.0.0', 'nothing'] }],
  };
  const { files, skipped } = takeInventory(treeOf({ 'bom.json': JSON.stringify(bom) }));
  expect(files[0]?.components).toMatchObject([
    { name: 'a', dependsOn: ['pkg:npm/b@2.0.0'] },
    { name: 'b', ecosystem: 'npm' },
  ]);
  expect(skipped).toMatchObject([{ reason: 'has 1 components without a purl that advisories know' }]);
});

test.each([
  ['pkg:golang/github.com/a/b@v1.0.0', { ecosystem: 'Go', name: 'github.com/a/b', version: 'v1.0.0' }],
  ['pkg:maven/org.a/b@1?type=jar', { ecosystem: 'Maven', name: 'org.a:b', version: '1' }],
  ['pkg:npm/%40babel/core@7.0.0', { ecosystem: 'npm', name: '@babel/core', version: '7.0.0' }],
  [
    'pkg:apk/alpine/zlib@1.2.10-r0?distro=alpine-3.17.2',
    { ecosystem: 'Alpine:v3.17', name: 'zlib', version: '1.2.10-r0' },
  ],
  [
    'pkg:deb/debian/libssl1.1@1.1.1n-0?distro=debian-10&upstream=openssl',
    { ecosystem: 'Debian:10', name: 'openssl', version: '1.1.1n-0' },
  ],
  [
    'pkg:deb/ubuntu/bash@5.1-6?distro=ubuntu-22.04',
    { ecosystem: 'Ubuntu:22.04:LTS', name: 'bash', version: '5.1-6' },
  ],
  ['pkg:npm/a', null],
  ['pkg:docker/a@1', null],
  ['no purl', null],
])('%s', (text, named) => {
  expect(readPurl(text)).toEqual(named);
});
