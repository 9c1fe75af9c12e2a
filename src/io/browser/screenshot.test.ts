import type { Browser, JSHandle, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '#test/browser.ts';
import { type PageScript, pageScript } from './page-script.ts';
import { redactPage, takeScreenshot } from './screenshot.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

async function open(body: string): Promise<{ page: Page; script: JSHandle<PageScript> }> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.setContent(body);
  return { page, script: (await page.evaluateHandle(pageScript)) as JSHandle<PageScript> };
}
const textOf = async (page: Page): Promise<string> =>
  (await page.locator('body, #host p').allInnerTexts()).join('\n');

const planted = 'planted-session-9f3c77';
const body = `<p>Your session is <b>planted-</b><i>session-9f3c77</i>, card 4111 1111 1111 1111.</p>
  <p>Write to <span>anna.berg</span><span>@example</span><span>.com</span></p><p id="plain">Opening hours: nine to five.</p>
  <div id="host"></div><script>
    document.getElementById('host').attachShadow({ mode: 'open' }).innerHTML = '<p>inside: ${planted}</p>';
  </script>`;

test('secrets and personal data are gone from the page while it is taken, however they are spread over it', async () => {
  const { page, script } = await open(body);
  await redactPage(script, [planted]);
  const redacted = await textOf(page);
  expect(redacted).not.toMatch(/planted|9f3c77|4111 1111|anna\.berg|@example/);
  expect(redacted).toContain('Opening hours: nine to five.');
  await script.evaluate((inPage) => inPage.restore());
  expect(await textOf(page)).toContain('Your session is planted-session-9f3c77, card 4111 1111 1111 1111.');
});

test('a JPEG of at most 200 KB; the page is as it was', async () => {
  const { page, script } = await open(body);
  const before = await page.content();
  const picture = await takeScreenshot(page, script, [planted]);
  expect([...picture!.slice(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
  expect(picture!.length).toBeLessThanOrEqual(200 * 1024);
  expect(await page.content()).toBe(before);
});

test('a page that writes a secret again and again gives no picture', async () => {
  const { page, script } = await open(`<p id="clock"></p><script>
    const write = () => { document.getElementById('clock').textContent = '${planted} ' + Math.random(); requestAnimationFrame(write); };
    write();</script>`);
  expect(await takeScreenshot(page, script, [planted])).toBeNull();
});
