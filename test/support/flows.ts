import { type LocalRedis, startRedis } from '../../playground/redis';
import { createRequestClient, type RedisClient } from '../../src/adapters/redis/client';
import { createStore } from '../../src/adapters/redis/store';
import type { Tenant } from '../../src/core/tenant';
import type { Flows } from '../../src/flows/context';
import type { AuditEntry } from '../../src/ports/audit';
import type { JobData, JobName } from '../../src/ports/jobs';
import { type FakeChat, fakeChat } from './fake-chat';
import { type SilentLog, silentLog } from './silent-log';

export const contoso: Tenant = {
  id: 'contoso',
  name: 'Contoso Ltd',
  pollSeconds: 15,
  channels: { detections: 'C0CONTOSOSOC', customer: 'C0CONTOSO' },
  contacts: [{ user: 'U0CUSTOMER', team: 'T0CONTOSO', role: 'contact' }],
  remediation: { actions: ['contain_host', 'release_host'], approvals: {}, protectedDevices: ['dc-*'], maxPerHour: 10 },
};

export interface TestFlows {
  flows: Flows;
  chat: FakeChat;
  log: SilentLog;
  audited: AuditEntry[];
  queued: { name: JobName; data: JobData[JobName]; delayMs?: number }[];
  /** Moves the clock of the flows. */
  pass(ms: number): void;
  redis: LocalRedis;
  client: RedisClient;
  stop(): Promise<void>;
}

/** Flows over a real Redis of their own, with a chat, an audit and jobs that only keep what they were given. */
export async function testFlows(defender: Flows['defender'], changes: Partial<Flows> = {}): Promise<TestFlows> {
  const redis = await startRedis();
  const log = silentLog();
  const client = createRequestClient(redis.url, log);
  await client.connect();
  const chat = fakeChat();
  const audited: AuditEntry[] = [];
  const queued: TestFlows['queued'] = [];
  let aheadMs = 0;
  let ids = 0;
  const flows: Flows = {
    tenants: new Map([[contoso.id, contoso]]),
    roles: { analyst: ['U0ANALYST'], responder: ['U0RESPONDER'], lead: ['U0LEAD'] },
    people: new Map([['U0ANALYST', { upn: 'ana@soc.example' }]]),
    workspace: 'T0SOC',
    opsChannel: 'C0OPS',
    dryRun: false,
    store: createStore(client),
    jobs: {
      enqueue: async (name, data, { delayMs }) => void queued.push({ name, data, delayMs }),
      repeat: async () => undefined,
    },
    chat,
    audit: { append: async (entry) => ({ sequence: audited.push(entry) }) },
    defender,
    clock: { now: () => Date.now() + aheadMs, newId: () => `id${++ids}` },
    log,
    asking: new Map(),
    ...changes,
  };
  return {
    flows,
    chat,
    log,
    audited,
    queued,
    pass: (ms) => {
      aheadMs += ms;
    },
    redis,
    client,
    stop: async () => {
      client.destroy();
      await redis.stop();
    },
  };
}

/** A Defender directory that must not be asked. */
export const noDefender: Flows['defender'] = {
  of: () => {
    throw new Error('this flow must not ask Defender');
  },
};
