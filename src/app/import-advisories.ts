import { parse as parseYaml } from 'yaml';
import { badRequest, messageOf } from '#src/core/errors.ts';
import { type AdvisoryLimits, findParts, type RecordPart, type RecordText } from '#src/io/advisory-files.ts';
import { nameKey } from '#src/repo/sca/component.ts';
import { type Advisory, type Affected, readAdvisory, recordFor } from '#src/repo/sca/record.ts';
import { baseEcosystem, ecosystemKey } from '#src/repo/sca/versions/index.ts';
import {
  type AdvisoryRow,
  addAdvisories,
  dropAdvisoryImport,
  finishAdvisoryImport,
  keepEcosystems,
  startAdvisoryImport,
} from '#src/store/advisories.ts';
import type { Db } from '#src/store/database.ts';

export interface ImportOptions {
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
  readonly limits?: AdvisoryLimits;
}

/** What an import brought. */
export interface ImportedAdvisories {
  readonly ecosystems: readonly string[];
  /** Records that were read, withdrawn ones among them; those are not kept. */
  readonly records: number;
  readonly withdrawn: number;
  readonly bad: number;
  /** The first bad ones by name. */
  readonly examples: readonly { readonly file: string; readonly reason: string }[];
}

const mostExamples = 20;
/** Rows written in one statement. */
const batchRows = 1000;

/** What is known of one part while it is read. */
interface Tally {
  records: number;
  withdrawn: number;
  bad: number;
  readonly examples: { file: string; reason: string }[];
  /** Records that mention each ecosystem, and when the newest of them was changed. */
  readonly mentions: Map<string, { count: number; newest: number }>;
}

const emptyTally = (): Tally => ({ records: 0, withdrawn: 0, bad: 0, examples: [], mentions: new Map() });

/**
 * Brings OSV records (https://ossf.github.io/osv-schema/) into the database: zip archives as osv.dev exports them, one
 * an ecosystem or one for all, or folders of records. What is imported replaces what was there for the same ecosystems,
 * all at once and only at the end.
 *
 * An archive whose records all speak of one ecosystem is an export of that one: what its records say of others besides
 * is part of a whole that is not there, and is left out.
 *
 * @throws AssayError `bad-request` where there is nothing to import; nothing has changed then
 */
export async function importAdvisories(
  db: Db,
  paths: readonly string[],
  options: ImportOptions = {},
): Promise<ImportedAdvisories> {
  const parts = await findParts(paths, options.limits);
  const total = parts.reduce((sum, { count }) => sum + count, 0);
  const importId = await startAdvisoryImport(db);
  try {
    const whole = emptyTally();
    const files = new Map<string, Set<string>>();
    for (const [nth, part] of parts.entries()) {
      const before = whole.records + whole.bad;
      const tally = await importPart(db, importId, nth, part, {
        ...options,
        onProgress: (done) => options.onProgress?.(before + done, total),
      });
      const kept = kindsOf(tally);
      await keepEcosystems(db, importId, nth, kept);
      for (const ecosystem of kept) files.set(ecosystem, (files.get(ecosystem) ?? new Set()).add(part.label));
      add(whole, tally);
    }
    if (files.size === 0) throw badRequest(`${paths.join(', ')} holds no OSV record${exampleIn(whole)}`);
    const sources = [...files].map(([ecosystem, labels]) => {
      const newest = whole.mentions.get(ecosystem)?.newest ?? 0;
      return { ecosystem, file: [...labels].join(', '), newest: newest > 0 ? new Date(newest) : null };
    });
    await finishAdvisoryImport(db, importId, sources);
    const { records, withdrawn, bad, examples } = whole;
    return { ecosystems: [...files.keys()].toSorted(), records, withdrawn, bad, examples };
  } catch (error) {
    await dropAdvisoryImport(db, importId).catch(() => {});
    throw error;
  }
}

