import { PackageURL } from 'packageurl-js';

/** A package at a version, as a file of the repository names it. */
export interface Component {
  readonly name: string;
  readonly version: string;
  /** As OSV spells it: npm, PyPI, Go, crates.io, RubyGems, Packagist, Maven, NuGet, Hex, Pub. */
  readonly ecosystem: string;
  /** https://github.com/package-url/purl-spec */
  readonly purl: string;
  /** Needed for development only. */
  readonly dev: boolean;
  /** Asked for by the project itself; null where the file does not say. */
  readonly direct: boolean | null;
  /** The file, and where in it, from 1. */
  readonly path: string;
  readonly line: number;
  /** Purls of what it needs, as far as the file says and holds them. */
  readonly dependsOn: readonly string[];
  /** SPDX expression, where the file has one. */
  readonly licence?: string;
}

const purlTypes: Readonly<Record<string, string>> = {
  npm: 'npm',
  PyPI: 'pypi',
  Go: 'golang',
  'crates.io': 'cargo',
  RubyGems: 'gem',
  Packagist: 'composer',
  Maven: 'maven',
  NuGet: 'nuget',
  Hex: 'hex',
  Pub: 'pub',
};

/** The purl of a package; of one whose name no purl can hold, a generic one. */
export function purlOf(ecosystem: string, name: string, version: string): string {
  const type = purlTypes[ecosystem] ?? 'generic';
  const separator = type === 'maven' ? name.indexOf(':') : name.lastIndexOf('/');
  const namespace = separator > 0 ? name.slice(0, separator) : undefined;
  const last = name.slice(separator > 0 ? separator + 1 : 0);
  try {
    return new PackageURL(type, namespace, last, version, undefined, undefined).toString();
  } catch {
    return `pkg:generic/${encodeURIComponent(name)}@${encodeURIComponent(version)}`;
  }
}

/**
 * The name under which advisories of an ecosystem are kept: two spellings of one package give the same key.
 * PyPI by PEP 503; NuGet, Packagist, Hex and Pub regardless of case; addresses of repositories without scheme and ".git".
 */
export function nameKey(ecosystem: string, name: string): string {
  const base = ecosystem.split(':', 1)[0];
  switch (base) {
    case 'PyPI':
      return name.toLowerCase().replace(/[-_.]+/g, '-');
    case 'NuGet':
    case 'Packagist':
    case 'Hex':
    case 'Pub':
      return name.toLowerCase();
    case 'SwiftURL':
    case 'GIT':
      return name
        .toLowerCase()
        .replace(/^[a-z+]+:\/\//, '')
        .replace(/(?:\.git)?\/*$/, '');
    default:
      return name;
  }
}
