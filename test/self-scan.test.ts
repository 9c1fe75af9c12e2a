import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { isIgnored, parseIgnore } from '#src/core/gitignore.ts';
import { checkOut } from '#src/io/checkout.ts';
import { configPath } from '#src/repo/project-config.ts';
import { covers } from '#src/repo/suppress.ts';
import { type Loose, type TestApi, testApi } from './api.ts';
import { scratch } from './git.ts';
import { registerLocal, scanWorkingTree } from './repo-scan.ts';

/** Assay scans the folder that it lies in. Whatever it finds there is mended, or explained where it stands. */

const root = join(import.meta.dirname, '..');
/** Those that need nothing from outside. For `sca` there are no advisories here: it must say so. */
const embedded = ['iac', 'malware', 'sast', 'secrets'];

interface Row {
  readonly rule: string;
  readonly path: string;
  readonly line: number;
  readonly suppressed: boolean;
  readonly reason: string | null;
}

let api: TestApi;
let place: Awaited<ReturnType<typeof scratch>>;
let scan: Loose;
let rows: readonly Row[];

beforeAll(async () => {
  place = await scratch();
  api = await testApi({ config: { dataDir: join(place.folder, 'data'), osvApi: null } });
  const { id } = await registerLocal(api, root);
  ({ scan } = await scanWorkingTree(api, id, [...embedded, 'sca']));
  const found = await api.app.db.selectFrom('findings').selectAll().where('scan_id', '=', scan.id).execute();
  rows = found.map(({ check_id, location, suppressed, suppression_reason }) => {
    const { path, line_start } = location as Loose;
    return { rule: check_id, path, line: line_start, suppressed, reason: suppression_reason };
  });
}, 300_000);
afterAll(async () => {
  await api?.close();
  await place?.remove();
});

test('every embedded scanner looked, and the one without its data says so', () => {
  expect(scan.status, JSON.stringify(scan)).toBe('completed');
  const status = Object.fromEntries(scan.stats.scanners.map(({ id, status }: Loose) => [id, status]));
  const scanned = Object.fromEntries(embedded.map((id) => [id, 'scanned']));
  expect(status).toEqual({ ...scanned, sca: 'not-scanned' });
  expect(scan.stats.files).toBeGreaterThan(1000);
});

test('no finding is left unexplained', () => {
  const open = rows.filter(({ suppressed }) => !suppressed);
  const list = open.map(({ rule, path, line }) => `${path}:${line} ${rule}`).sort();
  const advice = `mend it; or mend the rule where it is wrong in general; or, where it is on purpose, write
"assay-ignore: <rule> <reason>" beside the line or explain it in ${configPath}`;
  expect(list, `${list.join('\n')}\n${advice}`).toEqual([]);
  expect(rows.filter(({ reason }) => !reason?.trim())).toEqual([]);
});

test('no explanation outlives what it explains', () => {
  const { ignore: entries } = parse(readFileSync(join(root, configPath), 'utf8'));
  const stale = entries.flatMap(({ rule, paths, reason }: Loose) =>
    paths
      .filter((pattern: string) => !rows.some((row) => explains(rule, pattern, reason, row)))
      .map((pattern: string) => `${configPath}: ${rule} in ${pattern} ("${reason}") explains nothing`),
  );
  expect(stale, stale.join('\n')).toEqual([]);
});

const explains = (rule: string, pattern: string, reason: string, row: Row): boolean =>
  covers(rule, row.rule) && row.reason === reason && isIgnored(parseIgnore(pattern), row.path);

test('no remark in code outlives what it explains', async () => {
  const used = new Set(rows.map(({ rule, path, reason }) => `${path} ${rule} ${reason}`));
  const unreasoned = scan.stats.skipped.filter(({ scanner }: Loose) => scanner === 'suppressions');
  expect(unreasoned).toEqual([]);
  expect((await remarks()).filter((remark) => !used.has(remark))).toEqual([]);
});

/** Remarks on lines of their own, as "path rule reason". Those in texts, which tests feed to scans, are not on such lines. */
async function remarks(): Promise<string[]> {
  const source = { kind: 'local', path: root, mode: 'working-tree' } as const;
  const asked = { source, dataDir: join(place.folder, 'data'), scanId: 'remarks' };
  const { tree, close } = await checkOut(asked, new AbortController().signal);
  const found = tree.files.flatMap(({ path }) =>
    /\.(?:[cm]?[jt]sx?)$/.test(path)
      ? [...(tree.read(path) ?? '').matchAll(/^ *\/\/ assay-ignore: (.+)$/gm)].map(
          ([, told]) => `${path} ${told}`,
        )
      : [],
  );
  await close();
  return found;
}
