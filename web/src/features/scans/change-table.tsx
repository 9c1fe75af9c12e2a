import { useQuery } from '@tanstack/react-query';
import { queries } from '../../api/queries.ts';
import type { Compare } from '../../api/types.ts';
import { Badge, type Tone, words } from '../../components/badge.tsx';
import { Card } from '../../components/page.tsx';
import { type Column, Table } from '../../components/table.tsx';
import { formatNumber, formatPercent } from '../../components/time.tsx';

type Change = Compare['by_category'][number];

const tones: Record<Change['verdict'], Tone> = {
  regression: 'critical',
  improvement: 'good',
  'no significant change': 'neutral',
};

const right = 'text-right whitespace-nowrap';
const number = (
  id: 'pairs' | 'both_vulnerable' | 'only_base' | 'only_head',
  head: string,
): Column<Change> => ({
  id,
  head,
  className: right,
  cell: (change) => formatNumber(change[id]),
});

const probability = (p: number): string => (p < 0.001 ? '< 0.001' : p.toFixed(3));
const signed = (share: number): string =>
  share === 0 ? '0 %' : `${share > 0 ? '+' : '−'}${formatPercent(Math.abs(share))}`;

const columns: readonly Column<Change>[] = [
  number('pairs', 'Pairs'),
  number('both_vulnerable', 'Both vulnerable'),
  number('only_base', 'Only A'),
  number('only_head', 'Only B'),
  {
    id: 'difference',
    head: 'B − A',
    className: right,
    cell: ({ difference }) => (difference === null ? '–' : signed(difference)),
  },
  { id: 'p', head: 'p', className: right, cell: ({ p }) => probability(p) },
  { id: 'adjusted', head: 'p adjusted', className: right, cell: ({ p_adjusted }) => probability(p_adjusted) },
  {
    id: 'smallest',
    head: 'Smallest detectable',
    className: right,
    cell: ({ smallest_detectable: smallest }) => (smallest === null ? 'none' : formatPercent(smallest)),
  },
  {
    id: 'verdict',
    head: 'Verdict',
    cell: ({ verdict }) => <Badge tone={tones[verdict]}>{words(verdict)}</Badge>,
  },
];

/** Pairs by category and as a whole: counts, test and verdict. */
export function ChangeTable({ compared }: { compared: Compare }) {
  const modules = useQuery(queries.catalogue).data?.modules;
  const titles = new Map(modules?.map((module) => [module.category, module.title]));
  const first: Column<Change> = {
    id: 'category',
    head: 'Category',
    cell: ({ category }) => `${category} ${titles.get(category) ?? ''}`,
  };
  return (
    <Card flush title="Attack success by category">
      <Table
        caption="Comparison by category"
        columns={[first, ...columns]}
        rows={[...compared.by_category, { category: 'All', ...compared.overall }]}
        keyOf={({ category }) => category}
      />
    </Card>
  );
}
