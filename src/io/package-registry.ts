import type { LookUpPackage, PackageEcosystem, PackageState, RegistryBases, Send } from '#src/core/tools.ts';

const timeoutMs = 10_000;
/** Names kept with what became of them: the attempts of a scan name the same ones again and again. */
const mostKept = 10_000;

/**
 * Looks up whether a registry knows a package. Nothing but the name is sent. A registry that cannot be reached, or
 * answers anything but "found" and "not found", gives `unknown`, which is not kept: the next attempt asks again.
 */
export function packageRegistry(send: Send, bases: RegistryBases, signal?: AbortSignal): LookUpPackage {
  const kept = new Map<string, PackageState>();
  return async (ecosystem, name) => {
    const key = `${ecosystem}:${name}`;
    const known = kept.get(key);
    if (known) return known;
    let state: PackageState = 'missing';
    for (const path of paths[ecosystem](name)) {
      state = await ask(send, bases[ecosystem] + path, signal);
      if (state !== 'missing') break;
    }
    if (state !== 'unknown') {
      if (kept.size >= mostKept) kept.clear();
      kept.set(key, state);
    }
    return state;
  };
}

async function ask(send: Send, url: string, signal: AbortSignal | undefined): Promise<PackageState> {
  try {
    const { status } = await send({ method: 'GET', url, timeoutMs, ...(signal ? { signal } : {}) });
    if (status === 200) return 'exists';
    return status === 404 || status === 410 ? 'missing' : 'unknown';
  } catch (error) {
    if (signal?.aborted) throw error;
    return 'unknown';
  }
}

/** Paths that are asked in turn until one is found. */
const paths: Readonly<Record<PackageEcosystem, (name: string) => string[]>> = {
  npm: (name) => [`/${name.replace('/', '%2f')}`],
  // PEP 503: one spelling of each name, so that no redirect is needed.
  pypi: (name) => [`/pypi/${name.toLowerCase().replace(/[-_.]+/g, '-')}/json`],
  crates: (name) => [`/${shard(name.toLowerCase())}/${name.toLowerCase()}`],
  rubygems: (name) => [`/api/v1/gems/${name}.json`],
  go: (name) => modulesOf(name).map((module) => `/${module}/@v/list`),
};

/** Folder of a crate in the sparse index: by its length, else by its first four characters. */
function shard(name: string): string {
  if (name.length <= 2) return String(name.length);
  return name.length === 3 ? `3/${name[0]}` : `${name.slice(0, 2)}/${name.slice(2, 4)}`;
}

/** A Go import path and its parents, any of which may be the module; capitals are written "!c". */
function modulesOf(path: string): string[] {
  const parts = path.replace(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`).split('/');
  return parts.slice(1).map((_, i) => parts.slice(0, parts.length - i).join('/'));
}
