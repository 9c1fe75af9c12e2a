import { type Band, compareStages, type KeptForecast } from '#src/core/forecast.ts';
import { prose, row } from './markdown.ts';

const heads = ['Calls planned', 'made', 'Tokens planned', 'used', 'Cost planned', 'spent'];

/** Forecast beside actual as Markdown; nothing where a scan has no forecast. */
export function forecastSection(stats: Readonly<Record<string, unknown>>): string[] {
  const kept = stats.forecast as KeptForecast | null | undefined;
  if (!kept) return [];
  const rows = compareStages(stats).map(({ stage, forecast, actual }) =>
    row([
      stage,
      band(forecast?.calls, String),
      value(actual?.calls, String),
      band(forecast?.tokens, String),
      value(actual?.tokens, String),
      band(forecast?.cost_usd, usd),
      value(actual?.cost_usd, usd),
    ]),
  );
  const seconds = (stats.actual as { duration_s?: number } | undefined)?.duration_s;
  return [
    '## Forecast and what came of it',
    '',
    row(['Stage', ...heads]),
    row(['---', ...heads.map(() => '---:')]),
    ...rows,
    '',
    `Duration: ${band(kept.duration_band_s, String)} s planned${seconds === undefined ? '' : `, ${seconds} s taken`}. Tokens and latency of the forecast: ${prose(kept.measured_on)}.`,
    '',
  ];
}

type Show = (amount: number) => string;

const usd = (amount: number): string => `$${amount.toFixed(4)}`;
const value = (amount: number | undefined, show: Show): string => (amount === undefined ? '–' : show(amount));
const band = (amounts: Band | undefined, show: Show): string =>
  amounts === undefined ? '–' : [...new Set(amounts.map(show))].join(' to ');
