import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { SendError } from '#src/core/tools.ts';
import { guardedLookup } from '../connect.ts';
import type { PageScope } from './scope.ts';

export interface Gate {
  /** For Chromium: `socks5://127.0.0.1:<port>`. */
  readonly address: string;
  close(): Promise<void>;
}

/** Reply codes of RFC 1928, section 6. */
const granted = 0;
const notAllowed = 2;
const unreachable = 4;
const connectTimeoutMs = 10_000;

/**
 * The browser's only way out: a SOCKS5 proxy (RFC 1928) on loopback that connects to hosts in scope alone, and to
 * exactly the addresses that were checked. The browser resolves no name itself, so a name that changes between check
 * and use gains nothing; redirects, workers and WebSockets, which a page's request filter does not all see, come
 * through here like everything else.
 */
export async function openGate(scope: PageScope): Promise<Gate> {
  const open = new Set<Socket>();
  const server = createServer((client) => {
    open.add(client);
    client.on('error', () => client.destroy());
    client.on('close', () => open.delete(client));
    serve(client, scope, open).catch(() => client.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `socks5://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

async function serve(client: Socket, scope: PageScope, open: Set<Socket>): Promise<void> {
  const read = reader(client);
  const [version, methods = 0] = await read(2);
  if (version !== 5) return void client.destroy();
  await read(methods);
  client.write(Buffer.from([5, 0]));
  const [, command, , kind] = await read(4);
  const host = await readHost(read, kind);
  const port = (await read(2)).readUInt16BE();
  const verdict = command === 1 && host !== null ? scope.allowsHost(host, port) : 'not a connection';
  if (verdict !== true || host === null) {
    scope.refuse(host ?? 'unknown', String(verdict));
    return reply(client, notAllowed);
  }
  forward(client, host, port, scope, open);
}

function forward(client: Socket, host: string, port: number, scope: PageScope, open: Set<Socket>): void {
  const server = connect({ host, port, lookup: guardedLookup, autoSelectFamily: true });
  let connected = false;
  open.add(server);
  server.setTimeout(connectTimeoutMs, () => server.destroy(new Error('no connection in time')));
  server.on('error', (error) => {
    if (error instanceof SendError) scope.refuse(host, 'a cloud metadata or link-local address');
    if (!connected) reply(client, error instanceof SendError ? notAllowed : unreachable);
  });
  server.on('close', () => {
    open.delete(server);
    if (connected) client.destroy();
  });
  client.on('close', () => server.destroy());
  server.on('connect', () => {
    connected = true;
    server.setTimeout(0);
    client.write(Buffer.from([5, granted, 0, 1, 0, 0, 0, 0, 0, 0]));
    client.pipe(server).pipe(client);
  });
}

const reply = (client: Socket, code: number): void =>
  void client.end(Buffer.from([5, code, 0, 1, 0, 0, 0, 0, 0, 0]));

type Read = (bytes: number) => Promise<Buffer>;

/** Exactly so many bytes of a handshake that may come in any pieces. */
function reader(client: Socket): Read {
  return async (bytes) => {
    if (bytes === 0) return Buffer.alloc(0);
    for (;;) {
      const chunk = client.read(bytes) as Buffer | null;
      if (chunk) return chunk;
      if (client.readableEnded || client.destroyed) throw new Error('closed');
      await once(client, 'readable');
    }
  };
}

async function readHost(read: Read, kind: number | undefined): Promise<string | null> {
  if (kind === 1) return [...(await read(4))].join('.');
  if (kind === 3) return (await read((await read(1))[0] ?? 0)).toString('latin1');
  if (kind !== 4) return null;
  const parts = await read(16);
  return Array.from({ length: 8 }, (_, i) => parts.readUInt16BE(i * 2).toString(16)).join(':');
}
