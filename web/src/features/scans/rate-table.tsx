import type { Rate } from '../../api/types.ts';
import { Card } from '../../components/page.tsx';
import { type Column, Table } from '../../components/table.tsx';
import { formatNumber, formatPercent } from '../../components/time.tsx';
import { intervalText } from './coverage.ts';

const number = (id: 'attempts' | 'errors' | 'vulnerable' | 'unclear', head: string): Column<Rate> => ({
  id,
  head,
  className: 'text-right',
  cell: (rate) => formatNumber(rate[id]),
});

const columns = (head: string, nameOf: (id: string) => string): readonly Column<Rate>[] => [
  { id: 'id', head, cell: (rate) => nameOf(rate.id) },
  number('attempts', 'Attempts'),
  number('errors', 'Errors'),
  number('vulnerable', 'Vulnerable'),
  number('unclear', 'Unclear'),
  {
    id: 'prompts',
    head: 'Prompts',
    className: 'text-right',
    cell: (rate) => formatNumber(rate.clusters),
  },
  {
    id: 'rate',
    head: 'Attack success',
    className: 'text-right whitespace-nowrap',
    cell: ({ attack_success_rate: rate, interval }) =>
      rate === null ? (
        '–'
      ) : (
        <>
          {formatPercent(rate)} <span className="text-muted">({intervalText({ interval })})</span>
        </>
      ),
  },
];

/** Rates of one kind, each with its interval, and what is not in them. */
export const RateTable = ({
  title,
  head,
  rates,
  nameOf = (id) => id,
}: {
  title: string;
  head: string;
  rates: readonly Rate[];
  nameOf?: (id: string) => string;
}) => (
  <Card flush title={title}>
    <Table caption={title} columns={columns(head, nameOf)} rows={rates} keyOf={(rate) => rate.id} />
  </Card>
);
