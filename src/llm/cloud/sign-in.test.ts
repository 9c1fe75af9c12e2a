import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readGoogleKey } from '#src/core/google-key.ts';
import { createSend } from '#src/io/send.ts';
import { type EntraServer, entraServer } from '#test/entra-server.ts';
import { googleServer, workloadToken } from '#test/google-server.ts';
import { type TestModel, testModel } from '#test/model.ts';
import { azureAuthority, azureTokens } from './azure-tokens.ts';
import { googleTokens } from './google-tokens.ts';
import { Tokens } from './tokens.ts';

describe('a kept token', () => {
  const issuing = (lifeMs: number) => {
    const state = { now: 1_000_000, issued: 0 };
    const tokens = new Tokens(
      async () => ({ value: `t${++state.issued}`, expiresAt: state.now + lifeMs }),
      () => state.now,
    );
    return { state, tokens };
  };

  test('is renewed five minutes before it expires, a short-lived one at half of its life', async () => {
    for (const [life, kept] of [
      [3_600_000, 3_300_000],
      [60_000, 30_000],
    ] as const) {
      const { state, tokens } = issuing(life);
      expect(await tokens.get()).toBe('t1');
      state.now += kept - 1;
      expect(await tokens.get()).toBe('t1');
      state.now += 1;
      expect(await tokens.get()).toBe('t2');
    }
  });

  test('is fetched once for all who wait; one that gives up does not stop the others', async () => {
    const gate = Promise.withResolvers<void>();
    let issued = 0;
    const tokens = new Tokens(async () => {
      issued++;
      await gate.promise;
      return { value: 't', expiresAt: Date.now() + 1e6 };
    });
    const stop = new AbortController();
    const waiting = [tokens.get(), tokens.get(stop.signal), tokens.get()] as const;
    stop.abort();
    await expect(waiting[1]).rejects.toMatchObject({ failure: 'aborted' });
    gate.resolve();
    expect(await Promise.all([waiting[0], waiting[2]])).toEqual(['t', 't']);
    expect(issued).toBe(1);
  });

  test('that could not be fetched is fetched anew for the next', async () => {
    let calls = 0;
    const tokens = new Tokens(async () => {
      if (++calls === 1) throw new Error('first');
      return { value: 't', expiresAt: Date.now() + 1e6 };
    });
    await expect(tokens.get()).rejects.toThrow('first');
    expect(await tokens.get()).toBe('t');
  });

  test('that was refused is replaced once, by however many it was refused', async () => {
    const { tokens } = issuing(1e6);
    const old = await tokens.get();
    expect([tokens.refuse(old), tokens.refuse(old)]).toEqual([true, true]);
    const fresh = await tokens.get();
    expect([fresh, tokens.refuse(fresh), tokens.refuse(fresh)]).toEqual(['t2', false, false]);
    tokens.accept(fresh);
    expect(tokens.refuse(fresh)).toBe(true);
  });
});

