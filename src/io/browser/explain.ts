import { type ChatLayout, SendError } from '#src/core/tools.ts';
import type { PageScope } from './scope.ts';

/**
 * Whatever went wrong with a page as a `SendError`. Messages of the browser are never passed on: they quote what was
 * typed. Its error codes are.
 */
export function explain(error: unknown, url: string, scope: PageScope): SendError {
  if (error instanceof SendError) return error;
  const { origin, hostname } = new URL(url);
  const text = String(error);
  const refusal = scope.refused.get(hostname.replace(/^\[|\]$/g, '')) ?? scope.refused.get(hostname);
  const code = /net::(ERR_[A-Z_]+)/.exec(text)?.[1];
  if (code && refusal) return new SendError('refused', `${origin} is not contacted: ${refusal.why}`);
  if (code && /BLOCKED_BY_CLIENT|SOCKS/.test(code)) {
    const hosts = [...scope.refused.keys()].slice(-3).join(', ');
    if (hosts !== '')
      return new SendError(
        'refused',
        `${origin}: the page leads out of scope (${hosts}), where nothing is sent`,
      );
    return new SendError('network', `${origin}: no connection`);
  }
  if (code) return new SendError('network', `${origin}: the page could not be loaded (${code})`);
  if (/Timeout \d+ms exceeded/.test(text))
    return new SendError('timeout', `${origin}: a part of the page did not become usable in time`);
  if (/closed|crashed|disconnected/i.test(text))
    return new SendError('network', `${origin}: the page or the browser ended while it was in use`);
  return new SendError('network', `${origin}: the page could not be used`);
}

/** What was looked for on a page without a chat. `status` null: the page was usable before. */
export function noChat(
  origin: string,
  layout: ChatLayout,
  status: number | null,
  asksToSignIn: boolean,
): SendError {
  const place = status === null ? 'the page' : `the page (status ${status})`;
  if (asksToSignIn)
    return new SendError(
      'shape',
      `${origin}: ${place} asks for a password; give credentials.username and credentials.password, or a cookie of a session`,
    );
  const wanted = [
    ...(layout.ready === null ? [] : [`"ready" ("${layout.ready}")`]),
    layout.input === null
      ? 'a visible textarea, text field or editable element (name it with "input" in request_template)'
      : `"input" ("${layout.input}")`,
  ];
  return new SendError(
    'shape',
    `${origin}: no chat was found on ${place}; looked for ${wanted.join(' and ')}`,
  );
}
