import { type Browser, chromium } from 'playwright-core';
import { findChromium } from '#src/io/browser/chromium.ts';

/** A real, headless Chromium, the one that the provider `browser` would use. The caller closes it. */
export async function launchBrowser(): Promise<Browser> {
  const { path, env } = findChromium(process.env.CHROME_PATH);
  return chromium.launch({
    executablePath: path,
    args: flags,
    chromiumSandbox: false,
    env: { ...process.env, ...env },
  });
}

/** Tests run as root in containers, without a GPU and often with a small /dev/shm. */
const flags = [
  '--no-sandbox',
  '--no-zygote',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--font-render-hinting=none',
];
