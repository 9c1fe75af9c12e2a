import { createHash } from 'node:crypto';
import type { Config } from '#src/config.ts';
import { invalid } from '#src/core/errors.ts';
import { createSend } from '#src/io/send.ts';
import type { AskVendor } from '#src/repo/secrets/check-live.ts';
import { checkLiveness, type Liveness, vendorOf, vendorOrigins } from '#src/repo/secrets/liveness.ts';

/** Secrets of one scan that are asked about: beyond that it is a dump, and vendors would take it for an attack. */
const mostQuestions = 200;
/** Failures in a row after which a vendor is left alone for the rest of the scan. */
const mostFailures = 3;

type VendorConfig = Pick<Config, 'vendors'>;

/** Throws `invalid` for the field that asked for it where vendors must not be asked. */
export function requireVendors({ vendors }: VendorConfig, loc: readonly string[]): void {
  if (vendors) return;
  const msg = 'must be false: ASSAY_OFFLINE is on, so the vendors of secrets are not asked';
  throw invalid([{ loc, msg, type: 'invalid' }]);
}

export interface Vendors {
  readonly ask: AskVendor;
  close(): Promise<void>;
}

/**
 * The vendors of secrets, for one scan: nothing but their own addresses can be reached, and each secret is asked about
 * once, wherever it was found. Throws as `requireVendors`.
 */
export function openVendors(config: VendorConfig): Vendors {
  requireVendors(config, ['check_liveness']);
  const { bases = {}, timeoutMs } = config.vendors ?? {};
  const origins = vendorOrigins(bases);
  const allow = ({ origin }: URL) => origins.has(origin) || 'it is no vendor of secrets';
  const send = createSend({ allow, maxBodyBytes: 64 * 1024 });
  const known = new Map<string, Promise<Liveness>>();
  const failures = new Map<string, number>();

  const askNow: AskVendor = async (rule, secret, signal) => {
    const vendor = vendorOf(rule) ?? '';
    const failed = failures.get(vendor) ?? 0;
    if (failed >= mostFailures)
      return { state: 'unknown', note: `${vendor} was not asked: it failed ${failed} times before` };
    const answer = await checkLiveness(send, rule, secret, { bases, timeoutMs, signal });
    failures.set(vendor, answer.unreached ? failed + 1 : 0);
    return answer;
  };

  return {
    ask(rule, secret, signal) {
      const key = createHash('sha256').update(`${rule} ${secret}`).digest('hex');
      const answer = known.get(key) ?? (known.size < mostQuestions ? askNow(rule, secret, signal) : tooMany);
      known.set(key, answer);
      return answer;
    },
    close: send.close,
  };
}

const tooMany = Promise.resolve<Liveness>({
  state: 'unknown',
  note: `it was not asked about: a scan asks about ${mostQuestions} secrets`,
});
