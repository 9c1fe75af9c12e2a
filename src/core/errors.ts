/**
 * The one catalogue of expected errors. Nothing here knows HTTP; `api/errors.ts` maps codes to statuses once.
 * `detail` is shown to users: it names the field, the value and what would be right, and never a secret.
 */
export type ErrorCode =
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'bad-request'
  | 'conflict'
  | 'invalid'
  | 'too-large'
  | 'refused' // a target outside the authorised scope, or an address that is never contacted
  | 'unavailable';

/** One problem with one field; `loc` starts with where it stood: body, query, path. */
export interface FieldProblem {
  readonly loc: readonly (string | number)[];
  readonly msg: string;
  readonly type: string;
}

export class AssayError extends Error {
  readonly code: ErrorCode;
  readonly problems: readonly FieldProblem[] | undefined;

  constructor(code: ErrorCode, detail: string, problems?: readonly FieldProblem[]) {
    super(detail);
    this.name = 'AssayError';
    this.code = code;
    this.problems = problems;
  }
}

export const notFound = (what: string): AssayError => new AssayError('not-found', `${what} not found`);
export const badRequest = (detail: string): AssayError => new AssayError('bad-request', detail);
export const conflict = (detail: string): AssayError => new AssayError('conflict', detail);
export const invalid = (problems: readonly FieldProblem[]): AssayError =>
  new AssayError('invalid', problems.map((p) => `${p.loc.join('.')}: ${p.msg}`).join('; '), problems);

/** The seed's exact sentence for a scan of a repository mirror. */
export const mirrorScan = (repositoryId: string): AssayError =>
  badRequest(
    `This target is a repository mirror — DAST scans don't apply. Use POST /repos/${repositoryId}/scan instead.`,
  );

/** The message of anything thrown, for people. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * What is wrong with a text that is no JSON, without a word of it: the runtime's own message quotes what stands around the
 * place, and that may be a secret.
 */
export const jsonProblem = (error: unknown): string =>
  messageOf(error).replace(
    /, (?:\.\.\.)?"[\s\S]*"(?:\.\.\.)? is not valid JSON$/,
    ', which is not valid JSON',
  );
