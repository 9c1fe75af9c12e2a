import type { BrowserContext, ElementHandle, JSHandle, Page, Request } from 'playwright-core';
import {
  type BrowserRequest,
  type ChatLayout,
  type ChatPage,
  type Limits,
  type PageAnswer,
  SendError,
} from '#src/core/tools.ts';
import { Clock } from './clock.ts';
import { explain, noChat } from './explain.ts';
import type { PageNode } from './page-dom.ts';
import type { Reading } from './page-read.ts';
import { elementFrom, type PageScript, pageScript } from './page-script.ts';
import type { PageScope } from './scope.ts';
import { takeScreenshot } from './screenshot.ts';
import { hasForm, type Login, signIn } from './sign-in.ts';

/** What a chat page needs of the browser around it. */
export interface PageHome {
  readonly request: BrowserRequest;
  readonly scope: PageScope;
  readonly login: Login | null;
  readonly secrets: readonly string[];
  /** A page in a fresh context, guarded and with cookies and headers; closed with its context. */
  newPage(clock: Clock): Promise<{ context: BrowserContext; page: Page }>;
  /** Keeps what a sign-in left in the browser for the contexts to come. */
  signedIn(context: BrowserContext): Promise<void>;
  /** Counts a screenshot that could not be taken. */
  noScreenshot(): void;
}

const pollMs = 100;
/** Longest wait for a page to show its chat. */
const appearMs = 15_000;
/** Signs of work that never end do not hold an answer for ever: so many times `quietMs`. */
const busyFactor = 20;
/** For a text that may be no answer yet. */
const doubtFactor = 3;

/** One chat page of a browser, in a context of its own. */
export class ContextPage implements ChatPage {
  readonly #home: PageHome;
  readonly #layout: ChatLayout;
  readonly #origin: string;
  /** Requests of the page's scripts that are under way since the question was sent. */
  readonly #pending = new Set<Request>();
  #context: BrowserContext | null = null;
  #page: Page | null = null;
  #script: JSHandle<PageScript> | null = null;
  #renewed = false;

  constructor(home: PageHome) {
    this.#home = home;
    this.#layout = home.request.layout;
    this.#origin = new URL(home.request.url).origin;
  }

  get alive(): boolean {
    return this.#page !== null && !this.#page.isClosed() && this.#context?.browser()?.isConnected() === true;
  }

  /** Opens the page, signs in, waits for its chat. */
  start(limits: Limits): Promise<void> {
    return this.#within(limits, (clock) => this.#start(clock));
  }

