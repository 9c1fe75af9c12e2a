import { randomUUID } from 'node:crypto';
import { openDatabase } from '#src/store/database.ts';
import { databaseShares } from '#src/store/share-store.ts';

/** Beats at the endpoint ENDPOINT on DATABASE_URL without a break and says so after each: for stopping in the middle. */
const store = databaseShares(openDatabase(process.env.DATABASE_URL!), { beatMs: 200, leaseMs: 1000 });
const report = {
  limits: { concurrency: 6, perSecond: null, perMinute: null },
  demands: true,
  held: { concurrency: 0, perSecond: null, perMinute: null },
  pauseMs: 0,
};
const holder = randomUUID();
for (;;) {
  const said = await store.beat(process.env.ENDPOINT!, holder, report).then(
    () => 'beat',
    () => 'failed',
  );
  process.stdout.write(`${said}\n`);
}
