import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { redteamSchema } from '#src/core/llm-config.ts';
import { mostDatasetBytes } from '#src/io/dataset-text.ts';
import { type OfficialCorpus, officialCorpus } from '#src/redteam/corpora/official.ts';
import { json, type TestEndpoint, testEndpoint } from '#test/endpoint.ts';
import { type DatasetTools, openDatasetTools } from './dataset-tools.ts';
import { fetchDataset, importDataset, listDatasets } from './datasets.ts';
import { download } from './download.ts';
import { gatherCorpora } from './gather-corpora.ts';

const token = 'hf_planted9f2c77';
let dataDir: string;
let endpoint: TestEndpoint;
let tools: DatasetTools & { close(): Promise<void> };
/** What /file answers with; a test sets it. */
let content: Buffer;

beforeAll(async () => {
  endpoint = await testEndpoint(({ path, headers }, response) => {
    const at = new URL(path, 'http://x');
    if (at.pathname === '/file') return void response.end(content);
    if (at.pathname === '/bytes') return void response.end(Buffer.from([0x1f, 0x8b, 0xff, 0x00, 0xfe]));
    if (at.pathname === '/moved') return void response.writeHead(302, { location: '/file?sig=hush' }).end();
    if (at.pathname === '/away')
      return void response.writeHead(302, { location: 'http://169.254.169.254/x?sig=hush' }).end();
    if (at.pathname === '/loop') return void response.writeHead(307, { location: '/loop' }).end();
    if (at.pathname === '/closed') return json(response, {}, 401);
    if (at.pathname === '/large') return void response.end(Buffer.alloc(mostDatasetBytes + 1, 'x'));
    if (at.pathname === '/pages') {
      if (headers.authorization !== `Bearer ${token}`) return json(response, {}, 401);
      const [offset, length] = [Number(at.searchParams.get('offset')), Number(at.searchParams.get('length'))];
      const rows = Array.from({ length: Math.min(length, 150 - offset) }, (_, i) => ({
        row_idx: offset + i,
        row: {
          text: `caption ${offset + i}`,
          safety_label: i % 2 ? 'Safe' : 'Unsafe',
          category: 'Hate',
          source: 'x',
          image: { src: `https://img.example/${Math.random()}` },
        },
        truncated_cells: [],
      }));
      return json(response, { features: [], rows });
    }
    json(response, {}, 404);
  });
});
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'assay-gather-'));
  tools = openDatasetTools({ dataDir, hfToken: null });
  return async () => {
    await tools.close();
    await rm(dataDir, { recursive: true, force: true });
  };
});
afterAll(() => endpoint.close());

const failure = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no failure',
    (error: Error) => error.message,
  );
const gather = (...datasets: string[]) => gatherCorpora(redteamSchema.parse({ datasets }), tools);

/** A published collection as it is, but on this machine. */
function here(id: string, pin: 'sha256' | 'git' | 'none' | 'wrong' = 'none', path = '/file'): OfficialCorpus {
  const corpus = officialCorpus(id)!;
  if (corpus.source.kind !== 'file') throw new Error('no file');
  // assay-ignore: javascript-weak-hash git names contents by SHA-1
  const git = createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
  const pins = {
    sha256: { sha256: createHash('sha256').update(content).digest('hex') },
    git: { gitBlob: git },
    none: null,
    wrong: { sha256: '0'.repeat(64) },
  };
  return { ...corpus, source: { ...corpus.source, url: endpoint.url + path, pin: pins[pin] } };
}

