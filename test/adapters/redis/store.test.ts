import { type LocalRedis, startRedis } from '../../../playground/redis';
import { createRequestClient, type RedisClient } from '../../../src/adapters/redis/client';
import { createStore } from '../../../src/adapters/redis/store';
import type { RemediationRecord } from '../../../src/core/remediation/record';
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

const page = (...alerts: ReturnType<typeof sampleAlert>[]) => ({
  alerts,
  baseline: new Set<string>(),
  cursor: alerts.at(-1)?.updatedAt ?? '2026-11-24T00:00:00Z',
});

const record = (changes: Partial<RemediationRecord> = {}): RemediationRecord => ({
  version: 1,
  tenant: 'contoso',
  operation: 'op1',
  action: 'contain_host',
  detection: 'det1',
  alertId: 'da0001_1',
  machineId: 'a'.repeat(40),
  deviceName: 'laptop-7',
  isolationType: 'Full',
  askedBy: { user: 'U1', team: 'T1' },
  askedAtMs: 1_000,
  reason: 'test of the store',
  channel: 'C1',
  state: 'asked',
  dryRun: false,
  updatedAtMs: 1_000,
  ...changes,
});

describe('ingest', () => {
  it('makes an alert due once per update time and moves the cursor with it', async () => {
    expect(await store.ingest('contoso', page(sampleAlert()))).toEqual({ changed: ['da0001_1'] });
    expect(await store.ingest('contoso', page(sampleAlert()))).toEqual({ changed: [] });
    expect(await store.cursor('contoso')).toBe('2026-11-24T06:00:05.1234567Z');
    expect(await store.due('contoso', 0)).toEqual(['da0001_1']);
    expect(await store.ingest('contoso', page(sampleAlert({ updatedAt: '2026-11-24T06:00:05.1234568Z' })))).toEqual({
      changed: ['da0001_1'],
    });
  });

  it('keeps the newer version and the later cursor when pages come in the wrong order', async () => {
    await store.ingest('contoso', page(sampleAlert({ title: 'newer', updatedAt: '2026-11-24T06:00:05.5Z' })));
    expect(await store.ingest('contoso', page(sampleAlert({ title: 'older', updatedAt: '2026-11-24T06:00:05Z' })))).toEqual({
      changed: [],
    });
    expect((await store.detection('contoso', 'da0001_1'))?.alert.title).toBe('newer');
    expect(await store.cursor('contoso')).toBe('2026-11-24T06:00:05.5Z');
  });

  it('remembers a baseline alert unseen until its next update', async () => {
    const first = { ...page(sampleAlert()), baseline: new Set(['da0001_1']) };
    expect(await store.ingest('contoso', first)).toEqual({ changed: [] });
    expect((await store.detection('contoso', 'da0001_1'))?.baseline).toBe(true);
    expect(await store.ingest('contoso', page(sampleAlert({ updatedAt: '2026-11-24T07:00:00Z' })))).toEqual({ changed: ['da0001_1'] });
    expect((await store.detection('contoso', 'da0001_1'))?.baseline).toBe(false);
  });

  it('keeps tenants apart, also for one alert id', async () => {
    await store.ingest('contoso', page(sampleAlert()));
    await store.ingest('fabrikam', page(sampleAlert({ tenant: 'fabrikam', title: 'theirs' })));
    const ours = await store.detection('contoso', 'da0001_1');
    const theirs = await store.detection('fabrikam', 'da0001_1');
    expect(ours?.detection).not.toBe(theirs?.detection);
    expect((await store.findDetection(ours?.detection ?? ''))?.tenant).toBe('contoso');
    expect((await store.findDetection(theirs?.detection ?? ''))?.alert.title).toBe('theirs');
    expect(await store.findDetection('nothing')).toBeUndefined();
  });

  it('takes a detection off the due list only if nothing newer came meanwhile', async () => {
    await store.ingest('contoso', page(sampleAlert()));
    await store.ingest('contoso', page(sampleAlert({ updatedAt: '2026-11-24T07:00:00Z' })));
    await store.shown('contoso', 'da0001_1', '2026-11-24T06:00:05.1234567Z');
    expect(await store.due('contoso', 0)).toEqual(['da0001_1']);
    await store.shown('contoso', 'da0001_1', '2026-11-24T07:00:00Z');
    expect(await store.due('contoso', 0)).toEqual([]);
  });
});

describe('remediations', () => {
  it('accepts one at a time per machine, and frees the machine at a final state', async () => {
    expect(await store.acceptRemediation(record(), 10)).toEqual({ accepted: true });
    expect(await store.acceptRemediation(record({ operation: 'op2' }), 10)).toEqual({
      accepted: false,
      because: 'already_open',
      operation: 'op1',
    });
    expect((await store.openRemediationOf('contoso', 'a'.repeat(40)))?.operation).toBe('op1');
    expect(await store.saveRemediation(record({ version: 2, state: 'failed' }))).toBe(true);
    expect(await store.openRemediations('contoso')).toEqual([]);
    expect(await store.acceptRemediation(record({ operation: 'op2' }), 10)).toEqual({ accepted: true });
    expect((await store.remediationsOf('contoso', 'det1')).map(({ operation }) => operation)).toEqual(['op1', 'op2']);
  });

  it('accepts exactly the limit, also when all come at once', async () => {
    const asked = Array.from({ length: 9 }, (_, i) => record({ operation: `op${i}`, machineId: String(i).repeat(40) }));
    const answers = await Promise.all(asked.map((each) => store.acceptRemediation(each, 4)));
    expect(answers.filter(({ accepted }) => accepted)).toHaveLength(4);
    expect(answers.filter((answer) => !answer.accepted && answer.because === 'limit_reached')).toHaveLength(5);
  });

  it('lets only the first of two writers step a record further', async () => {
    await store.acceptRemediation(record(), 10);
    const both = await Promise.all([
      store.saveRemediation(record({ version: 2, state: 'sending' })),
      store.saveRemediation(record({ version: 2, state: 'refused' })),
    ]);
    expect(both.filter(Boolean)).toHaveLength(1);
  });
});

describe('small things', () => {
  it('sees an id for the first time once', async () => {
    expect(await store.firstTime('trigger', 60_000)).toBe(true);
    expect(await store.firstTime('trigger', 60_000)).toBe(false);
  });

  it('answers what trouble was known before', async () => {
    expect(await store.setTrouble('poll:contoso', 'first')).toBeUndefined();
    expect(await store.setTrouble('poll:contoso', undefined)).toBe('first');
    expect(await store.setTrouble('poll:contoso', undefined)).toBeUndefined();
  });

  it('works on after Redis lost its scripts', async () => {
    await store.ingest('contoso', page(sampleAlert()));
    await client.scriptFlush();
    expect(await store.ingest('contoso', page(sampleAlert({ id: 'da0002_1' })))).toEqual({ changed: ['da0002_1'] });
  });

  it('fails at once, with words for the person, while Redis is away, and works again after', async () => {
    await redis.kill(true);
    const error = await store.message('contoso', 'x').catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ facts: { code: 'store_unavailable', person: expect.stringContaining('Nothing was done') } });
    await redis.start();
    for (let tries = 0; tries < 50 && !client.isReady; tries++) await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await store.message('contoso', 'x')).toBeUndefined();
  });
});
