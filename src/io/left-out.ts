/** Something of a repository that scanners do not see, and why. */
export interface SkippedFile {
  readonly path: string;
  /** Always "checkout": a scanner says of itself what it skips. */
  readonly scanner: string;
  readonly reason: string;
}

/** Rows for one reason; what is beyond is counted. */
const rowsPerReason = 100;

/** Folders whose content comes from elsewhere or is made from the rest, wherever they lie. */
const foreignFolders = new Set([
  '.git',
  '.hg',
  '.svn',
  'node_modules',
  'bower_components',
  'jspm_packages',
  '__pycache__',
  'site-packages',
  '.venv',
  'venv',
  '.tox',
  '.nox',
  '.mypy_cache',
  '.pytest_cache',
  '.ruff_cache',
  '.gradle',
  '.next',
  '.nuxt',
  '.svelte-kit',
  '.terraform',
  '.yarn',
  '.pnpm-store',
]);

/** The same, unless they lie below `src`, where such a name is a package of the project's own. */
const copiedFolders = new Set(['vendor', 'third_party', 'third-party', 'Pods', 'Carthage']);

/** Results of a build, and in some projects its definition: there what only people write is kept. */
const builtFolders = new Set(['dist', 'build']);
const writtenByPeople =
  /(?:^|[./-])(?:dockerfile|containerfile|jenkinsfile|makefile)|\.(?:ya?ml|tf|sh|env|toml)$/i;

const generatedFiles = /[.-]min\.(?:m?js|css)$|\.(?:js|css)\.map$/i;

/** The name by which the default list leaves a folder out with all that is in it; null: it is walked. */
export function deniedFolder(parts: readonly string[]): string | null {
  const at = parts.findIndex(
    (part, index) =>
      foreignFolders.has(part) || (copiedFolders.has(part) && !parts.slice(0, index).includes('src')),
  );
  return at < 0 ? null : `${parts[at]}/`;
}

/** The entry of the default list that leaves a file out, or null. `path` relative to the root. */
export function denied(path: string): string | null {
  const parts = path.split('/');
  const name = parts.pop() as string;
  const folder = deniedFolder(parts);
  if (folder) return folder;
  const built = parts.find((part, index) => builtFolders.has(part) && !parts.slice(0, index).includes('src'));
  if (built && !writtenByPeople.test(name)) return `${built}/`;
  return generatedFiles.test(name) ? `*${generatedFiles.exec(name)?.[0].replace(/^-/, '.')}` : null;
}

/** What a checkout leaves out: row by row where each matters, counted where there may be very many. */
export class LeftOut {
  readonly #rows: SkippedFile[] = [];
  readonly #perReason = new Map<string, number>();
  readonly #denied = new Map<string, { files: number; folders: number }>();
  readonly #ignored = { files: 0, folders: 0 };

  /** One path with its reason. */
  note(path: string, reason: string): void {
    const count = (this.#perReason.get(reason) ?? 0) + 1;
    this.#perReason.set(reason, count);
    if (count <= rowsPerReason) this.#rows.push({ path, scanner: 'checkout', reason });
  }

  /** A file or folder that the default list names. */
  deny(entry: string, what: 'files' | 'folders'): void {
    const count = this.#denied.get(entry) ?? { files: 0, folders: 0 };
    count[what]++;
    this.#denied.set(entry, count);
  }

  /** A file or folder that a .gitignore names. */
  ignore(what: 'files' | 'folders'): void {
    this.#ignored[what]++;
  }

  rows(): SkippedFile[] {
    const scanner = 'checkout';
    const rows = [...this.#rows];
    for (const [reason, count] of this.#perReason) {
      const more = count - rowsPerReason;
      if (more > 0) rows.push({ path: '', scanner, reason: `${more} more: ${reason}` });
    }
    for (const [path, count] of this.#denied)
      rows.push({ path, scanner, reason: `${counted(count)} left out by default` });
    if (this.#ignored.files + this.#ignored.folders > 0)
      rows.push({ path: '.gitignore', scanner, reason: `${counted(this.#ignored)} left out as ignored` });
    return rows;
  }
}

/** "3 folders and 1 file". */
function counted({ files, folders }: { files: number; folders: number }): string {
  const of = (count: number, noun: string) =>
    count === 0 ? [] : [`${count} ${noun}${count === 1 ? '' : 's'}`];
  return [...of(folders, 'folder'), ...of(files, 'file')].join(' and ');
}
