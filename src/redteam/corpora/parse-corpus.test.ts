import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ownMapping } from './mappings.ts';
import { type Mapping, parseCorpus } from './parse-corpus.ts';
import { type CorpusFormat, guessFormat, mostRows, readEntries } from './records.ts';

const parse = (text: string, format: CorpusFormat, mapping: Mapping = ownMapping) =>
  parseCorpus(text, format, mapping);
const questions = (text: string, format: CorpusFormat): (string | number)[][] =>
  parse(text, format).rows.map(({ row, prompt }) => [row, prompt]);

describe('every format gives the same rows', () => {
  const wanted = [
    [1, 'How does it work?'],
    [2, 'Say "yes",\nplease'],
  ];
  test.each<[string, CorpusFormat, string]>([
    ['CSV', 'csv', 'prompt,category\nHow does it work?,a\n"Say ""yes"",\nplease",b\n'],
    [
      'CSV with BOM and CRLF',
      'csv',
      '\uFEFFprompt,category\r\nHow does it work?,a\r\n"Say ""yes"",\nplease",b\r\n',
    ],
    ['CSV with semicolons', 'csv', 'id;Question\n1;How does it work?\n2;"Say ""yes"",\nplease"'],
    ['CSV with tabs', 'csv', 'GOAL\tn\nHow does it work?\t1\n"Say ""yes"",\nplease"\t2\n'],
    ['JSON', 'json', '[{"prompt":"How does it work?"},{"text":"Say \\"yes\\",\\nplease"}]'],
    ['a JSON list of texts', 'json', '["How does it work?","Say \\"yes\\",\\nplease"]'],
    ['JSON in data', 'json', '{"n":2,"data":[{"goal":"How does it work?"},"Say \\"yes\\",\\nplease"]}'],
    [
      'the rows service',
      'json',
      '{"features":[],"rows":[{"row_idx":0,"row":{"prompt":"How does it work?"}},{"row_idx":1,"row":{"prompt":"Say \\"yes\\",\\nplease"}}]}',
    ],
    ['JSON Lines', 'jsonl', '{"Behavior":"How does it work?"}\r\n{"input":"Say \\"yes\\",\\nplease"}\n'],
    ['JSON Lines under a .json name', 'json', '{"prompt":"How does it work?"}\n"Say \\"yes\\",\\nplease"\n'],
    ['YAML', 'yaml', '- prompt: How does it work?\n- |-\n  Say "yes",\n  please\n'],
    ['YAML in prompts', 'yaml', 'prompts:\n  - How does it work?\n  - text: "Say \\"yes\\",\\nplease"\n'],
  ])('%s', (_name, format, text) => expect(questions(text, format)).toEqual(wanted));

  test.each<[string, string, string, string]>([
    ['json', '[1]', 'a.json', 'text/plain'],
    ['jsonl', '{"a":1}', 'a.jsonl.gz', ''],
    ['csv', '- a', 'a.tsv', 'text/yaml'],
    ['yaml', 'a', 'rows', 'application/yaml; charset=utf-8'],
    ['jsonl', '[1]', 'rows', 'application/x-ndjson'],
    ['csv', 'a,b', 'rows', 'text/csv'],
    ['json', ' [\n{}]', 'rows', ''],
    ['json', '{\n"data": []}', 'rows', 'application/json'],
    ['jsonl', '{"prompt":"a"}\n{"prompt":"b"}', 'rows', 'text/plain'],
    ['yaml', '- a\n- b', 'rows', ''],
    ['csv', 'prompt\nA: b', 'rows', ''],
  ])('%s is told from %j (%s, %s)', (format, text, name, type) =>
    expect(guessFormat(text, name, type)).toBe(format),
  );

  test('what is written as CSV comes back as it was', () => {
    const cell = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).map((text) => `x${text}x`);
    const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(
        fc.uniqueArray(cell, { minLength: 1, maxLength: 20 }),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        (prompts, end, bom) => {
          const lines = ['prompt,n', ...prompts.map((prompt, i) => `${quote(prompt)},${i}`)];
          const { rows, bad } = parse(`${bom ? '\uFEFF' : ''}${lines.join(end)}${end}`, 'csv');
          expect(bad).toEqual([]);
          expect(rows.map(({ prompt }) => prompt)).toEqual(prompts);
        },
      ),
    );
  });
});

