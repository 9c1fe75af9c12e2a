import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { type Severity, severities } from './api/types.ts';
import { ButtonLink } from './components/button.tsx';
import { EmptyState, ErrorState } from './components/states.tsx';
import { Frame } from './frame/frame.tsx';

type Raw = Record<string, unknown>;

/** What an address may say, and nothing else: unknown values are dropped, not shown. */
const word = (value: unknown): string | undefined => {
  const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
  return typeof text === 'string' && text !== '' && text.length <= 200 ? text : undefined;
};
const oneOf = <T extends string>(values: readonly T[], value: unknown): T | undefined =>
  values.find((v) => v === value);

const severity = (value: unknown): Severity | undefined => oneOf(severities, value);

/** Makes every key optional, and leaves out what is not there: an address holds only what was chosen. */
const search =
  <T extends object>(read: (raw: Raw) => T) =>
  (raw: Raw): Partial<T> =>
    Object.fromEntries(Object.entries(read(raw)).filter(([, value]) => value !== undefined)) as Partial<T>;

/** The pages by address. `problem` is what went wrong with a sign-in link, for the sign-in page. */
export function makeRouter(problem: string | null) {
  const root = createRootRoute({
    component: () => <Frame problem={problem} />,
    validateSearch: search((raw) => ({ commission: word(raw.commission) })),
    notFoundComponent: NotFound,
    errorComponent: ({ error, reset }) => <ErrorState error={error} retry={reset} />,
  });
  const getParentRoute = () => root;
  const dashboard = createRoute({
    getParentRoute,
    path: '/',
    component: lazyRouteComponent(() => import('./features/dashboard/dashboard-page.tsx')),
  });
  const targets = createRoute({
    getParentRoute,
    path: '/targets',
    validateSearch: search((raw) => ({ q: word(raw.q), kind: oneOf(['url', 'repo', 'llm'], raw.kind) })),
    component: lazyRouteComponent(() => import('./features/targets/targets-page.tsx')),
  });
  const newTarget = createRoute({
    getParentRoute,
    path: '/targets/new',
    validateSearch: search((raw) => ({ kind: oneOf(['url', 'llm'], raw.kind) })),
    component: lazyRouteComponent(() => import('./features/targets/new-target-page.tsx')),
  });
  const target = createRoute({
    getParentRoute,
    path: '/targets/$targetId',
    component: lazyRouteComponent(() => import('./features/targets/target-page.tsx')),
  });
  const scans = createRoute({
    getParentRoute,
    path: '/scans',
    validateSearch: search((raw) => ({ status: word(raw.status) })),
    component: lazyRouteComponent(() => import('./features/scans/scans-page.tsx')),
  });
  const scan = createRoute({
    getParentRoute,
    path: '/scans/$scanId',
    validateSearch: search((raw) => ({
      tab: oneOf(['findings', 'attempts', 'coverage', 'plan', 'scanners', 'log'], raw.tab),
      outcome: word(raw.outcome),
      strategy: word(raw.strategy),
      technique: word(raw.technique),
      attempt: word(raw.attempt),
    })),
    component: lazyRouteComponent(() => import('./features/scans/scan-page.tsx')),
  });
  const compare = createRoute({
    getParentRoute,
    path: '/scans/$base/compare/$head',
    component: lazyRouteComponent(() => import('./features/scans/compare-page.tsx')),
  });
  const findings = createRoute({
    getParentRoute,
    path: '/findings',
    validateSearch: search((raw) => ({
      q: word(raw.q),
      severity: severity(raw.severity),
      status: oneOf(['open', 'triaged', 'in_progress', 'fixed', 'accepted', 'false_positive'], raw.status),
      kind: oneOf(['url', 'repo', 'llm'], raw.kind),
      target: word(raw.target),
      category: word(raw.category),
      suppressed: oneOf(['true'], word(raw.suppressed)),
    })),
    component: lazyRouteComponent(() => import('./features/findings/findings-page.tsx')),
  });
  const finding = createRoute({
    getParentRoute,
    path: '/findings/$findingId',
    component: lazyRouteComponent(() => import('./features/findings/finding-page.tsx')),
  });
  const settings = createRoute({
    getParentRoute,
    path: '/settings',
    component: lazyRouteComponent(() => import('./features/settings/settings-page.tsx')),
  });
  return createRouter({
    routeTree: root.addChildren([
      dashboard,
      targets,
      newTarget,
      target,
      scans,
      scan,
      compare,
      findings,
      finding,
      settings,
    ]),
    basepath: '/app',
    defaultPreload: 'intent',
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}

function NotFound() {
  return (
    <EmptyState
      icon="search"
      title="There is no such page"
      action={<ButtonLink to="/">To the dashboard</ButtonLink>}
    >
      The address may be mistyped, or what it named has been deleted.
    </EmptyState>
  );
}
