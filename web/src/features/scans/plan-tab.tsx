import type { ReactNode } from 'react';
import type { Scan } from '../../api/types.ts';
import { words } from '../../components/badge.tsx';
import { Card, Facts } from '../../components/page.tsx';
import { EmptyState } from '../../components/states.tsx';
import { formatNumber, formatUsd } from '../../components/time.tsx';
import { type KeptForecast, type StageActual, StageTable } from './stage-table.tsx';

/** What was planned, and what was done of it. */
export default function PlanTab({ scan }: { scan: Scan }) {
  const { stats } = scan;
  const facts = factsOf(stats);
  const forecast = stats.forecast as KeptForecast | null | undefined;
  const actual = stats.actual as { stages: readonly StageActual[] } | undefined;
  if (facts.length === 0) {
    return (
      <Card>
        <EmptyState icon="scan" title="Not counted yet">
          The numbers appear when the scan has run.
        </EmptyState>
      </Card>
    );
  }
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[320px_minmax(0,1fr)]">
      <Card title="Planned and done">
        <Facts rows={facts} />
      </Card>
      {forecast && (
        <Card flush title="Forecast and what came of it">
          <StageTable forecast={forecast} actual={actual?.stages} />
        </Card>
      )}
    </div>
  );
}

function factsOf(stats: Scan['stats']): (readonly [string, ReactNode])[] {
  const number = (name: string, format = formatNumber) =>
    typeof stats[name] === 'number' ? ([[words(name), format(stats[name])]] as const) : [];
  return [
    ...number('planned'),
    ...number('done'),
    ...(Number(stats.not_asked ?? 0) > 0 ? number('not_asked') : []),
    ...(typeof stats.not_asked_reason === 'string' ? ([['Because', stats.not_asked_reason]] as const) : []),
    ...number('calls'),
    ...number('retries'),
    ...number('tokens'),
    ...number('cost_usd', formatUsd).map(([, value]) => ['Cost', value] as const),
    ...number('max_attempts').map(([, value]) => ['Attempts at most', value] as const),
    ...number('seed', String),
  ];
}
