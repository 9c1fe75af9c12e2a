import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { messageOf, request } from '../../api/request.ts';
import type { EvidenceRow, Finding, Replay, Target, Turn } from '../../api/types.ts';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { Evidence, EvidenceText } from '../../components/evidence.tsx';
import { useKeys } from '../../components/keys.ts';
import { Card } from '../../components/page.tsx';
import { marksOf } from '../../components/proof.ts';
import { Notice } from '../../components/states.tsx';
import { formatPercent } from '../../components/time.tsx';
import { Transcript } from '../../components/transcript.tsx';
import { curlOf } from './curl.ts';

/** What was asked, what was answered, and by what the answer proves the flaw; and the same again on demand. */
export function ProofPanel({ finding, target }: { finding: Finding; target: Target | undefined }) {
  const rows = finding.evidence as unknown as readonly EvidenceRow[];
  const [at, setAt] = useState(0);
  const row = rows[at];
  const replay = useMutation({
    mutationFn: () => request('POST /findings/{id}/replay', { params: { id: finding.id } }),
  });
  const canReplay = typeof finding.proof.replay === 'object' && finding.proof.replay !== null;
  useKeys({ r: () => canReplay && !replay.isPending && replay.mutate() });
  const curl = row && target ? curlOf(target, row.prompt) : null;
  return (
    <Card
      flush
      title={
        <span className="flex items-center gap-2">
          Proof <Badge mono>{String(finding.proof.kind)}</Badge>
        </span>
      }
      actions={
        <>
          {curl && <CopyButton text={curl}>Copy as curl</CopyButton>}
          {canReplay && (
            <Button
              small
              look="primary"
              icon="replay"
              busy={replay.isPending}
              onClick={() => replay.mutate()}
            >
              Replay
            </Button>
          )}
        </>
      }
    >
      {replay.error && (
        <div className="border-b border-line p-3">
          <Notice tone="error">The replay failed: {messageOf(replay.error)}</Notice>
        </div>
      )}
      {replay.data && <ReplayResult replay={replay.data} />}
      {rows.length > 1 && <RowPicker rows={rows} at={at} onPick={setAt} />}
      {row ? (
        <ProofRow key={at} row={row} finding={finding} />
      ) : (
        <p className="p-4 text-sm text-muted">No evidence was kept.</p>
      )}
    </Card>
  );
}

function RowPicker({
  rows,
  at,
  onPick,
}: {
  rows: readonly EvidenceRow[];
  at: number;
  onPick: (at: number) => void;
}) {
  return (
    <div className="flex flex-wrap gap-1 border-b border-line px-3 py-2">
      {rows.map((row, index) => (
        <Button
          // biome-ignore lint/suspicious/noArrayIndexKey: evidence is stored in this order and never changes
          key={index}
          small
          look={index === at ? 'secondary' : 'quiet'}
          aria-pressed={index === at}
          onClick={() => onPick(index)}
        >
          {index + 1}. <EvidenceText text={row.strategy} />
        </Button>
      ))}
    </div>
  );
}

function ProofRow({ row, finding }: { row: EvidenceRow; finding: Finding }) {
  const [whole, setWhole] = useState(false);
  const marks = marksOf(row.proof);
  return (
    <>
      <p className="border-b border-line px-4 py-2.5 text-sm">
        <EvidenceText text={row.reason} marks={marks} />
      </p>
      {whole ? (
        <WholeTranscript row={row} finding={finding} marks={marks} />
      ) : (
        <div className="grid divide-y divide-line xl:grid-cols-2 xl:divide-x xl:divide-y-0">
          <Side title="Sent" text={row.prompt} marks={[]} />
          <Side title="Answered" text={row.answer} marks={marks} />
        </div>
      )}
      {row.screenshot && <Screenshot findingId={finding.id} id={row.screenshot} />}
      <div className="flex items-center justify-between gap-3 border-t border-line px-4 py-2 text-xs text-muted">
        <span className="min-w-0 truncate font-mono">{row.attempt}</span>
        <Button small look="quiet" onClick={() => setWhole(!whole)}>
          {whole ? 'Show the excerpt' : 'Show the whole transcript'}
        </Button>
      </div>
    </>
  );
}

const Side = ({ title, text, marks }: { title: string; text: string; marks: readonly string[] }) => (
  <div className="min-w-0">
    <p className="px-3 pt-2 text-2xs font-medium text-muted">{title}</p>
    <Evidence label={title} text={text} marks={marks} />
  </div>
);

/** What the page showed when it gave the answer; secrets were redacted in it before it was taken. */
function Screenshot({ findingId, id }: { findingId: string; id: string }) {
  const source = `/findings/${findingId}/artifacts/${id}`;
  return (
    <figure className="border-t border-line p-3">
      <a href={source} target="_blank" rel="noreferrer">
        <img
          src={source}
          loading="lazy"
          width={1280}
          height={800}
          alt="The chat page with the answer that proves the finding, secrets redacted"
          className="h-auto w-full rounded-md border border-line"
        />
      </a>
      <figcaption className="pt-1.5 text-2xs text-muted">Screenshot of the page, redacted</figcaption>
    </figure>
  );
}

/** The attempt as the journal has it; found by its key among those of the same technique and strategy. */
function WholeTranscript({
  row,
  finding,
  marks,
}: {
  row: EvidenceRow;
  finding: Finding;
  marks: readonly string[];
}) {
  const attempt = useQuery({
    queryKey: ['scans', finding.scan_id, 'attempt', row.attempt],
    queryFn: async ({ signal }) => {
      const query = { strategy: row.strategy, limit: 500 };
      const found = await request('GET /scans/{id}/attempts', {
        params: { id: finding.scan_id },
        query,
        signal,
      });
      return found.find((candidate) => candidate.key === row.attempt) ?? null;
    },
  });
  if (attempt.error) return <p className="p-4 text-sm text-critical">{messageOf(attempt.error)}</p>;
  if (attempt.isPending) return <p className="p-4 text-sm text-muted">Loading …</p>;
  if (!attempt.data) return <p className="p-4 text-sm text-muted">The attempt is no longer stored.</p>;
  return (
    <div className="p-3">
      <Transcript turns={attempt.data.transcript as Turn[]} marks={marks} />
    </div>
  );
}

function ReplayResult({ replay }: { replay: Replay }) {
  const { verdict } = replay as Replay & { verdict: { proof?: Record<string, unknown> } };
  return (
    <section aria-label="Replay" className="border-b border-line bg-subtle p-3">
      <Notice tone={replay.holds ? 'error' : 'good'}>
        <strong>{replay.holds ? 'The proof still holds.' : 'The proof no longer holds.'}</strong>{' '}
        <EvidenceText text={verdict.reason} /> ({verdict.stage}, {formatPercent(verdict.confidence)}{' '}
        confidence)
      </Notice>
      <details className="mt-2 text-sm">
        <summary className="w-fit text-muted hover:text-text">What was said this time</summary>
        <div className="mt-2">
          <Transcript turns={replay.exchange as Turn[]} marks={marksOf(verdict.proof)} />
        </div>
      </details>
    </section>
  );
}
