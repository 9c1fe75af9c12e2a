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
  /** By ecosystem: records that speak of it alone, and when the newest of all that mention it was changed. */
  readonly mentions: Map<string, { own: number; newest: number }>;
}

const emptyTally = (): Tally => ({ records: 0, withdrawn: 0, bad: 0, examples: [], mentions: new Map() });

/**
 * Brings OSV records (https://ossf.github.io/osv-schema/) into the database: zip archives as osv.dev exports them, one
 * an ecosystem or one for all, or folders of records. What is imported replaces what was there for the same ecosystems,
 * all at once and only at the end.
 *
 * In an export of one ecosystem, what its records say of others besides is part of a whole that is not there, and is
 * left out.
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

/**
 * The ecosystems that a part is an export of: those with records of their own. What is only ever mentioned beside
 * another one (PyPI in an export of npm) is there in part.
 */
function kindsOf({ mentions }: Tally): string[] {
  const whole = [...mentions].filter(([, { own }]) => own > 0).map(([name]) => name);
  return whole.length > 0 ? whole : [...mentions.keys()];
}

function mention({ mentions }: Tally, ecosystem: string, own: number, newest: number): void {
  const before = mentions.get(ecosystem) ?? { own: 0, newest: 0 };
  mentions.set(ecosystem, { own: before.own + own, newest: Math.max(before.newest, newest) });
}

function add(whole: Tally, part: Tally): void {
  whole.records += part.records;
  whole.withdrawn += part.withdrawn;
  whole.bad += part.bad;
  whole.examples.push(...part.examples.slice(0, mostExamples - whole.examples.length));
  for (const [ecosystem, { own, newest }] of part.mentions) mention(whole, ecosystem, own, newest);
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
  // Tags of a repository stand beside packages: they are no ecosystem of their own then.
  const named = new Set(advisory.affected.map((one) => baseEcosystem(one.ecosystem)));
  const alone = named.size - (named.has('GIT') ? 1 : 0) <= 1;
  for (const ecosystem of named) {
    const own = alone && (ecosystem !== 'GIT' || named.size === 1);
    mention(tally, ecosystem, own ? 1 : 0, modified);
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
