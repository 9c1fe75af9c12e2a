import { registry } from '#src/core/registry.ts';
import { bun } from './bun.ts';
import { bundler } from './bundler.ts';
import { cargo } from './cargo.ts';
import { cargoToml } from './cargo-toml.ts';
import { composer } from './composer.ts';
import { composerJson } from './composer-json.ts';
import { cyclonedxBom } from './cyclonedx-bom.ts';
import { gemfile } from './gemfile.ts';
import { goMod } from './go-mod.ts';
import { gradleBuild } from './gradle-build.ts';
import { gradleCatalog } from './gradle-catalog.ts';
import { gradleLock } from './gradle-lock.ts';
import type { Lockfile } from './lockfile.ts';
import { maven } from './maven.ts';
import { mix } from './mix.ts';
import { npm } from './npm.ts';
import { nugetConfig } from './nuget-config.ts';
import { nugetLock } from './nuget-lock.ts';
import { nugetProject } from './nuget-project.ts';
import { packageJson } from './package-json.ts';
import { pdm } from './pdm.ts';
import { pipenv } from './pipenv.ts';
import { pnpm } from './pnpm.ts';
import { poetry } from './poetry.ts';
import { pub } from './pub.ts';
import { pyproject } from './pyproject.ts';
import { requirements } from './requirements.ts';
import { spdxBom } from './spdx-bom.ts';
import { uv } from './uv.ts';
import { yarn } from './yarn.ts';

/** Files that name packages and their versions, alphabetical. */
export const lockfiles = registry<Lockfile>('lock file', [
  bun,
  bundler,
  cargo,
  cargoToml,
  composer,
  composerJson,
  cyclonedxBom,
  gemfile,
  goMod,
  gradleBuild,
  gradleCatalog,
  gradleLock,
  maven,
  mix,
  npm,
  nugetConfig,
  nugetLock,
  nugetProject,
  packageJson,
  pdm,
  pipenv,
  pnpm,
  poetry,
  pub,
  pyproject,
  requirements,
  spdxBom,
  uv,
  yarn,
]);
