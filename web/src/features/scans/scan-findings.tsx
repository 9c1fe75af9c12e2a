import type { UseQueryResult } from '@tanstack/react-query';
import type { Finding, Scan } from '../../api/types.ts';
import { FindingTable } from '../../components/finding-table.tsx';
import { Card } from '../../components/page.tsx';
import { EmptyState, Loaded } from '../../components/states.tsx';

/** What the scan has found, worst first; grows while it runs. */
export function ScanFindings({
  query,
  running,
  scan,
}: {
  query: UseQueryResult<Finding[]>;
  running: boolean;
  scan: Scan;
}) {
  return (
    <Card flush>
      <Loaded query={query}>
        {(findings) =>
          findings.length > 0 ? (
            <FindingTable findings={findings} />
          ) : running ? (
            <EmptyState icon="scan" title="Nothing found so far">
              Findings appear here as soon as one is proven.
            </EmptyState>
          ) : (
            <EmptyState icon="check" title="Nothing was proven">
              {scan.kind === 'repo'
                ? 'The scanners tab says what was looked at, and what was not.'
                : 'No attempt of this scan showed a flaw that can be proven. The attempts tab has every question and answer.'}
            </EmptyState>
          )
        }
      </Loaded>
    </Card>
  );
}
