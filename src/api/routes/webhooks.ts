import { randomUUID } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { type App, transact } from '#src/app/context.ts';
import { createWebhook, type Delivery, handleDelivery, removeWebhook } from '#src/app/webhooks.ts';
import { replyCreated } from '../create.ts';
import { failures, idParams, Nothing, noQuery } from '../schemas/common.ts';
import { DeliveryOut, WebhookOut } from '../schemas/repository.ts';
import type { ApiServer, Routes } from './routes.ts';

const tags = ['repos'];
const deliveryPath = '/repos/webhooks/github';
/** Pushes of thousands of commits fit; anybody may send a body here, so no more than that. */
const mostBytes = 5 * 1024 * 1024;

function createRoute(server: ApiServer, app: App): void {
  server.post(
    '/repos/:id/webhook',
    {
      config: { access: 'repos:write' },
      schema: {
        tags,
        summary: 'Make the secret of a webhook on GitHub, or a new one; it is shown this once',
        params: idParams,
        querystring: noQuery,
        response: { 201: WebhookOut, ...failures(400, 404, 409) },
      },
    },
    (request, reply) =>
      replyCreated(app, request, reply, async (work) => ({
        url: `${request.protocol}://${request.host}${deliveryPath}`,
        content_type: 'application/json',
        secret: await createWebhook(work, request.params.id),
        events: ['push'],
      })),
  );
}

function removeRoute(server: ApiServer, app: App): void {
  server.delete(
    '/repos/:id/webhook',
    {
      config: { access: 'repos:write' },
      schema: {
        tags,
        summary: 'Forget the secret of a webhook: what it sends is refused from here on',
        params: idParams,
        querystring: noQuery,
        response: { 204: Nothing, ...failures(404) },
      },
    },
    async ({ caller, params }, reply) => {
      await transact(app, caller.workspaceId, (work) => removeWebhook(work, params.id));
      return reply.code(204).send(null);
    },
  );
}

const header = (request: FastifyRequest, name: string): string => {
  const value = request.headers[name];
  return typeof value === 'string' ? value.slice(0, 200) : '';
};

/** JSON as it stands, or as the field `payload` of a form, which is what GitHub sends unless told. */
function payloadOf(request: FastifyRequest, raw: Buffer): Delivery['payload'] {
  // Without a signature it is refused in any case: nothing is spent on reading it.
  if (header(request, 'x-hub-signature-256') === '') return null;
  const text = raw.toString('utf8');
  const isForm = header(request, 'content-type').startsWith('application/x-www-form-urlencoded');
  try {
    const value: unknown = JSON.parse(isForm ? (new URLSearchParams(text).get('payload') ?? '') : text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

function deliverRoute(server: ApiServer, app: App): void {
  server.post(
    deliveryPath,
    {
      config: { access: 'public' },
      bodyLimit: mostBytes,
      schema: {
        tags,
        summary: 'What GitHub calls: signed with the secret of the repository, a push commissions a scan',
        description:
          'Needs no key. `X-Hub-Signature-256` must be the HMAC of the body under the secret that ' +
          '`POST /repos/{id}/webhook` gave. A push to the default branch commissions a scan of its newest commit; ' +
          'anything else is answered with the reason why nothing was done. A delivery that comes twice creates ' +
          'nothing twice.',
        querystring: noQuery,
        response: { 200: DeliveryOut, 202: DeliveryOut, ...failures(400, 413) },
      },
    },
    async (request, reply) => {
      const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const event = header(request, 'x-github-event');
      const { scanId, detail } = await handleDelivery(app, {
        event,
        // GitHub always sends one; the body tells repeats apart where a proxy has lost it.
        delivery: header(request, 'x-github-delivery') || randomUUID(),
        signature: header(request, 'x-hub-signature-256'),
        raw,
        payload: payloadOf(request, raw),
      });
      return reply.code(event === 'ping' ? 200 : 202).send({ scan_id: scanId, detail });
    },
  );
}

export const webhookRoutes: Routes<{ app: App }> = async (server, { app }) => {
  createRoute(server, app);
  removeRoute(server, app);
  await server.register(async (inner) => {
    // The signature is over the bytes: they are kept as they came, for this route alone.
    inner.removeAllContentTypeParsers();
    for (const type of ['application/json', 'application/x-www-form-urlencoded']) {
      inner.addContentTypeParser(type, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    }
    deliverRoute(inner as ApiServer, app);
  });
};
