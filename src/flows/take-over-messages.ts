import type { Alert } from '../core/alert';
import { asTocsinError, TocsinError } from '../core/errors';
import type { Tenant } from '../core/tenant';
import { type Flows, iso } from './context';
import { RECOVERED_AT } from './deliver-message';
import { reportTrouble } from './report-trouble';
import { rootKey } from './show-detection';

/** As far back as a first poll looks. */
const LOOK_BACK_MS = 25 * 3_600_000;
const KEPT_MS = 400 * 24 * 3_600_000;

/** A store that has not finished its first poll of the tenant yet. */
export interface TakeOver {
  /** Before a page is stored: cards of its alerts that are in the channel already are taken over as they stand. */
  page(alerts: Alert[]): Promise<void>;
  /** After the poll: never again for this store. */
  end(): Promise<void>;
}

/**
 * For a tenant's first poll by this store, else undefined. A store that lost everything looks just like a new tenant, and would post every
 * card again; the channel itself tells, since our messages carry their keys. The channel is read only if there is an alert, and once.
 * What was lost with the store is said in the ops channel.
 */
export async function takeOverOf(flows: Flows, tenant: Tenant): Promise<TakeOver | undefined> {
  const { store, chat, clock, log } = flows;
  if ((await store.cached<number>(tenant.id, RECOVERED_AT)) !== undefined) return undefined;
  const channel = tenant.channels.detections;
  const sinceMs = clock.now() - LOOK_BACK_MS;
  let inChannel: Promise<Map<string, string>> | undefined;
  let taken = 0;

  const read = async (): Promise<Map<string, string>> => {
    try {
      return new Map((await chat.ownMessages(channel, sinceMs)).map(({ key, ts }) => [key, ts]));
    } catch (thrown) {
      const error = asTocsinError(thrown);
      if (error.code !== 'slack_final') throw error;
      // Not in the channel, or it does not exist: then nothing of ours is there, and the first post will say so.
      log.warn({ tenant: tenant.id, channel, err: error }, 'channel not readable before the first poll');
      return new Map();
    }
  };

  return {
    page: async (alerts) => {
      inChannel ??= read();
      const messages = await inChannel;
      for (const { id } of alerts) {
        const key = rootKey(tenant.id, id);
        const ts = messages.get(key);
        if (!ts || (await store.message(tenant.id, key))) continue;
        await store.saveMessage(tenant.id, key, { state: 'sent', channel, ts, sinceMs });
        taken++;
      }
    },
    end: async () => {
      await store.cache(tenant.id, RECOVERED_AT, taken > 0 ? clock.now() : 0, KEPT_MS);
      if (taken === 0) return;
      const detail =
        `Redis held nothing of ${tenant.name}, though ${taken} of its detections are in the channel since ${iso(sinceMs)}. ` +
        'They were taken over and are not posted again. Restore Redis from its append-only file if you can: what was contained by whom, and the audit, are only there.';
      const error = new TocsinError({ code: 'store_unavailable', retry: 'never', message: detail, person: detail, tenant: tenant.id });
      await reportTrouble(flows, { owner: `lost:${tenant.id}`, what: `Records of ${tenant.name} were lost`, error, tenant });
    },
  };
}
