import type { Issue } from '../issue.ts';
import type { Report, SourceFile } from '../scanners/scanner.ts';
import type { Skipped, TreeFile } from '../tree.ts';
import { isTemplate, readTag, templateResources } from './read/cloudformation.ts';
import { composeResources, isComposePath } from './read/compose.ts';
import { readDockerfile } from './read/dockerfile.ts';
import { actionsResources, isActionPath, isWorkflowPath } from './read/github-actions.ts';
import { isHelm, isKubernetes, kubernetesResources } from './read/kubernetes.ts';
import { readYaml, type TagReader } from './read/yaml-lines.ts';
import { type Resource, World } from './resource.ts';
import type { Flaw, Rule } from './rule.ts';
import { rulesFor } from './rules/index.ts';
import type { Value } from './value.ts';

export const isDockerfile = (path: string): boolean =>
  /(?:^|\/)(?:Dockerfile|Containerfile)(?:[.-][\w.-]+)?$|\.(?:dockerfile|containerfile)$/i.test(path) &&
  !/\.(?:md|txt|sh|ya?ml|json|tpl|j2|erb|ts|js|py)$/i.test(path);

const isYaml = (path: string): boolean => /\.(?:ya?ml|json|template)$/i.test(path);

/** Whether a file may hold something to check, by its name and size. */
export const accepts = ({ path, size }: TreeFile): boolean =>
  size <= 2_000_000 &&
  !/(?:^|\/)(?:node_modules|\.terraform|vendor)\//.test(path) &&
  !/(?:^|\/)(?:package(?:-lock)?|tsconfig[\w.-]*|composer)\.json$|(?:^|\/)pnpm-lock\.yaml$/.test(path) &&
  (isDockerfile(path) || /\.tf(?:\.json)?$/.test(path) || isYaml(path));

/** What one file says by itself: Dockerfiles and everything that is YAML or JSON. Terraform is read by folder. */
export function scanAlone(file: SourceFile): Report {
  if (isDockerfile(file.path)) return scanDockerfile(file);
  const { path, text } = file;
  if (isWorkflowPath(path)) return scanYaml(file, actionsResources);
  if (isActionPath(path) && /^runs\s*:/m.test(text)) return scanYaml(file, actionsResources);
  if (isComposePath(path)) return scanYaml(file, composeResources);
  if (isTemplate(text)) return scanYaml(file, templateResources, readTag);
  if (!isKubernetes(text)) return nothing;
  if (isHelm(path, text))
    return { issues: [], skipped: [skip(path, 'is a Helm template: check what helm template makes of it')] };
  return scanYaml(file, kubernetesResources);
}

const nothing: Report = { issues: [], skipped: [] };

export const skip = (path: string, reason: string): Skipped => ({ path, scanner: 'iac', reason });

function scanDockerfile({ path, text }: SourceFile): Report {
  const image = readDockerfile(text);
  if (typeof image === 'string') return { issues: [], skipped: [skip(path, image)] };
  const span = image.stages.at(-1)?.from.span ?? { line: 1, column: 0, endLine: 1, endColumn: 0 };
  const body = { kind: 'map', entries: new Map(), keys: new Map(), span } as const;
  return check(
    [{ platform: 'dockerfile', type: 'dockerfile', name: path, body, span, file: path, at: '', image }],
    path,
  );
}

function scanYaml(
  { path, text }: SourceFile,
  resourcesOf: (document: Value, file: string) => readonly Resource[],
  tag?: TagReader,
): Report {
  const { documents, broken } = readYaml(text, tag);
  const report = check(
    documents.flatMap((document) => resourcesOf(document, path)),
    path,
  );
  return { ...report, skipped: [...report.skipped, ...broken.map((reason) => skip(path, reason))] };
}

/** Runs every rule over the resources of `path`; the others are there for what they say together. */
export function check(resources: readonly Resource[], path: string): Report {
  const world = new World(resources);
  const issues: Issue[] = [];
  const seen = new Set<string>();
  for (const resource of resources) {
    if (resource.file !== path) continue;
    for (const rule of rulesFor(resource.type)) {
      for (const flaw of rule.check(resource, world)) {
        const key = `${rule.id}:${flaw.span.line}:${flaw.span.column}:${flaw.path}`;
        if (seen.has(key)) continue;
        seen.add(key);
        issues.push(issueOf(rule, flaw, resource));
      }
    }
  }
  return { issues, skipped: undecidedNote(world, path) };
}

/** One note for a file: what is known only when it runs was not judged, and so is not clean either. */
function undecidedNote({ undecided }: World, path: string): readonly Skipped[] {
  if (undecided.size === 0) return [];
  const [first] = undecided;
  const more = undecided.size > 1 ? ` and ${undecided.size - 1} more` : '';
  return [skip(path, `values known only at deployment were not judged: ${first}${more}`)];
}

const secretName =
  /pass(?:word|wd|phrase)?|secret|token|api_?key|private_?key|credential|admin_key|user_data|custom_data/i;

function issueOf(rule: Rule, flaw: Flaw, resource: Resource): Issue {
  const named =
    flaw.secrets === undefined &&
    flaw.value !== null &&
    (secretName.test(flaw.path) || secretName.test(rule.id)) &&
    !/^(?:true|false|\d{1,5}|map|list)?$/i.test(flaw.value);
  const secrets = flaw.secrets ?? (named ? [flaw.value as string] : []);
  const path = [resource.at, flaw.path].filter(Boolean).join('.');
  const value = named ? '(redacted)' : (flaw.value?.slice(0, 200) ?? null);
  return {
    scanner: 'iac',
    ruleId: `iac-${rule.id}`,
    title: rule.title,
    severity: rule.severity,
    confidence: 0.9,
    cwe: rule.cwe,
    description: rule.why,
    remediation: rule.fix,
    references: { cwe: [`CWE-${rule.cwe}`], ...(rule.refs ? { check: rule.refs } : {}) },
    path: resource.file,
    span: flaw.span,
    proof: {
      kind: 'config',
      rule: `iac-${rule.id}`,
      resource: `${resource.type}.${resource.name}`,
      path,
      value,
      expected: flaw.expected,
    },
    ...(secrets.length > 0 && { secrets }),
  };
}