describe('Entra', () => {
  let entra: EntraServer;
  let model: TestModel;
  let tokens: string[];
  beforeEach(async () => {
    entra = await entraServer();
    tokens = [];
  });
  afterEach(async () => {
    await model?.close();
    await entra.close();
  });
  const connect = (more: object = {}, config: object = {}): TestModel => {
    const azure = { ...entra.application, ...more };
    const cloud = { azure, onToken: (token: string) => void tokens.push(token) };
    model = testModel(
      entra.url,
      { provider: 'azure-openai', model: 'gpt', retries: 0, ...config },
      {},
      { cloud },
    );
    return model;
  };
  const asked = (pattern: RegExp) => entra.received.filter(({ path }) => pattern.test(path));

  test('one token for many questions, told so that it is never stored', async () => {
    connect();
    const answers = await Promise.all(['a', 'b', 'c'].map((text) => model.ask(text)));
    expect(answers.map(({ text }) => text)).toEqual(['ready', 'ready', 'ready']);
    expect(asked(/\/token/)).toHaveLength(1);
    expect(tokens).toEqual(entra.issued);
  });

  test('a wrong secret is told once, without the secret that Entra quotes', async () => {
    connect({ clientSecret: 'planted-wrong-secret' });
    const error = await model.ask('x').catch((reason: Error) => reason);
    expect(error).toMatchObject({
      status: 401,
      message: expect.stringMatching(/^signing in: http.*AADSTS7000215/),
    });
    expect(String(error)).not.toContain('planted');
    expect(asked(/\/token/)).toHaveLength(1);
    expect(asked(/\/openai/)).toHaveLength(0);
  });

  test('an expired token is renewed; one that was taken back is replaced once', async () => {
    entra.life = 1;
    connect();
    await model.ask('a');
    entra.life = 3600;
    entra.valid.clear();
    expect((await model.ask('b')).text).toBe('ready');
    entra.valid.clear();
    Object.assign(entra.valid, { add: () => entra.valid });
    const error = await model.ask('c').catch((reason: Error) => reason);
    expect(error).toMatchObject({ status: 401, message: expect.stringContaining('Access denied') });
    expect(String(error)).not.toContain('planted');
    expect(asked(/\/token/)).toHaveLength(3);
  });

  test('an authority that sends the secret elsewhere does not get it', async () => {
    const elsewhere = await entraServer();
    entra.tokenHost = elsewhere.url.replace('http:', 'https:');
    connect();
    await expect(model.ask('x')).rejects.toMatchObject({ failure: 'refused' });
    expect(elsewhere.received).toHaveLength(0);
    await elsewhere.close();
  });

  test('the cloud of the endpoint decides where it signs in', () => {
    const host = (url: string) => azureAuthority({ authorityHost: null }, url);
    expect(host('https://r.openai.azure.com')).toBe('https://login.microsoftonline.com');
    expect(host('https://r.openai.azure.us/openai')).toBe('https://login.microsoftonline.us');
    expect(host('https://r.openai.azure.cn')).toBe('https://login.partner.microsoftonline.cn');
  });
});

/** The libraries must not find another way out: whatever `send` refuses is not asked. */
describe('every request of a sign-in goes through send', () => {
  const refusing = (path: RegExp) => createSend({ allow: (url) => !path.test(url.pathname) || 'not today' });

  test.each(['service account', 'user', 'workload', 'impersonation'])('%s', async (kind) => {
    const google = await googleServer();
    const source = {
      url: `${google.url}/workload-token`,
      headers: { 'x-source': 'planted-source-header' },
      format: { type: 'json', subject_token_field_name: 'value' },
    };
    const impersonate = { service_account_impersonation_url: `${google.url}/x:generateAccessToken` };
    const keys: Record<string, string> = {
      'service account': google.serviceAccount(),
      user: google.user(),
      workload: google.workload(source),
      impersonation: google.workload(source, impersonate),
    };
    const path =
      kind === 'workload' ? /^\/sts/ : kind === 'impersonation' ? /generateAccessToken/ : /^\/token/;
    const send = refusing(path);
    const access = { readTokenFile: async () => workloadToken, onToken: () => {} };
    const tokens = googleTokens(readGoogleKey(keys[kind]!), access, send, 5000);
    await expect(tokens.get()).rejects.toMatchObject({
      failure: 'refused',
      message: expect.stringContaining('not today'),
    });
    expect(google.received.filter((request) => path.test(request.path))).toEqual([]);
    await send.close();
    await google.close();
  });

  test.each([/openid-configuration/, /\/token$/])('Entra: %s', async (path) => {
    const entra = await entraServer();
    const send = refusing(path);
    const tokens = azureTokens(entra.application, entra.url, { onToken: () => {} }, send, 5000);
    await expect(tokens.get()).rejects.toMatchObject({
      failure: 'refused',
      message: expect.stringContaining('not today'),
    });
    expect(entra.received.filter((request) => path.test(request.path.split('?')[0]!))).toEqual([]);
    await send.close();
    await entra.close();
  });
});
