import type { FlowStep, Span } from '../issue.ts';
import { at, type Loose, list, number, object, text } from './loose.ts';

/** What a run says about where its files are. */
export interface Bases {
  readonly run: Loose;
  /** Absolute path of the tree that was scanned, as the tool saw it; null: not known. */
  readonly root: string | null;
}

export interface SarifPlace {
  /** '' where the result has no file, or one outside the tree. */
  readonly path: string;
  readonly span: Span;
  readonly snippet: string;
  /** What was given instead of a path inside the tree. */
  readonly strange: string | null;
}

const mostSteps = 100;
const nowhere: Span = { line: 0, column: 0, endLine: 0, endColumn: 0 };

/** The first place of a result (SARIF 2.1.0, 3.27.12), in a tree. */
export function placeOf(location: unknown, bases: Bases): SarifPlace {
  const physical = object(object(location).physicalLocation);
  const region = object(physical.region);
  const uri = uriOf(object(physical.artifactLocation), bases);
  const path = uri === '' ? '' : relativePath(uri, bases);
  return {
    path: path ?? '',
    span: spanOf(region),
    snippet: text(object(region.snippet).text).slice(0, 4000),
    strange: path === null ? uri : null,
  };
}

/** Columns are from 1 in SARIF and from 0 here. Numbers that make no sense are as if they were not there. */
function spanOf(region: Loose): Span {
  const line = whole(region.startLine);
  if (line === 0) return nowhere;
  const endLine = Math.max(line, whole(region.endLine));
  const column = Math.max(0, whole(region.startColumn) - 1);
  return { line, column, endLine, endColumn: Math.max(0, whole(region.endColumn) - 1) };
}

const whole = (value: unknown): number => {
  const read = number(value) ?? 0;
  return Number.isInteger(read) && read > 0 && read < 2 ** 31 ? read : 0;
};

function uriOf(artifact: Loose, { run }: Bases): string {
  const uri = text(artifact.uri);
  if (uri !== '') return withBase(uri, text(artifact.uriBaseId), run);
  const index = number(artifact.index);
  if (index === null) return '';
  const known = object(object(list(run.artifacts)[index]).location);
  return withBase(text(known.uri), text(known.uriBaseId), run);
}

/** Bases may stand on one another (3.14.14); a chain that runs in a circle ends. */
function withBase(uri: string, baseId: string, run: Loose): string {
  let whole = uri;
  let id = baseId;
  for (let step = 0; step < 10 && id !== '' && !isAbsolute(whole); step++) {
    const base = object(at(object(run.originalUriBaseIds), id));
    const prefix = text(base.uri);
    if (prefix !== '') whole = `${prefix.replace(/\/?$/, '/')}${whole}`;
    id = text(base.uriBaseId);
  }
  return whole;
}

const isAbsolute = (uri: string): boolean => /^(?:[a-z][a-z0-9+.-]*:|\/|\\|[a-z]:[\\/])/i.test(uri);

/** Inside the tree, with forward slashes; null for what leads out of it or is no file. */
function relativePath(uri: string, { run, root }: Bases): string | null {
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(uri)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== 'file') return null;
  const plain = decode(uri.replace(/^file:(?:\/\/[^/]*)?/i, '')).replaceAll('\\', '/');
  const inside = rootsOf(run, root).reduce(
    (path, base) => (path.startsWith(base) ? path.slice(base.length) : path),
    plain,
  );
  const parts = inside.split('/').filter((part) => part !== '' && part !== '.');
  return parts.includes('..') || parts.length === 0 || inside.includes('\0') ? null : parts.join('/');
}

function rootsOf(run: Loose, root: string | null): string[] {
  const declared = Object.values(object(run.originalUriBaseIds)).map((base) => text(object(base).uri));
  return (
    [...(root === null ? [] : [root]), ...declared]
      // Only whole places: a relative base is part of the path.
      .filter((base) => /^(?:file:|\/|[a-z]:[\\/])/i.test(base))
      .map((base) => `${decode(base.replace(/^file:(?:\/\/[^/]*)?/i, '')).replace(/\/+$/, '')}/`)
      .filter((base) => base !== '/')
  );
}

function decode(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}

/** The steps of the longest flow of a result (3.27.18), those outside the tree left out. */
export function flowOf(result: Loose, bases: Bases): FlowStep[] {
  const flows = list(result.codeFlows).flatMap((flow) => list(object(flow).threadFlows));
  const longest = flows
    .map((flow) => list(object(flow).locations))
    .reduce((best, steps) => (steps.length > best.length ? steps : best), []);
  return longest.slice(0, mostSteps).flatMap((step) => {
    const location = object(object(step).location);
    const { path, span } = placeOf(location, bases);
    const message = text(object(location.message).text).slice(0, 500);
    return path === '' ? [] : [{ path, span, message: message || 'passes here' }];
  });
}
