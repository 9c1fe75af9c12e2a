import type { JSHandle, Page } from 'playwright-core';
import { SendError } from '#src/core/tools.ts';
import type { Clock } from './clock.ts';
import type { PageNode } from './page-dom.ts';
import { elementFrom, type PageScript } from './page-script.ts';

export interface Login {
  readonly username: string;
  readonly password: string;
}

/** A form that sends itself by script may take long; one that is back on a new page was turned down. */
const acceptedMs = 10_000;
const turnedDownMs = 1500;
const passwordField = 'input[type="password"]';

/**
 * Fills in the sign-in form of the page and sends it. Resolves once its password field is gone. Rejects with a
 * `SendError` that never holds what was typed.
 */
export async function signIn(
  page: Page,
  makeScript: () => Promise<JSHandle<PageScript>>,
  login: Login,
  clock: Clock,
): Promise<void> {
  const { origin } = new URL(page.url());
  const script = await makeScript();
  const password = await elementFrom(script.evaluateHandle((inPage, css) => inPage.find(css), passwordField));
  if (!password) return;
  const name = await elementFrom(
    script.evaluateHandle(
      (inPage, field) => inPage.findName(field as unknown as PageNode),
      password as never,
    ),
  );
  clock.waitingFor = 'the sign-in form to take the user name and password';
  const timeout = clock.left();
  await name?.fill(login.username, { timeout });
  await password.fill(login.password, { timeout });
  let replaced = false;
  page.once('framenavigated', () => {
    replaced = true;
  });
  await password.press('Enter', { timeout });
  clock.waitingFor = 'the sign-in to be accepted';
  let end = performance.now() + acceptedMs;
  while (performance.now() < end) {
    await clock.rest(100);
    if (!(await hasForm(page, makeScript))) return;
    if (replaced) end = Math.min(end, performance.now() + turnedDownMs);
    replaced = false;
  }
  throw new SendError(
    'refused',
    `${origin}: the sign-in was not accepted (the page still asks for a password); check credentials.username and credentials.password`,
  );
}

/** Whether the page shows a password field; a page that is just being replaced does, for all we know. */
export async function hasForm(page: Page, makeScript: () => Promise<JSHandle<PageScript>>): Promise<boolean> {
  try {
    if (page.url() === 'about:blank') return true;
    const script = await makeScript();
    return await script.evaluate((inPage, css) => inPage.find(css) !== null, passwordField);
  } catch {
    return true;
  }
}
