import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const files = join(import.meta.dirname, 'repository', 'files');
const placeholder = '@@planted-token@@';
const settings = join('reports', 'settings.py');

/** In the form of a GitHub token, check digits included, and worth nothing: made here, so that none stands in our files. */
function plantedToken(): string {
  const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
  const bytes = createHash('sha256').update('practice repository').digest();
  const body = [...bytes.subarray(0, 30)].map((byte) => alphabet[byte % alphabet.length]).join('');
  return `ghp_${body}${base62(crc32(body), alphabet)}`;
}

function crc32(text: string): number {
  let crc = 0xffffffff;
  for (const byte of Buffer.from(text)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

function base62(value: number, alphabet: string): string {
  let text = '';
  for (let left = value; left > 0; left = Math.floor(left / 62)) text = alphabet[left % 62] + text;
  return text.padStart(6, '0');
}

/**
 * Makes a git repository with one commit in a folder that is empty or not there yet: a small shop with flaws in code,
 * dependencies, secrets and configuration, and safe twins. Always the same files.
 *
 * @throws Error with git's own words when git is missing or fails
 */
export function makePracticeRepository(folder: string): void {
  mkdirSync(folder, { recursive: true });
  cpSync(files, folder, { recursive: true });
  const text = readFileSync(join(folder, settings), 'utf8');
  writeFileSync(join(folder, settings), text.replace(placeholder, plantedToken()));
  const git = (...args: string[]): void => {
    const env = {
      PATH: process.env.PATH ?? '',
      HOME: folder,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_AUTHOR_DATE: '2026-01-01T00:00:00Z',
      GIT_COMMITTER_DATE: '2026-01-01T00:00:00Z',
    };
    const done = spawnSync('git', ['-C', folder, ...args], { env, encoding: 'utf8' });
    if (done.status !== 0) throw new Error(`git ${args[0]}: ${done.error?.message ?? done.stderr}`);
  };
  git('init', '--quiet', '--initial-branch=main', '--template=');
  git('add', '--all');
  const who = ['-c', 'user.name=Practice', '-c', 'user.email=practice@example.invalid'];
  git(...who, 'commit', '--quiet', '--no-verify', '--message=The practice shop');
}
