export { formatDuration, formatNumber, formatPercent, formatUsd } from './numbers.ts';

const units: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' });
const absolute = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });

/** "3 hr ago", with the exact local time on hover. */
export function Ago({ time }: { time: string }) {
  const date = new Date(time);
  const seconds = (date.getTime() - Date.now()) / 1000;
  const [unit, length] = units.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1];
  const text = Math.abs(seconds) < 45 ? 'just now' : relative.format(Math.round(seconds / length), unit);
  return (
    <time dateTime={time} title={absolute.format(date)} className="whitespace-nowrap">
      {text}
    </time>
  );
}
