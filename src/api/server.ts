import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import Fastify, { type FastifyInstance, type FastifyRequest, LogController } from 'fastify';
import { serializerCompiler } from 'fastify-type-provider-zod';
import type { App } from '#src/app/context.ts';
import { hashToken } from '#src/app/keys.ts';
import { version } from '#src/core/version.ts';
import { installAuth } from './auth.ts';
import { installErrors } from './errors.ts';
import { installMethods } from './methods.ts';
import { swaggerOptions } from './openapi.ts';
import { appRoutes } from './routes/app.ts';
import { catalogueRoutes } from './routes/catalogue.ts';
import { docsRoutes } from './routes/docs.ts';
import { eventRoutes } from './routes/events.ts';
import { findingRoutes } from './routes/findings.ts';
import { healthRoutes } from './routes/health.ts';
import { keyRoutes } from './routes/keys.ts';
import { repoScanRoutes } from './routes/repo-scans.ts';
import { repositoryRoutes } from './routes/repositories.ts';
import { sarifRoutes } from './routes/sarif.ts';
import { sbomRoutes } from './routes/sboms.ts';
import { scanRoutes } from './routes/scans.ts';
import { sessionRoutes } from './routes/session.ts';
import { targetRoutes } from './routes/targets.ts';
import { webhookRoutes } from './routes/webhooks.ts';
import { validatorCompiler } from './validate.ts';

export interface ServerOptions {
  /** Folder of the built web UI; `web/dist` of this checkout by default. */
  readonly webRoot?: string;
  /** Requests per minute and caller; 6,000 by default. */
  readonly rateLimit?: number;
  /** Largest body in bytes; 2 MiB by default: a long prompt list fits, a flood does not. */
  readonly bodyLimit?: number;
}

const defaultWebRoot = fileURLToPath(new URL('../../web/dist', import.meta.url));

/** Callers are told apart by key or session, so that one noisy script does not shut out a whole office. */
const callerOf = (request: FastifyRequest): string => {
  const secret = request.headers.authorization ?? request.cookies.assay_session;
  return secret ? hashToken(secret) : request.ip;
};

async function installGuards(server: FastifyInstance, options: ServerOptions): Promise<void> {
  await server.register(cookie);
  await server.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    },
    // Plain HTTP on loopback is the usual case; a proxy that speaks TLS sets this itself.
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'no-referrer' },
  });
  await server.register(rateLimit, {
    max: options.rateLimit ?? 6000,
    timeWindow: 60_000,
    keyGenerator: callerOf,
    errorResponseBuilder: (_request, { after }) =>
      Object.assign(new Error(`too many requests; try again in ${after}`), { statusCode: 429 }),
  });
}

/** One line per request: no query, no body, no header. A path holds ids only. */
function installLog(server: FastifyInstance): void {
  server.addHook('onResponse', async (request, reply) => {
    const path = request.url.split('?', 1)[0];
    const ms = Math.round(reply.elapsedTime);
    request.log.info({ method: request.method, path, status: reply.statusCode, ms }, 'request');
  });
  server.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id);
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
}

/** JSON or nothing: a POST that needs no body may still name JSON as its type. */
function installBodies(server: FastifyInstance): void {
  server.removeContentTypeParser('text/plain');
  const strict = server.getDefaultJsonParser('error', 'error');
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (request, text, done) => {
    if (text.length === 0) done(null, undefined);
    else strict(request, text as string, done);
  });
}

async function installRoutes(server: FastifyInstance, app: App, options: ServerOptions): Promise<void> {
  await server.register(healthRoutes, { app });
  await server.register(targetRoutes, { app });
  await server.register(repositoryRoutes, { app });
  await server.register(repoScanRoutes, { app });
  await server.register(sbomRoutes, { app });
  await server.register(sarifRoutes, { app });
  await server.register(webhookRoutes, { app });
  await server.register(scanRoutes, { app });
  await server.register(eventRoutes, { app });
  await server.register(findingRoutes, { app });
  await server.register(keyRoutes, { app });
  await server.register(sessionRoutes, { app });
  await server.register(catalogueRoutes, { app });
  await server.register(docsRoutes);
  const root = options.webRoot ?? defaultWebRoot;
  await server.register(appRoutes, { root: existsSync(root) ? root : null });
}

/**
 * The HTTP server, ready for `listen` or `inject`. Close with `server.close()`; the app's own parts stay open.
 *
 * @param app its `log` gets one line per request, without bodies, queries or headers
 */
export async function buildServer(app: App, options: ServerOptions = {}): Promise<FastifyInstance> {
  const server = Fastify({
    loggerInstance: app.log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: options.bodyLimit ?? 2 * 1024 * 1024,
    genReqId: () => crypto.randomUUID(),
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
  }) as unknown as FastifyInstance;
  server.setValidatorCompiler(validatorCompiler as never);
  server.setSerializerCompiler(serializerCompiler as never);
  installErrors(server);
  installMethods(server);
  installLog(server);
  installBodies(server);
  await installGuards(server, options);
  await server.register(swagger, swaggerOptions(version));
  installAuth(server, app);
  await installRoutes(server, app, options);
  await server.ready();
  return server;
}
