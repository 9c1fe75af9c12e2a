import type { Resource } from '../../resource.ts';
import { custom, type Rule } from '../../rule.ts';
import { textsOf } from '../../value.ts';
import { apiServerFlags } from './api-server-flags.ts';
import { type FlagRule, otherFlags, type Program } from './control-plane-flags.ts';

const flags: readonly FlagRule[] = [...apiServerFlags, ...otherFlags];

/** Flags a container starts a program with; null where it starts another. */
function flagsOf({ body }: Resource, program: Program): ReadonlyMap<string, string> | null {
  const words = ['command', 'args']
    .flatMap((key) => textsOf(body.entries.get(key) ?? null))
    .flatMap((text) => text.split(/\s+(?=--|\w)/));
  if (!words.slice(0, 6).some((word) => word === program || word.endsWith(`/${program}`))) return null;
  return new Map(
    words
      .filter((word) => word.startsWith('--'))
      .map((word) => {
        const at = word.indexOf('=');
        return at < 0 ? [word.slice(2), 'true'] : [word.slice(2, at), word.slice(at + 1)];
      }),
  );
}

function wrong({ needed, must, mustNot }: FlagRule, value: string | undefined): boolean {
  if (value === undefined || value === '') return needed === true;
  return (must !== undefined && !must.test(value)) || (mustNot?.test(value) ?? false);
}

const example = ({ program, flag }: FlagRule, value: string | null): string =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\nspec:\n  containers:\n    - name: c\n      image: a/b:1\n      command:\n        - ${program}\n${value ? `        - --${flag}=${value}\n` : ''}`;

export const controlPlane: readonly Rule[] = flags.map((rule) => {
  const { program, flag, ref, title, expected, severity = 'low' } = rule;
  const same = flags.filter((other) => other.program === program && other.flag === flag).indexOf(rule);
  return custom({
    id: `kubernetes-${program}-${flag}${same > 0 ? `-${same + 1}` : ''}`,
    title,
    severity,
    cwe: 16,
    refs: [ref],
    kinds: ['k8s-container'],
    why: 'The control plane of the cluster is less well guarded than the benchmark asks for.',
    fix: `Set --${flag} to ${expected}.`,
    check(resource) {
      const given = flagsOf(resource, program);
      const value = given?.get(flag);
      const span = resource.body.keys.get('command') ?? resource.body.keys.get('args') ?? resource.span;
      return [
        given !== null &&
          wrong(rule, value) && { span, path: `command.--${flag}`, value: value ?? null, expected },
      ];
    },
    bad: example(rule, rule.bad ?? null),
    good: example(rule, rule.good),
  });
});
