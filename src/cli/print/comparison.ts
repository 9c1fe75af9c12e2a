import colors from 'picocolors';
import type { Comparison } from '#src/app/compare-scans.ts';
import type { Finding } from '#src/app/finding-rows.ts';
import { type Change, type ChangeVerdict, power } from '#src/core/comparison.ts';
import { plain } from '#src/core/plain.ts';
import type { Severity } from '#src/core/severity.ts';
import { severityLabel, table } from './tables.ts';

const inks: Readonly<Record<ChangeVerdict, (text: string) => string>> = {
  regression: colors.red,
  improvement: colors.green,
  'no significant change': colors.dim,
};

/** "+12.3 %"; "–" where nothing is known. */
const signed = (share: number | null): string =>
  share === null ? '–' : `${share > 0 ? '+' : ''}${(share * 100).toFixed(1)} %`;
const percent = (share: number | null): string => (share === null ? 'none' : `${(share * 100).toFixed(1)} %`);
const probability = (p: number): string => (p < 0.001 ? '<0.001' : p.toFixed(3));

const cells = (name: string, change: Change): string[] => [
  name,
  String(change.pairs),
  String(change.both_vulnerable),
  String(change.only_base),
  String(change.only_head),
  signed(change.difference),
  probability(change.p),
  probability(change.p_adjusted),
  percent(change.smallest_detectable),
  inks[change.verdict](change.verdict),
];

/** A comparison as tables and sentences, the verdict last. */
export function comparisonText(compared: Comparison): string {
  const head = ['', 'Pairs', 'Both', 'Only A', 'Only B', 'B − A', 'p', 'p adj.', 'Smallest', 'Verdict'];
  const rows = compared.by_category.map((change) => cells(change.category, change));
  return [
    table(head, [...rows, cells('all', compared.overall)]),
    findingsText(compared),
    `${sentences(compared).join('\n')}\n`,
  ].join('');
}

function findingsText(compared: Comparison): string {
  const rows = (state: string, findings: readonly Finding[]) =>
    findings.map(({ severity, owasp_category, technique, title }) => [
      state,
      severityLabel(severity as Severity),
      owasp_category ?? '',
      plain(technique ?? title),
    ]);
  const all = [
    ...rows('new', compared.new),
    ...rows('fixed', compared.fixed),
    ...rows('not checked', compared.not_checked),
    ...rows('unchanged', compared.unchanged),
  ];
  return all.length === 0
    ? 'No findings in either.\n'
    : table(['Finding', 'Severity', 'Category', 'Technique'], all);
}

function sentences({ overall, regression, by_category, unpaired, unclear, notes }: Comparison): string[] {
  const { only_base, only_head, error_base, error_head, error_both } = unpaired;
  const lines = [
    `Attempts without a pair: ${only_base} only in A, ${only_head} only in B, not answered: ${error_base} in A, ${error_head} in B, ${error_both} in both.`,
    `Undecided answers among the pairs, counted as not vulnerable: ${unclear.base} in A, ${unclear.head} in B.`,
    ...notes.map((note) => `Note: ${plain(note)}`),
  ];
  const smallest = overall.smallest_detectable;
  lines.push(
    smallest === null
      ? `With ${overall.pairs} pairs no difference would be significant.`
      : `Smallest difference that ${overall.pairs} pairs would show ${power * 100} % of the time: ${percent(smallest)}.`,
  );
  const worse = by_category.filter(({ verdict }) => verdict === 'regression').map(({ category }) => category);
  const where = worse.length > 0 ? ` Significantly worse in ${worse.join(', ')}.` : '';
  const verdict =
    regression && overall.verdict !== 'regression' ? 'regression in a category' : overall.verdict;
  lines.push(
    `${verdict[0]?.toUpperCase()}${verdict.slice(1)}: ${signed(overall.difference)}, p ${probability(overall.p)}.${where}`,
  );
  return lines;
}
