import { badRequest } from '#src/core/errors.ts';
import type { RedteamConfig } from '#src/core/llm-config.ts';
import { datasetText } from '#src/io/dataset-text.ts';
import { factsOf, mostFacts, type ParsedFacts, parseFacts } from '#src/redteam/corpora/facts.ts';
import { ownMapping } from '#src/redteam/corpora/mappings.ts';
import { type OfficialCorpus, officialCorpus } from '#src/redteam/corpora/official.ts';
import { fileNameOf, ownIds, placeOf } from '#src/redteam/corpora/own-names.ts';
import { type ParsedCorpus, parseCorpus } from '#src/redteam/corpora/parse-corpus.ts';
import { type BadRow, type CorpusFormat, guessFormat } from '#src/redteam/corpora/records.ts';
import type { Corpus, CorpusRow, Fact } from '#src/redteam/gathered.ts';
import { about, type DatasetTools } from './dataset-tools.ts';
import { readCached } from './datasets.ts';
import { download } from './download.ts';

/** Questions of one collection in one scan; a scan asks far fewer, and keeps them all. */
const mostRowsPerCorpus = 2000;

export interface GatherOptions {
  readonly signal?: AbortSignal;
  /** For a plan that must send nothing: addresses are left for the start of the scan. */
  readonly offline?: boolean;
}

const isLeftForLater = (address: string, { offline }: GatherOptions): boolean =>
  offline === true && /^https?:/i.test(address);

/**
 * Reads the datasets of a configuration when its scan starts: published collections from the cache and never from the
 * network, the user's own files and addresses from where they are. The notes say of each what is in the plan, what is
 * left out and why, and every bad row by number.
 *
 * @throws AssayError that begins with the field (`redteam.datasets.2: …`) when a named file or address cannot be read
 *   or holds no question: a scan is not run on less than was asked for. `SendError` `aborted` by `signal`.
 */
export async function gatherCorpora(
  redteam: RedteamConfig | null | undefined,
  tools: DatasetTools,
  options: GatherOptions = {},
): Promise<{ corpora: Corpus[]; notes: string[] }> {
  const names = redteam?.datasets ?? [];
  const ids = ownIds(names);
  const corpora: Corpus[] = [];
  const notes: string[] = [];
  const done = new Set<string>();
  for (const [i, name] of names.entries()) {
    if (done.has(name) || isLeftForLater(name, options)) continue;
    done.add(name);
    const official = officialCorpus(name);
    const own = ids.get(name);
    const read = await about(`redteam.datasets.${i}:`, async () =>
      official ? readOfficial(official, tools) : own ? readOwn(own, name, tools, options) : null,
    );
    if (!read) continue;
    notes.push(...read.notes);
    if (read.corpus) corpora.push(read.corpus);
  }
  return { corpora, notes };
}

interface Read {
  readonly corpus: Corpus | null;
  readonly notes: readonly string[];
}

async function readOfficial(official: OfficialCorpus, { cache }: DatasetTools): Promise<Read> {
  const { id, licence } = official;
  const terms = `licence ${licence.name}${licence.note ? `, ${licence.note}` : ''}`;
  const cached = await readCached(official, cache);
  if (!cached) {
    const note = `dataset ${id}: the published collection is not in the cache; assay datasets fetch ${id} brings it (${terms})`;
    return { corpus: null, notes: [note] };
  }
  const { entry, parsed } = cached;
  const from = entry.url === 'import' ? 'imported by hand' : `fetched ${entry.fetched_at.slice(0, 10)}`;
  return describe(id, 'the published collection', `${terms}, sha256 ${entry.sha256}, ${from}`, parsed);
}

async function readOwn(
  id: string,
  address: string,
  tools: DatasetTools,
  options: GatherOptions,
): Promise<Read> {
  const place = placeOf(address);
  return about(place, async () => {
    const { text, format } = await readPlace(address, tools, options);
    const parsed = parseCorpus(text, format, ownMapping);
    const [first] = parsed.bad;
    if (parsed.rows.length === 0) {
      throw badRequest(
        `holds no question that can be used${first ? `; row ${first.row} ${first.reason}` : ''}`,
      );
    }
    return describe(id, place, format, parsed);
  });
}

