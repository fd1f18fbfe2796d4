import { type LocalRedis, startRedis } from '../../../playground/redis';
import { createAudit } from '../../../src/adapters/redis/audit';
import { createRequestClient, type RedisClient } from '../../../src/adapters/redis/client';
import { keys } from '../../../src/adapters/redis/keys';
import { readAudit } from '../../../src/adapters/redis/read-audit';
import { auditFaults, readCopy } from '../../../src/cli/audit-verify';
import type { AuditEntry, AuditLine } from '../../../src/ports/audit';
import { silentLog } from '../../support/silent-log';

const KEY = Buffer.alloc(32, 7);
let redis: LocalRedis;
let client: RedisClient;
let lines: AuditLine[];

beforeAll(async () => {
  redis = await startRedis();
  client = createRequestClient(redis.url, silentLog());
  await client.connect();
});
afterAll(async () => {
  client.destroy();
  await redis.stop();
});
beforeEach(async () => {
  lines = [];
  await client.flushAll();
});

const entry = (outcome: string): AuditEntry => ({
  at: '2026-11-24T06:00:00Z',
  tenant: 'contoso',
  kind: 'note',
  actor: { bot: 'test' },
  verb: 'test',
  outcome,
});
const audit = () => createAudit(client, KEY, (line) => void lines.push(line));
const copy = () => readCopy(['not json', ...lines.map((line) => JSON.stringify({ level: 30, audit: line }))].join('\n'));
const verify = async (withCopy = true) => {
  const { entries, head } = await readAudit(client);
  return auditFaults(KEY, entries, { head, copy: withCopy ? copy() : [] });
};
const write = async (count: number) => {
  const one = audit();
  for (let i = 0; i < count; i++) await one.append(entry(`entry ${i + 1}`));
};

it('keeps one whole chain over several writers at once', async () => {
  const writers = [audit(), audit(), audit()];
  await Promise.all(Array.from({ length: 60 }, (_, i) => writers[i % 3]?.append(entry(`n${i}`))));
  expect((await readAudit(client)).entries.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 60 }, (_, i) => i + 1));
  expect(await verify()).toEqual([]);
});

it.each<[string, () => Promise<unknown>, RegExp]>([
  ['a removed entry', () => client.xDel(keys.audit, '5-1'), /entries 5 to 5 were removed/],
  ['a cut beginning', () => client.xTrim(keys.audit, 'MINID', 4 as never), /entries 1 to 3 are gone/],
  ['a cut end', () => client.xDel(keys.audit, ['9-1', '10-1']), /entries 9 to 10 are gone from the end/],
  [
    'a changed entry',
    async () => {
      const all = (await client.xRange(keys.audit, '-', '+')) ?? [];
      await client.del(keys.audit);
      for (const { id, message } of all) {
        const body = id === '3-1' ? String(message.body).replace('entry 3', 'entry X') : String(message.body);
        await client.xAdd(keys.audit, id, { mac: String(message.mac), body });
      }
    },
    /entry 3 is not what was written/,
  ],
])('finds %s', async (_, tamper, words) => {
  await write(10);
  expect(await verify()).toEqual([]);
  await tamper();
  expect((await verify()).join('\n')).toMatch(words);
});

it('finds a chain that was cut together with its head, by the second copy only', async () => {
  await write(10);
  const mac = lines[7]?.mac ?? '';
  await client.xDel(keys.audit, ['9-1', '10-1']);
  await client.hSet(keys.auditHead, { seq: '8', mac });
  expect(await verify(false)).toEqual([]);
  expect((await verify()).join('\n')).toMatch(/entries 9 to 10 are gone from the end/);
});

it('says that an entry could not be stored, and stores the next one when Redis is back', async () => {
  const one = audit();
  await one.append(entry('before'));
  await redis.kill(true);
  await expect(one.append(entry('away'))).rejects.toMatchObject({ facts: { code: 'audit_unavailable' } });
  await redis.start();
  for (let tries = 0; tries < 50 && !client.isReady; tries++) await new Promise((resolve) => setTimeout(resolve, 100));
  await one.append(entry('after'));
  expect(await verify()).toEqual([]);
});
