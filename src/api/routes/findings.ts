import { type App, transact } from '#src/app/context.ts';
import { findArtifact, findFinding, listFindings, triageFinding } from '#src/app/findings.ts';
import { replayFinding } from '#src/app/replay-finding.ts';
import { defaultLimit, linkNext } from '../paging.ts';
import { presentFinding } from '../present/finding.ts';
import { failures, idParams, noQuery } from '../schemas/common.ts';
import {
  ArtifactOut,
  ArtifactParams,
  FindingOut,
  FindingQuery,
  ReplayOut,
  TriageBody,
} from '../schemas/finding.ts';
import type { ApiServer, Routes } from './routes.ts';

const tags = ['findings'];

/** A conversation of twenty turns with a slow model fits; a hung one does not hold the request for ever. */
const replayTimeoutMs = 300_000;

function listRoute(server: ApiServer, app: App): void {
  server.get(
    '/findings',
    {
      config: { access: 'findings:read' },
      schema: {
        tags,
        summary:
          'Findings of all kinds, by risk; each flaw once, as its latest scan saw it, unless scan_id is given',
        querystring: FindingQuery,
        response: { 200: FindingOut.array(), ...failures() },
      },
    },
    async (request, reply) => {
      const ask = { ...request.query, limit: request.query.limit ?? defaultLimit };
      const page = await transact(app, request.caller.workspaceId, (work) => listFindings(work, ask));
      linkNext(request, reply, page);
      return page.items.map(presentFinding);
    },
  );
}

function showRoute(server: ApiServer, app: App): void {
  server.get(
    '/findings/:id',
    {
      config: { access: 'findings:read' },
      schema: {
        tags,
        summary: 'One finding',
        params: idParams,
        querystring: noQuery,
        response: { 200: FindingOut, ...failures(404) },
      },
    },
    async ({ caller, params }) =>
      presentFinding(await transact(app, caller.workspaceId, (work) => findFinding(work, params.id))),
  );
}

function artifactRoute(server: ApiServer, app: App): void {
  server.get(
    '/findings/:id/artifacts/:artifact_id',
    {
      config: { access: 'findings:read' },
      schema: {
        tags,
        summary: 'A picture of the evidence: a redacted screenshot',
        params: ArtifactParams,
        querystring: noQuery,
        response: { 200: ArtifactOut, ...failures(404) },
      },
    },
    async ({ caller, params }, reply) => {
      const { mediaType, bytes } = await transact(app, caller.workspaceId, (work) =>
        findArtifact(work, params.id, params.artifact_id),
      );
      // It never changes; whoever may see it may keep it for as long as the page is open.
      reply.header('cache-control', 'private, max-age=3600').type(mediaType);
      return reply.send(bytes as never) as never;
    },
  );
}

function triageRoute(server: ApiServer, app: App): void {
  server.patch(
    '/findings/:id',
    {
      config: { access: 'findings:write' },
      schema: {
        tags,
        summary: 'Triage: set the status, suppress with a reason; follows the flaw into later scans',
        params: idParams,
        querystring: noQuery,
        body: TriageBody,
        response: { 200: FindingOut, ...failures(400, 404) },
      },
    },
    async ({ caller, params, body }) =>
      presentFinding(await transact(app, caller.workspaceId, (work) => triageFinding(work, params.id, body))),
  );
}

function replayRoute(server: ApiServer, app: App): void {
  server.post(
    '/findings/:id/replay',
    {
      config: { access: 'findings:write' },
      schema: {
        tags,
        summary: 'Send the stored proof again and say whether it still holds',
        params: idParams,
        querystring: noQuery,
        response: { 200: ReplayOut, ...failures(400, 404) },
      },
    },
    async (request, reply) => {
      const gone = new AbortController();
      reply.raw.once('close', () => gone.abort());
      const signal = AbortSignal.any([gone.signal, AbortSignal.timeout(replayTimeoutMs)]);
      const { holds, verdict, transcript, replayedAt } = await replayFinding(
        app,
        request.caller.workspaceId,
        request.params.id,
        signal,
      );
      return { holds, verdict, exchange: [...transcript], replayed_at: replayedAt.toISOString() };
    },
  );
}

export const findingRoutes: Routes<{ app: App }> = async (server, { app }) => {
  listRoute(server, app);
  showRoute(server, app);
  artifactRoute(server, app);
  triageRoute(server, app);
  replayRoute(server, app);
};
