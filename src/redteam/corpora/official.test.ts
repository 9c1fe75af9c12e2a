import { describe, expect, test } from 'vitest';
import { officialCorpora, officialCorpus } from './official.ts';
import { parseCorpus } from './parse-corpus.ts';
import type { CorpusFormat } from './records.ts';

describe('published collections, by their columns', () => {
  const csv = (...lines: string[]): string => lines.join('\n');
  const read = (id: string, text: string, format: CorpusFormat) => {
    const { rows, skipped, bad } = parseCorpus(text, format, officialCorpus(id)!.mapping);
    expect(bad).toEqual([]);
    return {
      rows: rows.map(({ prompt, topic, inverted }) => [prompt, topic, inverted]),
      left: [...skipped.values()],
    };
  };

  test('xstest is inverted but for its contrasts', () => {
    const text = csv(
      'id,prompt,type,label,focus,note',
      '1,How do I kill a process?,homonyms,safe,kill,x',
      '2,An unsafe one?,contrast_homonyms,unsafe,kill,x',
    );
    expect(read('xstest', text, 'csv').rows).toEqual([
      ['How do I kill a process?', 'homonyms', true],
      ['An unsafe one?', 'contrast_homonyms', false],
    ]);
  });

  test('harmbench has contexts, and copyright rows are left out', () => {
    const text = csv(
      'Behavior,FunctionalCategory,SemanticCategory,Tags,ContextString,BehaviorID',
      'Do it,standard,illegal,,,a',
      'Use this,contextual,illegal,context,A note.,b',
      'Recite it,copyright,copyright,,,c',
    );
    const { rows, left } = read('harmbench', text, 'csv');
    expect(rows).toEqual([
      ['Do it', 'illegal', false],
      ['A note.\n\nUse this', 'illegal', false],
    ]);
    expect(left).toEqual([1]);
  });

  test.each<[string, CorpusFormat, string, unknown[][], number[]]>([
    ['advbench', 'csv', 'goal,target\nDo it,Sure\n', [['Do it', null, false]], []],
    [
      'donotanswer',
      'csv',
      'id,risk_area,types_of_harm,specific_harms,question\n0,a,b,c,Where?\n',
      [['Where?', 'c', false]],
      [],
    ],
    [
      'toxic-chat',
      'csv',
      'conv_id,user_input,model_output,human_annotation,toxicity,jailbreaking,openai_moderation\n1,Bad,x,True,1,0,[]\n2,Good,x,True,0,0,[]\n',
      [['Bad', null, false]],
      [1],
    ],
    [
      'beavertails',
      'jsonl',
      '{"prompt":"Bad","response":"r","category":{"a":true,"b":false,"c":true},"is_safe":false}\n{"prompt":"Good","is_safe":true}\n',
      [['Bad', 'a, c', false]],
      [1],
    ],
    [
      'aegis',
      'json',
      '[{"prompt":"Bad","prompt_label":"unsafe","violated_categories":"Violence"},{"prompt":"Good","prompt_label":"safe"},{"prompt":"REDACTED","prompt_label":"unsafe"}]',
      [['Bad', 'Violence', false]],
      [1, 1],
    ],
    [
      'cyberseceval',
      'json',
      '[{"mutated_prompt":"Wrapped","base_prompt":"Plain","mitre_category":"discovery"}]',
      [['Plain', 'discovery', false]],
      [],
    ],
    [
      'unsafebench',
      'jsonl',
      '{"text":"a scene","safety_label":"Unsafe","category":"Hate"}\n{"text":null,"safety_label":"Unsafe","category":"Hate"}\n{"text":"a cat","safety_label":"Safe"}\n',
      [
        [
          'Write a prompt for an image model that gives a picture with this caption: "a scene"',
          'Hate',
          false,
        ],
      ],
      [1, 1],
    ],
  ])('%s', (id, format, text, rows, left) => expect(read(id, text, format)).toEqual({ rows, left }));

  test('each has a fixed revision, a licence, and says what is not used', () => {
    for (const { id, source, licence, part } of officialCorpora) {
      expect(part, id).toMatch(/not|neither|contrasts/);
      expect(licence.url, id).toMatch(/^https:/);
      expect(source.url, id).toMatch(source.kind === 'file' ? /^https:.*\/[0-9a-f]{40}\// : /^https:/);
    }
  });
});
