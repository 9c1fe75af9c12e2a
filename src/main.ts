import { type Logger, pino } from 'pino';
import type { App } from '#src/app/context.ts';
import { addPlugins } from '#src/app/plugins.ts';
import type { Config } from '#src/config.ts';
import { startCluster } from '#src/io/cluster.ts';
import { importPlugins } from '#src/io/plugin-files.ts';
import { readSecretKeys } from '#src/io/secret-key.ts';
import { openVault } from '#src/io/vault.ts';
import { openQueue } from '#src/queue/queue.ts';
import { openDatabase } from '#src/store/database.ts';
import { migrate } from '#src/store/migrate.ts';

/** An `App` with everything open. `stop` closes it in the reverse order; idempotent. */
export type RunningApp = App & { stop(): Promise<void> };

/** Fields that no log line may carry, wherever a library puts them. */
const redactedPaths = [
  'authorization',
  'cookie',
  'set-cookie',
  'x-api-key',
  'api-key',
  'password',
  'token',
].flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]);

/** JSON lines on stderr: stdout belongs to what a command prints. Written at once, so that none is lost at the end. */
export const openLog = (level: Config['logLevel']): Logger =>
  pino(
    { level, base: undefined, redact: { paths: redactedPaths, censor: '***' } },
    pino.destination({ dest: 2, sync: true }),
  );

/**
 * The composition root: opens the database (embedded unless DATABASE_URL is set), migrates it, opens vault and queue.
 * What was opened is closed again when a later part fails.
 *
 * @throws AssayError `unavailable` or `bad-request` with what is wrong and what would be right
 */
export async function startApp(config: Config, log: Logger = openLog(config.logLevel)): Promise<RunningApp> {
  const closers: (() => Promise<void>)[] = [];
  let stopping: Promise<void> | null = null;
  const stop = (): Promise<void> => {
    stopping ??= closeAll(closers, log);
    return stopping;
  };
  try {
    await loadPlugins(config, log);
    // Sequential: both may have to make the data folder.
    const vault = openVault(await readSecretKeys(config));
    const url = config.databaseUrl ?? (await openCluster(config, log, closers));
    const db = openDatabase(url, { max: 20 });
    closers.push(() => db.destroy());
    await migrate(db);
    const queue = await openQueue({ url, onError: (error) => log.warn({ err: error }, 'queue') });
    closers.push(() => queue.stop());
    return { db, queue, vault, config, log, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Once a process: the registries they extend are the process's. */
let pluginsLoaded = false;

async function loadPlugins({ pluginsDir }: Config, log: Logger): Promise<void> {
  if (pluginsDir === null || pluginsLoaded) return;
  const added = addPlugins(await importPlugins(pluginsDir));
  pluginsLoaded = true;
  log.info({ added }, `plug-ins loaded: ${added.join(', ') || 'the folder has none'}`);
}

async function openCluster(config: Config, log: Logger, closers: (() => Promise<void>)[]): Promise<string> {
  const cluster = await startCluster({ dataDir: config.dataDir, log: (message) => log.warn(message) });
  closers.push(() => cluster.stop());
  return cluster.url;
}

/** Closes the newest first; one that fails is logged and does not keep the others open. */
async function closeAll(closers: readonly (() => Promise<void>)[], log: Logger): Promise<void> {
  for (const close of closers.toReversed()) {
    await close().catch((error) => log.warn({ err: error }, 'while stopping'));
  }
}
