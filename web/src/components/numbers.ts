/** "1 h 4 min", "2 min 10 s", "8.2 s", "320 ms". */
export function formatDuration(seconds: number): string {
  if (seconds < 1) return `${Math.round(seconds * 1000)} ms`;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min${seconds % 60 >= 1 ? ` ${Math.floor(seconds % 60)} s` : ''}`;
  return `${Math.floor(minutes / 60)} h${minutes % 60 > 0 ? ` ${minutes % 60} min` : ''}`;
}

const numbers = new Intl.NumberFormat('en');
export const formatNumber = (value: number): string => numbers.format(value);

/** Small amounts keep the digits that matter: "$0.0042", "$1.20". */
export const formatUsd = (usd: number): string =>
  usd === 0 ? '$0' : `$${usd < 0.1 ? usd.toPrecision(2) : usd.toFixed(2)}`;

/** A share 0–1 in per cent; one decimal where rounding would say 0 or 100. */
export const formatPercent = (share: number): string =>
  `${(share > 0 && share < 0.1) || (share > 0.99 && share < 1) ? (share * 100).toFixed(1) : Math.round(share * 100)} %`;
