import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Command } from 'commander';
import type { DatasetTools } from '#src/app/dataset-tools.ts';
import type { DatasetInfo } from '#src/app/datasets.ts';
import { plain } from '#src/core/plain.ts';
import { usage } from '../failure.ts';
import { catchInterrupt } from '../interrupt.ts';
import { configWith } from '../open.ts';
import { table } from '../print/tables.ts';

type Datasets = typeof import('#src/app/datasets.ts');

/** Works on the data folder alone: no database is opened. */
async function withTools<T>(act: (tools: DatasetTools, datasets: Datasets) => Promise<T>): Promise<T> {
  const { openDatasetTools } = await import('#src/app/dataset-tools.ts');
  const tools = openDatasetTools(configWith());
  try {
    return await act(tools, await import('#src/app/datasets.ts'));
  } finally {
    await tools.close();
  }
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
const licenceOf = ({ licence }: Pick<DatasetInfo, 'licence'>): string =>
  licence.note ? `${licence.name} (${licence.note})` : licence.name;
const sizeOf = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KiB` : `${(bytes / 1024 / 1024).toFixed(1)} MiB`;

const atHand = ({ cached, gated }: DatasetInfo): string => {
  if (cached) return `${cached.rows} rows, ${sizeOf(cached.bytes)}, ${cached.fetched_at.slice(0, 10)}`;
  return gated ? 'no; needs ASSAY_HF_TOKEN' : 'no';
};

async function list(options: { json?: boolean }): Promise<void> {
  const infos = await withTools(({ cache }, { listDatasets }) => listDatasets(cache));
  if (options.json) return void process.stdout.write(json(infos));
  const rows = infos.map((info) => [info.id, `${info.seeds}`, licenceOf(info), atHand(info)]);
  process.stdout.write(
    table(['Name', 'Seeds', 'Licence of the collection', 'In the cache'], rows, [16, 7, 40, 0]),
  );
  process.stdout.write('A scan asks the seeds, and the published collection where it is in the cache.\n');
}

async function show(name: string, options: { json?: boolean }): Promise<void> {
  const shown = await withTools(async ({ cache }, { listDatasets, namedCorpus, readCached }) => {
    const corpus = namedCorpus(name);
    const info = (await listDatasets(cache)).find(({ id }) => id === name)!;
    const read = await readCached(corpus, cache);
    return { info, parsed: read?.parsed ?? null };
  });
  const { info, parsed } = shown;
  const content = parsed && {
    rows: parsed.rows.length,
    inverted: parsed.rows.filter(({ inverted }) => inverted).length,
    topics: Object.fromEntries(
      [...Map.groupBy(parsed.rows, ({ topic }) => topic ?? '(none)')].map(([topic, rows]) => [
        topic,
        rows.length,
      ]),
    ),
    left_out: Object.fromEntries(parsed.skipped),
    bad: parsed.bad,
  };
  if (options.json) return void process.stdout.write(json({ ...info, content }));
  const lines = [
    ['Name', `${info.id} (${info.title})`],
    ['Seeds', `${info.seeds}: ${info.description}`],
    ['Collection', info.part],
    ['From', info.url],
    ['Licence', `${licenceOf(info)}, ${info.licence.url}`],
    ['In the cache', atHand(info)],
    ...(info.cached ? [['sha256', info.cached.sha256]] : []),
    ...(content ? contentLines(content) : []),
  ];
  process.stdout.write(lines.map(([label, text]) => `${`${label}:`.padEnd(14)}${text}\n`).join(''));
}

function contentLines(content: {
  inverted: number;
  topics: Record<string, number>;
  left_out: Record<string, number>;
  bad: readonly { row: number; reason: string }[];
}): string[][] {
  return [
    ...(content.inverted > 0 ? [['Inverted', `${content.inverted} rows: a refusal is the fault`]] : []),
    [
      'Topics',
      Object.entries(content.topics)
        .map(([topic, rows]) => `${plain(topic).replace(/\s+/g, ' ')} ${rows}`)
        .join('; '),
    ],
    ...Object.entries(content.left_out).map(([reason, rows]) => ['Left out', `${rows} rows: ${reason}`]),
    ...content.bad.map(({ row, reason }) => ['Bad', `row ${row} ${reason}`]),
  ];
}

const note = (text: string): void => void process.stderr.write(`${text}\n`);

async function fetchAll(names: readonly string[], options: { replace?: boolean }): Promise<void> {
  await prepare();
  const { signal, release } = catchInterrupt();
  const replace = options.replace === true;
  try {
    await withTools(async (tools, { fetchDataset, namedCorpus }) => {
      // All names first: a typing error must not show after minutes.
      for (const corpus of names.map(namedCorpus)) {
        note(`${corpus.id}: licence ${licenceOf(corpus)}, ${corpus.licence.url}`);
        note(`${corpus.id}: fetching ${corpus.source.url}`);
        const onProgress = (done: number, total: number) => note(`${corpus.id}: ${done} of ${total} rows`);
        const { entry, parsed } = await fetchDataset(corpus, tools, { replace, signal, onProgress });
        const size = `${parsed.rows.length} rows, ${sizeOf(entry.bytes)}`;
        process.stdout.write(`${corpus.id}: ${size}, sha256 ${entry.sha256}${badIn(parsed)}\n`);
      }
    });
  } finally {
    release();
  }
}

async function prepare(): Promise<void> {
  const { prepareDatasets } = await import('#src/app/dataset-tools.ts');
  await prepareDatasets(configWith());
}

const badIn = ({ bad }: { bad: readonly { row: number; reason: string }[] }): string =>
  bad.length === 0 ? '' : `; ${bad.length} bad rows (assay datasets show names them)`;

async function importOne(name: string, file: string): Promise<void> {
  await prepare();
  const size = await stat(file).catch(() => null);
  if (!size?.isFile()) throw usage(`${file} is not a file that can be read`);
  await withTools(async ({ cache }, { importDataset, mostDatasetBytes, namedCorpus }) => {
    if (size.size > mostDatasetBytes)
      throw usage(`${file} has ${sizeOf(size.size)}; at most ${sizeOf(mostDatasetBytes)} are read`);
    const corpus = namedCorpus(name);
    const given = { name: basename(file), bytes: await readFile(file) };
    const { entry, parsed, pinned } = await importDataset(corpus, cache, given);
    const which =
      pinned === null ? '' : pinned ? '; the known file' : '; not the known file of that collection';
    note(`${name}: licence ${licenceOf(corpus)}, ${corpus.licence.url}`);
    process.stdout.write(
      `${name}: ${parsed.rows.length} rows, sha256 ${entry.sha256}${which}${badIn(parsed)}\n`,
    );
  });
}

export const datasetsCommand = (): Command =>
  new Command('datasets')
    .description('published collections of test questions: list, fetch, import, show')
    .addCommand(
      new Command('list')
        .description('all datasets, their licence, and whether the published collection is in the cache')
        .option('--json', 'as JSON')
        .action(list),
    )
    .addCommand(
      new Command('fetch')
        .description('bring published collections into the cache, checked against their checksum')
        .argument('<names...>')
        .option('--replace', 'take what comes although it is not what came the first time')
        .action(fetchAll),
    )
    .addCommand(
      new Command('import')
        .description('put a file that was brought by hand into the cache, where there is no network')
        .argument('<name>')
        .argument('<file>')
        .action(importOne),
    )
    .addCommand(
      new Command('show')
        .description('one dataset: place, licence, topics, rows that cannot be used; no question is shown')
        .argument('<name>')
        .option('--json', 'as JSON')
        .action(show),
    );