const exampleIn = ({ examples: [first] }: Tally): string =>
  first
    ? `: ${first.file} ${first.reason}`
    : '; a folder of .json files, or the all.zip of an ecosystem, is right';

/** Share of records that must speak of an ecosystem for the part to be an export of it: exports have odd ones out. */
const exportShare = 0.99;

/** The ecosystems that a part is an export of. */
function kindsOf({ records, mentions }: Tally): string[] {
  const everywhere = [...mentions]
    .filter(([, { count }]) => count >= records * exportShare)
    .map(([name]) => name);
  return everywhere.length > 0 ? everywhere : [...mentions.keys()];
}

function add(whole: Tally, part: Tally): void {
  whole.records += part.records;
  whole.withdrawn += part.withdrawn;
  whole.bad += part.bad;
  whole.examples.push(...part.examples.slice(0, mostExamples - whole.examples.length));
  for (const [ecosystem, { count, newest }] of part.mentions) {
    const before = whole.mentions.get(ecosystem) ?? { count: 0, newest: 0 };
    whole.mentions.set(ecosystem, { count: before.count + count, newest: Math.max(before.newest, newest) });
  }
}

async function importPart(
  db: Db,
  importId: number,
  nth: number,
  part: RecordPart,
  { onProgress, signal }: ImportOptions,
): Promise<Tally> {
  const tally = emptyTally();
  let rows: AdvisoryRow[] = [];
  let pending: Promise<void> = Promise.resolve();
  // One batch is written while the next one is read.
  const write = async (): Promise<void> => {
    const batch = rows;
    rows = [];
    await pending;
    pending = addAdvisories(db, importId, nth, batch);
    // A failure shows at the next batch; until then it must not count as unhandled.
    pending.catch(() => {});
  };
  for await (const group of part.records()) {
    signal?.throwIfAborted();
    for (const one of group) {
      const advisory = recordOf(one, tally);
      if (advisory) rows.push(...rowsOf(advisory));
      if (rows.length >= batchRows) await write();
    }
    onProgress?.(tally.records + tally.bad, part.count);
  }
  await write();
  await pending;
  return tally;
}

/** Reads and counts a record; null for a bad or a withdrawn one. */
function recordOf({ name, text, reason }: RecordText, tally: Tally): Advisory | null {
  const bad = (why: string): null => {
    tally.bad++;
    if (tally.examples.length < mostExamples) tally.examples.push({ file: name, reason: why });
    return null;
  };
  if (text === null) return bad(reason);
  let advisory: Advisory | null;
  try {
    advisory = readAdvisory(/\.ya?ml$/i.test(name) ? parseYaml(text) : JSON.parse(text));
  } catch (error) {
    return bad(`does not parse: ${messageOf(error).split('\n', 1)[0]?.slice(0, 160)}`);
  }
  if (!advisory) return bad('is no OSV record: it needs an id and a list "affected"');
  tally.records++;
  const modified = Date.parse(advisory.modified ?? '') || 0;
  for (const ecosystem of new Set(advisory.affected.map((one) => baseEcosystem(one.ecosystem)))) {
    const before = tally.mentions.get(ecosystem) ?? { count: 0, newest: 0 };
    tally.mentions.set(ecosystem, { count: before.count + 1, newest: Math.max(before.newest, modified) });
  }
  if (advisory.withdrawn) tally.withdrawn++;
  return advisory.withdrawn ? null : advisory;
}

/** One row a package, with what the record says of it. */
function rowsOf(advisory: Advisory): AdvisoryRow[] {
  const byPackage = Map.groupBy(advisory.affected, ({ ecosystem, name }: Affected) =>
    [ecosystemKey(ecosystem), nameKey(ecosystem, name)].join('\n'),
  );
  return [...byPackage].map(([key, affected]) => {
    const [ecosystem = '', name = ''] = key.split('\n');
    return { ecosystem, name, id: advisory.id, record: recordFor(advisory, affected) };
  });
}
