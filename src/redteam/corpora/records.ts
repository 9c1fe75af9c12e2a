import { type Info, parse as parseCsv } from 'csv-parse/sync';
import { isScalar, parseAllDocuments, visit, type YAMLMap } from 'yaml';
import { badRequest } from '#src/core/errors.ts';

export const corpusFormats = ['csv', 'json', 'jsonl', 'yaml'] as const;
export type CorpusFormat = (typeof corpusFormats)[number];

/** Characters of YAML, whose parser takes its time; the size of files is limited where they are read. */
const mostYaml = 1024 * 1024;
export const mostRows = 100_000;
const mostColumns = 500;

/** A row that cannot be used, by its number from 1 (JSON Lines: the line; CSV: the row after the header). */
export interface BadRow {
  readonly row: number;
  readonly reason: string;
}

/** One entry of a file, whatever it is, at its number. */
export interface Entry {
  readonly row: number;
  readonly value: unknown;
}

export interface Entries {
  readonly entries: readonly Entry[];
  readonly bad: readonly BadRow[];
}

/** What a file says of its format: its name's ending, its content type, and else its first characters. */
export function guessFormat(text: string, name = '', contentType = ''): CorpusFormat {
  const ending = /\.(csv|tsv|json|jsonl|ndjson|ya?ml)(?:\.gz)?$/i.exec(name)?.[1]?.toLowerCase();
  if (ending) return endings[ending] ?? 'csv';
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (/jsonl|ndjson|json-?lines/.test(type)) return 'jsonl';
  if (/yaml/.test(type)) return 'yaml';
  if (/csv|tab-separated/.test(type)) return 'csv';
  const start = text.trimStart();
  if (start.startsWith('[')) return 'json';
  if (start.startsWith('{')) return isJson(firstLine(start)) ? 'jsonl' : 'json';
  return /^(?:---|- |[\w-]+:\s*\n)/.test(start) ? 'yaml' : 'csv';
}

const endings: Readonly<Record<string, CorpusFormat>> = {
  csv: 'csv',
  tsv: 'csv',
  json: 'json',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  yaml: 'yaml',
  yml: 'yaml',
};

/**
 * The entries of a text. A row that cannot be read is among `bad`; a text that cannot be read at all is an error that
 * quotes none of it.
 *
 * @throws AssayError `bad-request`: not of that format, or beyond the limits
 */
export function readEntries(text: string, format: CorpusFormat): Entries {
  const read = { csv: readCsv, json: readJson, jsonl: readJsonl, yaml: readYaml }[format];
  const { entries, bad } = read(text.replace(/^\uFEFF/, ''));
  const rows = entries.length + bad.length;
  if (rows > mostRows) throw tooManyRows(`${rows}`);
  return { entries, bad };
}

const tooManyRows = (count: string): Error =>
  badRequest(`holds ${count} rows; at most ${mostRows} are read, so split it`);

interface CsvRow {
  readonly line: number;
  readonly cells?: readonly string[];
  readonly error?: string;
}

/** RFC 4180, with comma, semicolon or tab as the first line has it. */
function readCsv(text: string): Entries {
  const rows: CsvRow[] = [];
  const parsed = parseCsv(text, {
    delimiter: delimiterOf(firstLine(text)),
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    // One more than may be, so that a file that is too long is told from one that just fits.
    to: mostRows + 2,
    on_skip: (error) => {
      // Errors do not count for `to`: a file of nothing but quotation marks would have millions.
      if (rows.length > mostRows) throw tooManyRows(`more than ${mostRows}`);
      const line = Number((error as { lines?: number } | undefined)?.lines ?? 0);
      rows.push({ line, error: csvErrors[error?.code ?? ''] ?? 'is not valid CSV' });
      return undefined;
    },
  }) as unknown as { record: string[]; info: Info }[];
  for (const { record, info } of parsed) rows.push({ line: info.lines, cells: record });
  rows.sort((a, b) => a.line - b.line);
  const [head, ...rest] = rows.filter(({ cells }) => !cells || cells.some((cell) => cell.trim() !== ''));
  if (!head?.cells) throw badRequest('has no header: the first row names the columns');
  return withHeader(
    head.cells.map((name) => name.trim()),
    rest,
  );
}

