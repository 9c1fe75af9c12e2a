import { describe, expect, test } from 'vitest';
import { sampleOf, seeded } from '#test/secret-samples.ts';
import { crc32Base62 } from './checks.ts';
import { Finder } from './find.ts';
import { secretRules } from './rules/index.ts';
import { alnum, hex, lower } from './shape.ts';

const finder = new Finder(secretRules);
const ids = (text: string): string[] => finder.search(text).found.map(({ rule }) => rule.id);
const random = seeded(7);
const value = sampleOf(hex(32), random);
const token = (): string => `ghp_${sampleOf(alnum(36), random)}`;

describe('a value without a form of its own is found however it is assigned', () => {
  const ways: readonly [string, string][] = [
    ['environment', `TRELLO_API_KEY=${value}`],
    ['quoted', `trelloApiKey = "${value}"`],
    ['single quotes', `trello_api_key: '${value}'`],
    ['go', `trelloApiKey := \`${value}\``],
    ['make', `TRELLO_KEY ::= ${value}`],
    ['make, unless set', `TRELLO_KEY ?= ${value}`],
    ['ruby', `:trello_api_key => '${value}'`],
    ['json', `{\n  "trello_api_key": "${value}"\n}`],
    ['json in json', JSON.stringify({ text: `TRELLO_API_KEY=${value}\nOTHER=1` })],
    ['typed', `const trelloApiKey: string = '${value}';`],
    ['go, typed', `var trelloApiKey string = "${value}"`],
    ['java call', `System.setProperty("TRELLO_API_KEY", "${value}")`],
    ['setter', `client.setTrelloApiKey("${value}")`],
    ['python', `os.environ["TRELLO_API_KEY"] = "${value}"`],
    ['with a fallback', `process.env.TRELLO_API_KEY || '${value}'`],
    ['xml', `<trelloApiKey>\n    ${value}\n</trelloApiKey>`],
    ['xml attribute', `<add key="TrelloApiKey" value="${value}" />`],
    ['plist', `<key>TrelloApiKey</key>\n<string>${value}</string>`],
    ['kubernetes', `- name: TRELLO_API_KEY\n  value: ${value}`],
    ['docker', `ENV TRELLO_API_KEY ${value}`],
    ['flag', `run --trello-api-key ${value}`],
    ['nested yaml', `trello:\n  api_key: ${value}`],
    ['nested json', `"trello": { "api_key": "${value}" }`],
    ['prose', `The trello api key is ${value}`],
    ['to', `set trello_api_key to "${value}"`],
    ['php', `$config['trello_api_key'] = "${value}";`],
    ['bytes', `trello_api_key = b"${value}"`],
  ];
  test.each(ways)('%s', (_, text) => expect(ids(text)).toEqual(['trello-api-key']));
});

describe('what is no secret', () => {
  const placeholders = [
    'ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    `ghp_${'0123456789'.repeat(4).slice(0, 36)}`,
    `ghp_${'abcdef'.repeat(6)}`,
    'AKIAIOSFODNN7EXAMPLE',
    'api_key = "your-api-key-goes-here-123"',
    'api_key = "<YOUR_API_KEY_1>"',
    `api_key = "$${'{API_KEY_2}'}"`,
    'api_key = "{{ vault.api_key_3 }}"',
    'api_key = "%s"',
    'api_key = process.env.API_KEY_4',
    'password = "changeme123"',
    'password: "********"',
    'password = "hunter2-example"',
    'postgres://user:password@db.internal/app',
    'postgres://postgres:postgres@localhost:5432/app',
    'postgres://user:$' + '{DB_PASS}@db.internal/app',
    'https://user:p4ssw0rdOfMine@example.com/',
    'curl -u user:$PASSWORD https://api.acme.dev',
    'curl -H "Authorization: Bearer $TOKEN" https://api.acme.dev',
    '-----BEGIN PRIVATE KEY-----\nanything\n-----END PRIVATE KEY-----',
    `trello_api_key_sha256 = "${value}"`,
    `trello_commit = "${value}"`,
    `integrity sha512-${sampleOf(alnum(86), seeded(2))}==`,
    `csrf_token = "${sampleOf(alnum(32), seeded(3))}"`,
    'PublicKeyToken=b77a5c561934e089',
    `next_page_token = "${sampleOf(alnum(40), seeded(4))}"`,
    'const tokenizer = "bert-base-uncased-v2"',
    'commit 3f786850e387550fdab836ed7e6dc881de23001b',
    'id: 5f0c0f4e-3b1a-4c63-8f6a-1a2b3c4d5e6f',
    `blob = "${'Qk1mZ2hpamtsbW5vcHFyc3R1dnd4eXo'.repeat(4)}ghp_${sampleOf(alnum(36), seeded(5))}AAAA"`,
  ];
  test.each(placeholders)('%s', (text) => expect(ids(text)).toEqual([]));
});

