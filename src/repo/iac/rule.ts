import type { Severity } from '#src/core/severity.ts';
import type { Span } from '../issue.ts';
import type { Resource, World } from './resource.ts';
import type { Test } from './test-of.ts';
import { type Place, type Plain, reach, textOf } from './value.ts';

/** What is wrong, and where. */
export interface Flaw {
  readonly span: Span;
  /** Path below the body of the resource; the reader's own path for Dockerfiles. */
  readonly path: string;
  /** What stands there; null where it is missing. */
  readonly value: string | null;
  /** In words: "true", "at least 90". */
  readonly expected: string;
  /** Secrets that stand there: never stored, and `value` does not hold them. */
  readonly secrets?: readonly string[];
}

export interface RuleText {
  /** `<platform>-<what>`, stable over versions; findings have `iac-` before it. */
  readonly id: string;
  /** What is wrong, in a few words. */
  readonly title: string;
  /** What can happen, one sentence. */
  readonly why: string;
  readonly severity: Severity;
  readonly cwe: number;
  /** What to do; attribute rules say by themselves what to set. */
  readonly fix?: string;
  /** Number of the check in public catalogues: "AWS-0026", "KSV-0001", "CIS 5.2.1". */
  readonly refs?: readonly string[];
}

export interface Rule extends RuleText {
  readonly fix: string;
  /** Types of resources it looks at. */
  readonly kinds: readonly string[];
  check(resource: Resource, world: World): readonly Flaw[];
  /** Files the tests scan: this rule must be among the findings of each `bad`, and of no `good`. */
  readonly bad: readonly string[];
  readonly good: readonly string[];
  /** For rules on one attribute: what the tests make their examples of. */
  readonly attribute?: {
    readonly on: AttributeRule['on'];
    readonly want: Test;
    readonly absent: 'bad' | 'good';
    readonly given: Readonly<Record<string, Plain>> | null;
  };
}

export interface CustomRule extends RuleText {
  readonly fix: string;
  readonly kinds: readonly string[];
  readonly check: (resource: Resource, world: World) => readonly (Flaw | null | false)[];
  readonly bad: string | readonly string[];
  readonly good: string | readonly string[];
}

const list = <T>(one: T | readonly T[]): readonly T[] => (Array.isArray(one) ? one : [one as T]);

/** A rule with a predicate of its own. */
export const custom = (rule: CustomRule): Rule => ({
  ...rule,
  check: (resource, world) => rule.check(resource, world).filter((flaw): flaw is Flaw => Boolean(flaw)),
  bad: list(rule.bad),
  good: list(rule.good),
});

export interface AttributeRule extends RuleText {
  /** Type of resource → path of the attribute; several paths are names of the same setting, one of them is enough. */
  readonly on: Readonly<Record<string, string | readonly string[]>>;
  readonly want: Test;
  /** What the platform's default means where the attribute is missing. Default: bad. */
  readonly absent?: 'bad' | 'good';
  /** What makes `when` hold in the tests' examples: attributes beside. */
  readonly given?: Readonly<Record<string, Plain>>;
  /** Only resources of which this holds. */
  readonly when?: (resource: Resource, world: World) => boolean;
}

/** A rule that wants one attribute to have, or not to have, a value. */
export function attribute(rule: AttributeRule): Rule {
  const { on, want, absent = 'bad', when } = rule;
  const first = list(Object.values(on)[0] as string | readonly string[])[0] as string;
  return {
    ...rule,
    fix: rule.fix ?? `Set ${first} to ${want.says}.`,
    kinds: Object.keys(on),
    bad: [],
    good: [],
    attribute: { on, want, absent, given: rule.given ?? null },
    check(resource, world) {
      if (when && !when(resource, world)) return [];
      const paths = list(on[resource.type] as string | readonly string[]);
      const found = paths.map((path) => reach(resource.body, path, want.whole));
      const there = found.filter((places) => places.some(({ value }) => value !== null));
      if (there.length === 0) {
        if (absent === 'good') return [];
        const missing = found[0]?.[0];
        return missing ? [flawAt({ ...missing, span: missing.span }, want.says)] : [];
      }
      return there.flat().flatMap((place) => judge(place, want, absent, resource, world));
    },
  };
}

function judge(place: Place, want: Test, absent: string, resource: Resource, world: World): readonly Flaw[] {
  if (place.value === null) return absent === 'bad' ? [flawAt(place, want.says)] : [];
  const verdict = want.holds(place.value);
  if (verdict === null) world.undecided.add(`${resource.name}.${place.path}`);
  return verdict === false ? [flawAt(place, want.says)] : [];
}

/** A flaw at a place, with what stands there. */
export const flawAt = ({ span, path, value }: Place, expected: string): Flaw => ({
  span,
  path,
  value:
    value === null
      ? null
      : value.kind === 'scalar'
        ? String(value.value)
        : value.kind === 'unknown'
          ? value.text
          : value.kind,
  expected,
});

/** A flaw of the resource as a whole: something that should be there is not. */
export const flawOf = (resource: Resource, path: string, expected: string): Flaw => ({
  span: resource.span,
  path,
  value: null,
  expected,
});

/** A flaw at a place that holds a secret; `secrets` where it is only a part of what stands there. */
export const secretAt = (
  { span, path, value }: Place,
  expected: string,
  secrets?: readonly string[],
): Flaw => ({
  span,
  path,
  value: '(redacted)',
  expected,
  secrets: secrets ?? [textOf(value)],
});
