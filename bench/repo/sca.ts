import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openAdvisories } from '#src/app/advisories.ts';
import { importAdvisories } from '#src/app/import-advisories.ts';
import { startCluster } from '#src/io/cluster.ts';
import { type Component, purlOf } from '#src/repo/sca/component.ts';
import { matchComponent } from '#src/repo/sca/match.ts';
import { inRange } from '#src/repo/sca/ranges.ts';
import { readAdvisory } from '#src/repo/sca/record.ts';
import { schemeOf } from '#src/repo/sca/versions/index.ts';
import type { AdvisorySource } from '#src/repo/scanners/scanner.ts';
import { type Db, openDatabase } from '#src/store/database.ts';
import { migrate } from '#src/store/migrate.ts';
import type { BenchOptions, Row } from './row.ts';

/** A package at a version, with the ids that osv.dev gave for it on the day of the recording. */
interface Labelled {
  readonly ecosystem: string;
  readonly name: string;
  readonly version: string;
  readonly vulns: readonly string[];
}

/** Folders of OSV records below the projects: public databases that can be brought whole. */
const databases = [
  'golang-vulndb/data/osv',
  'pypa-advisory-database/vulns',
  'RustSec-osv/crates',
  'drupal-advisory-database/advisories',
  'osv-records',
];
const bar = 'recall ≥ .99, extras ≤ 1 %, 8 ecosystems, offline';
const ecosystemsWanted = 8;
const peer = 'osv-scanner 1.0 against its own recording';

/**
 * Dependencies: the ids of known flaws against what osv.dev answered, offline, from imported records.
 *
 * Only labels whose record is in the import can be asked for, and only ids that some label shows to have existed on the
 * day of the recording can be extra; the note says how many that are.
 */
export async function measure({ data, projects, work, verbose }: BenchOptions): Promise<readonly Row[]> {
  const file = join(data, 'sca-dev.jsonl');
  const paths = databases.map((name) => join(projects, name)).filter(existsSync);
  if (!existsSync(file) || paths.length === 0) {
    const note = `needs ${file} and at least one of ${databases.join(', ')} below ${projects}`;
    return [{ what: 'SCA ids', peer, ours: 'not measured', bar, met: false, inSample: false, note }];
  }
  const rows = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Labelled);
  return withDatabase(work, async (db) => {
    const begun = performance.now();
    const imported = await importAdvisories(db, paths);
    const importMs = performance.now() - begun;
    const source = openAdvisories({ db, config: { osvApi: null } });
    try {
      return [
        await ids(rows, source, verbose),
        await listedVersions(db, verbose),
        importRow(imported.records, importMs, imported.bad),
        await speed(db, source),
      ];
    } finally {
      await source.close();
    }
  });
}

