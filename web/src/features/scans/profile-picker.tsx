import { useQuery } from '@tanstack/react-query';
import { type Profile, queries } from '../../api/queries.ts';
import { messageOf } from '../../api/request.ts';
import type { Plan, Target } from '../../api/types.ts';
import { cx } from '../../components/cx.ts';
import { Notice } from '../../components/states.tsx';
import { formatNumber, formatUsd } from '../../components/time.tsx';
import { durationText, StageTable } from './stage-table.tsx';

const profiles: readonly { id: Profile; title: string; text: string }[] = [
  { id: 'quick', title: 'Quick', text: 'A first look at every category' },
  { id: 'standard', title: 'Standard', text: 'For regular scans' },
  { id: 'deep', title: 'Deep', text: 'Before a release' },
];

interface PickerProps {
  readonly target: Target;
  readonly profile: Profile;
  readonly maxAttempts: number | undefined;
  readonly onChoose: (profile: Profile) => void;
}

/** Three profiles with what each would cost this target, planned by the server without sending anything. */
export function ProfilePicker({ target, profile, maxAttempts, onChoose }: PickerProps) {
  const chosen = useQuery(queries.plan(target.id, profile, maxAttempts));
  return (
    <div className="flex flex-col gap-2">
      <fieldset>
        <legend className="mb-1 text-sm font-medium">Profile</legend>
        <div className="grid gap-2 sm:grid-cols-3">
          {profiles.map((entry) => (
            <ProfileCard
              key={entry.id}
              entry={entry}
              target={target}
              maxAttempts={maxAttempts}
              checked={entry.id === profile}
              onChoose={() => onChoose(entry.id)}
            />
          ))}
        </div>
      </fieldset>
      {chosen.error && <Notice tone="error">{messageOf(chosen.error)}</Notice>}
      {chosen.data && (
        <details className="text-sm">
          <summary className="w-fit text-muted hover:text-text">What is asked of whom</summary>
          <div className="mt-2">
            <StageTable forecast={chosen.data} />
          </div>
        </details>
      )}
      {chosen.data && chosen.data.notes.length > 0 && <PlanNotes notes={chosen.data.notes} />}
    </div>
  );
}

function ProfileCard({
  entry,
  target,
  maxAttempts,
  checked,
  onChoose,
}: {
  entry: (typeof profiles)[number];
  target: Target;
  maxAttempts: number | undefined;
  checked: boolean;
  onChoose: () => void;
}) {
  const plan = useQuery(queries.plan(target.id, entry.id, maxAttempts));
  return (
    <label
      className={cx(
        'flex flex-col gap-0.5 rounded-md border p-3 has-focus-visible:outline-2 has-focus-visible:outline-accent',
        checked ? 'border-accent bg-accent-soft' : 'border-line-strong hover:bg-hover',
      )}
    >
      <input type="radio" name="profile" className="sr-only" checked={checked} onChange={onChoose} />
      <span className="text-sm font-semibold">{entry.title}</span>
      <span className="text-xs text-muted">{entry.text}</span>
      <span className="mt-1.5 text-xs">
        {plan.data ? <Forecast plan={plan.data} /> : plan.error ? 'No forecast' : 'Planning …'}
      </span>
    </label>
  );
}

const Forecast = ({ plan }: { plan: Plan }) => (
  <>
    <span className="block font-medium">{formatNumber(plan.attempts)} attempts</span>
    <span className="block text-muted">
      up to {formatNumber(plan.calls)} calls, {durationText(plan)}
    </span>
    <span className="block text-muted">{costOf(plan)}</span>
  </>
);

/** "$0.40–0.70", or that no price is known. */
export function costOf(plan: Plan): string {
  const [from, to] = plan.cost_usd;
  if (to === 0) return 'no cost known';
  return formatUsd(from) === formatUsd(to) ? formatUsd(to) : `${formatUsd(from)} to ${formatUsd(to)}`;
}

function PlanNotes({ notes }: { notes: readonly string[] }) {
  return (
    <ul className="list-disc pl-5 text-xs text-muted">
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}
