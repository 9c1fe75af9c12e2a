import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { isUnderWay, queries } from '../../api/queries.ts';
import { useScanEvents } from '../../api/scan-events.ts';
import type { Scan } from '../../api/types.ts';
import { EvidenceText } from '../../components/evidence.tsx';
import { Page } from '../../components/page.tsx';
import { Loaded, Notice, Skeleton } from '../../components/states.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { LiveLog } from './live-log.tsx';
import { ScanActions } from './scan-actions.tsx';
import { ScanFindings } from './scan-findings.tsx';
import { ScanHeader } from './scan-header.tsx';
import { ScannersTab } from './scanners-tab.tsx';

const Attempts = lazy(() => import('./attempts-tab.tsx'));
const Coverage = lazy(() => import('./coverage-tab.tsx'));
const PlanTab = lazy(() => import('./plan-tab.tsx'));
const route = getRouteApi('/scans/$scanId');

/** One scan, live while it runs. */
export default function ScanPage() {
  const { scanId } = route.useParams();
  const scan = useQuery(queries.scan(scanId));
  return <Loaded query={scan}>{(data) => <ScanView scan={data} />}</Loaded>;
}

/** What there is to see besides findings and log depends on what was scanned. */
const partsOf = ({ kind }: Scan) =>
  kind === 'repo'
    ? [{ id: 'scanners', label: 'Scanners' }]
    : [
        { id: 'attempts', label: 'Attempts' },
        { id: 'coverage', label: 'Coverage' },
        { id: 'plan', label: 'Plan' },
      ];

/** Replaying a whole stream is cheap up to here; of a longer scan the stream is followed from now on. */
const replayUpTo = 5000;

function ScanView({ scan }: { scan: Scan }) {
  const { tab = 'findings' } = route.useSearch();
  const target = useQuery(queries.target(scan.target_id));
  const findings = useQuery(queries.scanFindings(scan.id));
  const running = isUnderWay(scan.status);
  const fromStart = Number(scan.stats.max_attempts ?? scan.stats.planned ?? 0) <= replayUpTo;
  const live = useScanEvents(scan.id, running || tab === 'log', fromStart);
  const name = target.data?.name ?? 'Scan';
  return (
    <Page
      wide
      title={`Scan of ${name}`}
      heading={
        <>
          Scan of <EvidenceText text={name} />
        </>
      }
      crumb={
        <>
          <Link to="/scans" className="hover:text-text">
            Scans
          </Link>
          {' / '}
          <Link to="/targets/$targetId" params={{ targetId: scan.target_id }} className="hover:text-text">
            <EvidenceText text={name} />
          </Link>
        </>
      }
      actions={<ScanActions scan={scan} />}
    >
      <div className="flex flex-col gap-4">
        <ScanHeader scan={scan} live={live} />
        {scan.error && <Notice tone={scan.status === 'failed' ? 'error' : 'warning'}>{scan.error}</Notice>}
        <div>
          <Tabs
            label="Parts of the scan"
            current={tab}
            tabs={[
              { id: 'findings', label: 'Findings', count: findings.data?.length },
              ...partsOf(scan),
              { id: 'log', label: 'Log' },
            ]}
            linkOf={(id) => ({
              to: '/scans/$scanId',
              params: { scanId: scan.id },
              search: { tab: id as never },
            })}
          />
          <Suspense fallback={<Skeleton />}>
            {tab === 'findings' && <ScanFindings query={findings} running={running} scan={scan} />}
            {tab === 'attempts' && <Attempts scan={scan} running={running} />}
            {tab === 'coverage' && <Coverage scan={scan} running={running} />}
            {tab === 'plan' && <PlanTab scan={scan} />}
            {tab === 'scanners' && <ScannersTab scan={scan} />}
            {tab === 'log' && <LiveLog live={live} />}
          </Suspense>
        </div>
      </div>
    </Page>
  );
}
