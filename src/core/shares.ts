/** What holds at one endpoint, for everybody who talks to it. */
export interface EndpointLimits {
  /** Requests in flight. */
  readonly concurrency: number;
  /** Starts a second and a minute; below one is one start in a correspondingly longer time. Null: no limit. */
  readonly perSecond: number | null;
  readonly perMinute: number | null;
}

/** Parts of the limits in whole units: requests in flight, starts in any window. Null: as many as one likes. */
export type Units = EndpointLimits;

/** One process that talks to an endpoint, as its latest beat left it. */
export interface ShareHolder {
  readonly id: string;
  readonly limits: EndpointLimits;
  /** Whether it has used the endpoint lately or wants to. */
  readonly demands: boolean;
  /** The most that it may be using at this moment. */
  readonly granted: Units;
  /** Until its lease ends; not positive when it is dead or has left. */
  readonly expiresInMs: number;
}

/** What a process says at a beat: its own limits, what it uses, and a pause that the endpoint has asked it for. */
export interface ShareReport {
  readonly limits: EndpointLimits;
  readonly demands: boolean;
  /** Requests in flight and starts that still count, but at least its share: it may use that before this arrives. */
  readonly held: Units;
  readonly pauseMs: number;
}

export interface Share {
  /** The strictest limits of all who are alive. */
  readonly limits: EndpointLimits;
  readonly units: Units;
  /** False: more is due, more has to be given up, or there is too little for all, so that another beat should be soon. */
  readonly settled: boolean;
}

export interface ShareTiming {
  /** Between two beats. */
  readonly beatMs: number;
  /** After this long without a beat a process counts as dead, and uses nothing any more itself. */
  readonly leaseMs: number;
}

/** Where the processes that talk to the same endpoints agree who may use how much. */
export interface ShareStore {
  readonly timing: ShareTiming;
  /** Renews the lease and divides anew, in one atomic step. `pauseMs`: nobody sends anything for as long. */
  beat(endpoint: string, holder: string, report: ShareReport): Promise<Share & { readonly pauseMs: number }>;
  /** Ends the lease; `held` is what still counts at the endpoint. */
  leave(endpoint: string, holder: string, held: Units): Promise<void>;
}

export const unitKeys = ['concurrency', 'perSecond', 'perMinute'] as const;
type UnitKey = (typeof unitKeys)[number];

const nominalMs = { perSecond: 1000, perMinute: 60_000 };
/** A start reaches the endpoint a little after it was counted. */
const arrivalMs = 500;

/** How long starts count in a rate's window, after which a dead holder's are forgotten; 0 for what is in flight. */
export function countsForMs(key: UnitKey, limits: EndpointLimits): number {
  const amount = limits[key];
  if (key === 'concurrency' || amount === null) return 0;
  return nominalMs[key] / Math.min(1, amount) + arrivalMs;
}

/**
 * The share of holder `me`, whose `granted` is what it has just reported to hold. Whoever wants to use the endpoint
 * gets the same, to the unit. Nobody is given what another may still be using: so long as each process uses no more than
 * `units` and is on record with `granted`, the sum never passes the limit, in whatever order they beat, join and die.
 *
 * @param holders in order of joining, `me` among them
 * @param turn counts up, the same for all: who has the units when there are fewer than holders
 * @returns `granted` for the record, and what `me` is told
 */
export function divide(
  holders: readonly ShareHolder[],
  me: ShareHolder,
  turn: number,
): { readonly granted: Units; readonly share: Share } {
  const others = holders.filter(({ id }) => id !== me.id);
  const alive = holders.filter((holder) => holder.id === me.id || holder.expiresInMs > 0);
  const limits = strictestOf(alive);
  const asking = alive.filter((holder) => holder.demands || alive.length === 1);
  const place = asking.findIndex(({ id }) => id === me.id);
  const due = mapUnits((key) => partOf(capacityOf(key, limits), place, asking.length, turn));
  const free = mapUnits((key) => {
    const total = capacityOf(key, limits);
    return total === null ? null : others.reduce((left, other) => left - usedBy(other, key, limits), total);
  });
  const granted = mapUnits((key) => {
    const held = me.granted[key];
    const [most, left] = [due[key], free[key]];
    if (most === null || left === null || held === null) return null;
    return Math.max(held, Math.min(most, left));
  });
  // Who comes, or comes back after its lease has ended, holds what it uses; anything else may be another's by now.
  const continues = me.expiresInMs > 0;
  const units = mapUnits((key) => least([due[key], continues ? granted[key] : atLeastZero(free[key])]));
  // Whoever has its turn has to notice its end.
  const scarce = (key: UnitKey) =>
    (due[key] ?? 0) > 0 && (capacityOf(key, limits) ?? Infinity) < asking.length;
  const settled = unitKeys.every(
    (key) => due[key] === granted[key] && units[key] === due[key] && !scarce(key),
  );
  return { granted, share: { limits, units, settled } };
}

/** The strictest of some users' limits. */
export function strictestOf(users: readonly { readonly limits: EndpointLimits }[]): EndpointLimits {
  return mapUnits((key) => least(users.map(({ limits }) => limits[key])));
}

function least(amounts: readonly (number | null)[]): number | null {
  const given = amounts.filter((amount) => amount !== null);
  return given.length > 0 ? Math.min(...given) : null;
}

const atLeastZero = (amount: number | null) => (amount === null ? null : Math.max(0, amount));

function capacityOf(key: UnitKey, limits: EndpointLimits): number | null {
  const amount = limits[key];
  return amount === null ? null : Math.max(1, Math.floor(amount));
}

/** What is left over goes to the first; where that is all there is, to the next ones each turn. */
function partOf(total: number | null, place: number, count: number, turn: number): number | null {
  if (total === null) return null;
  if (place < 0) return 0;
  const base = Math.floor(total / count);
  const order = base === 0 ? (place + turn) % count : place;
  return base + (order < total % count ? 1 : 0);
}

/** What another may be using: what a dead one had in flight is gone with its lease, its starts when they count no more. */
function usedBy(holder: ShareHolder, key: UnitKey, limits: EndpointLimits): number {
  const alive = holder.expiresInMs > 0;
  if (!alive && holder.expiresInMs + countsForMs(key, limits) <= 0) return 0;
  // Without a limit nothing was counted: what a dead one did is not known, what a live one does has no bound.
  return holder.granted[key] ?? (alive ? Number.POSITIVE_INFINITY : 0);
}

function mapUnits(of: (key: UnitKey) => number | null): Units {
  return { concurrency: of('concurrency') ?? 0, perSecond: of('perSecond'), perMinute: of('perMinute') };
}
