import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { gitServer, makeRepository, scratch } from '#test/git.ts';
import { type Checkout, type CheckoutRequest, checkOut } from './checkout.ts';

const token = ['ghp', 'Z9'.repeat(18)].join('_');
const encoded = Buffer.from(`x-access-token:${token}`).toString('base64');

let place: Awaited<ReturnType<typeof scratch>>;
let dataDir = '';
const at = (...parts: string[]) => join(place.folder, ...parts);

beforeEach(async () => {
  place = await scratch();
  dataDir = at('data');
});
afterEach(() => place.remove());

type Asked = Pick<CheckoutRequest, 'source'> & Partial<CheckoutRequest>;
const ask = (request: Asked, signal = new AbortController().signal): Promise<Checkout> =>
  checkOut({ dataDir, scanId: 's', ...request }, signal);
const leftBehind = () => readdir(join(dataDir, 'checkouts')).catch(() => []);

describe('a server', () => {
  const serve = (before: (request: IncomingMessage, response: ServerResponse) => boolean) =>
    gitServer({ folder: place.folder, before });
  const remote = (origin: string) =>
    ({ source: { kind: 'remote', url: `${origin}/o/r.git` }, token }) as const;

  test('that redirects to another gets no token sent there', async () => {
    const other = await serve(() => false);
    const first = await serve((request, response) => {
      response.writeHead(302, { location: other.origin + request.url }).end();
      return true;
    });
    await expect(ask(remote(first.origin))).rejects.toThrow(/has moved/);
    expect(first.seen[0]?.authorization).toBe(`Basic ${encoded}`);
    expect(other.seen).toEqual([]);
    await first.close();
    await other.close();
  });

  test.each(['ls-remote', 'fetch'])(
    'that stalls at %s: the token is in no argument, file or error, and nothing stays behind',
    async (command) => {
      await makeRepository(at('o', 'r.git'), { 'a.js': '1' });
      const stop = new AbortController();
      let asked = () => {};
      const stalled = new Promise<void>((resolve) => {
        asked = resolve;
      });
      const server = await serve(() => {
        if (!commandLines().includes(`git\0${command}\0`)) return false;
        asked();
        return true;
      });
      const failing = ask(remote(server.origin), stop.signal).catch((error) => error);
      await stalled;
      const shown = commandLines();
      expect(shown).toContain(server.origin);
      const secret = (text: string) => text.includes(token) || text.includes(encoded);
      expect(secret(shown)).toBe(false);
      expect(textsBelow(dataDir).some((text) => text.includes('[core]'))).toBe(true);
      expect(textsBelow(dataDir).filter(secret)).toEqual([]);
      stop.abort();
      expect(String((await failing).stack)).not.toContain('Z9Z9');
      expect(await leftBehind()).toEqual([]);
      await server.close();
    },
  );

  test('that echoes the token in its refusal: the error does not', async () => {
    const server = await serve((_, response) => {
      response.writeHead(500, { 'content-type': 'text/plain' }).end(`your ${token} and ${encoded}`);
      return true;
    });
    const error = await ask(remote(server.origin)).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: 'unavailable' });
    expect(error.message).not.toContain('Z9Z9');
    expect(error.message).not.toContain(encoded.slice(0, 24));
    await server.close();
  });

  test('that gives no answer ends with the time that a checkout may take', async () => {
    const server = await serve(() => true);
    await expect(ask({ ...remote(server.origin), limits: { timeoutMs: 300 } })).rejects.toThrow(
      /ASSAY_REPO_TIMEOUT_S/,
    );
    expect(await leftBehind()).toEqual([]);
    await server.close();
  });

  test('that sends more than the limit is cut off', async () => {
    await mkdir(at('o'));
    await makeRepository(at('o', 'r.git'), { 'noise.bin': randomBytes(3_000_000).toString('latin1') });
    const server = await serve(() => false);
    await expect(ask({ ...remote(server.origin), limits: { maxBytes: 1_000_000 } })).rejects.toMatchObject({
      code: 'too-large',
    });
    expect(await leftBehind()).toEqual([]);
    await server.close();
  });
});

/** Command lines of every process, where the system shows them to everybody. */
function commandLines(): string {
  if (!existsSync('/proc')) return execFileSync('ps', ['-axo', 'args'], { encoding: 'utf8' });
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      } catch {
        return '';
      }
    })
    .join('\n');
}

function textsBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? textsBelow(path) : [readFileSync(path, 'latin1')];
  });
}
