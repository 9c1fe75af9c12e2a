import { createHash } from 'node:crypto';
import { version } from '#src/core/version.ts';
import { type Bill, type BillItem, roots, type SbomFormat } from './format.ts';

const project = 'SPDXRef-Project';
const document = 'SPDXRef-DOCUMENT';
const unknown = 'NOASSERTION';

/** Letters, digits, dots and hyphens are allowed; a hash of the purl is short and has no doubles. */
const refOf = (purl: string): string =>
  `SPDXRef-Package-${createHash('sha256').update(purl).digest('hex').slice(0, 16)}`;

interface Relationship {
  readonly spdxElementId: string;
  readonly relationshipType: string;
  readonly relatedSpdxElement: string;
}

const relate = (from: string, type: string, to: string): Relationship => ({
  spdxElementId: from,
  relationshipType: type,
  relatedSpdxElement: to,
});

const packageOf = ({ purl, name, version, licence, files }: BillItem) => ({
  SPDXID: refOf(purl),
  name,
  versionInfo: version,
  downloadLocation: unknown,
  filesAnalyzed: false,
  licenseConcluded: unknown,
  licenseDeclared: licence ?? unknown,
  copyrightText: unknown,
  sourceInfo: `named in ${files.join(', ')}`,
  externalRefs: [{ referenceCategory: 'PACKAGE-MANAGER', referenceType: 'purl', referenceLocator: purl }],
});

function relationshipsOf(items: readonly BillItem[]): Relationship[] {
  const dev = new Set(items.filter((item) => item.dev).map(({ purl }) => purl));
  return [
    relate(document, 'DESCRIBES', project),
    ...roots(items).map((purl) =>
      dev.has(purl)
        ? relate(refOf(purl), 'DEV_DEPENDENCY_OF', project)
        : relate(project, 'DEPENDS_ON', refOf(purl)),
    ),
    ...items.flatMap(({ purl, dependsOn }) =>
      dependsOn.map((other) => relate(refOf(purl), 'DEPENDS_ON', refOf(other))),
    ),
  ];
}

function documentOf({ name, commit, now, serial, items }: Bill) {
  return {
    spdxVersion: 'SPDX-2.3',
    dataLicense: 'CC0-1.0',
    SPDXID: document,
    name,
    documentNamespace: `https://spdx.org/spdxdocs/${encodeURIComponent(name)}-${serial}`,
    // Without fractions of a second: the specification's form.
    creationInfo: {
      created: now.toISOString().replace(/\.\d+Z$/, 'Z'),
      creators: [`Tool: assay-${version}`],
    },
    packages: [
      {
        SPDXID: project,
        name,
        ...(commit === null ? {} : { versionInfo: commit }),
        downloadLocation: unknown,
        filesAnalyzed: false,
        licenseConcluded: unknown,
        licenseDeclared: unknown,
        copyrightText: unknown,
        primaryPackagePurpose: 'APPLICATION',
      },
      ...items.map(packageOf),
    ],
    relationships: relationshipsOf(items),
  };
}

/** https://spdx.github.io/spdx-spec/v2.3/ */
export const spdx: SbomFormat = {
  id: 'spdx',
  title: 'SPDX 2.3',
  description: 'SPDX JSON with package URLs and relationships.',
  mediaType: 'application/spdx+json',
  extension: 'spdx.json',
  write: (bill) => `${JSON.stringify(documentOf(bill), null, 2)}\n`,
};
