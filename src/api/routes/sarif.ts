import { z } from 'zod';
import type { App } from '#src/app/context.ts';
import { importSarif } from '#src/app/import-sarif.ts';
import { replyCreated } from '../create.ts';
import { presentRepoScan } from '../present/repository.ts';
import { failures, idParams, noQuery } from '../schemas/common.ts';
import { RepoScanOut } from '../schemas/repository.ts';
import type { ApiServer, Routes } from './routes.ts';

/** Some tools write a hundred megabytes. */
const mostBytes = 256 * 1024 * 1024;

/** Read as text: the file is parsed once, by what forgives tools that write half of the format. */
const SarifBody = z.string().meta({
  description: 'A SARIF 2.1.0 file as it is',
  example: '{"version": "2.1.0", "runs": []}',
});

function importRoute(server: ApiServer, app: App): void {
  server.post(
    '/repos/:id/sarif',
    {
      bodyLimit: mostBytes,
      config: { access: 'scans:write' },
      schema: {
        tags: ['repos'],
        summary: "Take the results of another tool into the repository's findings",
        params: idParams,
        querystring: noQuery,
        body: SarifBody,
        response: { 201: RepoScanOut, ...failures(400, 404, 409, 413) },
      },
    },
    (request, reply) =>
      replyCreated(app, request, reply, async (work) =>
        presentRepoScan(await importSarif(work, { repositoryId: request.params.id, text: request.body })),
      ),
  );
}

export const sarifRoutes: Routes<{ app: App }> = async (server, { app }) => {
  server.removeAllContentTypeParsers();
  for (const type of ['application/json', 'application/sarif+json'])
    server.addContentTypeParser(type, { parseAs: 'string' }, (_request, text, done) => done(null, text));
  importRoute(server, app);
};
