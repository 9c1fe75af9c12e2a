import { type Coverage, coverageIn, describeRate, type Rate } from '#src/core/coverage.ts';
import { inlineCode, row } from './markdown.ts';

/** Attack success rates as Markdown; nothing where a scan has none. */
export function coverageSection(stats: Readonly<Record<string, unknown>>): string[] {
  const coverage = coverageIn(stats);
  if (!coverage || coverage.overall.attempts === 0) return [];
  const { overall } = coverage;
  return [
    '## Attack success',
    '',
    `${describeRate(overall)}: ${overall.vulnerable} of ${overall.attempts - overall.errors} answered attempts, with ${overall.clusters} different prompts. ${overall.errors} attempts ended in an error and are in no rate; ${overall.unclear} answers could not be decided and count as not vulnerable. The intervals allow for answers to the same prompt being alike.`,
    '',
    ...tableOf('Category', coverage.by_module),
    ...tableOf('Strategy', coverage.by_strategy),
    ...tableOf('Technique', coverage.by_technique),
  ];
}

const heads = ['Attempts', 'Errors', 'Answered', 'Vulnerable', 'Unclear', 'Attack success'];

function tableOf(name: string, rates: Coverage['by_module']): string[] {
  const line = (rate: Rate): string => {
    const { attempts, errors, vulnerable, unclear } = rate;
    const numbers = [attempts, errors, attempts - errors, vulnerable, unclear].map(String);
    return row([inlineCode(rate.id), ...numbers, describeRate(rate)]);
  };
  return [
    row([name, ...heads]),
    row(['---', ...heads.slice(1).map(() => '---:'), '---']),
    ...rates.map(line),
    '',
  ];
}
