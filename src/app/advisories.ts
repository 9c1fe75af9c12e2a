import type { Config } from '#src/config.ts';
import { createSend } from '#src/io/send.ts';
import { nameKey } from '#src/repo/sca/component.ts';
import { type OsvApi, osvApi } from '#src/repo/sca/osv-api.ts';
import { baseEcosystem, ecosystemKey } from '#src/repo/sca/versions/index.ts';
import type { AdvisoryOrigin, AdvisorySource, PackageQuery } from '#src/repo/scanners/scanner.ts';
import { findAdvisories, listAdvisorySources } from '#src/store/advisories.ts';
import type { Db } from '#src/store/database.ts';

/** What of an `App` is needed. */
export interface AdvisoryAccess {
  readonly db: Db;
  readonly config: Pick<Config, 'osvApi'>;
}

export type OpenAdvisories = AdvisorySource & { close(): Promise<void> };

/** Records that a scan may be answered with: a popular package has hundreds. */
const mostAnswerBytes = 64 * 1024 * 1024;

/**
 * Advisories for scans: what was imported for an ecosystem, and for the others osv.dev, unless the configuration says
 * that nothing else is asked. Close it.
 */
export function openAdvisories({ db, config }: AdvisoryAccess): OpenAdvisories {
  const send = createSend({ maxBodyBytes: mostAnswerBytes });
  const online = config.osvApi === null ? null : { api: osvApi(send, config.osvApi), base: config.osvApi };
  const imported = async (): Promise<Map<string, Date>> =>
    new Map((await listAdvisorySources(db)).map((source) => [source.ecosystem, source.imported_at]));
  return {
    describe: async () => describe(await imported(), online?.base ?? null),
    origins: async (ecosystems) => originsOf(ecosystems, await imported(), online?.base ?? null),
    candidates: async (queries, signal) =>
      candidates(db, await imported(), online?.api ?? null, queries, signal),
    close: () => send.close(),
  };
}

const hostOf = (base: string): string => new URL(base).host.replace(/^api\.(?=osv\.dev$)/, '');
const day = (date: Date): string => date.toISOString().slice(0, 10);

function describe(imported: ReadonlyMap<string, Date>, online: string | null): string | null {
  const days = [...new Set([...imported.values()].map(day))].toSorted();
  const what = imported.size === 0 ? null : `imported ${days.join(', ')}: ${[...imported.keys()].join(', ')}`;
  if (online === null) return what;
  return what === null ? hostOf(online) : `${what}; ${hostOf(online)} for the others`;
}

function originsOf(
  ecosystems: readonly string[],
  imported: ReadonlyMap<string, Date>,
  online: string | null,
): Map<string, AdvisoryOrigin> {
  const origins = new Map<string, AdvisoryOrigin>();
  for (const ecosystem of ecosystems) {
    const date = imported.get(baseEcosystem(ecosystem));
    if (date) origins.set(ecosystem, { name: 'imported', date: date.toISOString() });
    else if (online !== null) origins.set(ecosystem, { name: hostOf(online), date: null });
  }
  return origins;
}

async function candidates(
  db: Db,
  imported: ReadonlyMap<string, Date>,
  api: OsvApi | null,
  queries: readonly PackageQuery[],
  signal: AbortSignal,
): Promise<readonly (readonly unknown[])[]> {
  const answers: (readonly unknown[])[] = queries.map(() => []);
  const places = queries.map((query, at) => ({ query, at }));
  const isHere = ({ query }: { query: PackageQuery }): boolean =>
    imported.has(baseEcosystem(query.ecosystem));
  const { true: here = [], false: elsewhere = [] } = Object.groupBy(places, (place) => `${isHere(place)}`);
  const keys = here.map(({ query: { ecosystem, name } }) => ({
    ecosystem: ecosystemKey(ecosystem),
    name: nameKey(ecosystem, name),
  }));
  // Several versions of a package share its records.
  const distinct = new Map(keys.map((key) => [`${key.ecosystem}\n${key.name}`, key]));
  const found = await findAdvisories(db, [...distinct.values()]);
  const records = new Map([...distinct.keys()].map((key, at) => [key, found[at] ?? []]));
  for (const [nth, { at }] of here.entries()) {
    const { ecosystem, name } = keys[nth]!;
    answers[at] = records.get(`${ecosystem}\n${name}`) ?? [];
  }
  if (api === null || elsewhere.length === 0) return answers;
  const asked = elsewhere.map(({ query }) => query);
  for (const [nth, records] of (await api.candidates(asked, signal)).entries()) {
    answers[elsewhere[nth]!.at] = records;
  }
  return answers;
}

/** What scans hold packages against: the imports, and where everything else is asked for. */
export const listAdvisories = async ({ db, config }: AdvisoryAccess) => ({
  sources: await listAdvisorySources(db),
  online: config.osvApi,
});
