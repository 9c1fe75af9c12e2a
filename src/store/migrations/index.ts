import type { Migration } from 'kysely/migration';
import * as initial from './0001-initial.ts';
import * as gatherings from './0002-gatherings.ts';
import * as artifacts from './0003-artifacts.ts';
import * as endpointShares from './0004-endpoint-shares.ts';
import * as repositories from './0005-repositories.ts';
import * as advisories from './0006-advisories.ts';
import * as units from './0007-units.ts';
import * as sboms from './0008-sboms.ts';

/** In order; a name is never changed once it has been released. */
export const migrations: Record<string, Migration> = {
  '0001-initial': initial,
  '0002-gatherings': gatherings,
  '0003-artifacts': artifacts,
  '0004-endpoint-shares': endpointShares,
  '0005-repositories': repositories,
  '0006-advisories': advisories,
  '0007-units': units,
  '0008-sboms': sboms,
};
