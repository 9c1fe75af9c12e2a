import { expect, test } from 'vitest';
import { sampleOf, seeded } from '#test/secret-samples.ts';
import { alnum } from '../secrets/shape.ts';
import type { FileTools } from './scanner.ts';
import { secrets } from './secrets.ts';

const toolsWith = (files: Readonly<Record<string, Uint8Array>>): FileTools => ({
  tree: {
    files: Object.entries(files).map(([path, bytes]) => ({ path, size: bytes.length })),
    read: (path) => (files[path] ? Buffer.from(files[path]).toString() : null),
    readBytes: (path) => files[path] ?? null,
  },
  grammar: () => Promise.reject(new Error('no grammar is needed')),
  rules: () => Promise.resolve([]),
  now: () => performance.now(),
});

test('finds the secrets of a text file', async () => {
  const scanner = await secrets.open(toolsWith({}));
  const text = `GITHUB_TOKEN=ghp_${sampleOf(alnum(36), seeded(71))}\n`;
  const { issues } = scanner.scan({ path: '.env', size: text.length, text });
  expect(issues.map(({ ruleId }) => ruleId)).toEqual(['secrets-github-pat']);
});

const pkcs12 = Uint8Array.from([0x30, 0x82, 0x09, 0x61, 0x02, 0x01, 0x03, 0x30, ...new Uint8Array(60)]);
const stores: readonly [string, Uint8Array, string | null][] = [
  ['certs/server.p12', pkcs12, 'PKCS #12 key store in the repository'],
  [
    'release.keystore',
    Uint8Array.from([0xfe, 0xed, 0xfe, 0xed, 0, 0, 0, 2]),
    'Java key store in the repository',
  ],
  ['team.kdbx', Uint8Array.from([0x03, 0xd9, 0xa2, 0x9a, 0x67, 0xfb]), 'KeePass database in the repository'],
  ['notes.pfx', new TextEncoder().encode('a text under another name'), null],
  ['empty.p12', Uint8Array.from([0x30]), null],
];
test.each(stores)('%s', async (path, bytes, title) => {
  const scanner = await secrets.open(toolsWith({ [path]: bytes }));
  const { issues, skipped } = scanner.scan({ path, size: bytes.length, text: '' });
  expect(issues.map((issue) => issue.title)).toEqual(title ? [title] : []);
  expect(skipped).toEqual([]);
});

test('a key store that cannot be read is said not to be looked at', async () => {
  const scanner = await secrets.open(toolsWith({}));
  expect(scanner.scan({ path: 'a.p12', size: 9, text: '' }).skipped.length).toBe(1);
});

test('a file that is no text, whatever its name, is said not to be looked at', async () => {
  const scanner = await secrets.open(toolsWith({}));
  expect(scanner.scan({ path: 'a.py', size: 9, text: '' }).skipped).toEqual([
    { path: 'a.py', scanner: 'secrets', reason: 'it is no text' },
  ]);
});

test('pictures and archives are not its business', () => {
  expect(secrets.accepts({ path: 'logo.png', size: 9 })).toBe(false);
  expect(secrets.accepts({ path: 'src/a.py', size: 9 })).toBe(true);
  expect(secrets.accepts({ path: 'a.p12', size: 9 })).toBe(true);
});
