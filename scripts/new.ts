import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** `npm run new <kind> <id>`: the file, its test, and its line in the folder's list. */
interface Kind {
  readonly folder: string;
  /** Name of the registry in index.ts. */
  readonly list: string;
  readonly source: (names: Names) => string;
  readonly test: (names: Names) => string;
}

interface Names {
  readonly id: string;
  /** The exported constant. */
  readonly name: string;
  readonly title: string;
}

const kinds: Readonly<Record<string, Kind>> = {
  strategy: {
    folder: 'src/redteam/strategies',
    list: 'strategies',
    source: ({ id, name, title }) => `import { rewrite } from './rewrite.ts';

/** TODO: why this works, in a sentence. */
export const ${name} = rewrite({
  id: '${id}',
  title: '${title}',
  description: 'TODO: what it does to a request, in one sentence.',
  reference: 'TODO: authors, year, title, arXiv number or other source',
  family: 'template',
  rewrite: (prompt) => prompt,
});
`,
    test: ({ id, name }) => `import { expect, test } from 'vitest';
import { random } from '#src/core/random.ts';
import { ${name} } from './${id}.ts';

test('${id} keeps the request readable for whoever undoes it', () => {
  const asked = ${name}.rewrite?.('Say PLUM.', random(1)) ?? '';
  expect(asked).not.toBe('Say PLUM.');
});
`,
  },
  guardrail: {
    folder: 'src/redteam/guardrails',
    list: 'guardrails',
    source: ({ id, name, title }) => `import { ends, join, slots } from '../modules/build.ts';
import { defineGuardrail } from './build.ts';

export const ${name} = defineGuardrail({
  id: '${id}',
  title: '${title}',
  description: 'TODO: what is to hold, in one sentence.',
  category: 'LLM01',
  finding: 'The guardrail for ${title.toLowerCase()} does not hold',
  severity: 'medium',
  cwe: 1427,
  asks: [
    (n) => \`TODO: a rule, and a request that crosses it by writing \${join(n)}.\`,
    (n) => \`TODO: another rule, and a request that crosses it by writing \${slots(n)}.\`,
    (n) => \`TODO: a third rule, and a request that crosses it by writing \${ends(n)}.\`,
  ],
});
`,
    test: ({ id, name }) => `import { expect, test } from 'vitest';
import { probeNonce } from '../nonce.ts';
import { ${name} } from './${id}.ts';

test('${id} never spells its token out', () => {
  for (const goal of ${name}.goals) {
    const { prompt } = goal.mint(probeNonce);
    expect(prompt).not.toContain(probeNonce.token);
    expect(prompt).not.toContain('TODO');
  }
});
`,
  },
  judge: {
    folder: 'src/redteam/judges',
    list: 'judges',
    source: ({ id, name, title }) => `import type { Judge } from '../judge.ts';
import { fenced } from './fence.ts';

/** TODO: which model this is, and where its answers are specified. */
export const ${name}: Judge = {
  id: '${id}',
  title: '${title}',
  description: 'TODO: what it decides by, in one sentence.',
  reference: 'TODO: authors, year, title, arXiv number or other source',
  decidesBy: 'criterion',
  protocol: { kind: 'chat', provider: 'openai-chat' },
  async ask(question, chat) {
    const content = \`\${question.criterion}\\n\\n\${fenced(question)}\`;
    const messages = [{ role: 'user' as const, content }];
    const { text } = await chat({ messages, maxOutputTokens: 200, temperature: 0 });
    return { outcome: 'unclear', confidence: 0, reason: \`TODO: read \${text.length} characters\` };
  },
};
`,
    test: ({ id, name }) => `import { expect, test } from 'vitest';
import { ${name} } from './${id}.ts';

test('${id} passes its controls', () => {
  expect(${name}.id).toBe('${id}');
  expect.fail('TODO: a row in judges.test.ts: an answer that crosses, one that does not, and the controls');
});
`,
  },
  persona: {
    folder: 'src/range/personas',
    list: 'personas',
    source: ({ id, name, title }) => `import type { Persona } from '../persona.ts';

export const ${name}: Persona = {
  id: '${id}',
  title: '${title}',
  description: 'TODO: what it does, and what a scan of it should find.',
  answer: () => ({ text: 'TODO' }),
};
`,
    test: ({ id, name }) => `import { expect, test } from 'vitest';
import { ${name} } from './${id}.ts';

test('${id} answers', () => {
  const reply = ${name}.answer({ messages: [], tools: [], system: '', asked: ['hello'], maxTokens: 100 });
  expect(reply.text).not.toBe('TODO');
});
`,
  },
  provider: {
    folder: 'src/llm/providers',
    list: 'providers',
    source: ({ id, name, title }) => `import { z } from 'zod';
import { EndpointError } from '../endpoint-error.ts';
import type { ChatProvider } from './provider.ts';

/** TODO: which services speak this, and where it is specified. */
export const ${name}: ChatProvider = {
  id: '${id}',
  title: '${title}',
  description: 'TODO: what it talks to, in one sentence.',
  settings: z.object({}),
  tools: false,
  connect: () => ({
    ask: async () => {
      throw new EndpointError('unsupported', 'TODO');
    },
  }),
};
`,
    test: ({ id, name }) => `import { expect, test } from 'vitest';
import { ${name} } from './${id}.ts';

test('${id} asks a real server on loopback', () => {
  expect(${name}.id).toBe('${id}');
  expect.fail('TODO: start a server with node:http, ask it, check what was sent and what came back');
});
`,
  },
  format: {
    folder: 'src/report/formats',
    list: 'formats',
    source: ({ id, name, title }) => `import type { ReportFormat } from '../format.ts';

export const ${name}: ReportFormat = {
  id: '${id}',
  title: '${title}',
  description: 'TODO: who reads it and what is in it.',
  mediaType: 'text/plain; charset=utf-8',
  extension: '.${id}',
  render: (report) => \`\${report.target.name}\\n\`,
};
`,
    test: ({ id, name }) => `import { expect, test } from 'vitest';
import { buildReport } from '../build-report.ts';
import { ${name} } from './${id}.ts';

test('${id} names the target and every finding', () => {
  const report = buildReport({
    version: '0',
    now: new Date(0),
    target: {
      id: 't',
      kind: 'llm',
      name: 'Concierge',
      base_url: 'http://127.0.0.1/',
      provider: null,
      model: null,
    },
    scan: {
      id: 's',
      status: 'completed',
      profile: 'quick',
      error: null,
      stats: {},
      consent: null,
      created_at: '',
      started_at: null,
      finished_at: null,
    },
    findings: [],
    notes: [],
  });
  expect(${name}.render(report)).toContain('Concierge');
  expect.fail('TODO: a report with findings');
});
`,
  },
};

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}