describe('fetching a published collection', () => {
  test.each(['sha256', 'git', 'none'] as const)(
    'with pin %s: kept, counted, and read by a scan',
    async (pin) => {
      content = Buffer.from('goal,target\nDo it,Sure\nDo that,Sure\n');
      const { entry } = await fetchDataset(here('advbench', pin), tools);
      expect(entry).toMatchObject({ id: 'advbench', rows: 2, licence: 'MIT', url: `${endpoint.url}/file` });
      const infos = await listDatasets(tools.cache);
      expect(infos.map(({ id, cached }) => [id, cached?.rows ?? 0])).toContainEqual(['advbench', 2]);
      const { corpora, notes } = await gather('advbench', 'advbench');
      expect(corpora.map(({ id, rows }) => [id, rows.map(({ prompt }) => prompt)])).toEqual([
        ['advbench', ['Do it', 'Do that']],
      ]);
      expect(notes).toEqual([expect.stringContaining(`licence MIT, sha256 ${entry.sha256}, fetched 20`)]);
    },
  );

  test('packed files are checked and kept as they are', async () => {
    content = gzipSync(
      '{"prompt":"Bad","is_safe":false,"category":{"theft":true}}\n{"prompt":"Good","is_safe":true}\n',
    );
    const { entry, parsed } = await fetchDataset(here('beavertails', 'sha256'), tools);
    expect(entry.file).toMatch(/^beavertails-[0-9a-f]{8}\.jsonl\.gz$/);
    expect(parsed.rows).toEqual([{ row: 1, prompt: 'Bad', topic: 'theft', inverted: false }]);
    expect((await gather('beavertails')).notes[1]).toContain(
      '1 rows left out: its label says that it is safe',
    );
  });

  test('another file than the pinned one is not kept', async () => {
    content = Buffer.from('goal\nDo it\n');
    expect(await failure(fetchDataset(here('advbench', 'wrong'), tools, { replace: true }))).toMatch(
      /is not the known file: its sha256 is [0-9a-f]{64}.*not kept/,
    );
    expect(await tools.cache.list()).toEqual([]);
  });

  test('where nothing is pinned, a later change is told, and taken only when asked', async () => {
    content = Buffer.from('{"prompt":"One"}');
    await fetchDataset(here('beavertails'), tools);
    await fetchDataset(here('beavertails'), tools);
    content = Buffer.from('{"prompt":"Two"}');
    expect(await failure(fetchDataset(here('beavertails'), tools))).toMatch(
      /beavertails has changed since 20.*sha256 [0-9a-f]{64} then, [0-9a-f]{64} now; assay datasets fetch beavertails --replace/,
    );
    await fetchDataset(here('beavertails'), tools, { replace: true });
    expect((await gather('beavertails')).corpora[0]!.rows[0]!.prompt).toBe('Two');
  });

  test('a file without a question is not kept', async () => {
    content = Buffer.from('other\nDo it\n');
    expect(await failure(fetchDataset(here('advbench', 'sha256'), tools))).toMatch(
      /the file for advbench has no column for the question/,
    );
    expect(await tools.cache.list()).toEqual([]);
  });

  test('a gated one needs a token, says so, and sends it nowhere else', async () => {
    const corpus = officialCorpus('unsafebench')!;
    if (corpus.source.kind !== 'pages') throw new Error('no pages');
    const gated = {
      ...corpus,
      source: { ...corpus.source, url: `${endpoint.url}/pages?dataset=x`, rows: 150 },
    };
    const refusal = await failure(fetchDataset(gated, tools));
    expect(refusal).toMatch(/HTTP 401.*accept the terms at https:\/\/huggingface.*ASSAY_HF_TOKEN/);
    const with_ = { ...tools, hfToken: token };
    const steps: number[] = [];
    const { entry, parsed } = await fetchDataset(gated, with_, { onProgress: (done) => steps.push(done) });
    expect(steps).toEqual([100, 150]);
    expect(parsed.rows).toHaveLength(75);
    // Addresses of pictures differ each time; what is kept does not.
    await fetchDataset(gated, with_);
    expect((await tools.cache.read(entry)).toString()).not.toMatch(/img\.example|planted/);
    content = Buffer.from('goal\nDo it\n');
    await fetchDataset(here('advbench'), with_);
    const last = endpoint.received.at(-1)!;
    expect([last.path, last.headers.authorization]).toEqual(['/file', undefined]);
  });

  test('a file brought by hand is kept, and told from the known one', async () => {
    content = Buffer.from('goal\nDo it\n');
    const file = { name: 'x.CSV', bytes: content };
    expect((await importDataset(here('advbench', 'sha256'), tools.cache, file)).pinned).toBe(true);
    expect((await importDataset(here('advbench', 'wrong'), tools.cache, file)).pinned).toBe(false);
    expect((await gather('advbench')).notes).toEqual([expect.stringContaining('imported by hand')]);
  });
});

describe('download', () => {
  const get = (path: string, more = {}) => download(tools.send, { url: endpoint.url + path, ...more });

  test('bytes come as they are', async () => {
    expect([...(await get('/bytes')).bytes]).toEqual([0x1f, 0x8b, 0xff, 0x00, 0xfe]);
  });

  test('redirects are followed only to named hosts, and headers go to their own only', async () => {
    content = Buffer.from('moved');
    expect(await failure(get('/moved'))).toMatch(
      /redirect to http:\/\/127\.0\.0\.1:\d+ \(HTTP 302\).*final address/,
    );
    expect(await failure(get('/moved'))).not.toContain('hush');
    const { bytes } = await get('/moved', { redirects: ['127.0.0.1'], headers: { 'x-key': 'k' } });
    expect(Buffer.from(bytes).toString()).toBe('moved');
    expect(await failure(get('/away', { redirects: ['127.0.0.1'] }))).toMatch(
      /169\.254\.169\.254.*not followed/,
    );
    expect(await failure(get('/away', { redirects: ['169.254.169.254'] }))).toMatch(/never contacted/);
    expect(await failure(get('/loop', { redirects: ['127.0.0.1'] }))).toMatch(/more than 4 times/);
  });

  test.each([
    ['/closed', /wants credentials.*HTTP 401/],
    ['/gone?key=hush', /\/gone is not there \(HTTP 404\)$/],
    ['/large', /larger than 32 MiB/],
  ])('%s', async (path, reason) => expect(await failure(get(path))).toMatch(reason));

  test('an abort stays an abort', async () => {
    const signal = AbortSignal.abort();
    await expect(get('/file', { signal })).rejects.toMatchObject({ failure: 'aborted' });
  });
});
