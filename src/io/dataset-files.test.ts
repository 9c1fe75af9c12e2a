import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dataFileReader, type ReadDataFile } from './data-file.ts';
import { openDatasetCache } from './dataset-cache.ts';
import { datasetText, mostDatasetBytes } from './dataset-text.ts';

let place: string;
let dataDir: string;
let read: ReadDataFile;

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'assay-datasets-'));
  dataDir = join(place, 'data');
  await mkdir(join(dataDir, 'datasets', 'sub'), { recursive: true });
  await mkdir(join(dataDir, 'postgres'));
  await mkdir(join(dataDir, 'datasets', 'folder.csv'));
  for (const name of [
    'data/datasets/own.csv',
    'data/datasets/sub/ä b.jsonl',
    'data/beside.yaml',
    'data/secret.key',
    'data/postgres.json',
    'data/postgres/x.json',
    'data/datasets/notes.txt',
    'outside.csv',
    'data-next/x.csv',
  ]) {
    await mkdir(join(place, name, '..'), { recursive: true });
    await writeFile(join(place, name), `content of ${name}`);
  }
  await symlink(join(place, 'outside.csv'), join(dataDir, 'datasets', 'out.csv'));
  await symlink(join(dataDir, 'secret.key'), join(dataDir, 'datasets', 'key.csv'));
  await symlink(join(dataDir, 'datasets', 'own.csv'), join(dataDir, 'datasets', 'in.csv'));
  await symlink(place, join(dataDir, 'datasets', 'up'));
  await symlink(dataDir, join(place, 'other-way'));
  read = dataFileReader(dataDir);
});
afterAll(() => rm(place, { recursive: true, force: true }));

const failure = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no failure',
    (error: Error) => error.message,
  );

describe('file:// addresses', () => {
  test.each([
    ['file://own.csv', 'data/datasets/own.csv'],
    ['file://./sub/../own.csv', 'data/datasets/own.csv'],
    ['file://sub/%C3%A4%20b.jsonl', 'data/datasets/sub/ä b.jsonl'],
    ['file://in.csv', 'data/datasets/own.csv'],
  ])('%s is read', async (address, wanted) => {
    expect((await read(address)).bytes.toString()).toBe(`content of ${wanted}`);
  });

  test('absolute paths in the data folder are read, also by another name of it', async () => {
    expect((await read(`file://${dataDir}/beside.yaml`)).name).toBe('beside.yaml');
    expect((await dataFileReader(join(place, 'other-way'))(`file://${dataDir}/beside.yaml`)).name).toBe(
      'beside.yaml',
    );
  });

  test.each([
    'file://../secret.key',
    'file://../postgres.json',
    'file://../postgres/x.json',
    'file://../../outside.csv',
    'file://..%2f..%2foutside.csv',
    'file://out.csv',
    'file://key.csv',
    'file://up/outside.csv',
    'file://notes.txt',
    'file:///etc/passwd',
    'file:///no/such.csv',
  ])('%s is refused, whether it is there or not', async (address) => {
    const message = await failure(read(address));
    expect(message).toMatch(/is not a file that may be read\. Put .* file:\/\/questions\.csv/);
    expect(message).not.toContain(place);
  });

  test('absolute paths beside the data folder are refused', async () => {
    for (const name of [
      'outside.csv',
      'data-next/x.csv',
      'data/secret.key',
      'data/datasets/../../outside.csv',
    ]) {
      expect(await failure(read(`file://${place}/${name}`)), name).toContain('may be read');
    }
  });

  test.each([
    ['file://missing.csv', /is not there: relative names are looked for in "datasets"/],
    ['file://folder.csv', /no regular file/],
    ['file://', /names no file/],
    ['file://%zz.csv', /starts no character/],
    ['file://a%00.csv', /names no file/],
  ])('%s is refused', async (address, reason) => expect(await failure(read(address))).toMatch(reason));

  test('the limit holds', async () => {
    await writeFile(join(dataDir, 'datasets', 'big.csv'), Buffer.alloc(mostDatasetBytes + 1));
    expect(await failure(read('file://big.csv'))).toMatch(/larger than 32 MiB/);
  });
});

