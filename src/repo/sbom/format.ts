import { createHash } from 'node:crypto';
// @ts-expect-error: the package has no types; it takes a text and throws for what is no expression
import parseExpression from 'spdx-expression-parse';
import type { Plugin } from '#src/core/registry.ts';
import type { Component } from '../sca/component.ts';

/** A package of the bill, over all files that name it. */
export interface BillItem {
  readonly purl: string;
  readonly name: string;
  readonly version: string;
  readonly ecosystem: string;
  /** For development only, in every file. */
  readonly dev: boolean;
  /** Asked for by the project itself, as one of the files says. */
  readonly direct: boolean;
  readonly files: readonly string[];
  /** Purls of other items. */
  readonly dependsOn: readonly string[];
  /** A valid SPDX expression; null where there is none. */
  readonly licence: string | null;
}

/** What a bill of materials says, whatever form it takes. */
export interface Bill {
  readonly name: string;
  readonly commit: string | null;
  readonly now: Date;
  /** A UUID that follows from all of the above and the items. */
  readonly serial: string;
  /** By purl. */
  readonly items: readonly BillItem[];
}

export interface SbomFormat extends Plugin {
  readonly description: string;
  readonly mediaType: string;
  /** Ending of a file of this form, without a dot. */
  readonly extension: string;
  write(bill: Bill): string;
}

/** The packages of all files, each purl once, in the order of their purls. */
export function itemsOf(components: readonly Component[]): BillItem[] {
  const byPurl = Map.groupBy(components, ({ purl }) => purl);
  const items = [...byPurl.values()].map((all): BillItem => {
    const { purl, name, version, ecosystem } = all[0]!;
    const needs = new Set(all.flatMap(({ dependsOn }) => dependsOn));
    return {
      purl,
      name,
      version,
      ecosystem,
      dev: all.every(({ dev }) => dev),
      direct: all.some(({ direct }) => direct === true),
      files: [...new Set(all.map(({ path }) => path))].toSorted(),
      dependsOn: [...needs].filter((other) => other !== purl && byPurl.has(other)).toSorted(),
      licence: all.map(({ licence }) => validLicence(licence)).find((text) => text !== null) ?? null,
    };
  });
  return items.toSorted((a, b) => (a.purl < b.purl ? -1 : 1));
}

function validLicence(text: string | undefined): string | null {
  if (text === undefined || text.length > 500) return null;
  try {
    parseExpression(text);
    return text;
  } catch {
    return null;
  }
}

/** What the project itself asks for: what files say; where none says so, what no other item needs. */
export function roots(items: readonly BillItem[]): string[] {
  const needed = new Set(items.flatMap(({ dependsOn }) => dependsOn));
  return items.filter(({ direct, purl }) => direct || !needed.has(purl)).map(({ purl }) => purl);
}

/** A UUID of version 8 (RFC 9562, section 5.8) that is the same for the same bill. */
export function serialOf(parts: readonly string[]): string {
  const hex = createHash('sha256').update(parts.join('\u0000')).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
