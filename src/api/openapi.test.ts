import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Loose, type TestApi, testApi } from '#test/api.ts';

let api: TestApi;
let document: Loose;
beforeAll(async () => {
  api = await testApi();
  const answer = await api.call('GET', '/openapi.json', { key: null });
  expect(answer.statusCode, api.log.join('')).toBe(200);
  document = answer.json();
});
afterAll(() => api.close());

const operations = (): [string, Loose][] =>
  Object.entries<Loose>(document.paths).flatMap(([path, methods]) =>
    Object.entries<Loose>(methods).map(([method, operation]): [string, Loose] => [
      `${method} ${path}`,
      operation,
    ]),
  );

describe('/openapi.json', () => {
  it('is OpenAPI 3.1 with every route of the contract', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(operations().map(([name]) => name)).toEqual(
      expect.arrayContaining([
        'get /health',
        'post /targets',
        'get /targets',
        'get /targets/{id}',
        'patch /targets/{id}',
        'delete /targets/{id}',
        'post /targets/test',
        'post /targets/{id}/test',
        'post /scans',
        'get /scans',
        'get /scans/{id}',
        'delete /scans/{id}',
        'post /scans/{id}/cancel',
        'get /scans/{id}/findings',
        'get /scans/{id}/attempts',
        'get /scans/{id}/events',
        'get /scans/{a}/compare/{b}',
        'get /findings',
        'get /findings/{id}',
        'patch /findings/{id}',
        'post /findings/{id}/replay',
        'post /keys',
        'get /keys',
        'delete /keys/{id}',
        'post /session',
        'get /session',
        'delete /session',
        'post /repos/github',
        'post /repos/local',
        'get /repos',
        'get /repos/{id}',
        'patch /repos/{id}',
        'delete /repos/{id}',
        'post /repos/{id}/refresh',
        'post /repos/{id}/scan',
        'get /repos/{id}/scans',
        'get /repos/scans/{scan_id}',
        'get /repos/scans/{scan_id}/findings',
        'post /repos/{id}/webhook',
        'delete /repos/{id}/webhook',
        'post /repos/webhooks/github',
        'get /catalogue',
        'get /openapi.json',
      ]),
    );
  });

  it('has a summary, an example of every body and every good answer, and the errors', () => {
    for (const [name, operation] of operations()) {
      expect(operation.summary, name).toBeTruthy();
      const bodies = [operation.requestBody, ...Object.values<Loose>(operation.responses)].filter(
        (body) => body?.content,
      );
      for (const body of bodies) {
        for (const [type, media] of Object.entries<Loose>(body.content)) {
          expect(media.example ?? media.schema?.example, `${name} ${type}`).toBeDefined();
        }
      }
      if (operation.security === undefined) expect(Object.keys(operation.responses), name).toContain('401');
    }
  });

  it('refers only to schemas that are there, and holds none that nobody refers to', () => {
    const text = JSON.stringify(document);
    const used = new Set([...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map((match) => match[1]));
    expect([...used].sort()).toEqual(Object.keys(document.components.schemas).sort());
  });

  it('marks secrets as such', () => {
    const schema = document.components.schemas.TargetCreateInput;
    const credentials = JSON.stringify(schema.properties.credentials);
    expect(credentials.match(/"x-secret":true/g)!.length).toBeGreaterThanOrEqual(5);
    expect(credentials).toContain('"writeOnly":true');
    expect(document.components.schemas.TargetOut.properties).not.toHaveProperty('credentials');
  });

  it('says where an Idempotency-Key is taken', () => {
    for (const path of ['/targets', '/scans', '/keys', '/repos/github', '/repos/{id}/scan']) {
      const names = document.paths[path].post.parameters.map((parameter: Loose) => parameter.name);
      expect(names, path).toContain('Idempotency-Key');
    }
  });
});

describe('/docs', () => {
  it('is an explorer that loads nothing from elsewhere', async () => {
    const page = await api.call('GET', '/docs/', { key: null });
    expect(page.statusCode).toBe(200);
    expect(page.headers['content-security-policy']).toContain("script-src 'self'");
    const sources = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1]!);
    expect(sources.length).toBeGreaterThan(3);
    for (const source of sources) {
      const url = new URL(source, 'http://localhost/docs/');
      expect(url.host).toBe('localhost');
      expect((await api.call('GET', url.pathname, { key: null })).statusCode, source).toBe(200);
    }
    const setup = await api.call('GET', '/docs/static/swagger-initializer.js', { key: null });
    expect(setup.body).toContain('/openapi.json');
  });
});
