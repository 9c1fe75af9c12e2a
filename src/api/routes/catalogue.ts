import { buildCatalogue } from '#src/app/catalogue.ts';
import type { App } from '#src/app/context.ts';
import { CatalogueOut } from '../schemas/catalogue.ts';
import { failures, noQuery } from '../schemas/common.ts';
import type { Routes } from './routes.ts';

export const catalogueRoutes: Routes<{ app: App }> = async (server, { app }) => {
  server.get(
    '/catalogue',
    {
      config: { access: 'any' },
      schema: {
        tags: ['system'],
        summary: 'What this installation can do: plug-ins, and the schemas that forms are drawn from',
        querystring: noQuery,
        response: { 200: CatalogueOut, ...failures() },
      },
    },
    async () => buildCatalogue(app.config),
  );
};
