import type { FastifyReply } from 'fastify';
import { type App, transact } from '#src/app/context.ts';
import { findSbom, makeSbom, type Sbom } from '#src/app/sboms.ts';
import { failures, idParams } from '../schemas/common.ts';
import { SbomMakeQuery, SbomOut, SbomQuery } from '../schemas/repository.ts';
import type { ApiServer, Routes } from './routes.ts';

const tags = ['repos'];

function send(
  reply: FastifyReply,
  { document, mediaType, commit, createdAt }: Omit<Sbom, 'left'>,
  status: number,
) {
  reply.code(status).type(mediaType).header('last-modified', createdAt.toUTCString());
  if (commit !== null) reply.header('x-assay-commit', commit);
  return reply.send(Buffer.from(document)) as never;
}

function makeRoute(server: ApiServer, app: App): void {
  server.post(
    '/repos/:id/sbom',
    {
      config: { access: 'scans:write' },
      schema: {
        tags,
        summary: 'Make the bill of materials of a repository as it is now',
        params: idParams,
        querystring: SbomMakeQuery,
        response: { 201: SbomOut, ...failures(400, 404) },
      },
    },
    async (request, reply) => {
      const { caller, params, query } = request;
      const gone = new AbortController();
      reply.raw.once('close', () => gone.abort(new Error('the client went away')));
      const ask = { repositoryId: params.id, format: query.format, ref: query.ref ?? null };
      const sbom = await makeSbom(app, caller.workspaceId, ask, gone.signal);
      if (sbom.left.length > 0) reply.header('x-assay-files-left-out', String(sbom.left.length));
      return send(reply, sbom, 201);
    },
  );
}

function showRoute(server: ApiServer, app: App): void {
  server.get(
    '/repos/:id/sbom',
    {
      config: { access: 'repos:read' },
      schema: {
        tags,
        summary: 'The newest bill of materials of a repository',
        params: idParams,
        querystring: SbomQuery,
        response: { 200: SbomOut, ...failures(404) },
      },
    },
    async ({ caller, params, query }, reply) =>
      send(
        reply,
        await transact(app, caller.workspaceId, (work) => findSbom(work, params.id, query.format)),
        200,
      ),
  );
}

export const sbomRoutes: Routes<{ app: App }> = async (server, { app }) => {
  makeRoute(server, app);
  showRoute(server, app);
};
