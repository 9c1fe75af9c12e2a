import { listAttempts } from '#src/app/attempts.ts';
import { compareScans } from '#src/app/compare-scans.ts';
import { type App, transact } from '#src/app/context.ts';
import { coverageOf } from '#src/app/coverage.ts';
import { listFindings } from '#src/app/findings.ts';
import { planScan } from '#src/app/plan-scan.ts';
import { cancelScan, commissionScan, deleteScan, findScan, listScans } from '#src/app/scans.ts';
import { replyCreated } from '../create.ts';
import { defaultLimit, linkNext } from '../paging.ts';
import { presentAttempt } from '../present/attempt.ts';
import { presentComparison } from '../present/comparison.ts';
import { presentCoverage } from '../present/coverage.ts';
import { presentFinding } from '../present/finding.ts';
import { presentPlan } from '../present/plan.ts';
import { presentScan } from '../present/scan.ts';
import { failures, idParams, Nothing, noQuery } from '../schemas/common.ts';
import { CompareOut, CompareParams } from '../schemas/comparison.ts';
import { CoverageOut } from '../schemas/coverage.ts';
import { FindingOut, ScanFindingQuery } from '../schemas/finding.ts';
import { PlanOut } from '../schemas/plan.ts';
import {
  AttemptOut,
  AttemptQuery,
  CommissionQuery,
  ScanCreate,
  ScanOut,
  ScanQuery,
} from '../schemas/scan.ts';
import type { ApiServer, Routes } from './routes.ts';

const tags = ['scans'];

function commissionRoute(server: ApiServer, app: App): void {
  server.post(
    '/scans',
    {
      config: { access: 'scans:write' },
      schema: {
        tags,
        summary: 'Commission a scan; with dry_run=true, the plan of one',
        querystring: CommissionQuery,
        body: ScanCreate,
        response: { 200: PlanOut, 201: ScanOut, ...failures(400, 404, 409) },
      },
    },
    async (request, reply) => {
      if (!request.query.dry_run) {
        return replyCreated(app, request, reply, async (work) =>
          presentScan(await commissionScan(work, request.body)),
        );
      }
      const { workspaceId } = request.caller;
      const plan = await transact(app, workspaceId, (work) => planScan(work, request.body));
      return reply.code(200).send(presentPlan(plan));
    },
  );
}

function listRoute(server: ApiServer, app: App): void {
  server.get(
    '/scans',
    {
      config: { access: 'scans:read' },
      schema: {
        tags,
        summary: 'Scans, newest first',
        querystring: ScanQuery,
        response: { 200: ScanOut.array(), ...failures() },
      },
    },
    async (request, reply) => {
      const page = await transact(app, request.caller.workspaceId, (work) => listScans(work, request.query));
      linkNext(request, reply, page);
      return page.items.map(presentScan);
    },
  );
}

function showRoute(server: ApiServer, app: App): void {
  server.get(
    '/scans/:id',
    {
      config: { access: 'scans:read' },
      schema: {
        tags,
        summary: 'One scan',
        params: idParams,
        querystring: noQuery,
        response: { 200: ScanOut, ...failures(404) },
      },
    },
    async ({ caller, params }) =>
      presentScan(await transact(app, caller.workspaceId, (work) => findScan(work, params.id))),
  );
}

function cancelRoute(server: ApiServer, app: App): void {
  server.post(
    '/scans/:id/cancel',
    {
      config: { access: 'scans:write' },
      schema: {
        tags,
        summary: 'Cancel a queued or running scan',
        params: idParams,
        querystring: noQuery,
        response: { 200: ScanOut, ...failures(404, 409) },
      },
    },
    async ({ caller, params }) =>
      presentScan(await transact(app, caller.workspaceId, (work) => cancelScan(work, params.id))),
  );
}

function deleteRoute(server: ApiServer, app: App): void {
  server.delete(
    '/scans/:id',
    {
      config: { access: 'scans:write' },
      schema: {
        tags,
        summary: 'Delete a scan that is not running, with its findings',
        params: idParams,
        querystring: noQuery,
        response: { 204: Nothing, ...failures(404, 409) },
      },
    },
    async ({ caller, params }, reply) => {
      await transact(app, caller.workspaceId, (work) => deleteScan(work, params.id));
      return reply.code(204).send(null);
    },
  );
}

function findingsRoute(server: ApiServer, app: App): void {
  server.get(
    '/scans/:id/findings',
    {
      config: { access: 'findings:read' },
      schema: {
        tags,
        summary: 'Findings of a scan, by risk',
        params: idParams,
        querystring: ScanFindingQuery,
        response: { 200: FindingOut.array(), ...failures(404) },
      },
    },
    async (request, reply) => {
      const { params, query, caller } = request;
      const page = await transact(app, caller.workspaceId, async (work) => {
        await findScan(work, params.id);
        return listFindings(work, { ...query, scan_id: params.id, limit: query.limit ?? defaultLimit });
      });
      linkNext(request, reply, page);
      return page.items.map(presentFinding);
    },
  );
}

function attemptsRoute(server: ApiServer, app: App): void {
  server.get(
    '/scans/:id/attempts',
    {
      config: { access: 'scans:read' },
      schema: {
        tags,
        summary: 'Attempts of a scan with their transcripts, in plan order',
        params: idParams,
        querystring: AttemptQuery,
        response: { 200: AttemptOut.array(), ...failures(404) },
      },
    },
    async (request, reply) => {
      const { params, query, caller } = request;
      const ask = { ...query, limit: query.limit ?? defaultLimit };
      const page = await transact(app, caller.workspaceId, (work) => listAttempts(work, params.id, ask));
      linkNext(request, reply, page);
      return page.items.map(presentAttempt);
    },
  );
}

function coverageRoute(server: ApiServer, app: App): void {
  server.get(
    '/scans/:id/coverage',
    {
      config: { access: 'scans:read' },
      schema: {
        tags,
        summary: 'Attack success rates of a scan so far, with intervals',
        params: idParams,
        querystring: noQuery,
        response: { 200: CoverageOut, ...failures(404) },
      },
    },
    async ({ caller, params }) =>
      presentCoverage(await transact(app, caller.workspaceId, (work) => coverageOf(work, params.id))),
  );
}

function compareRoute(server: ApiServer, app: App): void {
  server.get(
    '/scans/:a/compare/:b',
    {
      config: { access: 'findings:read' },
      schema: {
        tags,
        summary: 'How the second scan differs from the first: attempts paired, findings by fingerprint',
        params: CompareParams,
        querystring: noQuery,
        response: { 200: CompareOut, ...failures(400, 404) },
      },
    },
    async ({ caller, params }) =>
      presentComparison(
        await transact(app, caller.workspaceId, (work) => compareScans(work, params.a, params.b)),
      ),
  );
}

export const scanRoutes: Routes<{ app: App }> = async (server, { app }) => {
  commissionRoute(server, app);
  listRoute(server, app);
  showRoute(server, app);
  cancelRoute(server, app);
  deleteRoute(server, app);
  findingsRoute(server, app);
  attemptsRoute(server, app);
  coverageRoute(server, app);
  compareRoute(server, app);
};
