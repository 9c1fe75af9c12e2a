import { afterAll, beforeAll, expect, it } from 'vitest';
import { awsServer } from '#test/aws-server.ts';
import { json } from '#test/endpoint.ts';
import type { Target } from '../src/api/types.ts';
import { hostile, startLeakingModel } from './leaking-model.ts';
import { type Visit, visit } from './visit.ts';

let here: Visit;
let model: Awaited<ReturnType<typeof startLeakingModel>>;
beforeAll(async () => {
  [here, model] = await Promise.all([visit(), startLeakingModel()]);
});
afterAll(async () => {
  await here.leave();
  await model.stop();
});

const stored = async (): Promise<Target[]> => (await here.server.call('GET', '/targets')).json();

it('offers the kinds to somebody who has nothing yet', async () => {
  const page = await here.guest();
  await page.getByText('What should be tested first?').waitFor();
  await page.getByRole('link', { name: /A model/ }).click();
  await page.getByRole('heading', { name: 'Register target' }).waitFor();
});

it('registers a web target through the form', async () => {
  const page = await here.guest();
  await page.goto(`${here.server.origin}/app/targets/new?kind=url`);
  await page.getByLabel('Name', { exact: true }).fill('Staging API');
  await page.getByRole('textbox', { name: 'Address' }).fill('https://staging.example.com');
  await page.getByLabel('Scope').fill('/api\n/app\n');
  await page.getByLabel('Never touch').fill('/logout');
  await page.getByText('Sign-in').click();
  await page.getByLabel('Username', { exact: true }).fill('admin');
  await page.getByLabel('Password', { exact: true }).fill('hunter2-planted');
  await page.getByRole('button', { name: 'Register target' }).click();
  await page.getByRole('heading', { name: 'Staging API' }).waitFor();
  expect((await stored()).find((target) => target.name === 'Staging API')).toMatchObject({
    kind: 'url',
    base_url: 'https://staging.example.com',
    scope: ['/api', '/app'],
    exclude_paths: ['/logout'],
    has_credentials: true,
  });
  expect(await page.content()).not.toContain('hunter2-planted');
});

it('asks for the keys of the cloud that was chosen, and signs with them', async () => {
  const keys = { accessKeyId: 'AKIAPLANTEDWEBKEY', secretAccessKey: 'planted-web-aws-secret' };
  const message = { role: 'assistant', content: [{ text: 'ready' }] };
  const bedrock = await awsServer(keys, (_, response) => json(response, { output: { message } }));
  const page = await here.guest();
  await page.goto(`${here.server.origin}/app/targets/new?kind=llm`);
  await page.getByText('Vertex AI', { exact: true }).click();
  await page.getByLabel('Google key file', { exact: true }).fill('{}');
  await page.getByText('Azure OpenAI (Entra)', { exact: true }).click();
  await page.getByLabel('Entra tenant', { exact: true }).waitFor();
  await page.getByText('Bedrock', { exact: true }).click();
  await page.getByLabel('Name', { exact: true }).fill('Cloud model');
  await page.getByLabel('Model', { exact: true }).fill('amazon.nova-lite-v1:0');
  await page.getByRole('textbox', { name: 'Address' }).fill(`${bedrock.url}/?region=eu-west-3`);
  await page.getByLabel('AWS access key id', { exact: true }).fill(keys.accessKeyId);
  await page.getByLabel('AWS secret access key', { exact: true }).fill(keys.secretAccessKey);
  expect(await page.getByLabel('Google key file', { exact: true }).count()).toBe(0);
  await page.getByRole('button', { name: 'Test connection' }).click();
  await page.getByText(/Reached in \d+ ms/).waitFor();
  await page.getByRole('button', { name: 'Register target' }).click();
  await page.getByRole('heading', { name: 'Cloud model' }).waitFor();
  expect(await page.content()).not.toMatch(/PLANTEDWEBKEY|planted-web/);
  await bedrock.close();
});

