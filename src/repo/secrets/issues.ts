import { createHash } from 'node:crypto';
import { stubOf } from '#src/core/redact.ts';
import type { Issue, Span } from '../issue.ts';
import type { Found } from './find.ts';
import { type FilePlace, placeOf } from './places.ts';

/** What a secret of a file is said to be: nothing of it but its first characters, its length and its SHA-256. */
export function issueOf(found: Found, path: string, lines: LineIndex): Issue {
  const { rule, secret, entropy, checked } = found;
  const place = placeOf(path);
  const sha256 = createHash('sha256').update(secret).digest('hex');
  return {
    scanner: 'secrets',
    ruleId: `secrets-${rule.id}`,
    title: rule.title,
    severity: rule.severity,
    confidence: confidenceOf(found, place),
    cwe: /private-key|secret-key$/.test(rule.id) && rule.rank === 'special' ? 321 : 798,
    description: describe(found, place),
    remediation: rule.remediation,
    references: { owasp: ['A07:2021'], cwe: ['CWE-798'] },
    path,
    span: lines.span(found.start, found.end),
    proof: {
      kind: 'secret',
      rule: rule.id,
      sha256,
      length: secret.length,
      entropy: Math.round(entropy * 100) / 100,
      check: checked.note,
    },
    secrets: partsOf(secret),
    identity: [`secrets-${rule.id}`, path, sha256],
  };
}

function confidenceOf({ rule, checked, doubt }: Found, place: FilePlace): number {
  const sure = checked.state === 'holds' ? Math.max(rule.confidence, 0.97) : rule.confidence;
  const factor = (checked.state === 'fails' ? 0.4 : 1) * (1 - (doubt ?? 0)) * place.weight;
  return Math.round(sure * factor * 100) / 100;
}

function describe({ rule, secret, checked }: Found, place: FilePlace): string {
  const form = /private-key/.test(rule.id) && rule.rank === 'special' ? 'private-key' : 'secret';
  const stub = stubOf({ kind: form, value: secret });
  const check = checked.state === 'none' ? '' : ` Check: ${checked.note}.`;
  const note = place.note ? ` The file looks like ${place.note}, so it may be made up.` : '';
  return `${rule.title}: ${stub}. Whoever can read the repository, or a copy of it, can use it.${check}${note}`;
}

/** The secret, and where it goes over lines each of them too: snippets are shorter than a key. */
function partsOf(secret: string): readonly string[] {
  if (!secret.includes('\n')) return [secret];
  const lines = secret.split('\n').map((line) => line.trim());
  return [secret, ...lines.filter((line) => line.length >= 8 && !line.startsWith('-----'))];
}

/** Lines and columns of a text by offset. */
export class LineIndex {
  readonly #starts: readonly number[];

  constructor(text: string) {
    const starts = [0];
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    this.#starts = starts;
  }

  span(start: number, end: number): Span {
    const [from, to] = [this.#line(start), this.#line(end)];
    return {
      line: from + 1,
      column: start - (this.#starts[from] as number),
      endLine: to + 1,
      endColumn: end - (this.#starts[to] as number),
    };
  }

  #line(offset: number): number {
    let [low, high] = [0, this.#starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
