import { useMutation } from '@tanstack/react-query';
import { messageOf, request } from '../../api/request.ts';
import type { CodeLocation, CodeRow, Finding } from '../../api/types.ts';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { Evidence, EvidenceText } from '../../components/evidence.tsx';
import { useKeys } from '../../components/keys.ts';
import { Card } from '../../components/page.tsx';
import { Notice } from '../../components/states.tsx';

/** Where in the repository it is, how input gets there, and the same looked at again on demand. */
export function CodePanel({ finding }: { finding: Finding }) {
  const location = finding.location as unknown as CodeLocation;
  const rows = finding.evidence as unknown as readonly CodeRow[];
  const replay = useMutation({
    mutationFn: () => request('POST /findings/{id}/replay', { params: { id: finding.id } }),
  });
  useKeys({ r: () => !replay.isPending && replay.mutate() });
  return (
    <Card
      flush
      title={
        <span className="flex items-center gap-2">
          Proof <Badge mono>{String(finding.proof.kind)}</Badge>
        </span>
      }
      actions={
        <Button small look="primary" icon="replay" busy={replay.isPending} onClick={() => replay.mutate()}>
          Look again
        </Button>
      }
    >
      {replay.error && (
        <div className="border-b border-line p-3">
          <Notice tone="error">It could not be looked at again: {messageOf(replay.error)}</Notice>
        </div>
      )}
      {replay.data && (
        <div className="border-b border-line p-3">
          <Notice tone={replay.data.holds ? 'error' : 'good'}>
            <strong>{replay.data.holds ? 'It is still there.' : 'It is not there any more.'}</strong>{' '}
            <EvidenceText text={replay.data.verdict.reason} />
          </Notice>
        </div>
      )}
      <p className="border-b border-line px-4 py-2.5 font-mono text-xs break-all">
        <EvidenceText
          text={location.path ? `${location.path}:${location.line_start}` : 'The whole repository'}
        />
        {location.commit && <span className="text-muted"> at {location.commit.slice(0, 12)}</span>}
      </p>
      {location.package && <PackageFacts of={location.package} />}
      <Flow steps={location.flow ?? []} />
      {rows.map((row) => (
        <Evidence
          key={`${row.path}:${row.line}`}
          label={`${row.path}, from line ${row.line}`}
          text={numbered(row)}
        />
      ))}
    </Card>
  );
}

/** Lines with their numbers before them. */
function numbered({ line, snippet }: CodeRow): string {
  const lines = snippet.split('\n');
  const width = String(line + lines.length - 1).length;
  return lines.map((text, at) => `${String(line + at).padStart(width)}  ${text}`).join('\n');
}

const PackageFacts = ({ of }: { of: NonNullable<CodeLocation['package']> }) => (
  <p className="border-b border-line px-4 py-2.5 text-sm">
    <EvidenceText text={`${of.name} ${of.version}`} />
    <span className="text-muted">
      {' · '}
      <EvidenceText text={of.fixed ? `fixed in ${of.fixed}` : 'no fixed version'} />
      {' · '}
      <EvidenceText text={of.advisories.join(', ')} />
      {of.dev ? ' · for development only' : ''}
    </span>
  </p>
);

/** From where input comes in to where it does harm. */
function Flow({ steps }: { steps: NonNullable<CodeLocation['flow']> }) {
  if (steps.length === 0) return null;
  return (
    <ol aria-label="Flow from source to sink" className="border-b border-line px-4 py-2.5 text-sm">
      {steps.map((step, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a flow may pass a line twice, and never changes
        <li key={at} className="flex gap-3 py-0.5">
          <span className="w-5 shrink-0 text-right text-muted">{at + 1}</span>
          <span className="shrink-0 font-mono text-xs leading-5">
            <EvidenceText text={`${step.path}:${step.line}`} />
          </span>
          <EvidenceText text={step.message} />
        </li>
      ))}
    </ol>
  );
}
