import type { Finding, Target } from '../api/types.ts';
import { Badge, StatusBadge } from './badge.tsx';
import { EvidenceText } from './evidence.tsx';
import { RowLink } from './links.tsx';
import { SeverityLabel } from './severity.tsx';
import { type Column, Table } from './table.tsx';
import { Ago, formatPercent } from './time.tsx';

const linkOf = (finding: Finding) =>
  ({ to: '/findings/$findingId', params: { findingId: finding.id } }) as const;

const what: readonly Column<Finding>[] = [
  {
    id: 'severity',
    head: 'Severity',
    className: 'w-28',
    cell: (finding) => <SeverityLabel severity={finding.severity} />,
  },
  {
    id: 'title',
    head: 'Finding',
    className: 'w-[38%] max-w-0',
    cell: (finding) => (
      <span className="flex min-w-0 items-center gap-2">
        <span className="truncate">
          <RowLink link={linkOf(finding)}>
            <EvidenceText text={finding.title} />
          </RowLink>
        </span>
        {finding.owasp_category && <Badge mono>{finding.owasp_category}</Badge>}
      </span>
    ),
  },
];

const how: readonly Column<Finding>[] = [
  {
    id: 'confidence',
    head: 'Confidence',
    className: 'hidden lg:table-cell text-right',
    cell: (finding) => formatPercent(finding.confidence),
  },
  {
    id: 'seen',
    head: 'Seen',
    className: 'hidden md:table-cell text-right whitespace-nowrap',
    cell: (finding) => (
      <span>
        {finding.occurrences}
        {finding.kind === 'llm' && <span className="text-muted"> of {finding.attempts}</span>}
      </span>
    ),
  },
  {
    id: 'status',
    head: 'Status',
    cell: (finding) =>
      finding.suppressed ? <Badge>Suppressed</Badge> : <StatusBadge status={finding.status} />,
  },
  {
    id: 'first',
    head: 'First seen',
    className: 'hidden md:table-cell text-right text-muted',
    cell: (finding) => <Ago time={finding.first_seen_at} />,
  },
];

/** Which target a finding is of; shown where findings of several stand together. */
function whereOf(targets: readonly Target[]): Column<Finding> {
  const names = new Map(targets.map((target) => [target.id, target.name]));
  return {
    id: 'target',
    head: 'Target',
    className: 'w-[22%] max-w-0 truncate text-muted',
    cell: (finding) => <EvidenceText text={names.get(finding.target_id) ?? 'Deleted target'} />,
  };
}

/** Findings by risk, each a link to its page. With `targets`, a column says where. */
export function FindingTable({
  findings,
  targets,
}: {
  findings: readonly Finding[];
  targets?: readonly Target[];
}) {
  const columns = [...what, ...(targets ? [whereOf(targets)] : []), ...how];
  return (
    <Table
      caption="Findings"
      columns={columns}
      rows={findings}
      keyOf={(finding) => finding.id}
      linkOf={linkOf}
    />
  );
}
