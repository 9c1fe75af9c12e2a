import type { BrowserContext, Page } from 'playwright-core';
import type { PageScope } from './scope.ts';

/**
 * Keeps a context inside its scope: every request of its pages is asked about, WebSockets too; windows that pages open
 * are closed. What does not pass here (a redirect, a worker) is stopped at the gate.
 */
export async function guardContext(context: BrowserContext, scope: PageScope): Promise<void> {
  await context.route('**/*', async (route) => {
    const url = new URL(route.request().url());
    const verdict = scope.allows(url);
    if (verdict !== true) scope.refuse(url.hostname, verdict);
    await (verdict === true ? route.continue() : route.abort('blockedbyclient')).catch(() => {
      // The page was closed meanwhile.
    });
  });
  await context.routeWebSocket(
    (url) => scope.allows(url) !== true,
    (socket) => {
      const { hostname } = new URL(socket.url());
      scope.refuse(hostname, String(scope.allows(new URL(socket.url()))));
      void socket.close({ code: 1008, reason: 'out of scope' });
    },
  );
}

/**
 * Adds headers to the page's requests to one origin and to no other. Through the DevTools protocol, which is asked
 * again at every hop of a redirect: headers given to `route.continue` would follow the redirect to wherever it leads.
 */
export async function addHeaders(
  page: Page,
  origin: string,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  if (Object.keys(headers).length === 0) return;
  const session = await page.context().newCDPSession(page);
  const given = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
  session.on('Fetch.requestPaused', ({ requestId, request }) => {
    const own = new URL(request.url).origin === origin;
    const kept = Object.entries(request.headers).filter(([name]) => !given.has(name.toLowerCase()));
    const all = [...kept, ...Object.entries(headers)].map(([name, value]) => ({
      name,
      value: String(value),
    }));
    session.send('Fetch.continueRequest', { requestId, ...(own && { headers: all }) }).catch(() => {
      // The page was closed meanwhile.
    });
  });
  await session.send('Fetch.enable', { patterns: [{ urlPattern: `${origin}/*` }] });
}

/** A Cookie header as cookies of an origin. */
export const cookiesOf = (header: string, origin: string): { name: string; value: string; url: string }[] =>
  header.split(';').flatMap((pair) => {
    const at = pair.indexOf('=');
    return at < 1 ? [] : [{ name: pair.slice(0, at).trim(), value: pair.slice(at + 1).trim(), url: origin }];
  });