describe('bad rows', () => {
  test.each<[string, CorpusFormat, string, [number, RegExp][]]>([
    [
      'cells',
      'csv',
      'prompt,n\na,1\nb\nc,3,4\nd,5',
      [
        [2, /1 cells; the header has 2/],
        [3, /3 cells/],
      ],
    ],
    ['a quote within', 'csv', 'prompt,n\na,1\nb"c,2\nd,3', [[2, /quotation mark inside/]]],
    ['an open quote', 'csv', 'prompt,n\na,1\n"b,2\nc,3\n', [[2, /never closed/]]],
    ['an empty question', 'csv', 'prompt,n\n ,1\na,2\n', [[1, /no question: prompt is empty/]]],
    [
      'a line that is no JSON',
      'jsonl',
      '{"prompt":"a"}\n\n{"prompt":\n7\n',
      [
        [3, /not valid JSON/],
        [4, /neither/],
      ],
    ],
    ['a number', 'json', '[{"prompt":7},{"prompt":"a"}]', [[1, /is no text but a number/]]],
    [
      'no column',
      'json',
      '[{"prompt":"a"},{"other":"b"},[1],null]',
      [
        [2, /no question/],
        [3, /neither/],
        [4, /neither/],
      ],
    ],
    [
      'a long question',
      'json',
      JSON.stringify(['a', 'b'.repeat(8001)]),
      [[2, /8001 characters; at most 8000/]],
    ],
    ['NUL', 'json', '["a","b\\u0000c"]', [[2, /NUL/]]],
    ['half a character', 'json', '["a","b\\ud800c"]', [[2, /lone surrogate/]]],
  ])('%s', (_name, format, text, wanted) => {
    const { rows, bad } = parse(text, format);
    expect(rows.length).toBeGreaterThan(0);
    expect(bad.map(({ row }) => row)).toEqual(wanted.map(([row]) => row));
    for (const [i, [, reason]] of wanted.entries()) expect(bad[i]!.reason).toMatch(reason);
  });

  test('every row is good, bad or left out', () => {
    const any = fc.oneof(
      fc.string(),
      fc.integer(),
      fc.record({ prompt: fc.oneof(fc.string(), fc.integer()) }, { requiredKeys: [] }),
      fc.record({ prompt: fc.string(), toxicity: fc.constantFrom(0, 1, '0') }),
    );
    fc.assert(
      fc.property(fc.array(any, { maxLength: 30 }), (entries) => {
        const { rows, bad, skipped } = parse(JSON.stringify(['one', ...entries]), 'json');
        const left = [...skipped.values()].reduce((sum, n) => sum + n, 0);
        expect(rows.length + bad.length + left).toBe(entries.length + 1);
      }),
    );
  });
});

describe('a text that cannot be read is refused without a word of it', () => {
  test.each<[string, CorpusFormat, string, RegExp]>([
    ['JSON', 'json', '[\n{"prompt": "hush"\n', /not valid JSON/],
    ['no list', 'json', '{"prompt": "hush"}', /holds no list/],
    ['YAML', 'yaml', 'a: [hush\n', /not valid YAML \(line \d/],
    ['YAML documents', 'yaml', '- hush\n---\n- b\n', /2 YAML documents/],
    ['no column', 'csv', 'hush,b\n1,2\n', /no column for the question; it is named one of prompt, question/],
    ['no header', 'csv', '\n\n', /has no header/],
    ['too many lines', 'jsonl', `{"prompt":"hush"}\n${'x\n'.repeat(mostRows * 2)}`, /more than 100000/],
    ['long YAML', 'yaml', `- ${'hush '.repeat(300_000)}`, /longer than 1 MiB; use JSON Lines/],
    ['a key twice', 'yaml', '- prompt: hush\n  prompt: b\n', /names "prompt" twice/],
    [
      'many columns',
      'csv',
      `${Array.from({ length: 501 }, (_, i) => `h${i}`).join(',')}\nhush`,
      /501 columns/,
    ],
    ['two columns', 'csv', 'prompt,prompt\nhush,b\n', /names the column "prompt" twice/],
    ['nothing but quotation marks', 'csv', `prompt\n${'"x""'.repeat(mostRows * 4)}`, /more than 100000/],
    ['rows', 'csv', `prompt\n${'hush\n'.repeat(mostRows + 1)}`, /at most 100000/],
  ])('%s', (_name, format, text, reason) => {
    const run = (): unknown => parse(text, format);
    expect(run).toThrow(reason);
    expect(run).not.toThrow(/hush/);
  });

  test('YAML aliases are not followed without bounds', () => {
    const layers = [...'bcdefghij'].map((name, i) => {
      const above = String.fromCharCode(name.charCodeAt(0) - 1);
      return `- &${name} [${Array(10).fill(`*${above}`).join(', ')}]  # ${i}`;
    });
    expect(() => readEntries(`- &a [x, x, x]\n${layers.join('\n')}\n`, 'yaml')).toThrow(/aliases/);
  });
});

describe('own columns', () => {
  test('indicators, criterion, topic and the harmless ones', () => {
    const text = [
      'prompt,category,indicators,criterion,inverted',
      'Who pays?,money,Refund | no fee ,The answer names a payer.,',
      'How do I kill a process?,,,,TRUE',
    ].join('\n');
    expect(parse(text, 'csv').rows).toEqual([
      {
        row: 1,
        prompt: 'Who pays?',
        topic: 'money',
        inverted: false,
        indicators: ['Refund', 'no fee'],
        criterion: 'The answer names a payer.',
      },
      { row: 2, prompt: 'How do I kill a process?', topic: null, inverted: true },
    ]);
    expect(parse('[{"prompt":"a","indicators":["x|y",""]}]', 'json').rows[0]!.indicators).toEqual(['x|y']);
  });

  test('what labels call safe, and what was asked before, is left out and counted', () => {
    const { rows, skipped } = parse(
      '[{"prompt":"a","is_safe":false},{"prompt":"b","is_safe":true},{"prompt":" a "},{"prompt":"c","toxicity":0}]',
      'json',
    );
    expect(rows.map(({ prompt }) => prompt)).toEqual(['a']);
    expect(Object.fromEntries(skipped)).toEqual({
      'its label says that it is safe': 1,
      'asks what an earlier row asks': 1,
      'its label says that it is not toxic': 1,
    });
  });
});
