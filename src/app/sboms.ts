import { randomUUID } from 'node:crypto';
import { AssayError, notFound } from '#src/core/errors.ts';
import { buildSbom } from '#src/repo/sbom/build-sbom.ts';
import { sbomFormats } from '#src/repo/sbom/index.ts';
import { takeInventory } from '#src/repo/sca/inventory.ts';
import { type App, transact, type Work } from './context.ts';
import { checkOutRepository } from './repo-checkout.ts';
import { findRepository } from './repositories.ts';

/** Ids of the forms, for schemas. */
export const sbomFormatIds = sbomFormats.ids as [string, ...string[]];

export interface Sbom {
  readonly document: string;
  readonly mediaType: string;
  readonly commit: string | null;
  readonly createdAt: Date;
  /** Files whose packages are not in it, and why. */
  readonly left: readonly { readonly path: string; readonly reason: string }[];
}

export interface SbomAsk {
  readonly repositoryId: string;
  readonly format: string;
  /** Null: the default branch. */
  readonly ref: string | null;
  readonly workingTree?: boolean;
}

/**
 * Makes the bill of materials of a repository as it is now, and keeps it as its newest one in that form.
 *
 * @throws AssayError `not-found`, what `checkOutRepository` throws; the reason of `signal` when it aborts
 */
export async function makeSbom(
  app: App,
  workspaceId: string,
  ask: SbomAsk,
  signal: AbortSignal,
): Promise<Sbom> {
  const { repositoryId, format, ref, workingTree } = ask;
  const { name } = await transact(app, workspaceId, (work) => findRepository(work, repositoryId));
  const job = { workspaceId, repositoryId, scanId: `sbom-${randomUUID()}`, ref, commit: null, workingTree };
  const checkout = await checkOutRepository(app, job, signal);
  try {
    const { commit } = checkout;
    const now = new Date();
    const inventory = takeInventory(checkout.tree);
    const document = buildSbom(inventory, { name, commit, format, now });
    const row = {
      repository_id: repositoryId,
      workspace_id: workspaceId,
      format,
      commit,
      document,
      created_at: now,
    };
    await transact(app, workspaceId, ({ trx }) =>
      trx
        .insertInto('sboms')
        .values(row)
        .onConflict((on) =>
          on.columns(['repository_id', 'format']).doUpdateSet({ commit, document, created_at: now }),
        )
        .execute(),
    );
    return { document, mediaType: mediaTypeOf(format), commit, createdAt: now, left: inventory.skipped };
  } finally {
    await checkout.close();
  }
}

const mediaTypeOf = (format: string): string => sbomFormats.get(format).mediaType;

/** The newest one in that form. Throws `not-found`, also where none was made yet. */
export async function findSbom(
  work: Work,
  repositoryId: string,
  format: string,
): Promise<Omit<Sbom, 'left'>> {
  await findRepository(work, repositoryId);
  const row = await work.trx
    .selectFrom('sboms')
    .select(['document', 'commit', 'created_at'])
    .where('repository_id', '=', repositoryId)
    .where('format', '=', format)
    .executeTakeFirst();
  if (!row) throw noneYet(format, repositoryId);
  return {
    document: row.document,
    mediaType: mediaTypeOf(format),
    commit: row.commit,
    createdAt: row.created_at,
  };
}

function noneYet(format: string, repositoryId: string): AssayError {
  const { message } = notFound(`${format} bill of materials`);
  return new AssayError(
    'not-found',
    `${message}: POST /repos/${repositoryId}/sbom?format=${format} makes it`,
  );
}
