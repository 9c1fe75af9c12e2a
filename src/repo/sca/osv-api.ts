import { setTimeout as wait } from 'node:timers/promises';
import { type HttpResponse, type Send, SendError } from '#src/core/tools.ts';
import type { PackageQuery } from '../scanners/scanner.ts';
import { get, getText, listOf } from './reading/values.ts';

/** What https://google.github.io/osv.dev/api/ allows in one request. */
const mostQueries = 1000;
const mostPages = 50;
const parallel = 8;
const tries = 4;
const firstWaitMs = 500;
const mostWaitMs = 20_000;
const timeoutMs = 30_000;

export interface OsvApi {
  /** Records that touch each version, in the order of the queries. Names and versions leave, and nothing else. */
  candidates(queries: readonly PackageQuery[], signal: AbortSignal): Promise<readonly (readonly unknown[])[]>;
}

/** One query of a batch that has more pages. */
interface Asked {
  readonly at: number;
  readonly query: PackageQuery;
  readonly page: string | null;
}

const bodyOf = ({ query: { ecosystem, name, version }, page }: Asked): unknown => ({
  package: { ecosystem, name },
  version,
  ...(page === null ? {} : { page_token: page }),
});

/**
 * The API of osv.dev, or of a server that speaks like it.
 *
 * @param base without a slash at the end
 * @param pauseMs how long to wait before the first repetition; each further one waits twice as long
 * @throws SendError with what went wrong after the last try
 */
export function osvApi(send: Send, base: string, pauseMs = firstWaitMs): OsvApi {
  const ask = (method: 'GET' | 'POST', path: string, body: unknown, signal: AbortSignal): Promise<unknown> =>
    retrying(pauseMs, signal, () =>
      send({
        method,
        url: `${base}${path}`,
        timeoutMs,
        signal,
        ...(body === undefined
          ? {}
          : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      }),
    );
  return {
    async candidates(queries, signal) {
      const ids = await idsOf(queries, (body) => ask('POST', '/v1/querybatch', body, signal));
      const distinct = [...new Set(ids.flatMap((set) => [...set]))];
      const records = new Map<string, unknown>();
      await inParallel(distinct, async (id) => {
        records.set(id, await ask('GET', `/v1/vulns/${encodeURIComponent(id)}`, undefined, signal));
      });
      return ids.map((set) => [...set].map((id) => records.get(id)));
    },
  };
}

/** Ids for each query, over batches and pages. */
async function idsOf(
  queries: readonly PackageQuery[],
  ask: (body: unknown) => Promise<unknown>,
): Promise<Set<string>[]> {
  const ids = queries.map(() => new Set<string>());
  let open: Asked[] = queries.map((query, at) => ({ at, query, page: null }));
  for (let page = 0; open.length > 0; page++) {
    if (page > mostPages)
      throw new SendError('shape', `the advisory server has more than ${mostPages} pages`);
    const next: Asked[] = [];
    for (let from = 0; from < open.length; from += mostQueries) {
      const batch = open.slice(from, from + mostQueries);
      const results = listOf(get(await ask({ queries: batch.map(bodyOf) }), 'results'));
      if (results.length !== batch.length) {
        throw new SendError(
          'shape',
          `the advisory server answered ${results.length} of ${batch.length} queries`,
        );
      }
      for (const [nth, asked] of batch.entries()) {
        for (const vuln of listOf(get(results[nth], 'vulns'))) {
          const id = getText(vuln, 'id');
          if (id !== null) ids[asked.at]?.add(id);
        }
        const token = getText(results[nth], 'next_page_token');
        if (token !== null) next.push({ ...asked, page: token });
      }
    }
    open = next;
  }
  return ids;
}

async function inParallel<T>(items: readonly T[], act: (item: T) => Promise<void>): Promise<void> {
  const open = items.values();
  const worker = async (): Promise<void> => {
    for (const item of open) await act(item);
  };
  await Promise.all(Array.from({ length: Math.min(parallel, items.length) }, worker));
}

/** Repeats what may pass: no connection, 429, 5xx. Anything else is an answer, or final. */
async function retrying(
  pauseMs: number,
  signal: AbortSignal,
  attempt: () => Promise<HttpResponse>,
): Promise<unknown> {
  for (let nth = 1; ; nth++) {
    const answer = await attempt().catch((error: unknown) => {
      const passing = error instanceof SendError && ['network', 'timeout'].includes(error.failure);
      if (!passing || nth >= tries) throw error;
      return null;
    });
    if (answer && answer.status === 200) return parsed(answer);
    const passing = answer === null || answer.status === 429 || answer.status >= 500;
    if (!passing || nth >= tries) {
      throw new SendError('shape', `the advisory server answered HTTP ${answer?.status}`);
    }
    const asked = Number(answer?.headers['retry-after']) * 1000;
    const pause = Number.isFinite(asked) && asked > 0 ? asked : pauseMs * 2 ** (nth - 1);
    await wait(Math.min(pause, mostWaitMs), undefined, { signal });
  }
}

function parsed({ body, truncated }: HttpResponse): unknown {
  if (truncated) throw new SendError('shape', 'the answer of the advisory server is too long');
  try {
    return JSON.parse(body);
  } catch {
    throw new SendError('shape', 'the advisory server answered something that is not JSON');
  }
}
