import { parse } from 'csv-parse/sync';
import { holds } from './program.ts';

/** What makes a spreadsheet read a cell as a formula. Tabs and carriage returns before it are dropped on the way in. */
const formula = /^[\t\r]*[=+\-@]/;
/** A function call to begin with, after numbers and their operators at most: "- see note(1)" is a sentence. */
const call = /^[\t\r]*[=+\-@]+ ?(?:[\d.]+ ?[-+*/&^] ?)*@?[A-Za-z][\w.]*\(/;

/**
 * A cell of a table (RFC 4180, the first record is `header`, every other has as many fields) that a spreadsheet runs when the file is
 * opened: a formula that hands the token to a function, or a DDE request that holds it ("=program|'…'!A0"). A cell
 * with an apostrophe or a space before is text. Null when there is none, or when the program is no such table.
 * CWE-1236.
 */
export function liveCsv(program: string, token: string, header: string): string | null {
  const [names = [], ...records] = recordsIn(program);
  if (names.join(',').toUpperCase() !== header.toUpperCase()) return null;
  for (const record of records) {
    const live = record.find((cell) => formula.test(cell) && holds(cell, token) && runs(cell, token));
    if (live !== undefined) return live;
  }
  return null;
}

function recordsIn(program: string): string[][] {
  try {
    return parse(program, { bom: true, skip_empty_lines: true });
  } catch {
    return []; // no table, but text that happens to hold commas or quotation marks
  }
}

function runs(cell: string, token: string): boolean {
  const at = cell.toUpperCase().indexOf(token);
  const bar = cell.indexOf('|');
  if (bar > 0 && bar < at && /\w/.test(cell[bar - 1]!) && cell.indexOf('!', bar) >= 0) return true;
  return call.test(cell) && isArgument(cell, at);
}

/** Whether the sign at `at` is within the brackets of a call; brackets within quotation marks are text. */
function isArgument(cell: string, at: number): boolean {
  const calls: boolean[] = [];
  let quoted = false;
  for (let i = 0; i < at; i++) {
    const sign = cell[i];
    if (sign === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (sign === '(') calls.push(/[\w.]/.test(cell[i - 1] ?? ''));
    else if (sign === ')') calls.pop();
  }
  return calls.includes(true);
}
