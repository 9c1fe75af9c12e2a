import { PackageURL } from 'packageurl-js';

/** A package that a purl names, as OSV would call it. */
export interface PurlPackage {
  readonly ecosystem: string;
  readonly name: string;
  readonly version: string;
}

const ecosystems: Readonly<Record<string, string>> = {
  cargo: 'crates.io',
  composer: 'Packagist',
  cran: 'CRAN',
  gem: 'RubyGems',
  golang: 'Go',
  hackage: 'Hackage',
  hex: 'Hex',
  maven: 'Maven',
  npm: 'npm',
  nuget: 'NuGet',
  pub: 'Pub',
  pypi: 'PyPI',
  swift: 'SwiftURL',
};

/** "debian-12", "ubuntu-22.04", "alpine-3.18.4": the release, as OSV writes it. Null for other distributions. */
function distribution(namespace: string, distro: string): string | null {
  const release = /(\d+)(?:\.(\d+))?/.exec(distro);
  if (!release) return null;
  const [, major = '', minor = ''] = release;
  if (namespace === 'debian') return `Debian:${major}`;
  if (namespace === 'alpine') return `Alpine:v${major}.${minor || '0'}`;
  if (namespace !== 'ubuntu') return null;
  const isLongTerm = minor === '04' && Number(major) % 2 === 0;
  return `Ubuntu:${major}.${minor}${isLongTerm ? ':LTS' : ''}`;
}

/** Advisories of distributions speak of source packages: "upstream" names the one that a package was built from. */
function ofDistribution({ namespace, name, version, qualifiers }: PackageURL): PurlPackage | null {
  const ecosystem = distribution(namespace ?? '', qualifiers?.distro ?? '');
  const source = qualifiers?.upstream?.split('@', 1)[0];
  return ecosystem && version ? { ecosystem, name: source || (name ?? ''), version } : null;
}

/** Null for what is no purl, has no version, or is of a kind without advisories. */
export function readPurl(text: string): PurlPackage | null {
  let purl: PackageURL;
  try {
    purl = PackageURL.fromString(text);
  } catch {
    return null;
  }
  const { type = '', namespace, name, version } = purl;
  if (type === 'deb' || type === 'apk') return ofDistribution(purl);
  const ecosystem = Object.hasOwn(ecosystems, type) ? ecosystems[type] : undefined;
  if (!ecosystem || !name || !version) return null;
  const separator = type === 'maven' ? ':' : '/';
  return { ecosystem, name: namespace ? `${namespace}${separator}${name}` : name, version };
}
