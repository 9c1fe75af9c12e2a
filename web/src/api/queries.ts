import { infiniteQueryOptions, keepPreviousData, QueryClient, queryOptions } from '@tanstack/react-query';
import { ApiError, request, requestPage } from './request.ts';
import type { Routes } from './schema.gen.ts';

/** Every read the pages make, by name: one place that says what is cached under which key. */
export const queries = {
  session: queryOptions({
    queryKey: ['session'],
    queryFn: ({ signal }) => request('GET /session', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  }),
  catalogue: queryOptions({
    queryKey: ['catalogue'],
    queryFn: ({ signal }) => request('GET /catalogue', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  }),
  targets: queryOptions({
    queryKey: ['targets'],
    queryFn: ({ signal }) => request('GET /targets', { signal }),
  }),
  target: (id: string) =>
    queryOptions({
      queryKey: ['targets', id],
      queryFn: ({ signal }) => request('GET /targets/{id}', { params: { id }, signal }),
    }),
  /** The newest scans, up to 500: enough for every overview; pages that need more ask for a target's. */
  scans: (query: Routes['GET /scans']['query'] = {}) =>
    queryOptions({
      queryKey: ['scans', 'list', query],
      queryFn: ({ signal }) => request('GET /scans', { query: { limit: 500, ...query }, signal }),
      refetchInterval: ({ state }) => (state.data?.some((scan) => isUnderWay(scan.status)) ? 2000 : false),
    }),
  scan: (id: string) =>
    queryOptions({
      queryKey: ['scans', id],
      queryFn: ({ signal }) => request('GET /scans/{id}', { params: { id }, signal }),
      refetchInterval: ({ state }) => (state.data && isUnderWay(state.data.status) ? 3000 : false),
    }),
  scanFindings: (id: string) =>
    queryOptions({
      queryKey: ['scans', id, 'findings'],
      queryFn: ({ signal }) =>
        request('GET /scans/{id}/findings', { params: { id }, query: { limit: 500 }, signal }),
    }),
  coverage: (id: string, running: boolean) =>
    queryOptions({
      queryKey: ['scans', id, 'coverage'],
      queryFn: ({ signal }) => request('GET /scans/{id}/coverage', { params: { id }, signal }),
      refetchInterval: running ? 3000 : false,
    }),
  /** `base` came first, `head` is judged. */
  compare: (base: string, head: string) =>
    queryOptions({
      queryKey: ['scans', head, 'compare', base],
      queryFn: ({ signal }) =>
        request('GET /scans/{a}/compare/{b}', { params: { a: base, b: head }, signal }),
    }),
  attempts: (id: string, filter: AttemptFilter) =>
    infiniteQueryOptions({
      queryKey: ['scans', id, 'attempts', filter],
      queryFn: ({ signal, pageParam }) =>
        requestPage('GET /scans/{id}/attempts', {
          params: { id },
          query: { ...filter, limit: 100, cursor: pageParam },
          signal,
        }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.next ?? undefined,
    }),
  plan: (targetId: string, profile: Profile, maxAttempts?: number) =>
    queryOptions({
      queryKey: ['plan', targetId, profile, maxAttempts],
      queryFn: async ({ signal }) => {
        const plan = await request('POST /scans', {
          query: { dry_run: true },
          body: { target_id: targetId, profile, max_attempts: maxAttempts },
          signal,
        });
        if (!('by_module' in plan)) throw new ApiError(0, 'the server answered a dry run with a scan');
        return plan;
      },
      staleTime: 60_000,
      placeholderData: keepPreviousData,
    }),
  findings: (filter: FindingFilter) =>
    infiniteQueryOptions({
      queryKey: ['findings', 'list', filter],
      queryFn: ({ signal, pageParam }) =>
        requestPage('GET /findings', { query: { ...filter, limit: 100, cursor: pageParam }, signal }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.next ?? undefined,
      placeholderData: keepPreviousData,
    }),
  finding: (id: string) =>
    queryOptions({
      queryKey: ['findings', id],
      queryFn: ({ signal }) => request('GET /findings/{id}', { params: { id }, signal }),
    }),
  keys: queryOptions({
    queryKey: ['keys'],
    queryFn: ({ signal }) => request('GET /keys', { signal }),
  }),
};

export type AttemptFilter = Omit<Routes['GET /scans/{id}/attempts']['query'], 'limit' | 'cursor'>;
export type FindingFilter = Omit<Routes['GET /findings']['query'], 'limit' | 'cursor'>;
export type Profile = 'quick' | 'standard' | 'deep';

export const isUnderWay = (status: string): boolean => status === 'queued' || status === 'running';

/** An answer of 4xx will be the same the next time; anything else is worth one more try. */
const worthRetrying = (count: number, error: Error): boolean =>
  count < 1 && !(error instanceof ApiError && error.status >= 400 && error.status < 500);

export const makeQueryClient = (): QueryClient =>
  new QueryClient({ defaultOptions: { queries: { retry: worthRetrying, staleTime: 5000 } } });
