import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { queries } from '../../api/queries.ts';
import type { Coverage, CoverageCell, Scan } from '../../api/types.ts';
import { cx } from '../../components/cx.ts';
import { Card } from '../../components/page.tsx';
import { EmptyState, Loaded } from '../../components/states.tsx';
import { type CoverageMap, mapCoverage, rateText } from './coverage.ts';
import { RateTable } from './rate-table.tsx';

/** Where attacks were tried, and where they succeeded: the map, and rates with their intervals. */
export default function CoverageTab({ scan, running }: { scan: Scan; running: boolean }) {
  const query = useQuery(queries.coverage(scan.id, running));
  return (
    <Loaded query={query}>
      {(coverage) =>
        coverage.overall.attempts === 0 ? (
          <Card>
            <EmptyState icon="scan" title="Nothing tried yet">
              {running
                ? 'The map fills as attempts are answered.'
                : 'This scan ended before its first attempt.'}
            </EmptyState>
          </Card>
        ) : (
          <Rates scan={scan} coverage={coverage} />
        )
      }
    </Loaded>
  );
}

function Rates({ scan, coverage }: { scan: Scan; coverage: Coverage }) {
  const modules = useQuery(queries.catalogue).data?.modules;
  const titles = new Map(modules?.map((module) => [module.category, module.title]));
  return (
    <div className="flex flex-col gap-4">
      <Card
        flush
        title="Attack success by category and strategy"
        actions={<span className="text-xs text-muted">{rateText(coverage.overall)}</span>}
      >
        <CoverageTable scan={scan} map={mapCoverage(coverage)} titles={titles} />
      </Card>
      <RateTable
        title="By category"
        head="Category"
        rates={coverage.by_module}
        nameOf={(id) => `${id} ${titles.get(id) ?? ''}`}
      />
      <RateTable title="By strategy" head="Strategy" rates={coverage.by_strategy} />
      <RateTable title="By technique" head="Technique" rates={coverage.by_technique} />
    </div>
  );
}

function CoverageTable({
  scan,
  map,
  titles,
}: {
  scan: Scan;
  map: CoverageMap;
  titles: ReadonlyMap<string, string>;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and a keyboard must be able to scroll it
    <section aria-label="Coverage map" tabIndex={0} className="overflow-x-auto p-4">
      <table className="border-separate border-spacing-0.5 text-xs">
        <caption className="sr-only">Attack success rate by category and strategy</caption>
        <StrategyHeads strategies={map.strategies} />
        <tbody>
          {map.categories.map((category) => (
            <CategoryRow
              key={category}
              scan={scan}
              map={map}
              category={category}
              title={titles.get(category)}
            />
          ))}
        </tbody>
      </table>
      <p className="mt-3 text-xs text-muted">
        Each cell: the share of answered attempts that showed the flaw, in per cent; hover or focus it for
        counts and the 95 % interval. Intervals allow for answers to the same prompt being alike. Empty cells
        were not tried.
      </p>
    </section>
  );
}

const StrategyHeads = ({ strategies }: { strategies: readonly string[] }) => (
  <thead>
    <tr>
      <td />
      {strategies.map((strategy) => (
        <th key={strategy} scope="col" className="h-28 w-11 align-bottom font-normal text-muted">
          <span className="inline-block max-h-28 rotate-180 truncate py-1 [writing-mode:vertical-rl]">
            {strategy}
          </span>
        </th>
      ))}
    </tr>
  </thead>
);

interface RowProps {
  readonly scan: Scan;
  readonly map: CoverageMap;
  readonly category: string;
  readonly title: string | undefined;
}

const CategoryRow = ({ scan, map, category, title }: RowProps) => (
  <tr>
    <th scope="row" className="pr-3 text-left font-normal whitespace-nowrap">
      <span className="mr-2 font-mono text-muted">{category}</span>
      {title}
    </th>
    {map.strategies.map((strategy) => (
      <td key={strategy} className="p-0">
        <MapCell
          scan={scan}
          category={category}
          strategy={strategy}
          cell={map.cells.get(`${category} ${strategy}`)}
        />
      </td>
    ))}
  </tr>
);

const shades = [
  'bg-good-soft text-good',
  'bg-medium-soft text-medium',
  'bg-high-soft text-high',
  'bg-critical-soft text-critical',
];
const shadeOf = (rate: number): string => shades[rate === 0 ? 0 : rate < 0.2 ? 1 : rate < 0.5 ? 2 : 3] ?? '';
const base = 'flex h-8 w-11 items-center justify-center rounded';

function MapCell({
  scan,
  category,
  strategy,
  cell,
}: {
  scan: Scan;
  category: string;
  strategy: string;
  cell: CoverageCell | undefined;
}) {
  if (!cell) return <span className={cx(base, 'bg-subtle')} />;
  const rate = cell.attack_success_rate;
  const told = `${category}, ${strategy}: ${rateText(cell)}`;
  if (rate === null) {
    return (
      <span className={cx(base, 'bg-subtle text-muted')} title={told}>
        <span aria-hidden="true">err</span>
        <span className="sr-only">{told}</span>
      </span>
    );
  }
  return (
    <Link
      to="/scans/$scanId"
      params={{ scanId: scan.id }}
      search={{ tab: 'attempts', strategy }}
      title={told}
      aria-label={told}
      className={cx(base, 'font-medium hover:outline-2 hover:outline-accent', shadeOf(rate))}
    >
      {Math.round(rate * 100)}
    </Link>
  );
}
