import { type App, transact } from '#src/app/context.ts';
import {
  checkRepositoryPatch,
  deleteRepository,
  findRepository,
  listRepositories,
  patchRepository,
  refreshRepository,
  register,
  seeGithub,
  seeLocal,
} from '#src/app/repositories.ts';
import { replyCreated } from '../create.ts';
import { linkNext } from '../paging.ts';
import { presentRepository } from '../present/repository.ts';
import { failures, idParams, Nothing, noQuery } from '../schemas/common.ts';
import {
  GithubCreate,
  LocalCreate,
  RepositoryOut,
  RepositoryPatch,
  RepositoryQuery,
} from '../schemas/repository.ts';
import type { ApiServer, Routes } from './routes.ts';

const tags = ['repos'];

function githubRoute(server: ApiServer, app: App): void {
  server.post(
    '/repos/github',
    {
      config: { access: 'repos:write' },
      schema: {
        tags,
        summary: 'Register a repository on GitHub, or give it a new token',
        querystring: noQuery,
        body: GithubCreate,
        response: { 201: RepositoryOut, ...failures(400, 404, 409, 413) },
      },
    },
    async (request, reply) => {
      const seen = await seeGithub(app, request.caller.workspaceId, request.body);
      return replyCreated(app, request, reply, async (work) => presentRepository(await register(work, seen)));
    },
  );
}

function localRoute(server: ApiServer, app: App): void {
  server.post(
    '/repos/local',
    {
      config: { access: 'repos:write' },
      schema: {
        tags,
        summary: 'Register a repository or folder on the machine that scans',
        querystring: noQuery,
        body: LocalCreate,
        response: { 201: RepositoryOut, ...failures(400, 409, 413) },
      },
    },
    async (request, reply) => {
      const seen = await seeLocal(app, request.body);
      return replyCreated(app, request, reply, async (work) => presentRepository(await register(work, seen)));
    },
  );
}

function listRoute(server: ApiServer, app: App): void {
  server.get(
    '/repos',
    {
      config: { access: 'repos:read' },
      schema: {
        tags,
        summary: 'All repositories of the workspace, newest first',
        querystring: RepositoryQuery,
        response: { 200: RepositoryOut.array(), ...failures() },
      },
    },
    async (request, reply) => {
      const page = await transact(app, request.caller.workspaceId, (work) =>
        listRepositories(work, request.query),
      );
      linkNext(request, reply, page);
      return page.items.map(presentRepository);
    },
  );
}

function showRoute(server: ApiServer, app: App): void {
  server.get(
    '/repos/:id',
    {
      config: { access: 'repos:read' },
      schema: {
        tags,
        summary: 'One repository',
        params: idParams,
        querystring: noQuery,
        response: { 200: RepositoryOut, ...failures(404) },
      },
    },
    async ({ caller, params }) =>
      presentRepository(await transact(app, caller.workspaceId, (work) => findRepository(work, params.id))),
  );
}

function patchRoute(server: ApiServer, app: App): void {
  server.patch(
    '/repos/:id',
    {
      config: { access: 'repos:write' },
      schema: {
        tags,
        summary: 'Change the name, default branch or token of a repository',
        params: idParams,
        querystring: noQuery,
        body: RepositoryPatch,
        response: { 200: RepositoryOut, ...failures(400, 404, 413) },
      },
    },
    async ({ caller: { workspaceId }, params: { id }, body }) => {
      await checkRepositoryPatch(app, workspaceId, id, body);
      return presentRepository(await transact(app, workspaceId, (work) => patchRepository(work, id, body)));
    },
  );
}

function deleteRoute(server: ApiServer, app: App): void {
  server.delete(
    '/repos/:id',
    {
      config: { access: 'repos:write' },
      schema: {
        tags,
        summary: 'Delete a repository with its mirror target, scans and findings',
        params: idParams,
        querystring: noQuery,
        response: { 204: Nothing, ...failures(404) },
      },
    },
    async ({ caller, params }, reply) => {
      await transact(app, caller.workspaceId, (work) => deleteRepository(work, params.id));
      return reply.code(204).send(null);
    },
  );
}

function refreshRoute(server: ApiServer, app: App): void {
  server.post(
    '/repos/:id/refresh',
    {
      config: { access: 'repos:write' },
      schema: {
        tags,
        summary: 'Ask anew which branch is the default one',
        params: idParams,
        querystring: noQuery,
        response: { 200: RepositoryOut, ...failures(400, 404) },
      },
    },
    async ({ caller, params }) =>
      presentRepository(await refreshRepository(app, caller.workspaceId, params.id)),
  );
}

export const repositoryRoutes: Routes<{ app: App }> = async (server, { app }) => {
  githubRoute(server, app);
  localRoute(server, app);
  listRoute(server, app);
  showRoute(server, app);
  patchRoute(server, app);
  deleteRoute(server, app);
  refreshRoute(server, app);
};
