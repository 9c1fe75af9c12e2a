import { badRequest, jsonProblem } from '#src/core/errors.ts';
import type { Issue } from '../issue.ts';
import { at, type Loose, list, number, object, text } from './loose.ts';
import { type Bases, flowOf, placeOf } from './places.ts';
import { severityOf } from './severity.ts';

const longestText = 4000;

/** Tools whose results are about secrets: what they quote is one. */
const quotesSecrets = /gitleaks|trufflehog|detect-secrets|secretlint|ggshield|noseyparker/i;

export interface SarifReport {
  /** As many as the file has results. */
  readonly issues: readonly Issue[];
  /** Names of the tools, in the order of their runs. */
  readonly tools: readonly string[];
  /** What a reader should know: runs that failed, places outside the tree. */
  readonly notes: readonly string[];
}

export interface SarifOptions {
  /** Absolute path of the scanned tree, as the tool saw it. */
  readonly root?: string;
  /** Instead of the name that the file gives its tool. */
  readonly scanner?: string;
}

/**
 * Every result of a SARIF file as an issue, whatever of the format the tool left out (OASIS SARIF 2.1.0; 2.0 files are close
 * enough). A result without a usable place is an issue of the whole repository.
 *
 * @throws AssayError `bad-request` where the text is no JSON, or JSON without `runs`
 */
export function readSarif(source: string, options: SarifOptions = {}): SarifReport {
  const document = parse(source);
  const version = text(document.version);
  if (!Array.isArray(document.runs) || (version !== '' && !/^2\./.test(version))) {
    const is = version === '' ? 'an object without runs' : `version "${version.slice(0, 20)}"`;
    throw badRequest(`this is no SARIF 2 file: expected {"version": "2.1.0", "runs": [...]}, got ${is}`);
  }
  const runs = document.runs.map((run) => readRun(object(run), options));
  return {
    issues: runs.flatMap(({ issues }) => issues),
    tools: runs.map(({ tool }) => tool),
    notes: runs.flatMap(({ notes }) => notes),
  };
}

function parse(source: string): Loose {
  try {
    return object(JSON.parse(source.charCodeAt(0) === 0xfeff ? source.slice(1) : source));
  } catch (error) {
    throw badRequest(`this is no SARIF file: it is not JSON (${jsonProblem(error).slice(0, 200)})`);
  }
}

function readRun(run: Loose, { root, scanner }: SarifOptions) {
  const driver = object(object(run.tool).driver);
  const tool = text(driver.name) || 'unknown tool';
  const name =
    scanner ??
    (tool
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '') ||
      'unknown');
  const rules = rulesOf(run);
  const bases: Bases = { run, root: root ?? null };
  const source = { tool, version: text(driver.semanticVersion) || text(driver.version), scanner: name };
  const issues = list(run.results).map((result) => issueOf(object(result), rules, bases, source));
  return { tool, issues, notes: notesOf(run, tool) };
}

/** Also of a run that says it failed: what it lists counts, and that it is not all is said. */
function notesOf(run: Loose, tool: string): string[] {
  const failed = list(run.invocations).some((call) => object(call).executionSuccessful === false);
  return failed ? [`${tool} says itself that it did not run to its end`] : [];
}

interface Rules {
  readonly byId: ReadonlyMap<string, Loose>;
  readonly driver: readonly unknown[];
  readonly extensions: readonly Loose[];
}

function rulesOf({ tool }: Loose): Rules {
  const driver = list(object(object(tool).driver).rules);
  const extensions = list(object(tool).extensions).map(object);
  const all = [driver, ...extensions.map(({ rules }) => list(rules))].flat().map(object);
  return { byId: new Map(all.toReversed().map((rule) => [text(rule.id), rule])), driver, extensions };
}

/** By the reference (3.27.7), else by id, also one with a suffix ("CA2101/1"), else by index. */
function ruleOf(result: Loose, { byId, driver, extensions }: Rules): Loose {
  const reference = object(result.rule);
  const component = number(object(reference.toolComponent).index);
  const index = number(reference.index) ?? number(result.ruleIndex);
  if (component !== null && index !== null) {
    const found = list(extensions[component]?.rules)[index];
    if (found !== undefined) return object(found);
  }
  const id = text(result.ruleId) || text(reference.id);
  const named = byId.get(id) ?? byId.get(id.replace(/\/[^/]*$/, ''));
  if (named && id !== '') return named;
  return index === null ? {} : object(driver[index]);
}

