import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadGrammar } from '#src/io/grammars.ts';
import { iac } from '#src/repo/scanners/iac.ts';
import type { OpenFileScanner } from '#src/repo/scanners/scanner.ts';
import type { Measure, Row } from './row.ts';

/** A snippet of a public check's examples: of the topic `rule`, which it breaks (`should_match`) or keeps. */
interface Sample {
  readonly rule: string;
  readonly long_id: string;
  readonly format: 'dockerfile' | 'kubernetes' | 'terraform' | 'cloudformation';
  readonly text: string;
  readonly should_match: boolean;
}

const names = {
  dockerfile: 'Dockerfile',
  kubernetes: 'object.yaml',
  terraform: 'main.tf',
  cloudformation: 'template.yaml',
} as const;

/** A scanner for files on their own. */
export async function openIac(): Promise<OpenFileScanner> {
  return iac.open({
    tree: { files: [], read: () => null, readBytes: () => null },
    grammar: loadGrammar,
    rules: async () => [],
    now: () => performance.now(),
  });
}

interface Topic {
  readonly id: string;
  readonly bad: readonly ReadonlySet<string>[];
  readonly good: readonly ReadonlySet<string>[];
}

interface Rates {
  readonly found: number;
  readonly flagged: number;
}

const mean = (numbers: readonly number[]): number =>
  numbers.length === 0 ? 0 : numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

const share = (of: readonly ReadonlySet<string>[], rules: ReadonlySet<string>): number =>
  mean(of.map((found) => ([...found].some((rule) => rules.has(rule)) ? 1 : 0)));

/**
 * The rules that speak of a topic: which fire on its bad examples and tell them from the good ones best. What fires
 * on both alike speaks of something else (an image without a user is so in the bad and the good example of ADD).
 */
function judge({ bad, good }: Topic): Rates {
  const fired = new Set(bad.flatMap((found) => [...found]));
  const telling = [...fired]
    .map((rule) => ({ rule, gain: share(bad, new Set([rule])) - share(good, new Set([rule])) }))
    .filter(({ gain }) => gain > 0);
  const best = Math.max(0, ...telling.map(({ gain }) => gain));
  const rules = new Set(telling.filter(({ gain }) => gain === best).map(({ rule }) => rule));
  return { found: share(bad, rules), flagged: share(good, rules) };
}

/** Every rule counts: what a reader sees who does not know the topic. */
const judgeAny = ({ bad, good }: Topic): Rates => ({
  found: mean(bad.map((one) => Math.min(1, one.size))),
  flagged: mean(good.map((one) => Math.min(1, one.size))),
});

const percent = (value: number): string => value.toFixed(2).replace(/^0/, '');

export const measure: Measure = async ({ data, verbose }) => {
  const samples = readFileSync(join(data, 'iac-dev.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Sample);
  const scanner = await openIac();
  const started = performance.now();
  const topics = topicsOf(samples, scanner);
  const perSecond = Math.round(samples.length / ((performance.now() - started) / 1000));
  const sets: readonly (readonly [string, readonly string[], number])[] = [
    ['Docker and Kubernetes', ['dockerfile', 'kubernetes'], 0.7],
    ['Terraform', ['terraform'], 0.4],
    ['CloudFormation', ['cloudformation'], 0.4],
  ];
  return sets.flatMap(([title, formats, bar]): Row[] => {
    const chosen = [...topics]
      .filter(([key]) => formats.includes(key.split(' ')[0] as string))
      .map(([, topic]) => topic);
    if (verbose) for (const topic of chosen) tell(topic);
    return [
      row(
        `${title}, topics used while writing`,
        chosen.filter(({ id }) => !heldOut(id)),
        bar,
      ),
      {
        ...row(
          `${title}, the other half of the topics`,
          chosen.filter(({ id }) => heldOut(id)),
          bar,
        ),
        note: `${perSecond} snippets/s in all`,
      },
    ];
  });
};

/** Half of the topics by a hash of their name. Misses there were mended after a first run, so that both halves are in-sample now. */
const heldOut = (id: string): boolean =>
  // assay-ignore: javascript-weak-hash it only divides topics into halves
  (createHash('sha1').update(`half ${id}`).digest()[0] as number) % 2 === 1;

function topicsOf(samples: readonly Sample[], scanner: OpenFileScanner): ReadonlyMap<string, Topic> {
  const topics = new Map<string, { id: string; bad: ReadonlySet<string>[]; good: ReadonlySet<string>[] }>();
  for (const { rule, long_id, format, text, should_match } of samples) {
    const key = `${format} ${rule}`;
    const topic = topics.get(key) ?? { id: `${rule} ${long_id}`, bad: [], good: [] };
    topics.set(key, topic);
    const { issues } = scanner.scan({ path: names[format], size: text.length, text });
    (should_match ? topic.bad : topic.good).push(new Set(issues.map(({ ruleId }) => ruleId)));
  }
  return topics;
}

function row(what: string, topics: readonly Topic[], bar: number): Row {
  const rates = topics.filter(({ bad }) => bad.length > 0).map(judge);
  const any = topics.map(judgeAny);
  const [found, flagged] = [mean(rates.map((one) => one.found)), mean(rates.map((one) => one.flagged))];
  return {
    what: `IaC, ${what}: bad found / good flagged`,
    peer: 'unmeasured',
    ours: `${percent(found)} / ${percent(flagged)} by the topic's rules over ${topics.length} topics; any finding: ${percent(mean(any.map((one) => one.found)))} / ${percent(mean(any.map((one) => one.flagged)))}`,
    bar: `≥ ${percent(bar)} / ≤ .05`,
    met: found >= bar && flagged <= 0.05,
    inSample: true,
  };
}

function tell(topic: Topic): void {
  const { found, flagged } = judge(topic);
  if (found === 1 && flagged === 0) return;
  const side = (sets: readonly ReadonlySet<string>[]) =>
    sets.map((one) => `{${[...one].map((id) => id.replace('iac-', '')).join(' ')}}`).join(' ');
  console.log(
    `${topic.id}${heldOut(topic.id) ? ' (other half)' : ''}: ${percent(found)}/${percent(flagged)}\n  bad ${side(topic.bad)}\n  good ${side(topic.good)}`,
  );
}
