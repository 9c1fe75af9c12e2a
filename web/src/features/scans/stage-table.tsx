import type { Plan } from '../../api/types.ts';
import { words } from '../../components/badge.tsx';
import { type Column, Table } from '../../components/table.tsx';
import { formatDuration, formatNumber, formatUsd } from '../../components/time.tsx';

type Band = readonly [number, number];
type StagePlan = Plan['stages'][number];

/** What a plan keeps with its scan, and what a dry run gives. */
export type KeptForecast = Pick<Plan, 'stages' | 'measured_on' | 'duration_band_s'>;

/** What a stage really used. */
export interface StageActual {
  readonly stage: string;
  readonly calls: number;
  readonly tokens: number;
  readonly cost_usd: number;
}

/** "75 to 112", or one number where both are the same. */
const bandText = ([low, high]: Band, show: (value: number) => string): string =>
  show(low) === show(high) ? show(high) : `${show(low)} to ${show(high)}`;

export const durationText = ({ duration_band_s: band }: Pick<Plan, 'duration_band_s'>): string =>
  bandText(band as Band, formatDuration);

interface Row {
  readonly stage: string;
  readonly planned: StagePlan | undefined;
  readonly actual: StageActual | undefined;
}

const amount = (
  id: 'calls' | 'tokens' | 'cost_usd',
  head: string,
  show: (value: number) => string,
): [Column<Row>, Column<Row>] => [
  {
    id,
    head,
    className: 'text-right whitespace-nowrap',
    cell: ({ planned }) => (planned ? bandText(planned[id] as Band, show) : '–'),
  },
  {
    id: `${id} actual`,
    head: 'Actual',
    className: 'text-right whitespace-nowrap font-medium',
    cell: ({ actual }) => (actual ? show(actual[id]) : '–'),
  },
];

const stage: Column<Row> = { id: 'stage', head: 'Asked', cell: (row) => words(row.stage) };
const pairs = [
  amount('calls', 'Calls', formatNumber),
  amount('tokens', 'Tokens', formatNumber),
  amount('cost_usd', 'Cost', formatUsd),
];

/** Calls, tokens and cost of each model that is asked; with `actual`, what came of it beside each. */
export function StageTable({
  forecast,
  actual,
}: {
  forecast: KeptForecast;
  actual?: readonly StageActual[];
}) {
  const names = new Set([...forecast.stages, ...(actual ?? [])].map((row) => row.stage as string));
  const rows = [...names].map((name) => ({
    stage: name,
    planned: forecast.stages.find((row) => row.stage === name),
    actual: actual?.find((row) => row.stage === name),
  }));
  const columns = [stage, ...pairs.flatMap(([planned, made]) => (actual ? [planned, made] : [planned]))];
  return (
    <>
      <Table caption="Forecast by stage" columns={columns} rows={rows} keyOf={(row) => row.stage} />
      <p className="px-4 py-2 text-xs text-muted">
        Tokens and latency of the forecast: {forecast.measured_on}. Duration: {durationText(forecast)}.
      </p>
    </>
  );
}
