import { asValue, holds } from './program.ts';

/** Schemes that a browser runs instead of visiting. */
const running = new Set(['javascript:', 'vbscript:', 'data:']);

/**
 * A redirect target that a browser at `host` would follow elsewhere: resolved as browsers do (WHATWG URL), so that
 * "//other" and "/\other" are other hosts; or one with a scheme that runs. It carries the token. Null when it stays at
 * the host, or when the program is not one address. CWE-601.
 */
export function liveUrl(program: string, token: string, host: string): string | null {
  const written = asValue(program);
  if (written === null || !holds(written, token)) return null;
  const base = `https://${host}/`;
  if (!URL.canParse(written, base)) return null;
  const { protocol, hostname } = new URL(written, base);
  if (running.has(protocol)) return written;
  return /^https?:$/.test(protocol) && hostname !== host ? `${written} leads to ${hostname}` : null;
}
