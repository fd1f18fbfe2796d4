import type { MessageRecord, Store } from '../../ports/store';
import { createCaseStore } from './cases';
import { ask, type RedisClient } from './client';
import { createDetectionStore } from './detections';
import { keys } from './keys';
import { createRemediationStore } from './remediations';
import * as scripts from './scripts';

/** As long as a detection: an edit or a look-up needs it. */
const MESSAGE_KEEP_MS = 35 * 24 * 3_600_000;

/** The store port on Redis. Keys are named in `keys.ts`, atomic steps in `scripts.ts`. */
export function createStore(client: RedisClient): Store {
  const px = (value: number) => ({ expiration: { type: 'PX', value } }) as const;
  const read = async <T>(key: string): Promise<T | undefined> => {
    const text = await ask(() => client.get(key));
    return text === null ? undefined : (JSON.parse(text) as T);
  };
  const write = async (key: string, value: unknown, ttlMs: number): Promise<void> => {
    await ask(() => client.set(key, JSON.stringify(value), px(ttlMs)));
  };

  return {
    ...createDetectionStore(client),
    ...createRemediationStore(client),
    ...createCaseStore(client),

    message: (tenant, key) => read<MessageRecord>(keys.message(tenant, key)),
    saveMessage: (tenant, key, record) => write(keys.message(tenant, key), record, MESSAGE_KEEP_MS),
    claimMessage: async (tenant, key, before, record) => {
      const known = before === undefined ? '' : JSON.stringify(before);
      const args = [known, JSON.stringify(record), String(MESSAGE_KEEP_MS)];
      return (await scripts.run(client, scripts.claim, [keys.message(tenant, key)], args)) === 1;
    },

    saveCard: ({ channel, ts }, card) => write(keys.cardAt(channel, ts), card, MESSAGE_KEEP_MS),
    cardAt: ({ channel, ts }) => read(keys.cardAt(channel, ts)),

    keep: (id, value, ttlMs) => write(keys.kept(id), value, ttlMs),
    kept: (id) => read(keys.kept(id)),

    firstTime: async (id, ttlMs) => (await ask(() => client.set(keys.once(id), '1', { ...px(ttlMs), condition: 'NX' }))) === 'OK',

    cached: (tenant, key) => read(keys.cache(tenant, key)),
    cache: (tenant, key, value, ttlMs) => write(keys.cache(tenant, key), value, ttlMs),

    setTrouble: async (owner, trouble) => {
      const before = await scripts.run(client, scripts.setTrouble, [keys.troubles], [owner, trouble ?? '']);
      return typeof before === 'string' ? before : undefined;
    },
  };
}
