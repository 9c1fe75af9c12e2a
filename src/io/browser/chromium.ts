import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';

/** A Chromium to start, and what its environment needs on top of the usual. */
export interface Chromium {
  readonly path: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * The Chromium to use: the one that is named, else one the system has, else the one inside @sparticuz/chromium.
 * Throws an Error when the last cannot be unpacked.
 */
export function findChromium(named: string | null | undefined): Chromium {
  const path = named || systemChromium() || bundledChromium();
  return { path, env: fontsBeside(path) };
}

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const macChrome = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

function systemChromium(): string | null {
  const folders = (process.env.PATH ?? '').split(':').filter((folder) => folder !== '');
  const candidates = [...folders.flatMap((folder) => names.map((name) => join(folder, name))), macChrome];
  return candidates.find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Unpacks the packaged Chromium once per version into the temp folder (180 MB, about 4 s) and reuses it. The
 * package's own unpacking is not used: it writes to a fixed name in the temp folder and takes whatever it finds there.
 */
function bundledChromium(): string {
  const manifest = join(
    dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')),
    '..',
    'package.json',
  );
  const packed = join(dirname(manifest), 'bin');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  const owner = createHash('sha256')
    .update(`${packed}\0${process.getuid?.() ?? ''}`)
    .digest('hex')
    .slice(0, 8);
  const home = join(tmpdir(), `assay-chromium-${version}-${owner}`);
  const program = join(home, 'chromium');
  if (existsSync(program)) return program;
  const draft = mkdtempSync(`${home}-`);
  writeFileSync(join(draft, 'chromium'), brotliDecompressSync(readFileSync(join(packed, 'chromium.br'))));
  chmodSync(join(draft, 'chromium'), 0o700);
  unpackTar(join(packed, 'fonts.tar.br'), draft);
  // The packaged one names folders of the platform that the package was made for.
  writeFileSync(
    join(draft, 'fonts.conf'),
    `<fontconfig><dir>${home}/fonts</dir><cachedir>${home}/cache</cachedir></fontconfig>\n`,
  );
  try {
    renameSync(draft, home);
  } catch (error) {
    // Another process was faster: its copy is as good as this one.
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(program)) throw error;
  }
  return program;
}

/** A machine without any fonts (a bare container) draws with those of the package. */
function fontsBeside(program: string): Record<string, string> {
  const folder = dirname(program);
  return existsSync(join(folder, 'fonts.conf')) && !existsSync('/etc/fonts/fonts.conf')
    ? { FONTCONFIG_PATH: folder }
    : {};
}

function unpackTar(file: string, into: string): void {
  mkdirSync(into, { recursive: true });
  const tar = spawnSync('tar', ['-x', '-C', into], { input: brotliDecompressSync(readFileSync(file)) });
  if (tar.status !== 0) throw new Error(`${file} could not be unpacked: ${tar.error?.message ?? tar.stderr}`);
}
