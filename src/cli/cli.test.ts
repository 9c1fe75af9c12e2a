import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generateKey } from '#src/io/fernet.ts';
import { readSecretKeys } from '#src/io/secret-key.ts';
import { openVault } from '#src/io/vault.ts';
import { type Range, startRange } from '#src/range/chat-model.ts';
import { awsServer } from '#test/aws-server.ts';
import { type Cli, openCli } from '#test/cli.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { json } from '#test/endpoint.ts';

let data: TestDatabase;
let cli: Cli;
let range: Range;

beforeAll(async () => {
  data = await testDatabase();
  cli = await openCli(data.url);
  range = await startRange({ latencyMs: 0 });
});
afterAll(async () => {
  await cli?.close();
  await range?.stop();
  await data?.close();
});

const scan = (model: string, ...args: string[]) => ['scan', 'llm', range.url, '--model', model, ...args];

describe('the command line', () => {
  test('--help and --version end with 0, a typo with 2 and a hint', async () => {
    const [help, version, typo] = await Promise.all([
      cli.run(['--help']),
      cli.run(['--version']),
      cli.run(['sacn']),
    ]);
    expect([help.code, version.code, typo.code]).toEqual([0, 0, 2]);
    expect(help.stdout).toContain('scan');
    expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(typo.stderr).toContain("unknown command 'sacn'");
  });

  test.concurrent.each([
    [['scan', 'llm', 'not a url'], /base_url: /],
    [
      ['scan', 'llm', 'http://127.0.0.1:9/', '--strategy', 'nope'],
      /unknown strategy "nope"; known: .*base64/,
    ],
    [
      ['scan', 'llm', 'http://127.0.0.1:9/', '--header-env', 'Authorization=NO_SUCH_VARIABLE'],
      /NO_SUCH_VARIABLE is not set/,
    ],
    [
      ['scan', 'llm', 'http://127.0.0.1:9/', '--header', 'planted-secret-no-colon'],
      /--header: expected "Name: value"/,
    ],
    [
      ['scan', 'llm', 'http://127.0.0.1:9/', '--aws-env'],
      /AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set/,
    ],
    [['scan', 'llm', 'http://127.0.0.1:9/', '--gcp-key-file', '/no/such/key'], /--gcp-key-file .*ENOENT/],
    [
      ['scan', 'llm', 'http://127.0.0.1:9/', '--provider', 'bedrock', '-m', 'm'],
      /base_url: names no AWS region/,
    ],
    [['scan', 'llm', 'http://127.0.0.1:9/', '--config', '/no/such/file.json'], /--config .*ENOENT/],
    [['scan', 'llm', 'http://127.0.0.1:9/', '--output', 'report.docx'], /ends in .json, .md or .sarif/],
    [['scan', 'llm', 'http://127.0.0.1:9/', '--provider', 'custom'], /request_template/],
    [['scan', 'llm', 'http://127.0.0.1:9/', '--max-rps', 'fast'], /must be a number/],
    [['scan', 'resume', '00000000-0000-4000-8000-000000000000'], /scan not found/],
    [['report', '00000000-0000-4000-8000-000000000000'], /scan not found/],
  ])('%j is refused with 2 and a reason', async (args, reason) => {
    const { code, stderr, stdout } = await cli.run(args);
    expect(stderr).toMatch(reason);
    expect(stderr).not.toContain('planted-secret');
    expect([code, stdout]).toEqual([2, '']);
  });
});

