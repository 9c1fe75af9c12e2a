import type { JSHandle, Page } from 'playwright-core';
import { redact } from '#src/core/redact.ts';
import type { PageScript } from './page-script.ts';

const largestBytes = 200 * 1024;
const captureMs = 5000;

/** What cannot be read cannot be redacted, and so is not shown: pictures, frames, generated text, what was typed. */
const style = `
  img, picture, video, canvas, iframe, object, embed, svg image { visibility: hidden !important; }
  *, *::before, *::after { background-image: none !important; }
  *::before, *::after { color: transparent !important; text-shadow: none !important; }
  input, textarea, select, [contenteditable="true"], input::placeholder, textarea::placeholder {
    color: transparent !important; -webkit-text-fill-color: transparent !important; text-shadow: none !important;
  }`;

/**
 * A JPEG of what the page shows, at most 200 KB, with personal data, credentials and `secrets` redacted in the page
 * before it is taken; the page gets its own texts back. Null where that fails, or where the page wrote something new
 * in between: better no picture than one with a secret on it.
 */
export async function takeScreenshot(
  page: Page,
  script: JSHandle<PageScript>,
  secrets: readonly string[],
): Promise<Uint8Array | null> {
  try {
    await redactPage(script, secrets);
    for (const quality of [60, 30, 10]) {
      const image = await page.screenshot({
        type: 'jpeg',
        quality,
        style,
        animations: 'disabled',
        timeout: captureMs,
      });
      if (image.length > largestBytes) continue;
      return (await leftOver(script, secrets)) ? null : image;
    }
    return null;
  } catch {
    return null;
  } finally {
    await script.evaluate((inPage) => inPage.restore()).catch(() => {});
  }
}

/** Redacts the texts of the page in place, until `restore`. */
export async function redactPage(script: JSHandle<PageScript>, secrets: readonly string[]): Promise<void> {
  const texts = await script.evaluate((inPage) => inPage.blocks());
  const clean = texts.map((text) => {
    const redacted = redact(text, secrets);
    return redacted === text ? null : redacted;
  });
  await script.evaluate((inPage, given) => inPage.paint(given), clean);
}

async function leftOver(script: JSHandle<PageScript>, secrets: readonly string[]): Promise<boolean> {
  const texts = await script.evaluate((inPage) => inPage.blocks());
  return texts.some((text) => redact(text, secrets) !== text);
}