function withHeader(header: readonly string[], rows: readonly CsvRow[]): Entries {
  if (header.length > mostColumns)
    throw badRequest(`has ${header.length} columns; at most ${mostColumns} are read`);
  const twice = header.find((name, i) => name !== '' && header.indexOf(name) !== i);
  if (twice !== undefined) throw badRequest(`names the column "${twice.slice(0, 60)}" twice`);
  const entries: Entry[] = [];
  const bad: BadRow[] = [];
  rows.forEach(({ cells, error }, i) => {
    const row = i + 1;
    if (!cells) bad.push({ row, reason: error! });
    else if (cells.length !== header.length) {
      bad.push({ row, reason: `has ${cells.length} cells; the header has ${header.length}` });
    } else entries.push({ row, value: Object.fromEntries(header.map((name, at) => [name, cells[at]])) });
  });
  return { entries, bad };
}

const csvErrors: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'opens a quotation mark that is never closed: what follows it is lost',
  CSV_INVALID_CLOSING_QUOTE: 'has text after a closing quotation mark',
  INVALID_OPENING_QUOTE: 'has a quotation mark inside a cell that is not quoted',
};

function delimiterOf(header: string): string {
  const bare = header.replace(/"[^"]*"/g, '');
  const count = (sign: string): number => bare.split(sign).length;
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

function readJson(text: string): Entries {
  try {
    return entriesOf(JSON.parse(text));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // JSON Lines under a .json name is common.
    if (isJson(firstLine(text.trimStart()))) return readJsonl(text);
    const position = /position (\d+)/.exec(error.message)?.[1];
    const line =
      position === undefined ? '' : ` (line ${text.slice(0, Number(position)).split('\n').length})`;
    throw badRequest(`is not valid JSON${line}`);
  }
}

function readJsonl(text: string): Entries {
  const entries: Entry[] = [];
  const bad: BadRow[] = [];
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    if (entries.length + bad.length > mostRows) throw tooManyRows(`more than ${mostRows}`);
    try {
      entries.push({ row: i + 1, value: unwrapRow(JSON.parse(line)) });
    } catch {
      bad.push({ row: i + 1, reason: 'is not valid JSON' });
    }
  }
  return { entries, bad };
}

function readYaml(text: string): Entries {
  if (text.length > mostYaml) {
    throw badRequest(`is longer than ${mostYaml / 1024 / 1024} MiB; use JSON Lines for more than that`);
  }
  // The library's own check for repeated keys takes the square of their number.
  const documents = parseAllDocuments(text, { logLevel: 'silent', strict: true, uniqueKeys: false });
  if (!Array.isArray(documents) || documents.length === 0) throw badRequest('holds nothing');
  const [document] = documents;
  if (documents.length > 1 || !document) {
    throw badRequest(`holds ${documents.length} YAML documents; put the rows into one list`);
  }
  const [error] = document.errors;
  if (error) throw badRequest(`is not valid YAML (line ${error.linePos?.[0].line ?? '?'})`);
  visit(document, { Map: (_key, map) => refuseRepeatedKeys(map) });
  try {
    return entriesOf(document.toJS({ maxAliasCount: 100 }));
  } catch (thrown) {
    // The parser refuses aliases that would grow without bounds.
    if (thrown instanceof ReferenceError) throw badRequest('uses more YAML aliases than are followed');
    throw thrown;
  }
}

function refuseRepeatedKeys(map: YAMLMap): void {
  const keys = new Set<unknown>();
  for (const { key } of map.items) {
    const name = isScalar(key) ? key.value : key;
    if (keys.has(name)) throw badRequest(`names "${String(name).slice(0, 60)}" twice in one entry`);
    keys.add(name);
  }
}

/** Keys under which an object holds its list; the last is what the rows service of Hugging Face answers. */
const listKeys = ['data', 'prompts', 'questions', 'items', 'examples', 'records', 'facts', 'rows'];

function entriesOf(value: unknown): Entries {
  const list = Array.isArray(value) ? value : listIn(value);
  if (!list)
    throw badRequest(`holds no list: a list of rows, or an object with one as ${listKeys.join(', ')}`);
  return { entries: list.map((entry, i) => ({ row: i + 1, value: unwrapRow(entry) })), bad: [] };
}

function listIn(value: unknown): unknown[] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const holder = value as Record<string, unknown>;
  return listKeys.map((key) => holder[key]).find(Array.isArray);
}

/** `{row_idx, row: {…}}` of the rows service is the row in it. */
function unwrapRow(entry: unknown): unknown {
  if (typeof entry !== 'object' || entry === null || !('row' in entry)) return entry;
  return typeof entry.row === 'object' && entry.row !== null ? entry.row : entry;
}

const firstLine = (text: string): string => /^[^\r\n]*/.exec(text)?.[0] ?? '';

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}