describe('text', () => {
  test.each<[string, Buffer]>([
    ['UTF-8', Buffer.from('grüße')],
    ['UTF-8 with BOM', Buffer.from('\uFEFFgrüße')],
    ['UTF-16', Buffer.from('\uFEFFgrüße', 'utf16le')],
    ['UTF-16, the other way round', Buffer.from('\uFEFFgrüße', 'utf16le').swap16()],
    ['gzip', gzipSync('grüße')],
  ])('%s', async (_name, bytes) => expect(await datasetText(bytes)).toBe('grüße'));

  test.each<[string, Buffer, RegExp]>([
    ['Latin-1', Buffer.from('grüße', 'latin1'), /not UTF-8/],
    ['Parquet', Buffer.from('PAR1xxxx'), /Parquet/],
    ['a spreadsheet', Buffer.from('PK\x03\x04xx'), /ZIP/],
    ['xz', Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]), /xz/],
    ['damaged gzip', gzipSync('x'.repeat(1000)).subarray(0, 12), /damaged gzip/],
    ['a gzip bomb', gzipSync(Buffer.alloc(mostDatasetBytes + 10)), /larger than 32 MiB/],
  ])('%s is refused', async (_name, bytes, reason) =>
    expect(await failure(datasetText(bytes))).toMatch(reason),
  );
});

describe('the cache', () => {
  const draft = (text: string, id = 'harmbench') => ({
    id,
    url: 'https://data.example/x',
    licence: 'MIT',
    ending: 'csv',
    rows: 1,
    bytes: Buffer.from(text),
  });
  const folder = (): string => join(dataDir, 'cache', 'datasets');

  test('keeps the newest of each, whole, with what is known of it', async () => {
    const cache = openDatasetCache(join(dataDir, 'cache'));
    expect(await cache.list()).toEqual([]);
    expect(await cache.find('harmbench')).toBeNull();
    await cache.write(draft('other', 'toxic-chat'));
    const first = await cache.write(draft('one'));
    expect(first).toMatchObject({ id: 'harmbench', licence: 'MIT', bytes: 3, rows: 1 });
    expect(first.file).toBe(`harmbench-${first.sha256.slice(0, 8)}.csv`);
    const second = await cache.write(draft('two'));
    expect((await cache.list()).map(({ id, sha256 }) => [id, sha256 === first.sha256])).toEqual([
      ['harmbench', false],
      ['toxic-chat', false],
    ]);
    expect((await cache.read(second)).toString()).toBe('two');
    expect((await readdir(folder())).filter((name) => name.startsWith('harmbench'))).toEqual([
      second.file,
      `${second.file}.meta`,
    ]);
    expect((await readdir(folder())).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('a file that was changed or taken away is refused by name', async () => {
    const cache = openDatasetCache(join(dataDir, 'cache'));
    const entry = await cache.write(draft('three'));
    await writeFile(join(folder(), entry.file), 'other');
    expect(await failure(cache.read(entry))).toMatch(
      /cached file of harmbench is not what was written.*--replace/,
    );
    await rm(join(folder(), entry.file));
    expect(await failure(cache.read(entry))).toMatch(/cannot be read/);
  });

  test('what is no sidecar of ours, or leads elsewhere, does not count', async () => {
    const cache = openDatasetCache(join(dataDir, 'cache'));
    const { file } = await cache.write(draft('four'));
    const sidecar = JSON.parse(await readFile(join(folder(), `${file}.meta`), 'utf8'));
    await writeFile(join(folder(), `${file}.meta`), JSON.stringify({ ...sidecar, file: '../../secret.key' }));
    await writeFile(join(folder(), 'aegis-0123abcd.csv.meta'), '{');
    expect((await cache.list()).map(({ id }) => id)).toEqual(['toxic-chat']);
  });
});
