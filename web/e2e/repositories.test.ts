import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makePracticeRepository } from '#src/range/practice-repository.ts';
import { scratch } from '#test/git.ts';
import { type Visit, violations, visit } from './visit.ts';

let here: Visit;
let place: Awaited<ReturnType<typeof scratch>>;
let scanId: string;

beforeAll(async () => {
  [here, place] = await Promise.all([visit(), scratch()]);
  const shop = join(place.folder, 'shop');
  makePracticeRepository(shop);
  const repository = (await here.server.call('POST', '/repos/local', { body: { local_path: shop } })).json();
  const body = { scanners: ['sast', 'secrets', 'sca'] };
  const scan = (await here.server.call('POST', `/repos/${repository.id}/scan`, { body })).json();
  scanId = scan.id;
  for (let status = 'queued'; status !== 'completed'; ) {
    await new Promise((next) => setTimeout(next, 100));
    status = (await here.server.call('GET', `/repos/scans/${scanId}`)).json().status;
    if (status === 'failed') throw new Error('the scan failed');
  }
}, 60_000);
afterAll(async () => {
  await here.leave();
  await place.remove();
});

it('shows what a repository scan found, and which scanner did not scan', async () => {
  const page = await here.guest();
  await page.goto(`${here.server.origin}/app/scans/${scanId}`);
  await page.getByRole('link', { name: 'SQL injection' }).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('link', { name: 'Scanners' }).click();
  await page.getByText(/Not scanned: npm/).waitFor();
  expect(await violations(page)).toEqual([]);
});

it('shows a finding with its flow over two files, and looks at it again', async () => {
  const page = await here.guest();
  await page.goto(`${here.server.origin}/app/scans/${scanId}`);
  await page.getByRole('link', { name: 'SQL injection' }).click();
  const flow = page.getByRole('list', { name: 'Flow from source to sink' });
  await flow.getByText('shop/server.js:11').first().waitFor();
  await flow.getByText('shop/store.js:6').waitFor();
  await page.getByRole('button', { name: 'Look again' }).click();
  await page.getByText('It is still there.').waitFor({ timeout: 30_000 });
  expect(await violations(page)).toEqual([]);
  if (process.env.SHOT) await page.screenshot({ path: process.env.SHOT, fullPage: true });
  expect(here.complaints).toEqual([]);
});