  startOver(limits: Limits): Promise<void> {
    return this.#within(limits, async (clock) => {
      if (this.#layout.newChat !== null && this.alive) return this.#freshChat(clock);
      await this.close();
      await this.#start(clock);
    });
  }

  ask(text: string, limits: Limits): Promise<PageAnswer> {
    return this.#within(limits, async (clock) => {
      await this.#send(text, clock);
      const answer = await this.#read(text, clock);
      const script = await this.#inPage();
      await script.evaluate((inPage, css) => inPage.showAnswer(css), this.#layout.answer);
      const screenshot = await clock.race(takeScreenshot(this.#live(), script, this.#home.secrets));
      if (!screenshot) this.#home.noScreenshot();
      return { text: answer, screenshot };
    });
  }

  async close(): Promise<void> {
    const context = this.#context;
    this.#context = null;
    this.#page = null;
    await context?.close().catch(() => {});
  }

  async #within<T>(limits: Limits, act: (clock: Clock) => Promise<T>): Promise<T> {
    const clock = new Clock(limits, this.#origin);
    try {
      return await clock.race(act(clock));
    } catch (error) {
      const told = explain(error, this.#home.request.url, this.#home.scope);
      await this.close();
      throw told;
    }
  }

  #live(): Page {
    if (!this.#page || this.#page.isClosed())
      throw new SendError('network', `${this.#origin}: the page was closed`);
    return this.#page;
  }

  /** The script in the page as it is now: a page that was replaced gets a new one. */
  async #inPage(): Promise<JSHandle<PageScript>> {
    this.#script ??= (await this.#live().evaluateHandle(pageScript)) as JSHandle<PageScript>;
    return this.#script;
  }

  readonly #freshScript = (): Promise<JSHandle<PageScript>> => {
    this.#script = null;
    return this.#inPage();
  };

  async #start(clock: Clock): Promise<void> {
    clock.waitingFor = 'the browser to open a page';
    const { context, page } = await this.#home.newPage(clock);
    if (clock.over) return void (await context.close());
    this.#context = context;
    this.#page = page;
    page.on('request', (request) => {
      if (/^(?:fetch|xhr|eventsource)$/.test(request.resourceType())) this.#pending.add(request);
    });
    const over = (request: Request) => void this.#pending.delete(request);
    page.on('requestfinished', over).on('requestfailed', over);
    page.on('framenavigated', (frame) => {
      if (frame === page.mainFrame()) this.#script = null;
    });
    let status = await this.#goTo(clock);
    if (this.#home.login && (await this.#appears(clock, true)) === 'form') {
      await signIn(page, this.#freshScript, this.#home.login, clock);
      if (page.url().split('#')[0] !== this.#home.request.url.split('#')[0]) status = await this.#goTo(clock);
      await this.#home.signedIn(context);
    }
    const shown = await this.#appears(clock, false);
    if (shown !== 'chat') throw noChat(this.#origin, this.#layout, status, shown === 'form');
    if (this.#layout.newChat !== null) await this.#freshChat(clock);
  }

  async #goTo(clock: Clock): Promise<number> {
    clock.waitingFor = 'the page to load';
    const page = this.#live();
    const response = await page.goto(this.#home.request.url, {
      waitUntil: 'domcontentloaded',
      timeout: clock.left(),
    });
    const status = response?.status() ?? 0;
    if (status >= 500 || status === 429)
      throw new SendError('network', `${this.#origin}: the page answered with status ${status}`);
    const verdict = this.#home.scope.allows(new URL(page.url()));
    if (verdict === true) return status;
    throw new SendError(
      'refused',
      `${this.#origin}: the page leads to ${new URL(page.url()).origin}: ${verdict}`,
    );
  }

  /** Waits for a chat, or for a form to sign in with where one counts; null when neither comes. */
  async #appears(clock: Clock, formCounts: boolean): Promise<'chat' | 'form' | null> {
    clock.waitingFor = 'a chat to appear on the page';
    const end = performance.now() + Math.min(appearMs, clock.left() * 0.9);
    for (;;) {
      const form = await hasForm(this.#live(), this.#freshScript);
      if (form && formCounts) return 'form';
      const { ready } = this.#layout;
      if (ready === null || (await this.#find('ready', ready))) {
        if (await this.#input()) return 'chat';
      }
      if (performance.now() > end) return form ? 'form' : null;
      await clock.rest(pollMs);
    }
  }

  async #freshChat(clock: Clock): Promise<void> {
    const selector = this.#layout.newChat as string;
    clock.waitingFor = `what "new_chat" ("${selector}") names`;
    const button = await this.#find('new_chat', selector);
    if (!button)
      throw new SendError('shape', `${this.#origin}: nothing visible matches "new_chat" ("${selector}")`);
    await button.click({ timeout: clock.left() });
    await clock.rest(pollMs);
    if ((await this.#appears(clock, false)) !== 'chat') throw noChat(this.#origin, this.#layout, 200, false);
  }

  async #find(field: string, selector: string): Promise<ElementHandle | null> {
    try {
      const script = await this.#inPage();
      return await elementFrom(script.evaluateHandle((inPage, css) => inPage.find(css), selector));
    } catch (error) {
      if (!/not a valid selector/.test(String(error))) throw error;
      throw new SendError('shape', `"${field}": "${selector}" is not a valid CSS selector`);
    }
  }

  async #input(): Promise<ElementHandle | null> {
    if (this.#layout.input !== null) return this.#find('input', this.#layout.input);
    const script = await this.#inPage();
    return elementFrom(script.evaluateHandle((inPage) => inPage.findInput()));
  }

  async #send(text: string, clock: Clock): Promise<void> {
    if ((await this.#appears(clock, false)) !== 'chat') throw noChat(this.#origin, this.#layout, null, false);
    const input = await this.#input();
    if (!input) throw noChat(this.#origin, this.#layout, null, false);
    clock.waitingFor = 'the text field to take the question';
    await input.fill(text, { timeout: clock.left() });
    const took = await input.evaluate((field) => {
      const { value, textContent } = field as unknown as PageNode;
      return value ?? textContent ?? '';
    });
    const [taken, given] = [took.replace(/\s/g, ''), text.replace(/\s/g, '')];
    if (taken.length < given.length && given.startsWith(taken))
      throw new SendError(
        'shape',
        `${this.#origin}: the text field took only ${took.length} of the ${text.length} characters of the question`,
      );
    const script = await this.#inPage();
    await script.evaluate((inPage, css) => inPage.remember(css), this.#layout.answer);
    this.#renewed = false;
    this.#pending.clear();
    await this.#press(input, clock);
  }

  async #press(input: ElementHandle, clock: Clock): Promise<void> {
    clock.waitingFor = 'the button that sends the question';
    const { send } = this.#layout;
    if (send !== null) {
      const button = await this.#find('send', send);
      if (!button)
        throw new SendError('shape', `${this.#origin}: nothing visible matches "send" ("${send}")`);
      return button.click({ timeout: clock.left() });
    }
    const find = async () =>
      elementFrom(
        (await this.#inPage()).evaluateHandle(
          (inPage, field) => inPage.findSend(field as unknown as PageNode),
          input as never,
        ),
      );
    let button = await find();
    if (!button) {
      // Many pages enable their button only once they have seen the text.
      await clock.rest(pollMs);
      button = await find();
    }
    await (button
      ? button.click({ timeout: clock.left() })
      : input.press('Enter', { timeout: clock.left() }));
  }

  async #read(question: string, clock: Clock): Promise<string> {
    const { answer, quietMs } = this.#layout;
    let text = '';
    let changed = performance.now();
    clock.waitingFor = answer
      ? `an answer at "${answer}"`
      : 'an answer to appear on the page (if it did, name its place with "answer" in request_template)';
    for (;;) {
      await clock.rest(pollMs);
      const reading = await this.#reading(question, answer);
      if (reading.text !== text) {
        text = reading.text;
        changed = performance.now();
      }
      if (text === '') continue;
      clock.waitingFor = 'the answer to be complete';
      const busy = reading.busy || this.#pending.size > 0;
      const factor = busy ? busyFactor : reading.doubtful ? doubtFactor : 1;
      if (performance.now() - changed >= quietMs * factor) return text;
    }
  }

  /** A page that is replaced by the next one (a form that is posted) has forgotten what was there before. */
  async #reading(question: string, answer: string | null): Promise<Reading> {
    try {
      if (this.#script === null) this.#renewed = true;
      const script = await this.#inPage();
      return await script.evaluate((inPage, [asked, css, last]) => inPage.read(asked, css, last), [
        question,
        answer,
        this.#renewed,
      ] as [string, string | null, boolean]);
    } catch (error) {
      if (!/context was destroyed|navigat/i.test(String(error))) throw error;
      this.#script = null;
      return { text: '', busy: true, doubtful: true };
    }
  }
}