interface Source {
  readonly tool: string;
  readonly version: string;
  readonly scanner: string;
}

function issueOf(result: Loose, rules: Rules, bases: Bases, { tool, version, scanner }: Source): Issue {
  const rule = ruleOf(result, rules);
  const ruleId = text(result.ruleId) || text(object(result.rule).id) || text(rule.id) || 'unnamed';
  const { path, span, snippet, strange } = placeOf(list(result.locations)[0], bases);
  const message = messageText(result, rule);
  const short = text(object(rule.shortDescription).text) || text(rule.name);
  const hides = quotesSecrets.test(tool) || quotesSecrets.test(scanner);
  const flow = flowOf(result, bases);
  const suppression = suppressionOf(result);
  const place =
    strange === null ? '' : ` (The tool names a place outside the repository: ${strange.slice(0, 300)})`;
  return {
    scanner,
    ruleId: ruleId.slice(0, 200),
    title: (short || firstSentence(message) || ruleId).slice(0, 300),
    severity: severityOf(result, rule),
    confidence: confidenceOf(result, rule),
    cwe: cweOf(result, rule),
    description: ((message || text(object(rule.fullDescription).text) || short) + place).slice(
      0,
      longestText,
    ),
    remediation: text(object(rule.help).text).slice(0, longestText),
    references: referencesOf(rule),
    path,
    span,
    ...(flow.length > 0 && { flow }),
    ...(hides ? { secrets: snippet === '' ? [] : [snippet.trim()] } : { snippet }),
    ...(suppression !== null && { suppression }),
    proof: { kind: 'tool-result', tool, version, rule: ruleId.slice(0, 200) },
  };
}

/** 3.11: the text itself, or a message of the rule with the arguments put in. */
function messageText(result: Loose, rule: Loose): string {
  const message = object(result.message);
  const own = text(message.text) || text(message.markdown);
  const pattern = own || text(object(at(object(rule.messageStrings), text(message.id))).text);
  const values = list(message.arguments).map(text);
  return pattern.replace(/\{(\d{1,3})\}/g, (whole, index) => values[Number(index)] ?? whole);
}

const firstSentence = (message: string): string => /^[^\n]*?(?:[.!?](?=\s)|$)/m.exec(message)?.[0] ?? '';

const surenesses: Readonly<Record<string, number>> = { 'very-high': 0.95, high: 0.9, medium: 0.7, low: 0.4 };

function confidenceOf(result: Loose, rule: Loose): number {
  const told = [object(result.properties), object(rule.properties)].map((properties) =>
    (
      text(properties.issue_confidence) ||
      text(properties.precision) ||
      text(properties.confidence)
    ).toLowerCase(),
  );
  const word = told.find((candidate) => Object.hasOwn(surenesses, candidate));
  return word === undefined ? 0.7 : (surenesses[word] as number);
}

/** From tags ("external/cwe/cwe-089", "CWE-89: …"), properties, and taxa of the CWE taxonomy. */
function cweOf(result: Loose, rule: Loose): number | null {
  const places = [result, rule].flatMap((of) => {
    const properties = object(of.properties);
    const taxa = list(of.taxa).flatMap((taxon) => [text(object(taxon).id)]);
    return [properties.cwe, ...list(properties.cwe), ...list(properties.tags), ...taxa];
  });
  for (const place of places) {
    const match = /cwe[-_/: ]?0*(\d{1,5})\b/i.exec(text(place));
    if (match) return Number(match[1]);
  }
  return null;
}

function referencesOf(rule: Loose): Issue['references'] {
  const url = text(rule.helpUri);
  return /^https?:\/\//.test(url) ? { url: [url.slice(0, 500)] } : {};
}

/** A suppression counts unless it was rejected or still waits (3.35.3). */
function suppressionOf(result: Loose): string | null {
  const accepted = list(result.suppressions)
    .map(object)
    .find(({ status }) => status === undefined || status === 'accepted');
  if (!accepted) return null;
  return (text(accepted.justification) || `suppressed ${text(accepted.kind)} by its tool`).slice(0, 1000);
}
