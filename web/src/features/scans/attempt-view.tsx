import type { Attempt, Turn } from '../../api/types.ts';
import { Badge, OutcomeBadge } from '../../components/badge.tsx';
import { EvidenceText } from '../../components/evidence.tsx';
import { Card, Facts } from '../../components/page.tsx';
import { marksOf } from '../../components/proof.ts';
import { formatDuration, formatPercent, formatUsd } from '../../components/time.tsx';
import { Transcript } from '../../components/transcript.tsx';

/** One attempt: what was said, and beside it how it was judged. */
export function AttemptView({ attempt }: { attempt: Attempt }) {
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <Card
        title={
          <span className="flex items-center gap-2">
            Verdict <OutcomeBadge outcome={attempt.outcome} />
          </span>
        }
        actions={<Badge mono>{attempt.stage}</Badge>}
      >
        <p className="mb-3 text-sm break-words">
          <EvidenceText text={attempt.reason} />
        </p>
        <Facts
          rows={[
            ['Confidence', formatPercent(attempt.confidence)],
            [
              'Stage errs in',
              attempt.error_rate === null ? '–' : `${formatPercent(attempt.error_rate)} of its verdicts`,
            ],
            ['Goal', attempt.goal_id],
            ['Strategy', attempt.strategy],
            [
              'Calls',
              `${attempt.calls}, ${attempt.input_tokens + attempt.output_tokens} tokens, ${formatUsd(attempt.cost_usd)}`,
            ],
            ['Latency', formatDuration(attempt.latency_ms / 1000)],
          ]}
        />
      </Card>
      <Transcript turns={attempt.transcript as Turn[]} marks={marksOf(attempt.proof)} />
    </div>
  );
}