describe('scan llm', () => {
  const planted = 'Bearer planted-cli-secret-4711';

  test('prints findings with proofs, writes a report, and fails on their severity', async () => {
    const report = join(cli.dataDir, 'out.json');
    const { code, stdout, stderr } = await cli.run(
      scan(
        'gullible',
        '--max-attempts',
        '20',
        '--fail-on',
        'high',
        '-o',
        report,
        '--header-env',
        'Authorization=AUTH',
      ),
      { AUTH: planted },
    );
    expect(code).toBe(1);
    expect(stdout).toMatch(/▲ high +│ LLM\d\d +│ [a-z-]+ +│ \w+/);
    expect(stdout).toMatch(/20 of 20 attempts/);
    expect(stderr).toMatch(/20 of 20 attempts/);
    const written = await readFile(report, 'utf8');
    expect(JSON.parse(written)).toMatchObject({
      target: { model: 'gullible' },
      scan: { status: 'completed' },
    });
    expect(`${stdout}${stderr}${written}`).not.toContain('planted-cli-secret');
  });

  test('a model that refuses passes; the same name is the same target', async () => {
    for (let i = 0; i < 2; i++) {
      const { code, stdout } = await cli.run(
        scan('refuser', '--max-attempts', '10', '--fail-on', 'info', '--json', '-q'),
      );
      expect(code).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({ findings: [], scan: { grade: 'A', partial: false } });
    }
    const targets = await data.db.selectFrom('targets').select('name').execute();
    expect(targets.filter(({ name }) => name?.startsWith('refuser at'))).toHaveLength(1);
  });

  test('an endpoint that answers nothing fails the scan with 3', async () => {
    const { code, stderr } = await cli.run(scan('no-such-model', '--max-attempts', '25', '-q'));
    expect(code).toBe(3);
    expect(stderr).toContain('the scan is failed');
    expect(stderr).toContain('404');
  });

  test('a budget that runs out leaves the scan incomplete: 3, never a clean pass', async () => {
    const before = range.calls().total;
    const { code, stdout } = await cli.run(
      scan('refuser', '--max-attempts', '20', '--max-calls', '4', '--fail-on', 'low', '-q'),
    );
    expect([code, range.calls().total - before]).toEqual([3, 4]);
    expect(stdout).toMatch(/Incomplete: \d+ attempts were not made/);
  });

  test('signs for Bedrock with the keys of the environment, which are shown nowhere', async () => {
    const keys = { accessKeyId: 'AKIAPLANTEDCLIKEY', secretAccessKey: 'planted-cli-aws-secret' };
    const answer = {
      output: { message: { role: 'assistant', content: [{ text: "I'm sorry, I can't help with that." }] } },
      stopReason: 'end_turn',
    };
    const bedrock = await awsServer(keys, (_, response) => json(response, answer));
    const url = `${bedrock.url}/?region=eu-west-3`;
    const env = { AWS_ACCESS_KEY_ID: keys.accessKeyId, AWS_SECRET_ACCESS_KEY: keys.secretAccessKey };
    const args = ['scan', 'llm', url, '--provider', 'bedrock', '-m', 'm', '--max-attempts', '4'];
    const signed = await cli.run([...args, '--aws-env'], env);
    expect([signed.code, signed.stderr]).toEqual([0, expect.not.stringContaining('error')]);
    expect(bedrock.received.length).toBeGreaterThanOrEqual(4);
    expect(signed.stdout + signed.stderr).not.toMatch(/AKIAPLANTED|planted-cli-aws/);
    const asked = bedrock.received.length;
    const unsigned = await cli.run([...args, '--name', 'other'], {
      ...env,
      ASSAY_ALLOW_CLOUD_CREDENTIALS: '1',
    });
    expect([unsigned.code, unsigned.stderr]).toEqual([3, expect.stringContaining('credentials.aws')]);
    expect(bedrock.received).toHaveLength(asked);
    await bedrock.close();
  });

  test('--dry-run sends nothing and registers nothing', async () => {
    const before = range.calls().total;
    const { code, stdout } = await cli.run(scan('gullible', '--name', 'never kept', '--dry-run', '--json'));
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      attempts: 25,
      measured_on: 'practice range',
      stages: [{ stage: 'target', calls: [25, expect.any(Number)] }],
    });
    const text = await cli.run(scan('gullible', '--dry-run'));
    expect(text.stdout).toMatch(/│ target +│ 25 to \d+ +│ \d+ to \d+ +│ \$/);
    expect(text.stdout).toMatch(/25 attempts, at most \d+ calls to the target, .*; nothing was sent/);
    expect(range.calls().total).toBe(before);
    const kept = await data.db.selectFrom('targets').select('id').where('name', '=', 'never kept').execute();
    expect(kept).toEqual([]);
  });

  test('Ctrl-C keeps what was answered, and resume asks only the rest', async () => {
    const slow = await startRange({ latencyMs: 250 });
    try {
      const args = [
        'scan',
        'llm',
        slow.url,
        '--model',
        'chatter',
        '--strategy',
        'plain',
        '--max-attempts',
        '16',
        '--concurrency',
        '2',
        // With one to compare with, a leak is asked for once.
        '--system-prompt',
        'The lake closes at dusk and the boats stay in.',
      ];
      const first = cli.start(args);
      const [, scanId] = await first.says(/scan ([0-9a-f-]{36})/);
      await first.says(/[2-9] of 16 attempts/);
      first.child.kill('SIGINT');
      const stopped = await first.ended;
      expect(stopped.code).toBe(3);
      expect(stopped.stderr).toContain(`assay scan resume ${scanId}`);
      const before = await data.db
        .selectFrom('attempts')
        .select('key')
        .where('scan_id', '=', scanId as string)
        .execute();
      expect(before.length).toBeGreaterThan(0);
      expect(before.length).toBeLessThan(16);

      const second = await cli.run(['scan', 'resume', scanId as string, '--json', '-q']);
      expect(second.code).toBe(0);
      const { scan } = JSON.parse(second.stdout);
      expect(scan).toMatchObject({ status: 'completed', stats: { done: 16, planned: 16 } });
      // At most what was under way at the interruption is asked again. Goals with a script take several calls.
      expect(slow.calls().total).toBeLessThanOrEqual(scan.stats.calls + 2);
      expect(slow.calls().maxInFlight).toBeLessThanOrEqual(2);
      const again = await cli.run(['scan', 'resume', scanId as string]);
      expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('is completed')]);
      const report = await cli.run(['report', scanId as string]);
      expect(report.stdout).toMatch(/^# Security scan of chatter at/);
    } finally {
      await slow.stop();
    }
  });
});