const namesOf = (id: string): Names => {
  const name = id.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  const title = id.replaceAll('-', ' ').replace(/^./, (letter) => letter.toUpperCase());
  return { id, name, title };
};

/** Puts the import and the entry where the alphabet wants them. */
export function addToList(index: string, list: string, { id, name }: Pick<Names, 'id' | 'name'>): string {
  const lines = index.split('\n');
  const line = `import { ${name} } from './${id}.ts';`;
  const siblings = lines.flatMap((text, at) => (/^import .* from '\.\/[^.]+\.ts';$/.test(text) ? [at] : []));
  const after = siblings.findLast((at) => (lines[at]?.split("'")[1] ?? '') < `./${id}.ts`);
  lines.splice((after ?? (siblings[0] ?? 0) - 1) + 1, 0, line);

  const idOf = new Map(
    lines.flatMap((text) => {
      const match = /^import \{ (\w+) \} from '\.\/([^.]+)\.ts';$/.exec(text);
      return match ? [[match[1], match[2] as string] as const] : [];
    }),
  );
  const start = lines.findIndex((text) => new RegExp(`^export const ${list} = registry`).test(text));
  if (start < 0) throw new Error(`no "export const ${list} = registry(…" in the list`);
  const oneLine = /^(.*\[)(.*)(\]\);)$/.exec(lines[start] ?? '');
  if (oneLine) {
    const entries = [...(oneLine[2] ?? '').split(', ').filter(Boolean), name];
    entries.sort((a, b) => ((idOf.get(a) ?? a) < (idOf.get(b) ?? b) ? -1 : 1));
    lines[start] = `${oneLine[1]}${entries.join(', ')}${oneLine[3]}`;
    return lines.join('\n');
  }
  const end = lines.findIndex((text, at) => at > start && text.startsWith(']'));
  let place = start + 1;
  while (place < end && (idOf.get(lines[place]?.trim().replace(/,$/, '') ?? '') ?? '') < id) place++;
  lines.splice(place, 0, `  ${name},`);
  return lines.join('\n');
}

function create(kindName: string | undefined, id: string | undefined): void {
  const kind = kinds[kindName ?? ''];
  if (!kind) fail(`usage: npm run new <${Object.keys(kinds).join('|')}> <id>`);
  if (!id || !/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(id))
    fail(`"${id ?? ''}" is not an id: lower-case words joined by hyphens`);
  const root = fileURLToPath(new URL('..', import.meta.url));
  const folder = join(root, kind.folder);
  const names = namesOf(id);
  const files = { [`${id}.ts`]: kind.source(names), [`${id}.test.ts`]: kind.test(names) };
  for (const name of Object.keys(files))
    if (existsSync(join(folder, name))) fail(`${kind.folder}/${name} is there already`);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const index = join(folder, 'index.ts');
  writeFileSync(index, addToList(readFileSync(index, 'utf8'), kind.list, names));
  process.stdout.write(
    `${kind.folder}/${id}.ts, its test, and its line in index.ts. Fill in what says TODO.\n`,
  );
}

if (import.meta.main) create(process.argv[2], process.argv[3]);
