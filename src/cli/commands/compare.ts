import { Command } from 'commander';
import { compare, comparisonCode } from '../baseline.ts';
import { withSession } from '../open.ts';
import { comparisonText } from '../print/comparison.ts';

interface Options {
  readonly json?: boolean;
  readonly failOnRegression?: boolean;
}

async function compareCommandAction(a: string, b: string, options: Options): Promise<void> {
  const compared = await withSession((session) => compare(session, a, b));
  if (options.json) {
    const { presentComparison } = await import('#src/api/present/comparison.ts');
    process.stdout.write(`${JSON.stringify(presentComparison(compared), null, 2)}\n`);
  } else process.stdout.write(comparisonText(compared));
  process.exitCode = comparisonCode(compared, options);
}

const notes = `
Attempts are paired by goal, strategy and sample; scans with the same --seed pair best. A regression is significant:
McNemar's exact test at 5 %, and Holm's adjustment over the categories.

Exit codes: 0 done, 1 a regression (with --fail-on-regression), 2 bad command line, 3 nothing could be paired.
`;

export const compareCommand = (): Command =>
  new Command('compare')
    .description('say whether the second scan is significantly worse than the first, and what is new or gone')
    .argument('<scan-a>', 'the earlier scan')
    .argument('<scan-b>', 'the scan that is judged')
    .option('--json', 'print the comparison as JSON')
    .option('--fail-on-regression', 'exit with 1 when the second is significantly worse')
    .addHelpText('after', notes)
    .action(compareCommandAction);
