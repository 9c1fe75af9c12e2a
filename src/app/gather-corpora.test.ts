import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { redteamSchema } from '#src/core/llm-config.ts';
import { json, type TestEndpoint, testEndpoint } from '#test/endpoint.ts';
import { type DatasetTools, openDatasetTools } from './dataset-tools.ts';
import { gatherCorpora, gatherFacts } from './gather-corpora.ts';

let dataDir: string;
let endpoint: TestEndpoint;
let tools: DatasetTools & { close(): Promise<void> };

beforeAll(async () => {
  endpoint = await testEndpoint(({ path }, response) => {
    const { pathname } = new URL(path, 'http://x');
    if (pathname === '/kb') return void response.end('[{"fact":"It is blue.","question":"Which colour?"}]');
    if (pathname === '/rows.csv') return void response.end('prompt\nWho?\n\n"Why?"\n');
    if (pathname === '/typed')
      return void response.writeHead(200, { 'content-type': 'application/x-ndjson' }).end('{"text":"Who?"}');
    json(response, {}, 404);
  });
});
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'assay-gather-'));
  await mkdir(join(dataDir, 'datasets'));
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
const own = (name: string, text: string | Buffer) => writeFile(join(dataDir, 'datasets', name), text);
const gather = (...datasets: string[]) => gatherCorpora(redteamSchema.parse({ datasets }), tools);

describe('what a scan reads', () => {
  test('published collections that are not at hand are noted, with how to bring them', async () => {
    const before = endpoint.received.length;
    const { corpora, notes } = await gather('harmbench', 'beavertails');
    expect(corpora).toEqual([]);
    expect(notes).toEqual([
      'dataset harmbench: the published collection is not in the cache; assay datasets fetch harmbench brings it (licence MIT)',
      expect.stringContaining('(licence CC-BY-NC-4.0, not for commercial use)'),
    ]);
    expect(endpoint.received.length).toBe(before);
  });

  test('own files and addresses, with every bad row by number', async () => {
    await own('a.csv', 'prompt,n\nOne?,1\n,2\n,3\nTwo?\n,5\n');
    await own('b.json', '["One?"]');
    const { corpora, notes } = await gather(
      'file://a.csv',
      `${endpoint.url}/rows.csv?key=hush`,
      `file://${dataDir}/datasets/b.json`,
      `${endpoint.url}/typed`,
      `${endpoint.url}/x/../rows.csv`,
    );
    expect(corpora.map(({ id, rows }) => [id, rows.length])).toEqual([
      ['own-a', 1],
      ['own-rows', 2],
      ['own-b', 1],
      ['own-typed', 1],
      ['own-rows-2', 2],
    ]);
    expect(notes.slice(0, 3)).toEqual([
      'dataset own-a: 1 rows of file://a.csv (csv)',
      'dataset own-a: rows 2–3, 5 cannot be used: has no question: prompt is empty or missing',
      'dataset own-a: row 4 cannot be used: has 1 cells; the header has 2',
    ]);
    expect(notes.join()).not.toContain('hush');
  });

  test('for a plan that sends nothing, addresses are left for later', async () => {
    await own('a.json', '["One?"]');
    const before = endpoint.received.length;
    const redteam = redteamSchema.parse({
      datasets: [`${endpoint.url}/rows.csv`, 'file://a.json'],
      factuality: { enabled: true, kb: `${endpoint.url}/kb?key=hush` },
    });
    const { corpora } = await gatherCorpora(redteam, tools, { offline: true });
    expect(corpora.map(({ id }) => id)).toEqual(['own-a']);
    const { facts, notes } = await gatherFacts(redteam.factuality, tools, { offline: true });
    expect([facts, notes]).toEqual([[], [`factuality: ${endpoint.url}/kb is read when the scan starts`]]);
    expect(endpoint.received.length).toBe(before);
  });

  test('of many rows an even spread is kept, and said', async () => {
    await own('many.jsonl', Array.from({ length: 5000 }, (_, i) => `{"prompt":"Question ${i}?"}`).join('\n'));
    const { corpora, notes } = await gather('file://many.jsonl');
    expect(corpora[0]!.rows).toHaveLength(2000);
    expect(corpora[0]!.rows.at(-1)!.row).toBeGreaterThan(4990);
    expect(notes[0]).toContain('2000 of 5000 rows, evenly spread, of');
  });

  test('a file with many faults does not fill the plan', async () => {
    const long = Array.from({ length: 40 }, (_, i) => `{"prompt":"${'x'.repeat(8001 + i)}"}`);
    await own('bad.jsonl', ['"One?"', ...long].join('\n'));
    const { notes } = await gather('file://bad.jsonl');
    expect(notes).toHaveLength(22);
    expect(notes.at(-1)).toBe('dataset own-bad: rows 22–41 cannot be used: 20 further reasons');
  });

  test.each<[string, RegExp]>([
    ['file://gone.csv', /^redteam\.datasets\.1: file:\/\/gone\.csv is not there/],
    [
      'file://../secret.key',
      /^redteam\.datasets\.1: file:\/\/\.\.\/secret\.key is not a file that may be read/,
    ],
    ['http://169.254.169.254/rows.csv?key=hush', /^redteam\.datasets\.1: .*never contacted/],
    [
      'http://127.0.0.1:9/rows.csv',
      /^redteam\.datasets\.1: http:\/\/127\.0\.0\.1:9\/rows\.csv cannot be read/,
    ],
    ['file://empty.csv', /^redteam\.datasets\.1: file:\/\/empty\.csv holds no question.*; row 1 has 1 cells/],
    ['file://broken.json', /^redteam\.datasets\.1: file:\/\/broken\.json is not valid JSON/],
  ])('%s ends the start of the scan with its field', async (address, reason) => {
    await own('empty.csv', 'prompt,n\nx\n');
    await own('broken.json', '[hush');
    const message = await failure(gather('xstest', address));
    expect(message).toMatch(reason);
    expect(message).not.toMatch(/hush|assay-gather/);
  });

  test('a cached file that was changed ends it too', async () => {
    const draft = { id: 'advbench', url: 'import', licence: 'MIT', ending: 'csv', rows: 1 };
    const entry = await tools.cache.write({ ...draft, bytes: Buffer.from('goal\nDo it\n') });
    await own(entry.file, 'goal\nDo something else\n');
    expect(await failure(gather('advbench'))).toMatch(
      /^redteam\.datasets\.0: the cached file of advbench is not what/,
    );
  });
});