it('tests the connection and registers a model through the form', async () => {
  const page = await here.guest();
  await page.goto(`${here.server.origin}/app/targets/new?kind=llm`);
  await page.getByText('OpenAI-compatible', { exact: true }).click();
  await page.getByLabel('Name', { exact: true }).fill('Leaking model');
  await page.getByLabel('Model', { exact: true }).fill('practice');
  await page.getByRole('textbox', { name: 'Address' }).fill(model.url);
  await page.getByLabel('Headers, name 1', { exact: true }).fill('Authorization');
  await page.getByLabel('Headers, value 1', { exact: true }).fill('Bearer sk-planted-secret');
  await page.getByRole('checkbox', { name: /^Base64/ }).check();
  await page.getByText('Limits and budget').click();
  await page.getByLabel('Max cost (US dollars)').fill('5');
  await page.getByRole('button', { name: 'Test connection' }).click();
  await page.getByText(/Reached in \d+ ms/).waitFor();
  expect(model.calls).toBe(1);
  await page.getByRole('button', { name: 'Register target' }).click();
  await page.getByRole('heading', { name: 'Leaking model' }).waitFor();
  const target = (await stored()).find((candidate) => candidate.name === 'Leaking model');
  expect(target).toMatchObject({
    kind: 'llm',
    has_credentials: true,
    llm_config: {
      provider: 'openai-chat',
      model: 'practice',
      budget: { max_cost_usd: 5 },
      redteam: { strategies: ['base64'] },
    },
  });
});

it('shows what the server does not accept at its field', async () => {
  const page = await here.guest();
  await page.goto(`${here.server.origin}/app/targets/new?kind=url`);
  await page.getByLabel('Name', { exact: true }).fill('Wrong');
  await page.getByRole('textbox', { name: 'Address' }).fill('ftp://example.com');
  await page.getByRole('button', { name: 'Register target' }).click();
  const field = page.getByRole('textbox', { name: 'Address' });
  await page.locator('[aria-invalid]').waitFor();
  expect(await field.getAttribute('aria-invalid')).toBe('true');
  const described = (await field.getAttribute('aria-describedby')) ?? '';
  expect(await page.locator(`[id="${described.split(' ')[0]}"]`).textContent()).toContain('ftp:');
});

it('shows a hostile name as text', async () => {
  await here.server.call('POST', '/targets', {
    body: { name: hostile, base_url: 'https://hostile.example' },
  });
  const page = await here.guest();
  await page.goto(`${here.server.origin}/app/targets`);
  await page.getByText('<img src="x" onerror="window.ran=1">').first().waitFor();
  expect(await page.getByText('U+202E').count()).toBeGreaterThan(0);
  expect(await page.evaluate(() => [document.images.length, 'ran' in window])).toEqual([0, false]);
});

it('finds, moves and opens by keyboard', async () => {
  const page = await here.guest();
  await page.goto(`${here.server.origin}/app/targets`);
  await page.getByRole('link', { name: 'Staging API' }).waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  const name = await page.evaluate(() => document.activeElement?.textContent);
  await page.keyboard.press('Enter');
  await page
    .getByRole('heading', { level: 1 })
    .filter({ hasText: name ?? '' })
    .waitFor();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('staging');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Staging API' }).waitFor();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard' }).waitFor();
  await page.keyboard.press('Escape');
  expect(await page.getByRole('dialog').count()).toBe(0);
});

it('keeps filters in the address', async () => {
  const page = await here.guest();
  await page.goto(`${here.server.origin}/app/targets`);
  await page.getByLabel('Search targets').fill('staging');
  await page.getByLabel('Kind').selectOption('url');
  await page.waitForURL(/\?.*kind=url/);
  await page.reload();
  await page.getByRole('link', { name: 'Staging API' }).waitFor();
  expect(await page.getByLabel('Search targets').inputValue()).toBe('staging');
  expect(await page.locator('tbody tr').count()).toBe(1);
});

it('deletes after asking', async () => {
  const page = await here.guest();
  await page.goto(`${here.server.origin}/app/targets`);
  await page.getByRole('link', { name: 'Staging API' }).click();
  await page.getByRole('button', { name: 'Delete target' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete target' }).click();
  await page.getByRole('heading', { name: 'Targets' }).waitFor();
  expect((await stored()).map((target) => target.name)).not.toContain('Staging API');
});

it('complains about nothing', () => expect(here.complaints).toEqual([]));
