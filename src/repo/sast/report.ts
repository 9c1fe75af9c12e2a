import type { Issue } from '../issue.ts';
import { type CallSite, holds, valuesAt } from './call-site.ts';
import type { Frame } from './interpret/machine.ts';
import type { Language } from './ir.ts';
import type { FlawClass, MatchRule, SinkRule } from './rule.ts';
import { flawClasses } from './rules/classes/index.ts';
import { holdsIn, type Of } from './ruleset.ts';
import { secretsOf } from './secret-arguments.ts';
import { flowOf, type Taint } from './taint.ts';
import { deepTaints, type ModuleState } from './value.ts';
import { withoutWeaker } from './weaker.ts';

/** Collects what the interpreter finds while one file is judged. */
export class Reporter {
  readonly #path: string;
  readonly #main: ModuleState;
  readonly #found = new Map<string, Issue>();

  constructor(main: ModuleState) {
    this.#path = main.path;
    this.#main = main;
  }

  get issues(): readonly Issue[] {
    return withoutWeaker([...this.#found.values()]).toSorted((a, b) => a.span.line - b.span.line);
  }

  /** A flow from a source into one of these sinks is an issue. */
  sinks(sinks: readonly Of<SinkRule>[], site: CallSite, frame: Frame): void {
    for (const { rule, framework } of sinks) {
      if (!holdsIn(framework, frame.module, this.#main)) continue;
      if ((rule.unless && holds(rule.unless, site)) || (rule.when && !holds(rule.when, site))) continue;
      for (const place of rule.args ?? ['all'])
        for (const { place: argument, value } of valuesAt(site, place)) {
          const taint = deepTaints(value).find((one) => endangers(one, rule));
          if (taint) this.#flow(rule, taint, argument, site, frame);
        }
    }
  }

  /** A call that is a flaw by itself. */
  match(rule: MatchRule, site: CallSite, frame: Frame): void {
    if (frame.module.path !== this.#path) return;
    const flaw = flawClasses.get(rule.class);
    const proof = {
      kind: 'code-match',
      rule: ruleId(frame, flaw),
      call: callName(site),
      line: site.span.line,
      arguments: facts(site),
    };
    const secrets = secretsOf(rule, site);
    this.#add({
      ...issueOf(flaw, rule, site, frame),
      confidence: flaw.confidence ?? 0.9,
      proof,
      ...(secrets.length > 0 ? { secrets } : {}),
    });
  }

  #flow(rule: SinkRule, taint: Taint, argument: string, site: CallSite, frame: Frame): void {
    const flaw = flawClasses.get(rule.class);
    const call = callName(site);
    const { last } = taint;
    const step = { path: frame.module.path, span: site.span, message: `reaches ${call}` };
    const flow = flowOf({ ...step, before: last, length: last.length + 1 });
    // What goes on in other files alone is reported with them.
    if (!flow.some((step) => step.path === this.#path)) return;
    const { path, span } = taint.first;
    const proof = {
      kind: 'taint-flow',
      rule: ruleId(frame, flaw),
      class: flaw.id,
      source: { path, line: span.line, what: taint.what },
      sink: { path: frame.module.path, line: site.span.line, call, argument },
      steps: flow.length,
    };
    const certain = site.names.some((name) => !name.startsWith('?'));
    const issue = { ...issueOf(flaw, rule, site, frame), flow, proof };
    if (taint.local) this.#add({ ...issue, severity: 'low', confidence: 0.5 });
    else this.#add({ ...issue, confidence: certain ? 0.9 : 0.7 });
  }

  #add(issue: Issue): void {
    const key = `${issue.ruleId}|${issue.path}|${issue.span.line}|${issue.span.column}`;
    const before = this.#found.get(key);
    if (!before || (issue.flow?.length ?? 0) < (before.flow?.length ?? 0)) this.#found.set(key, issue);
  }
}

const isParticular = (rule: SinkRule): boolean =>
  rule.ownSources === true || flawClasses.get(rule.class).ownSources === true;

const endangers = (taint: Taint, rule: SinkRule): boolean =>
  !taint.clean.has(rule.class) &&
  (taint.only === null ? !isParticular(rule) : taint.only.includes(rule.class)) &&
  (rule.part === undefined || taint.extent <= (rule.part === 'start' ? 1 : 0));

const languageOf = (frame: Frame): Language =>
  (frame.module.language === 'typescript' ? 'javascript' : frame.module.language) as Language;

const ruleId = (frame: Frame, flaw: FlawClass): string => `${languageOf(frame)}-${flaw.id}`;

/** The call by the name a person would use for it. */
const callName = (site: CallSite): string => (site.names[0] ?? '?').replace(/^\?/, '');

function issueOf(
  flaw: FlawClass,
  rule: SinkRule | MatchRule,
  site: CallSite,
  frame: Frame,
): Omit<Issue, 'confidence' | 'proof'> {
  return {
    scanner: 'sast',
    ruleId: ruleId(frame, flaw),
    title: 'title' in rule && rule.title ? rule.title : flaw.title,
    severity: rule.severity ?? flaw.severity,
    cwe: flaw.cwe,
    description: flaw.description,
    remediation: flaw.remediation,
    references: {
      cwe: [`CWE-${flaw.cwe}`],
      owasp: flaw.references.filter((one) => /^A\d\d:\d{4}$/.test(one)),
      url: flaw.references.filter((one) => one.startsWith('https://')),
    },
    path: frame.module.path,
    span: site.span,
  };
}

/** What is known of the arguments, without texts that may be secrets. */
function facts(site: CallSite): Readonly<Record<string, string>> {
  const entries = site.args.slice(0, 8).map((arg, at): [string, string] => {
    const { constant, names } = arg.value;
    const shown =
      constant === undefined
        ? (names[0] ?? 'not constant')
        : typeof constant === 'string'
          ? `a text of ${constant.length} characters`
          : String(constant);
    return [arg.name ?? String(at), shown];
  });
  return Object.fromEntries(entries);
}
