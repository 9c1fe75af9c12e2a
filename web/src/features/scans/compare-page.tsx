import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { isUnderWay, queries } from '../../api/queries.ts';
import type { Compare, Finding, Scan } from '../../api/types.ts';
import { EvidenceText } from '../../components/evidence.tsx';
import { Field, Select } from '../../components/field.tsx';
import { FindingTable } from '../../components/finding-table.tsx';
import { Card, Facts, Page } from '../../components/page.tsx';
import { Loaded, Notice } from '../../components/states.tsx';
import { formatNumber, formatPercent } from '../../components/time.tsx';
import { ChangeTable } from './change-table.tsx';

const route = getRouteApi('/scans/$base/compare/$head');

/** Whether a scan is significantly worse than an earlier one, and what is new or gone. */
export default function ComparePage() {
  const { base, head } = route.useParams();
  const scan = useQuery(queries.scan(head));
  const compared = useQuery(queries.compare(base, head));
  return (
    <Page title="Compare scans" wide crumb={scan.data && <Crumb scan={scan.data} />}>
      <div className="flex flex-col gap-4">
        {scan.data && <BasePicker scan={scan.data} base={base} />}
        <Loaded query={compared}>{(data) => <Compared compared={data} />}</Loaded>
      </div>
    </Page>
  );
}

function Crumb({ scan }: { scan: Scan }) {
  const target = useQuery(queries.target(scan.target_id));
  return (
    <>
      <Link to="/scans" className="hover:text-text">
        Scans
      </Link>
      {' / '}
      <Link to="/scans/$scanId" params={{ scanId: scan.id }} className="hover:text-text">
        <EvidenceText text={target.data?.name ?? 'Scan'} />
      </Link>
    </>
  );
}

const when = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
const labelOf = (scan: Scan): string =>
  `${when.format(new Date(scan.created_at))}, ${scan.profile}, ${scan.grade === null ? scan.status : `grade ${scan.grade}`}`;

/** Any other scan of the same target that is over can be the one compared with. */
function BasePicker({ scan, base }: { scan: Scan; base: string }) {
  const navigate = route.useNavigate();
  const scans = useQuery(queries.scans({ target_id: scan.target_id })).data ?? [];
  const others = scans.filter(({ id, status }) => id !== scan.id && !isUnderWay(status));
  return (
    <Card>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="A: compared with">
          {(wiring) => (
            <Select
              {...wiring}
              value={base}
              onChange={(event) =>
                void navigate({
                  to: '/scans/$base/compare/$head',
                  params: { base: event.target.value, head: scan.id },
                })
              }
            >
              {!others.some(({ id }) => id === base) && (
                <option value={base}>a scan of another target</option>
              )}
              {others.map((other) => (
                <option key={other.id} value={other.id}>
                  {labelOf(other)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <div className="text-sm">
          <span className="block text-muted">B: judged</span>
          <span className="block pt-1.5">{labelOf(scan)}</span>
        </div>
      </div>
    </Card>
  );
}

function Compared({ compared }: { compared: Compare }) {
  const { overall, notes } = compared;
  return (
    <>
      <Verdict compared={compared} />
      {notes.map((note) => (
        <Notice key={note}>{note}</Notice>
      ))}
      <ChangeTable compared={compared} />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Card title="What was compared">
          <Facts
            rows={[
              ['Pairs', formatNumber(overall.pairs)],
              ['Only in A', formatNumber(compared.unpaired.only_base)],
              ['Only in B', formatNumber(compared.unpaired.only_head)],
              ['Not answered', errorsText(compared)],
              [
                'Undecided',
                `${compared.unclear.base} in A, ${compared.unclear.head} in B; not counted as vulnerable`,
              ],
              ['Smallest difference', smallestText(compared)],
            ]}
          />
        </Card>
        <Card title="How it is judged">
          <p className="text-sm text-muted">
            Attempts are paired by goal, strategy and sample where both scans were answered. A change is
            called one when McNemar’s exact test is significant at 5 %, for categories after Holm’s
            adjustment.
          </p>
        </Card>
      </div>
      <Findings title="New findings" findings={compared.new} />
      <Findings title="Fixed findings" findings={compared.fixed} />
      <Findings title="Not checked again" findings={compared.not_checked} />
      <Findings title="Unchanged findings" findings={compared.unchanged} />
    </>
  );
}

const errorsText = ({ unpaired: { error_base, error_head, error_both } }: Compare): string =>
  `${error_base} in A, ${error_head} in B, ${error_both} in both`;

const smallestText = ({ overall: { smallest_detectable: smallest } }: Compare): string =>
  smallest === null
    ? 'too few pairs for any difference to be significant'
    : `${formatPercent(smallest)} would be found four times in five`;

function Verdict({ compared: { overall, by_category, regression } }: { compared: Compare }) {
  const worse = by_category.filter(({ verdict }) => verdict === 'regression').map(({ category }) => category);
  const where = worse.length > 0 ? ` Significantly worse in ${worse.join(', ')}.` : '';
  if (regression) return <Notice tone="error">Regression: B is significantly worse than A.{where}</Notice>;
  if (overall.verdict === 'improvement')
    return <Notice tone="good">Improvement: B is significantly better than A.</Notice>;
  return <Notice>No significant change.</Notice>;
}

const Findings = ({ title, findings }: { title: string; findings: readonly Finding[] }) =>
  findings.length > 0 && (
    <Card flush title={`${title} (${findings.length})`}>
      <FindingTable findings={findings} />
    </Card>
  );
