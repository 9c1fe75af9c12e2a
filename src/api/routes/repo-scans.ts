import { type App, transact } from '#src/app/context.ts';
import { listFindings } from '#src/app/findings.ts';
import { baselineScan, commissionRepoScan, findRepoScan, listRepoScans } from '#src/app/repo-scans.ts';
import { replyCreated } from '../create.ts';
import { defaultLimit, linkNext } from '../paging.ts';
import { presentRepoFinding, presentRepoScan } from '../present/repository.ts';
import { failures, idParams, noQuery } from '../schemas/common.ts';
import {
  RepoFindingOut,
  RepoFindingQuery,
  RepoScanCreate,
  RepoScanOut,
  RepoScanQuery,
  repoScanParams,
} from '../schemas/repository.ts';
import type { ApiServer, Routes } from './routes.ts';

const tags = ['repos'];

function commissionRoute(server: ApiServer, app: App): void {
  server.post(
    '/repos/:id/scan',
    {
      config: { access: 'scans:write' },
      // A scan with nothing to choose needs no body.
      preValidation: async (request) => {
        request.body ??= {};
      },
      schema: {
        tags,
        summary: 'Scan a repository',
        params: idParams,
        querystring: noQuery,
        body: RepoScanCreate,
        response: { 202: RepoScanOut, ...failures(400, 404, 409, 413) },
      },
    },
    (request, reply) =>
      replyCreated(
        app,
        request,
        reply,
        async (work) => presentRepoScan(await commissionRepoScan(work, request.params.id, request.body)),
        202,
      ),
  );
}

function listRoute(server: ApiServer, app: App): void {
  server.get(
    '/repos/:id/scans',
    {
      config: { access: 'scans:read' },
      schema: {
        tags,
        summary: 'Scans of a repository, newest first',
        params: idParams,
        querystring: RepoScanQuery,
        response: { 200: RepoScanOut.array(), ...failures(404) },
      },
    },
    async (request, reply) => {
      const page = await transact(app, request.caller.workspaceId, (work) =>
        listRepoScans(work, request.params.id, request.query),
      );
      linkNext(request, reply, page);
      return page.items.map(presentRepoScan);
    },
  );
}

function showRoute(server: ApiServer, app: App): void {
  server.get(
    '/repos/scans/:scan_id',
    {
      config: { access: 'scans:read' },
      schema: {
        tags,
        summary: 'One scan of a repository',
        params: repoScanParams,
        querystring: noQuery,
        response: { 200: RepoScanOut, ...failures(404) },
      },
    },
    async ({ caller, params }) =>
      presentRepoScan(await transact(app, caller.workspaceId, (work) => findRepoScan(work, params.scan_id))),
  );
}

function findingsRoute(server: ApiServer, app: App): void {
  server.get(
    '/repos/scans/:scan_id/findings',
    {
      config: { access: 'findings:read' },
      schema: {
        tags,
        summary: 'Findings of a repository scan, by risk',
        params: repoScanParams,
        querystring: RepoFindingQuery,
        response: { 200: RepoFindingOut.array(), ...failures(404) },
      },
    },
    async (request, reply) => {
      const { params, query, caller } = request;
      const { only_new_against: against, ...wanted } = query;
      const ask = { ...wanted, scan_id: params.scan_id, limit: query.limit ?? defaultLimit };
      const { page, repositoryId } = await transact(app, caller.workspaceId, async (work) => {
        const { repositoryId } = await findRepoScan(work, params.scan_id);
        const not_in = against === undefined ? undefined : await baselineScan(work, repositoryId, against);
        return { repositoryId, page: await listFindings(work, { ...ask, not_in }) };
      });
      linkNext(request, reply, page);
      return page.items.map((finding) => presentRepoFinding(finding, repositoryId));
    },
  );
}

export const repoScanRoutes: Routes<{ app: App }> = async (server, { app }) => {
  commissionRoute(server, app);
  listRoute(server, app);
  showRoute(server, app);
  findingsRoute(server, app);
};
