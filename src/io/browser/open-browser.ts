import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { messageOf } from '#src/core/errors.ts';
import {
  type BrowserRequest,
  type ChatBrowser,
  type ChatPage,
  type Limits,
  type OpenBrowser,
  SendError,
} from '#src/core/tools.ts';
import { ContextPage, type PageHome } from './chat-page.ts';
import { findChromium } from './chromium.ts';
import type { Clock } from './clock.ts';
import { type Gate, openGate } from './gate.ts';
import { addHeaders, cookiesOf, guardContext } from './guard.ts';
import { pageScope } from './scope.ts';
import type { Login } from './sign-in.ts';

export interface BrowserOptions {
  /** A Chromium to use instead of the system's or the packaged one. */
  readonly chromePath?: string | null;
  /** For a form on the page, or for HTTP Basic at its origin. */
  readonly login?: Login | null;
  /** Redacted in screenshots, like personal data and credentials by their shape. */
  readonly secrets?: readonly string[];
}

/** How often the process is started: once, and once more when it was killed. */
const mostStarts = 2;
const viewport = { width: 1280, height: 800 };

/**
 * Real Chromium for chat pages, headless, on a profile that is thrown away. Pages reach the site of their target
 * alone, over addresses that were checked; see gate.ts and guard.ts.
 */
export const createBrowser =
  (options: BrowserOptions = {}): OpenBrowser =>
  (request) =>
    new Session(request, options);

class Session implements ChatBrowser {
  readonly #options: BrowserOptions;
  readonly #home: PageHome;
  #browser: Promise<Browser> | null = null;
  #gate: Gate | null = null;
  #starts = 0;
  #closed = false;
  #unsandboxed = false;
  #withoutScreenshot = 0;
  #state: BrowserContextOptions['storageState'];

  constructor(request: BrowserRequest, options: BrowserOptions) {
    this.#options = options;
    this.#home = {
      request,
      scope: pageScope(request.url),
      login: options.login ?? null,
      secrets: options.secrets ?? [],
      newPage: (clock) => this.#newPage(request, clock),
      signedIn: async (context) => {
        this.#state = await context.storageState();
      },
      noScreenshot: () => void this.#withoutScreenshot++,
    };
  }

  async open(limits: Limits): Promise<ChatPage> {
    const page = new ContextPage(this.#home);
    await page.start(limits);
    return page;
  }

  notes(): string[] {
    const { refused } = this.#home.scope;
    const hosts = [...refused].map(([host, { times, why }]) => `${host} (${times}, ${why})`);
    const more = hosts.length > 10 ? ` and ${hosts.length - 10} more` : '';
    return [
      ...(hosts.length > 0
        ? [
            `requests of the chat page that were not let through, by host: ${hosts.slice(0, 10).join(', ')}${more}`,
          ]
        : []),
      ...(this.#withoutScreenshot > 0
        ? [`no screenshot could be taken safely of ${this.#withoutScreenshot} answers`]
        : []),
      ...(this.#unsandboxed
        ? ['Chromium ran without its own sandbox: as root, or on a machine that does not allow it']
        : []),
    ];
  }

  async close(): Promise<void> {
    this.#closed = true;
    const browser = await this.#browser?.catch(() => null);
    await browser?.close().catch(() => {});
    await this.#gate?.close();
    this.#gate = null;
  }

  async #newPage(request: BrowserRequest, clock: Clock) {
    const browser = await clock.race(this.#running());
    const { origin } = new URL(request.url);
    const { login } = this.#options;
    const context = await browser.newContext({
      viewport,
      acceptDownloads: false,
      serviceWorkers: 'block',
      ...(login && { httpCredentials: { ...login, origin } }),
      ...(this.#state && { storageState: this.#state }),
    });
    try {
      await this.#prepare(context, request, origin);
      const page = await context.newPage();
      context.on('page', (other) => void other.close().catch(() => {}));
      const headers = Object.entries(request.headers).filter(([name]) => name.toLowerCase() !== 'cookie');
      await addHeaders(page, origin, Object.fromEntries(headers));
      return { context, page };
    } catch (error) {
      await context.close().catch(() => {});
      throw error;
    }
  }

  async #prepare(context: BrowserContext, request: BrowserRequest, origin: string): Promise<void> {
    await guardContext(context, this.#home.scope);
    const cookies = Object.entries(request.headers)
      .filter(([name]) => name.toLowerCase() === 'cookie')
      .flatMap(([, value]) => cookiesOf(value, origin));
    if (cookies.length > 0) await context.addCookies(cookies);
  }

  #running(): Promise<Browser> {
    if (this.#closed) throw new SendError('aborted', 'the browser was closed');
    this.#browser ??= this.#launch();
    return this.#browser;
  }

  async #launch(): Promise<Browser> {
    if (++this.#starts > mostStarts)
      throw new SendError('network', 'Chromium ended twice; it is not started a third time');
    try {
      this.#gate ??= await openGate(this.#home.scope);
      const browser = await this.#start(this.#gate.address);
      browser.on('disconnected', () => {
        this.#browser = null;
      });
      return browser;
    } catch (error) {
      this.#browser = null;
      throw new SendError(
        'refused',
        `Chromium could not be started: ${messageOf(error).split('\n')[0]}; name one with CHROME_PATH`,
      );
    }
  }

  async #start(proxy: string): Promise<Browser> {
    const { chromium } = await import('playwright-core');
    const { path, env } = findChromium(this.#options.chromePath);
    const start = (sandbox: boolean) =>
      chromium.launch({
        executablePath: path,
        args: [...flags, ...(sandbox ? [] : ['--no-sandbox', '--no-zygote'])],
        chromiumSandbox: sandbox,
        proxy: { server: proxy },
        env: { ...inherited(), ...env },
        handleSIGINT: false,
        handleSIGTERM: false,
        handleSIGHUP: false,
      });
    const isRoot = process.getuid?.() === 0;
    if (!isRoot) {
      // Containers often forbid the namespaces that the sandbox is made of.
      const browser = await start(true).catch(() => null);
      if (browser) return browser;
    }
    this.#unsandboxed = true;
    return start(false);
  }
}

const flags = [
  '--headless',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--dns-prefetch-disable',
  // UDP does not go through the gate.
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
];

/** Nothing of our environment reaches the browser but what it cannot start without: it holds keys. */
function inherited(): Record<string, string> {
  const names = ['PATH', 'HOME', 'LANG', 'TMPDIR', 'FONTCONFIG_PATH', 'LD_LIBRARY_PATH'];
  return Object.fromEntries(
    names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name] as string]])),
  );
}
