import { asTocsinError, TocsinError } from '../core/errors';
import type { Tenant } from '../core/tenant';
import { type Flows, iso } from './context';
import { RECOVERED_AT } from './deliver-message';
import { reportTrouble } from './report-trouble';

/** As far back as a first poll looks. */
const LOOK_BACK_MS = 25 * 3_600_000;
const KEPT_MS = 400 * 24 * 3_600_000;

/**
 * Before a tenant is polled for the first time by this store: a store that lost everything looks just like a new tenant, and would
 * post every card again. The channel itself tells: our messages there carry their keys, and are taken over as they stand. It is said in
 * the ops channel, since other records (who contained what) are gone.
 */
export async function recoverMessages(flows: Flows, tenant: Tenant): Promise<void> {
  const { store, chat, clock, log } = flows;
  if ((await store.cached<number>(tenant.id, RECOVERED_AT)) !== undefined) return;
  const channel = tenant.channels.detections;
  const sinceMs = clock.now() - LOOK_BACK_MS;
  const found = await chat.ownMessages(channel, sinceMs).catch((thrown: unknown) => {
    const error = asTocsinError(thrown);
    if (error.code !== 'slack_final') throw error;
    // Not in the channel, or it does not exist: then nothing of ours is there, and the first post will say so.
    log.warn({ tenant: tenant.id, channel, err: error }, 'channel not readable before the first poll');
    return [];
  });
  for (const { key, ts } of found) {
    if (!(await store.message(tenant.id, key))) await store.saveMessage(tenant.id, key, { state: 'sent', channel, ts, sinceMs });
  }
  await store.cache(tenant.id, RECOVERED_AT, found.length > 0 ? clock.now() : 0, KEPT_MS);
  if (found.length === 0) return;
  const detail =
    `Redis held nothing of ${tenant.name}, though ${found.length} messages of Tocsin are in its channel since ${iso(sinceMs)}. ` +
    'They were taken over and are not posted again. Restore Redis from its append-only file if you can: what was contained by whom, and the audit, are only there.';
  const error = new TocsinError({ code: 'store_unavailable', retry: 'never', message: detail, person: detail, tenant: tenant.id });
  await reportTrouble(flows, { owner: `lost:${tenant.id}`, what: `Records of ${tenant.name} were lost`, error, tenant });
}
