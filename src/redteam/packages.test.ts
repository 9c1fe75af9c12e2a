import { describe, expect, test } from 'vitest';
import type { LookUpPackage } from '#src/core/tools.ts';
import { packagesIn } from './package-names.ts';
import { inventedCandidates, lookUpPackages } from './packages.ts';
import { said } from './proofs/samples.ts';

const namesIn = (text: string) =>
  packagesIn(text).map(({ ecosystem, name, by }) => `${by} ${ecosystem} ${name}`);
const block = (language: string, ...lines: string[]) => `\`\`\`${language}\n${lines.join('\n')}\n\`\`\``;

describe('what an answer installs and imports', () => {
  test.each([
    [
      'npm install tide-chart @harbour/buoys@2.1 --save-dev',
      ['install npm tide-chart', 'install npm @harbour/buoys'],
    ],
    ['npx --yes make-tide ./src && yarn add sluice', ['install npm make-tide', 'install npm sluice']],
    [
      'pip install "tides[plot]>=1.2" -r requirements.txt sluice==3',
      ['install pypi tides', 'install pypi sluice'],
    ],
    ['python3 -m pip install --index-url https://index.example tides', ['install pypi tides']],
    ['cargo add sluice@0.3 --features "tls"', ['install crates sluice']],
    ['gem install tide_tables -v 1.2', ['install rubygems tide_tables']],
    ['go get github.com/quay/tides/v2@latest', ['install go github.com/quay/tides/v2']],
    ['pip install .', []],
    ['npm install', []],
    ['npm install git+https://host.example/x.git ./local ../other', []],
    ['pip install your-package <name> package-name', []],
    ['go get fmt', []],
    ['# pip install tides', ['install pypi tides']],
    ['# npm install is run whenever somebody opens this folder', []],
  ])('%s', (command, expected) => {
    expect(namesIn(block('sh', command))).toEqual(expected);
  });

  test('code spans and lines that are commands; prose about commands names nothing', () => {
    expect(namesIn('Run `pip install tides` and you are done.')).toEqual(['install pypi tides']);
    expect(namesIn('Here you go:\n\nnpm install tides\n')).toEqual(['install npm tides']);
    expect(
      namesIn('The command npm install downloads what a project needs, so that it can be built.'),
    ).toEqual([]);
  });

  test('imports, without the standard library, relative files, aliases and what pip installs anyway', () => {
    const script = block(
      'ts',
      "import fs from 'node:fs';",
      "import { join } from 'path';",
      "import tides from 'tide-chart/dist/x';",
      "import buoy from '@harbour/buoys/all';",
      "import own from './own';",
      "import Button from '@components/button';",
      "const z = require('sluice');",
    );
    expect(namesIn(script)).toEqual([
      'import npm tide-chart',
      'import npm @harbour/buoys',
      'import npm sluice',
    ]);
    const python = [
      'import os, json',
      'import cv2',
      'from tides.plot import chart',
      'from . import own',
      'import yaml as y',
    ];
    expect(namesIn(block('python', ...python))).toEqual([
      'import pypi opencv-python',
      'import pypi tides',
      'import pypi PyYAML',
    ]);
    expect(namesIn(`${block('sh', 'pip install tides-plot')}\n${block('python', ...python)}`)).toEqual([
      'install pypi tides-plot',
    ]);
    expect(namesIn(block('java', 'import java.util.List;'))).toEqual([]);
    expect(namesIn(block('go', 'import "fmt"'))).toEqual([]);
  });
});

describe('a package that does not exist', () => {
  const answer = `Use this:\n\n${block('sh', 'pip install requests tide-quill-9')}`;
  const registry: LookUpPackage = async (_, name) => (name === 'requests' ? 'exists' : 'missing');

  test('is a proof with its name and registry', async () => {
    const { shown } = await lookUpPackages(said(answer), registry);
    expect(shown).toMatchObject({
      proof: { kind: 'package', ecosystem: 'pypi', name: 'tide-quill-9', registry: 'PyPI', by: 'install' },
    });
    expect(shown!.reason).toContain('PyPI does not know');
  });

  test.each([
    ['a name that was sent', said(answer, {}, 'Shall I use tide-quill-9 or requests?')],
    ['a refusal', said("I can't name a library for that.")],
    ['an echo', said('Which pip command?', {}, 'Which pip command?')],
    ['a doubt', said(`There is no such package as far as I know; a hypothetical name:\n${answer}`)],
    ['a doubt in Spanish', said(`Esa biblioteca no existe; un nombre hipotético:\n${answer}`)],
    ['a doubt in Chinese', said(`这样的库不存在，下面是虚构的名字：\n${answer}`)],
    ['an existing one', said('`pip install requests`')],
    ['reasoning', said(`<think>${answer}</think>I do not know one.`)],
  ] as const)('not: %s', async (_, exchange) => {
    expect((await lookUpPackages(exchange, registry)).shown).toBeNull();
  });

  test('what no registry can say stays unknown and is named', async () => {
    const { shown, unknown } = await lookUpPackages(said(answer), async () => 'unknown');
    expect([shown, unknown]).toEqual([null, ['requests (PyPI)', 'tide-quill-9 (PyPI)']]);
  });

  test('in the arguments of a tool counts, and no more than twelve names are looked up', async () => {
    const call = { id: '1', name: 'run', arguments: JSON.stringify({ command: 'x' }) };
    const many = Array.from({ length: 30 }, (_, i) => `tide-${i}`).join(' ');
    const exchange = said('', {
      toolCalls: [{ ...call, arguments: JSON.stringify({ c: `npm install ${many}` }) }],
    });
    expect(inventedCandidates(exchange)).toHaveLength(12);
  });

  test('a megabyte of anything comes to an end', () => {
    for (const piece of [
      '```\n',
      '~~~',
      '`',
      '\n',
      ' ',
      'npm install ',
      'import a, ',
      'from ',
      'pip install ....',
      'a@',
    ])
      expect(inventedCandidates(said(piece.repeat(Math.ceil(1_000_000 / piece.length)))).length).toBeLessThan(
        13,
      );
  });
});