/** Text and format of a file or address. */
async function readPlace(
  address: string,
  tools: DatasetTools,
  options: GatherOptions,
): Promise<{ text: string; format: CorpusFormat }> {
  if (/^file:/i.test(address)) {
    const { name, bytes } = await tools.readDataFile(address);
    const text = await datasetText(bytes);
    return { text, format: guessFormat(text, name) };
  }
  const { bytes, contentType } = await download(tools.send, {
    url: address,
    ...(options.signal ? { signal: options.signal } : {}),
  });
  const text = await datasetText(bytes);
  return { text, format: guessFormat(text, fileNameOf(address), contentType) };
}

function describe(id: string, source: string, about: string, { rows, bad, skipped }: ParsedCorpus): Read {
  const kept = spread(rows);
  const part =
    kept.length < rows.length
      ? `${kept.length} of ${rows.length} rows, evenly spread,`
      : `${rows.length} rows`;
  return {
    corpus: { id, rows: kept },
    notes: [
      `dataset ${id}: ${part} of ${source} (${about})`,
      ...[...skipped].map(([reason, count]) => `dataset ${id}: ${count} rows left out: ${reason}`),
      ...badNotes(`dataset ${id}`, bad),
    ],
  };
}

function spread(rows: readonly CorpusRow[]): readonly CorpusRow[] {
  if (rows.length <= mostRowsPerCorpus) return rows;
  return Array.from(
    { length: mostRowsPerCorpus },
    (_, i) => rows[Math.floor((i * rows.length) / mostRowsPerCorpus)]!,
  );
}

/** Reasons that get a note of their own, and runs of numbers in one note: a broken file must not fill the plan. */
const mostReasons = 20;
const mostRuns = 200;

/** One note per reason with the numbers of its rows: "rows 2, 5–9 cannot be used: …". */
function badNotes(what: string, bad: readonly BadRow[]): string[] {
  const note = (reason: string, rows: readonly BadRow[]): string =>
    `${what}: ${rows.length === 1 ? 'row' : 'rows'} ${ranges(rows.map(({ row }) => row))} cannot be used: ${reason}`;
  const byReason = [...Map.groupBy(bad, ({ reason }) => reason)];
  const others = byReason
    .slice(mostReasons)
    .flatMap(([, rows]) => rows)
    .sort((a, b) => a.row - b.row);
  return [
    ...byReason.slice(0, mostReasons).map(([reason, rows]) => note(reason, rows)),
    ...(others.length > 0 ? [note(`${byReason.length - mostReasons} further reasons`, others)] : []),
  ];
}

function ranges(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last && number === last[1] + 1) last[1] = number;
    else runs.push([number, number]);
  }
  const told = runs.slice(0, mostRuns).map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`));
  const left = runs.slice(mostRuns).reduce((sum, [from, to]) => sum + to - from + 1, 0);
  return told.join(', ') + (left > 0 ? ` and ${left} more` : '');
}

/**
 * The knowledge base of a configuration, from its list, file or address. Bad entries are noted by number; one that
 * holds no fact is an error, as is one that cannot be read.
 *
 * @throws AssayError that begins with `redteam.factuality.kb`
 */
export async function gatherFacts(
  factuality: RedteamConfig['factuality'],
  tools: DatasetTools,
  options: GatherOptions = {},
): Promise<{ facts: Fact[]; notes: string[] }> {
  if (!factuality?.enabled) return { facts: [], notes: [] };
  const { kb } = factuality;
  if (typeof kb === 'string' && isLeftForLater(kb, options)) {
    return { facts: [], notes: [`factuality: ${placeOf(kb)} is read when the scan starts`] };
  }
  const { facts, bad } = await about('redteam.factuality.kb:', async () => {
    const parsed =
      typeof kb === 'string'
        ? await readFacts(kb, tools, options)
        : factsOf(kb.map((value, i) => ({ row: i + 1, value })));
    if (parsed.facts.length === 0) throw badRequest('holds no statement that can be used');
    if (parsed.facts.length > mostFacts) {
      throw badRequest(`holds ${parsed.facts.length} statements; at most ${mostFacts} are used`);
    }
    return parsed;
  });
  const place = typeof kb === 'string' ? ` of ${placeOf(kb)}` : '';
  return {
    facts: [...facts],
    notes: [`factuality: ${facts.length} statements${place}`, ...badNotes('factuality', bad)],
  };
}

async function readFacts(address: string, tools: DatasetTools, options: GatherOptions): Promise<ParsedFacts> {
  return about(placeOf(address), async () => {
    const { text, format } = await readPlace(address, tools, options);
    return parseFacts(text, format);
  });
}