/** An embedded database of its own, thrown away afterwards. */
async function withDatabase<T>(work: string, act: (db: Db) => Promise<T>): Promise<T> {
  const dataDir = join(work, 'sca-database');
  await rm(dataDir, { recursive: true, force: true });
  await mkdir(work, { recursive: true });
  const cluster = await startCluster({ dataDir, log: () => {} });
  const db = openDatabase(cluster.url);
  try {
    await migrate(db);
    return await act(db);
  } finally {
    await db.destroy();
    await cluster.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

interface Tally {
  wanted: number;
  found: number;
  extra: number;
  /** Ids that no label names at all. */
  unlabelled: number;
  readonly missed: string[];
  readonly surplus: string[];
}

const emptyTally = (): Tally => ({ wanted: 0, found: 0, extra: 0, unlabelled: 0, missed: [], surplus: [] });

/** A package as the scanner would see it. */
const componentOf = ({ ecosystem, name, version }: Omit<Labelled, 'vulns'>): Component => ({
  ecosystem,
  name,
  version,
  purl: purlOf(ecosystem, name, version),
  dev: false,
  direct: null,
  path: '',
  line: 1,
  dependsOn: [],
});

/** Holds one row against the records for its package. */
function judge(row: Labelled, records: readonly unknown[], known: ReadonlySet<string>, tally: Tally): void {
  const here = new Set(records.flatMap((record) => readAdvisory(record)?.id ?? []));
  const { matches } = matchComponent(componentOf(row), records);
  const got = new Set(matches.flatMap(({ advisories }) => advisories.map(({ advisory }) => advisory.id)));
  const told = (id: string): string => `${row.name} ${row.version} ${id}`;
  for (const id of row.vulns.filter((id) => here.has(id))) {
    tally.wanted++;
    if (got.has(id)) tally.found++;
    else tally.missed.push(told(id));
  }
  for (const id of got) {
    if (row.vulns.includes(id)) continue;
    if (known.has(id)) tally.extra++;
    else tally.unlabelled++;
    tally.surplus.push(`${told(id)}${known.has(id) ? '' : ' (in no label)'}`);
  }
}

async function ids(rows: readonly Labelled[], source: AdvisorySource, verbose: boolean): Promise<Row> {
  const answers = await source.candidates(rows, new AbortController().signal);
  const known = new Set(rows.flatMap(({ vulns }) => vulns));
  const tallies = new Map<string, Tally>();
  for (const [at, row] of rows.entries()) {
    const tally = tallies.get(row.ecosystem) ?? emptyTally();
    tallies.set(row.ecosystem, tally);
    judge(row, answers[at] ?? [], known, tally);
  }
  if (verbose) show(tallies);
  return idsRow(rows, tallies);
}

function idsRow(rows: readonly Labelled[], tallies: ReadonlyMap<string, Tally>): Row {
  const sum = (key: 'wanted' | 'found' | 'extra' | 'unlabelled'): number =>
    [...tallies.values()].reduce((total, tally) => total + tally[key], 0);
  const [wanted, found, extra] = [sum('wanted'), sum('found'), sum('extra')];
  const labels = rows.reduce((total, { vulns }) => total + vulns.length, 0);
  const covered = [...tallies].filter(([, tally]) => tally.wanted > 0);
  const listed = covered.map(([name, tally]) => `${name} ${tally.wanted}`).join(', ');
  const all = [...new Set(rows.map(({ ecosystem }) => ecosystem))];
  const ordered = all.filter((name) => schemeOf(name) !== undefined);
  const enough = found / wanted >= 0.99 && extra / (found + extra) <= 0.01;
  return {
    what: 'SCA ids, imported records against osv.dev of the recording',
    peer,
    ours: `recall ${(found / wanted).toFixed(3)}, extras ${((100 * extra) / (found + extra)).toFixed(1)} %`,
    bar,
    met: enough && covered.length >= ecosystemsWanted,
    inSample: true,
    note: `${wanted} of ${labels} labels have a record in the public databases at hand (${listed}); ${sum('unlabelled')} more ids are of records that no label names (newer, or older than the recording's); versions of ${ordered.length} of ${all.length} ecosystems of the data can be ordered`,
  };
}

function show(tallies: ReadonlyMap<string, Tally>): void {
  for (const [ecosystem, { wanted, found, missed, surplus }] of tallies) {
    if (wanted + surplus.length === 0) continue;
    console.log(`${ecosystem}: ${found} of ${wanted}`);
    for (const line of missed) console.log(`  missed ${line}`);
    for (const line of surplus) console.log(`  extra  ${line}`);
  }
}

/**
 * PyPA's records hold ranges and, made by other software, the list of all affected versions: each listed one must be in
 * a range as we order versions. What cannot be ordered at all is counted apart; such versions match by the list.
 */
async function listedVersions(db: Db, verbose: boolean): Promise<Row> {
  const kept = await db.selectFrom('advisories').select('record').where('ecosystem', '=', 'PyPI').execute();
  let [listed, inside, unordered] = [0, 0, 0];
  for (const { record } of kept) {
    const { id, affected } = readAdvisory(record)!;
    for (const { ranges, versions } of affected.filter((one) => one.ranges.length > 0)) {
      for (const version of versions) {
        listed++;
        const answers = ranges.map((range) => inRange(range, version, 'PyPI'));
        if (answers.includes(true)) inside++;
        else if (answers.includes(null)) unordered++;
        else if (verbose) console.log(`  listed but in no range: ${id} ${version}`);
      }
    }
  }
  const share = inside / (listed - unordered);
  return {
    what: 'SCA ranges against the lists of affected versions, PyPI',
    peer: 'the lists are from packaging, the library of pip',
    ours: `${(100 * share).toFixed(3)} % of ${listed - unordered}`,
    bar: '≥ 99.9 %',
    met: share >= 0.999,
    inSample: false,
    note: `${unordered} more are no versions by PEP 440; the others that miss are listed by hand beyond their range`,
  };
}

const importRow = (records: number, ms: number, bad: number): Row => ({
  what: 'SCA import',
  peer: 'none: osv-scanner downloads anew',
  ours: `${records} records in ${(ms / 1000).toFixed(1)} s, ${Math.round((1000 * records) / ms)}/s`,
  bar: '200,000 records in bounded memory',
  met: bad === 0,
  inSample: false,
  note: `${bad} bad records; resident ${Math.round(process.memoryUsage().rss / 1024 ** 2)} MB`,
});

/** A thousand packages that the import speaks of, each at a version that it names: the worst case for a scan. */
async function speed(db: Db, source: AdvisorySource): Promise<Row> {
  const names = await db
    .selectFrom('advisories')
    .select(['ecosystem', 'name'])
    .distinct()
    .limit(1000)
    .execute();
  const components = names.map((one) => componentOf({ ...one, version: '1.0.0' }));
  const begun = performance.now();
  const answers = await source.candidates(components, new AbortController().signal);
  const matches = components.flatMap((component, at) => matchComponent(component, answers[at] ?? []).matches);
  const ms = performance.now() - begun;
  return {
    what: 'SCA match of 1,000 packages with advisories',
    peer: 'none',
    ours: `${Math.round(ms)} ms, ${matches.length} flaws`,
    bar: 'under 1 s',
    met: ms < 1000,
    inSample: false,
  };
}
