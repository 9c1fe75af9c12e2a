import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { queries } from '../../api/queries.ts';
import type { Finding } from '../../api/types.ts';
import { Badge } from '../../components/badge.tsx';
import { EvidenceText } from '../../components/evidence.tsx';
import { Card, Page } from '../../components/page.tsx';
import { SeverityLabel } from '../../components/severity.tsx';
import { Loaded } from '../../components/states.tsx';
import { formatPercent } from '../../components/time.tsx';
import { CodePanel } from './code-panel.tsx';
import { ProofPanel } from './proof-panel.tsx';
import { References } from './references.tsx';
import { TriagePanel } from './triage-panel.tsx';

const route = getRouteApi('/findings/$findingId');

/** One finding: the proof first, then why it matters and what to do; triage and history beside it. */
export default function FindingPage() {
  const { findingId } = route.useParams();
  const finding = useQuery(queries.finding(findingId));
  return <Loaded query={finding}>{(data) => <FindingView finding={data} />}</Loaded>;
}

function FindingView({ finding }: { finding: Finding }) {
  const target = useQuery(queries.target(finding.target_id));
  return (
    <Page
      wide
      title={finding.title}
      heading={<EvidenceText text={finding.title} />}
      crumb={
        <>
          <Link to="/findings" className="hover:text-text">
            Findings
          </Link>
          {' / '}
          <Link to="/targets/$targetId" params={{ targetId: finding.target_id }} className="hover:text-text">
            <EvidenceText text={target.data?.name ?? 'Target'} />
          </Link>
        </>
      }
    >
      <div className="mb-5 flex flex-wrap items-center gap-3">
        <SeverityLabel severity={finding.severity} />
        {finding.owasp_category && <Badge mono>{finding.owasp_category}</Badge>}
        {finding.cwe !== null && <Badge mono>CWE-{finding.cwe}</Badge>}
        <span className="text-sm text-muted">
          {formatPercent(finding.confidence)} confidence
          {finding.kind === 'llm' && <Shown finding={finding} />}
        </span>
      </div>
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_300px]">
        <div className="flex min-w-0 flex-col gap-4">
          {finding.kind === 'repo' ? (
            <CodePanel finding={finding} />
          ) : (
            <ProofPanel finding={finding} target={target.data} />
          )}
          <Card title="Why it matters">
            <Prose text={finding.description} />
          </Card>
          <Card title="How to fix it">
            <Prose text={finding.remediation} />
          </Card>
          <References finding={finding} />
        </div>
        <TriagePanel finding={finding} />
      </div>
    </Page>
  );
}

const Shown = ({ finding: { occurrences, attempts } }: { finding: Finding }) => (
  <>
    {' · '}shown {occurrences}× in {attempts} {attempts === 1 ? 'attempt' : 'attempts'}
  </>
);

/** Paragraphs of plain text. */
const Prose = ({ text }: { text: string }) => (
  <div className="max-w-[75ch] text-sm leading-[22px] break-words whitespace-pre-line">
    <EvidenceText text={text} />
  </div>
);