describe('the knowledge base', () => {
  const facts = (kb: unknown) =>
    gatherFacts(redteamSchema.parse({ factuality: { enabled: true, kb } }).factuality, tools);

  test('comes as list, file and address', async () => {
    await own(
      'kb.yaml',
      'facts:\n  - Refunds are possible within 30 days.\n  - {q: Where?, a: In Ghent.}\n  - 7\n',
    );
    const listed = await facts(['Refunds are possible within 30 days.', { q: 'Where?', a: 'In Ghent.' }]);
    const filed = await facts('file://kb.yaml');
    expect(filed.facts).toEqual(listed.facts);
    expect(listed.facts.map(({ question }) => question)).toEqual([
      'What can you tell me about this: Refunds?',
      'Where?',
    ]);
    expect(filed.notes).toEqual([
      'factuality: 2 statements of file://kb.yaml',
      'factuality: row 3 cannot be used: is neither text nor an object',
    ]);
    expect((await facts(`${endpoint.url}/kb?key=hush`)).facts).toHaveLength(1);
  });

  test('one that is off is not read; one that holds nothing, or is not there, ends the start', async () => {
    const off = await gatherFacts({ enabled: false, kb: 'file://gone.csv' }, tools);
    expect(off).toEqual({ facts: [], notes: [] });
    expect(await failure(facts('file://gone.csv'))).toMatch(
      /^redteam\.factuality\.kb: file:\/\/gone\.csv is not there/,
    );
    expect(await failure(facts([]))).toMatch(/^redteam\.factuality\.kb: holds no statement/);
  });
});
