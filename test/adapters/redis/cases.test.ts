import { type LocalRedis, startRedis } from '../../../playground/redis';
import { createRequestClient, type RedisClient } from '../../../src/adapters/redis/client';
import { createStore } from '../../../src/adapters/redis/store';
import { newCase } from '../../../src/core/case-follow';
import type { Store } from '../../../src/ports/store';
import { sampleAlert } from '../../support/sample-alert';
import { silentLog } from '../../support/silent-log';

let redis: LocalRedis;
let client: RedisClient;
let store: Store;

beforeAll(async () => {
  redis = await startRedis();
  client = createRequestClient(redis.url, silentLog());
  await client.connect();
  store = createStore(client);
});
afterAll(async () => {
  client.destroy();
  await redis.stop();
});
beforeEach(() => client.flushAll());

const first = { ...newCase(sampleAlert(), new Map()), version: 1 };
const line = { id: 'a1', said: { what: 'act', verb: 'claim', by: {} } } as const;

it('keeps a case by tenant and alert; the first save makes it, and only one makes it', async () => {
  expect(await store.case('contoso', first.alertId)).toBeUndefined();
  expect(await Promise.all([store.saveCase(first), store.saveCase(first)])).toEqual(expect.arrayContaining([true, false]));
  expect(await store.case('contoso', first.alertId)).toEqual(JSON.parse(JSON.stringify(first)));
  expect(await store.case('fabrikam', first.alertId)).toBeUndefined();
});

it('takes a change of the version it knows, and no other', async () => {
  await store.saveCase(first);
  expect(await store.saveCase({ ...first, version: 2, state: 'claimed' })).toBe(true);
  expect(await store.saveCase({ ...first, version: 2, state: 'closed' })).toBe(false);
  expect(await store.case('contoso', first.alertId)).toMatchObject({ state: 'claimed' });
});

it('lists cases with something left to do until it is done', async () => {
  await store.saveCase({ ...first, lines: [line] });
  expect(await store.waitingCases('contoso')).toEqual([first.alertId]);
  expect(await store.waitingCases('fabrikam')).toEqual([]);
  await store.saveCase({ ...first, version: 2 });
  expect(await store.waitingCases('contoso')).toEqual([]);
});

it('knows which card a message is', async () => {
  await store.saveCard({ channel: 'C1', ts: '1.1' }, { tenant: 'contoso', alertId: 'da1' });
  expect(await store.cardAt({ channel: 'C1', ts: '1.1' })).toEqual({ tenant: 'contoso', alertId: 'da1' });
  expect(await store.cardAt({ channel: 'C2', ts: '1.1' })).toBeUndefined();
});
