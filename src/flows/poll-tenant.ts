import type { Alert } from '../core/alert';
import type { Severity } from '../core/detection-facts';
import { TocsinError } from '../core/errors';
import { compareInstants } from '../core/instant';
import { factsOf } from '../core/normalise';
import type { Tenant } from '../core/tenant';
import type { Defender } from '../ports/defender';
import { type Flows, iso } from './context';
import { reportTrouble } from './report-trouble';
import { takeOverOf } from './take-over-messages';

/** Defender writes updates late and out of order: each poll looks this far back, and what was seen is dropped by (id, update time). */
const OVERLAP_MS = 10 * 60_000;
/** A tenant polled for the first time shows the last hour, and what is high in the last day; the rest is remembered unseen. */
const FIRST_LOOK_MS = 24 * 3_600_000;
const FIRST_SHOWN_MS = 3_600_000;
const GRAVE: ReadonlySet<Severity> = new Set(['high', 'critical']);
/** Name under which the time of the last poll that worked is kept, in ms. */
export const POLLED_AT = 'polled-at';
const POLLED_AT_KEPT_MS = 30 * 24 * 3_600_000;
const PAGE = 200;
/** Graph refuses a larger `$skip`, and gives at most this many rows a page. */
const MAX_SKIP = 500;
const MAX_PAGE = 1_000;
/** A backlog larger than this is drained over several polls, so that one tenant cannot hold a worker for ever. */
const MAX_PAGES = 25;

/**
 * Reads what changed in one tenant and stores it; the cursor moves with the page, in one step, so nothing is lost by a crash.
 * The cursor is Defender's own `lastUpdateDateTime`, never our clock. A failed page fails the poll and leaves the cursor.
 */
export async function pollTenant(flows: Flows, tenant: Tenant): Promise<void> {
  const { store, clock, defender } = flows;
  try {
    const first = await takeOverOf(flows, tenant);
    const cursor = await store.cursor(tenant.id);
    const start = cursor ? iso(Date.parse(cursor) - OVERLAP_MS) : iso(clock.now() - FIRST_LOOK_MS);
    const shownFrom = iso((await store.polledSince(tenant.id, clock.now())) - FIRST_SHOWN_MS);
    const keep = async (alerts: Alert[], latest: string) => {
      if (alerts.length === 0) return;
      await first?.page(alerts);
      await storePage(flows, tenant, alerts, latest, shownFrom);
    };
    await readFrom(tenant, defender.of(tenant.id), start, keep);
    await first?.end();
  } catch (error) {
    await reportTrouble(flows, { owner: `poll:${tenant.id}`, what: `Alerts of ${tenant.name} cannot be read`, error, tenant });
    throw error;
  }
  await store.cache(tenant.id, POLLED_AT, clock.now(), POLLED_AT_KEPT_MS);
  await reportTrouble(flows, { owner: `poll:${tenant.id}`, what: `Alerts of ${tenant.name} are read again`, tenant });
}

async function readFrom(
  tenant: Tenant,
  defender: Defender,
  start: string,
  keep: (alerts: Alert[], latest: string) => Promise<void>,
): Promise<void> {
  let [since, skip, top] = [start, 0, PAGE];
  for (let pages = 0; pages < MAX_PAGES; pages++) {
    const page = await defender.listAlerts({ since, top, skip }, { priority: 'background' });
    const latest = page.alerts.at(-1)?.updatedAt ?? since;
    await keep(page.alerts, latest);
    if (!page.full || page.alerts.length === 0) return;
    const stuck = compareInstants(latest, since) <= 0;
    if (!stuck) [since, skip] = [latest, 0];
    // A whole page of one single instant: widen it, then take the last step that Graph allows.
    else if (top === MAX_PAGE && skip < MAX_SKIP) skip = MAX_SKIP;
    else if (top === MAX_PAGE) {
      throw new TocsinError({
        code: 'bad_answer',
        retry: 'later',
        message: `more than ${MAX_PAGE + MAX_SKIP} alerts share the update time ${since}; Graph cannot page through them`,
        person: `More than ${MAX_PAGE + MAX_SKIP} alerts of ${tenant.name} changed at the same instant; Defender cannot list the rest.`,
        tenant: tenant.id,
      });
    }
    top = MAX_PAGE;
  }
}

async function storePage({ store, jobs, log }: Flows, tenant: Tenant, alerts: Alert[], cursor: string, shownFrom: string): Promise<void> {
  const old = alerts.filter((alert) => compareInstants(alert.updatedAt, shownFrom) < 0 && !GRAVE.has(factsOf(alert).severity));
  const { changed } = await store.ingest(tenant.id, { alerts, baseline: new Set(old.map(({ id }) => id)), cursor });
  if (changed.length > 0) log.info({ tenant: tenant.id, changed: changed.length, read: alerts.length }, 'alerts stored');
  // A crash before this line leaves them due: the sweep queues them.
  await Promise.all(
    changed.map((alertId) => jobs.enqueue('detection', { tenant: tenant.id, alertId }, { key: `${tenant.id}/${alertId}` })),
  );
}
