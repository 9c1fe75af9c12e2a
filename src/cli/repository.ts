import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { RegisteredRepository } from '#src/app/repositories.ts';
import { usage } from './failure.ts';
import type { Session } from './open.ts';
import { readText } from './read-text.ts';

export interface TokenOptions {
  readonly tokenEnv?: string;
  readonly tokenFile?: string;
}

/** The token, from where other users of the machine cannot read it; an argument would be in the process list. */
export function tokenOf({ tokenEnv, tokenFile }: TokenOptions): string | undefined {
  if (tokenFile !== undefined) return readText(tokenFile, '--token-file').trim();
  if (tokenEnv === undefined) return undefined;
  const value = process.env[tokenEnv];
  if (!value) throw usage(`--token-env: the variable ${tokenEnv.slice(0, 60)} is not set`);
  return value;
}

/** Whether a place on the command line is a folder of this machine rather than a URL. */
export const isFolder = (place: string): boolean =>
  /^[./~]/.test(place) || (statSync(place, { throwIfNoEntry: false })?.isDirectory() ?? false);

export interface PlaceOptions {
  readonly token?: string | undefined;
  readonly branch?: string | undefined;
  readonly name?: string | undefined;
}

/** Registers the repository at a place, or finds the one that is registered already. */
export async function registerPlace(
  { app, workspaceId }: Session,
  place: string,
  { token, branch, name }: PlaceOptions = {},
): Promise<RegisteredRepository> {
  const { transact } = await import('#src/app/context.ts');
  const { register, seeGithub, seeLocal } = await import('#src/app/repositories.ts');
  const { parse } = await import('#src/core/parse.ts');
  const { githubCreateSchema, localCreateSchema } = await import('#src/core/repository-input.ts');
  const local = isFolder(place);
  if (local && token !== undefined) throw usage('a folder on this machine needs no token');
  if (!local && name !== undefined) throw usage('--name is for folders; GitHub names its repositories');
  const chosen = { default_branch: branch };
  const seen = local
    ? await seeLocal(app, parse(localCreateSchema, { local_path: resolve(place), name, ...chosen }))
    : await seeGithub(app, workspaceId, parse(githubCreateSchema, { url: place, token, ...chosen }));
  return transact(app, workspaceId, (work) => register(work, seen));
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The id as it is, or that of the repository at a place. */
export const repositoryAt = async (session: Session, idOrPlace: string): Promise<string> =>
  uuid.test(idOrPlace) ? idOrPlace : (await registerPlace(session, idOrPlace)).id;