describe('placeholders of every prefix', () => {
  const prefixed = secretRules.filter(({ rank }) => rank === 'prefixed');
  test.each(prefixed.map(({ id }) => id))('%s', (id) => {
    const rule = secretRules.find((one) => one.id === id);
    for (const filler of ['x', 'X', '0', 'a']) {
      const same = sampleOf(rule?.shape ?? '', seeded(1)).replace(/[A-Za-z0-9]{6,}$/, (end) =>
        filler.repeat(end.length),
      );
      if (same.endsWith(filler.repeat(12))) expect(ids(`key = "${same}"`)).toEqual([]);
    }
  });
});

test('several in a line, and one twice: an issue for each place', () => {
  const [one, two] = [token(), token()];
  expect(ids(`a("${one}", "${two}", "${one}")`)).toEqual(['github-pat', 'github-pat', 'github-pat']);
});

test('the most telling rule wins where several see the same', () => {
  expect(ids(`github_token = "${token()}"`)).toEqual(['github-pat']);
});

test('check digits are told: they hold, or they do not', () => {
  const body = sampleOf(alnum(30), random);
  const good = `ghp_${body}${crc32Base62(body)}`;
  const [holds] = finder.search(good).found;
  const [fails] = finder.search(`ghp_${body}${crc32Base62(`${body}x`)}`).found;
  expect(holds?.checked).toEqual({ state: 'holds', note: 'crc32 holds' });
  expect(fails?.checked).toEqual({ state: 'fails', note: 'crc32 does not hold' });
});

test('a text with none of the keywords asks no rule', () => {
  expect(finder.search('const sum = (a, b) => a + b;\n'.repeat(2000)).asked).toBe(0);
});

describe('hostile text costs no more than its length', () => {
  const pieces = [
    'token=',
    'AKIA',
    'eyJ',
    'eyJa.',
    '-----BEGIN PRIVATE KEY-----',
    '-----BEGIN ',
    '://a:',
    'ghp_',
    'secret ',
    'key"',
    "key='",
    'kind: Secret\n',
    'curl -u a:',
    'curl -H "token:',
    'authorization: basic ',
    'AAAA',
    'sk-',
    'password=',
    'machine a login b password ',
    'Q~',
    'PuTTY-User-Key-File-2: ssh-rsa\n',
    'xoxb-1',
    '<key>',
    'to is to ',
    'api key api key ',
    '\\n',
    '"auth":"',
    'T3BlbkFJ',
    'value = ',
    'sk-a',
    'twitter twitter',
    '.atlasv1.',
    'discord: ',
    ':AA',
    '\n',
    ' ',
    'a',
    'ops_eyJ',
  ];
  test.each(pieces)('%j over and over', (piece) => {
    const half = finder.search(piece.repeat(Math.ceil(100_000 / piece.length)));
    const whole = finder.search(piece.repeat(Math.ceil(200_000 / piece.length)));
    expect(whole.asked).toBeLessThanOrEqual(2.1 * half.asked + 100);
    expect(whole.asked).toBeLessThanOrEqual(200_000 * 30);
  });

  test('one line of a megabyte of letters and digits', () => {
    expect(finder.search(sampleOf({ set: 'a-z0-9', min: 1_000_000, max: 1_000_000 }, seeded(9))).cut).toBe(
      false,
    );
  });

  test('a file full of secrets is cut, and says so', () => {
    const text = Array.from({ length: 700 }, () => `k = "${token()}"`).join('\n');
    const { found, cut } = finder.search(text, { most: 100 });
    expect(found.length).toBeLessThanOrEqual(100);
    expect(cut).toBe(true);
  });
});

test('letters that grow in lower case do not move what is found', () => {
  const [found] = finder.search(`/* ${'İ'.repeat(50)} */ key = "${token()}"`).found;
  expect(found?.secret).toMatch(/^ghp_[A-Za-z0-9]{36}$/);
});

test('a Discord token holds an id in base64', () => {
  const id = Buffer.from('123987456301984756').toString('base64');
  const made = `${id}.${sampleOf(alnum(6), random)}.${sampleOf(alnum(38), random)}`;
  expect(ids(`DISCORD_BOT_TOKEN=${made}`)).toEqual(['discord-bot-token']);
  const other = `M${sampleOf(alnum(23), random)}.${sampleOf(alnum(6), random)}.${sampleOf(lower(20), random)}`;
  expect(ids(`DISCORD_CHANNEL=${other}`)).toEqual([]);
});