describe('compare', () => {
  const scanId = async (model: string, ...more: string[]) => {
    const { stdout, stderr } = await cli.run(
      scan(model, '--max-attempts', '60', '--seed', '3', '--json', ...more),
    );
    const result = JSON.parse(stdout);
    return { id: result.scan.id as string, result, stderr };
  };

  test('a model that got worse is a regression: 1; the same one is not', async () => {
    const [before, after] = [await scanId('hardened'), await scanId('gullible')];
    const worse = await cli.run(['compare', before.id, after.id, '--fail-on-regression']);
    expect(worse.code).toBe(1);
    expect(worse.stdout).toMatch(/all +│ 60 +│.*regression/);
    expect(worse.stdout).toMatch(/Smallest difference that 60 pairs would show 80 % of the time: \d/);
    expect(worse.stdout).toMatch(/\nRegression: \+\d+\.\d %, p /);
    expect(worse.stdout).toMatch(/new +│ /);
    expect((await cli.run(['compare', before.id, after.id])).code).toBe(0);
    const same = await cli.run(['compare', after.id, after.id, '--fail-on-regression', '--json']);
    expect(same.code).toBe(0);
    expect(JSON.parse(same.stdout)).toMatchObject({ regression: false, overall: { pairs: 60, p: 1 } });
  });

  test('scan --baseline compares when it is over, and fails on a regression', async () => {
    const before = await scanId('hardened');
    const gate = [
      '--baseline',
      before.id,
      '--fail-on-regression',
      '--max-attempts',
      '60',
      '--seed',
      '3',
      '-q',
    ];
    const worse = await cli.run(scan('gullible', ...gate));
    expect(worse.code).toBe(1);
    expect(worse.stdout).toMatch(/attack success \d+\.\d % \(95 %: /);
    expect(worse.stdout).toContain('Regression: +');
    const same = await cli.run(scan('hardened', ...gate, '--json'));
    expect(same.code).toBe(0);
    expect(JSON.parse(same.stdout)).toMatchObject({
      comparison: { base: before.id, regression: false, overall: { pairs: 60 } },
    });
    // Where nothing could be paired, nothing is known: no pass.
    const other = ['--baseline', before.id, '--fail-on-regression', '--max-attempts', '1', '--seed', '99'];
    const apart = await cli.run(scan('hardened', ...other, '--strategy', 'nato', '-q', '--json'));
    expect([apart.code, JSON.parse(apart.stdout).comparison.overall.pairs]).toEqual([3, 0]);
  });

  test('a baseline that cannot be one is refused before anything is sent', async () => {
    const before = range.calls().total;
    const unknown = '00000000-0000-4000-8000-000000000000';
    const missing = await cli.run(scan('refuser', '--baseline', unknown));
    expect([missing.code, missing.stderr]).toEqual([2, expect.stringContaining('scan not found')]);
    const alone = await cli.run(scan('refuser', '--fail-on-regression'));
    expect([alone.code, alone.stderr]).toEqual([2, expect.stringContaining('needs --baseline')]);
    expect((await cli.run(['compare', unknown, unknown])).code).toBe(2);
    expect(range.calls().total).toBe(before);
  });
});

describe('targets and keys', () => {
  test('add, list, show and remove a target; its secret stays sealed', async () => {
    const running = cli.start(
      ['targets', 'add', range.url, '--model', 'leaky', '--name', 'kept', '--header-env', 'X-Api-Key=KEY'],
      {
        KEY: 'planted-target-secret',
      },
    );
    const { code, stdout } = await running.ended;
    expect(code).toBe(0);
    const id = stdout.trim();
    const show = await cli.run(['targets', 'show', id]);
    expect(JSON.parse(show.stdout)).toMatchObject({
      id,
      kind: 'llm',
      has_credentials: true,
      llm_config: { model: 'leaky' },
    });
    const list = await cli.run(['targets', 'list']);
    expect(list.stdout).toContain(id);
    expect(`${show.stdout}${list.stdout}`).not.toContain('planted-target-secret');
    expect((await cli.run(['targets', 'rm', id])).code).toBe(0);
    expect(await cli.run(['targets', 'show', id])).toMatchObject({
      code: 2,
      stderr: 'assay: target not found\n',
    });
  });

  test('a key is shown once and can be revoked', async () => {
    const { stdout } = await cli.run(['keys', 'create', 'pipeline', '--scope', 'scans:write']);
    expect(stdout).toMatch(/^assay_[\w-]{43}\n$/);
    const list = await cli.run(['keys', 'list', '--json']);
    const row = JSON.parse(list.stdout).find((key: { name: string }) => key.name === 'pipeline');
    expect(row.scopes).toEqual(['scans:write']);
    expect(list.stdout).not.toContain(stdout.trim());
    expect((await cli.run(['keys', 'revoke', row.id])).code).toBe(0);
    expect((await cli.run(['keys', 'revoke', row.id])).code).toBe(2);
    expect((await cli.run(['keys', 'create', 'typo', '--scope', 'scan:write'])).stderr).toMatch(/scopes\.0/);
  });

  test('rotate seals every stored secret with the new key: the old one is not needed any more', async () => {
    const secrets = { AUTH: 'planted-rotation-secret' };
    await cli.run(
      ['targets', 'add', range.url, '--name', 'rotated', '--header-env', 'Authorization=AUTH'],
      secrets,
    );
    const sealed = async () =>
      (
        await data.db
          .selectFrom('targets')
          .select('credentials_sealed')
          .where('name', '=', 'rotated')
          .executeTakeFirstOrThrow()
      ).credentials_sealed as string;
    const old = openVault(await readSecretKeys({ dataDir: cli.dataDir, secretKey: null }));
    expect(old.open(await sealed())).toEqual({ headers: { Authorization: 'planted-rotation-secret' } });
    const key = generateKey();
    const { code, stdout } = await cli.run(['keys', 'rotate'], { ASSAY_SECRET_KEY: key });
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^[1-9]\d* stored secrets/)]);
    expect(openVault([key]).open(await sealed())).toEqual({
      headers: { Authorization: 'planted-rotation-secret' },
    });
    expect(await sealed()).not.toContain('planted');
  });
});

