import type { Alert } from '../../core/alert';
import { comparableInstant } from '../../core/instant';
import type { DetectionRecord, Store } from '../../ports/store';
import { pack, unpack } from './body';
import { ask, type RedisClient } from './client';
import { keys, short } from './keys';
import * as scripts from './scripts';

/** Longer than Defender's look-back of 30 days, so that an alert is never taken for new twice. */
const KEEP_MS = 35 * 24 * 3_600_000;

/** Opaque and stable: the same alert has the same id after a restart. It says nothing, and grants nothing: guards look the record up. */
const opaqueId = (tenant: string, alertId: string): string => short(`detection\n${tenant}\n${alertId}`);

type DetectionStore = Pick<Store, 'cursor' | 'polledSince' | 'ingest' | 'detection' | 'findDetection' | 'shown' | 'due'>;

export function createDetectionStore(client: RedisClient): DetectionStore {
  const detection = async (tenant: string, alertId: string): Promise<DetectionRecord | undefined> => {
    const row = await ask(() => client.hGetAll(keys.detection(tenant, alertId)));
    if (!row.body) return undefined;
    return {
      tenant,
      alertId,
      detection: row.det ?? opaqueId(tenant, alertId),
      alert: unpack<Alert>(row.body),
      seenAtMs: Number(row.seen),
      baseline: row.base === '1',
    };
  };

  return {
    cursor: async (tenant) => (await ask(() => client.hGet(keys.cursor(tenant), 'at'))) ?? undefined,

    polledSince: async (tenant, nowMs) => {
      await ask(() => client.hSetNX(keys.cursor(tenant), 'since', String(nowMs)));
      return Number(await ask(() => client.hGet(keys.cursor(tenant), 'since')));
    },

    ingest: async (tenant, page) => {
      // The index goes first: a crash in between leaves an index entry without a record, which reads as "not found".
      if (page.alerts.length > 0) {
        const index = client.multi();
        for (const { id } of page.alerts) {
          index.set(keys.detectionIndex(opaqueId(tenant, id)), JSON.stringify([tenant, id]), {
            expiration: { type: 'PX', value: KEEP_MS },
          });
        }
        await ask(() => index.exec());
      }
      const changed = await scripts.run(
        client,
        scripts.ingest,
        [keys.cursor(tenant), keys.due(tenant), ...page.alerts.map(({ id }) => keys.detection(tenant, id))],
        [
          page.cursor,
          comparableInstant(page.cursor),
          String(KEEP_MS),
          ...page.alerts.flatMap((alert) => [
            alert.id,
            comparableInstant(alert.updatedAt),
            pack(alert),
            page.baseline.has(alert.id) ? '1' : '0',
            opaqueId(tenant, alert.id),
          ]),
        ],
      );
      return { changed: changed as string[] };
    },

    detection,

    findDetection: async (id) => {
      const entry = await ask(() => client.get(keys.detectionIndex(id)));
      if (!entry) return undefined;
      const [tenant, alertId] = JSON.parse(entry) as [string, string];
      return detection(tenant, alertId);
    },

    shown: async (tenant, alertId, updatedAt) => {
      await scripts.run(
        client,
        scripts.shown,
        [keys.detection(tenant, alertId), keys.due(tenant)],
        [comparableInstant(updatedAt), alertId],
      );
    },

    due: async (tenant, olderThanMs) => (await scripts.run(client, scripts.due, [keys.due(tenant)], [String(olderThanMs)])) as string[],
  };
}
