import type { RepoStats, Scan } from '../../api/types.ts';
import { EvidenceText } from '../../components/evidence.tsx';
import { Card } from '../../components/page.tsx';
import { EmptyState } from '../../components/states.tsx';
import { type Column, Table } from '../../components/table.tsx';

type Scanner = NonNullable<RepoStats['scanners']>[number];
type Skipped = NonNullable<RepoStats['skipped']>[number];

const scannerColumns: readonly Column<Scanner>[] = [
  { id: 'id', head: 'Scanner', cell: ({ id }) => <span className="font-mono text-xs">{id}</span> },
  {
    id: 'status',
    head: 'Result',
    cell: ({ status, reason }) =>
      status === 'scanned' ? (
        'Scanned'
      ) : (
        <EvidenceText text={`Not scanned: ${reason ?? 'no reason given'}`} />
      ),
  },
  { id: 'findings', head: 'Findings', className: 'text-right', cell: ({ findings }) => findings },
  { id: 'skipped', head: 'Skipped', className: 'text-right', cell: ({ skipped }) => skipped },
];

const skippedColumns: readonly Column<Skipped>[] = [
  {
    id: 'scanner',
    head: 'Scanner',
    cell: ({ scanner }) => <span className="font-mono text-xs">{scanner}</span>,
  },
  { id: 'reason', head: 'Why', cell: ({ reason }) => <EvidenceText text={reason} /> },
  { id: 'files', head: 'Files', className: 'text-right', cell: ({ files }) => files },
  {
    id: 'paths',
    head: 'Such as',
    cell: ({ paths }) => <EvidenceText text={paths.join(', ')} />,
  },
];

/** What looked at the repository, and what was not, or not wholly, looked at: that does not count as clean. */
export function ScannersTab({ scan }: { scan: Scan }) {
  const { scanners = [], skipped = [] } = scan.stats as RepoStats;
  if (scanners.length === 0)
    return (
      <Card flush>
        <EmptyState icon="scan" title="Not counted yet">
          What each scanner did is counted when the scan is over.
        </EmptyState>
      </Card>
    );
  return (
    <div className="flex flex-col gap-4">
      <Card flush title="Scanners">
        <Table caption="Scanners" rows={scanners} keyOf={({ id }) => id} columns={scannerColumns} />
      </Card>
      {skipped.length > 0 && (
        <Card flush title="Not or not wholly looked at">
          <Table
            caption="Skipped files"
            rows={skipped}
            keyOf={({ scanner, reason }) => `${scanner} ${reason}`}
            columns={skippedColumns}
          />
        </Card>
      )}
    </div>
  );
}