describe('serve and worker', () => {
  test('one line with a link that signs in once; the worker does queued scans; SIGTERM ends it', async () => {
    const serving = cli.start(['serve', '--port', '0'], { LOG_LEVEL: 'info' });
    const [, origin, token] = await serving.says(/Assay is ready at (\S+) .*#sign-in=(\S+)/);
    expect((await fetch(`${origin}/health`)).status).toBe(200);
    const signIn = (link: string | undefined) =>
      fetch(`${origin}/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: origin as string },
        body: JSON.stringify({ token: link }),
      });
    expect([(await signIn(token)).ok, (await signIn(token)).status]).toEqual([true, 401]);
    const { stdout } = await cli.run(['sign-in']);
    expect(stdout.startsWith(`${origin}/app/#sign-in=`)).toBe(true);
    expect((await signIn(stdout.trim().split('=')[1])).ok).toBe(true);

    const taken = await cli.run(['serve', '--port', new URL(origin as string).port]);
    expect([taken.code, taken.stderr]).toEqual([2, expect.stringContaining('is taken')]);

    serving.child.kill('SIGTERM');
    const end = await serving.ended;
    expect(end.code).toBe(0);
    expect(end.stdout.match(/\n/g)?.length).toBeLessThanOrEqual(2);
    expect(`${end.stderr}`).not.toContain(token as string);
  });

  test('a server whose npm was killed ends too, and gives its port back', async () => {
    const serving = cli.startBehindShell(['serve', '--port', '0']);
    const [, origin] = await serving.says(/Assay is ready at (\S+)/);
    serving.child.kill('SIGKILL');
    // Its output stays open as long as the server behind the shell does.
    await serving.ended;
    await expect(fetch(`${origin}/health`)).rejects.toThrow();
  });

  test('a worker of its own runs what a server without one has queued', async () => {
    const key = 'cli-test-admin-key-000000';
    const serving = cli.start(['serve', '--port', '0', '--no-worker'], { ASSAY_API_KEY: key });
    const [, origin] = await serving.says(/Assay is ready at (\S+)/);
    const call = async (method: string, path: string, body?: object) => {
      const headers = {
        authorization: `Bearer ${key}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
      };
      const response = await fetch(`${origin}${path}`, {
        method,
        headers,
        body: body && JSON.stringify(body),
      });
      return response.json() as Promise<{ id: string }>;
    };
    const llm_config = { provider: 'openai-chat', model: 'refuser' };
    const target = await call('POST', '/targets', {
      name: 'queued',
      kind: 'llm',
      base_url: range.url,
      llm_config,
    });
    const { id } = await call('POST', '/scans', { target_id: target.id, max_attempts: 5 });
    expect(await call('GET', `/scans/${id}`)).toMatchObject({ status: 'queued' });
    const worker = cli.start(['worker', '--concurrency', '1']);
    await worker.says(/worker is ready/);
    const events = await fetch(`${origin}/scans/${id}/events`, {
      headers: { authorization: `Bearer ${key}` },
    });
    expect(await events.text()).toContain('event: finished');
    expect(await call('GET', `/scans/${id}`)).toMatchObject({ status: 'completed', progress_pct: 100 });
    worker.child.kill('SIGTERM');
    serving.child.kill('SIGINT');
    expect([(await worker.ended).code, (await serving.ended).code]).toEqual([0, 0]);
  });
});

describe('range and demo', () => {
  test('range serves its models until it is told to stop', async () => {
    const running = cli.start(['range']);
    const [, url] = await running.says(/at (http:\S+completions)/);
    const body = JSON.stringify({ model: 'echo', messages: [{ role: 'user', content: 'hello there' }] });
    expect(await (await fetch(url as string, { method: 'POST', body })).text()).toContain('hello there');
    running.child.kill('SIGINT');
    expect((await running.ended).code).toBe(0);
  });

  test('demo --once scans the gullible model and finds every category', async () => {
    const { code, stdout, stderr } = await cli.run(['demo', '--once', '--max-attempts', '40']);
    expect(stderr).not.toContain('Error');
    expect(code).toBe(0);
    for (let i = 1; i <= 10; i++) expect(stdout).toContain(`LLM${String(i).padStart(2, '0')}`);
  });
});
