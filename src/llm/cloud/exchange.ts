import { messageOf } from '#src/core/errors.ts';
import { type HttpRequest, type HttpResponse, type Send, SendError } from '#src/core/tools.ts';
import { EndpointError } from '../endpoint-error.ts';
import { excerptWithout, fromSend, httpFailure } from '../post.ts';

/** The requests of one sign-in. Remembers the first that failed: libraries wrap and reword what they are told. */
export interface Exchange {
  request(request: Omit<HttpRequest, 'timeoutMs'>): Promise<HttpResponse>;
  /** Why it failed, in our words and without secrets. */
  explain(error: unknown): EndpointError;
}

/** Milliseconds for one request of a sign-in, at most. */
const longestMs = 30_000;

export function openExchange(send: Send, timeoutMs: number, secrets: readonly string[]): Exchange {
  const excerpt = excerptWithout(secrets);
  let failure: EndpointError | null = null;
  return {
    request: async (request) => {
      const who = `signing in: ${URL.parse(request.url)?.origin ?? 'the sign-in host'}`;
      try {
        const response = await send({ ...request, timeoutMs: Math.min(timeoutMs, longestMs) });
        const { status, body, headers } = response;
        if (status < 200 || status >= 300) failure ??= httpFailure({ excerpt }, status, body, headers, who);
        return response;
      } catch (error) {
        if (error instanceof SendError) {
          const { failure: kind, message, retry } = fromSend(error);
          failure ??= new EndpointError(kind, `signing in: ${message}`, { retry });
        }
        throw error;
      }
    },
    explain: (error) =>
      failure ??
      (error instanceof EndpointError
        ? error
        : new EndpointError('refused', `signing in failed: ${excerpt(messageOf(error))}`)),
  };
}
