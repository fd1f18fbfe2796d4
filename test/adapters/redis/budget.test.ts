import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { type LocalRedis, startRedis } from '../../../playground/redis';
import { createGate } from '../../../src/adapters/http/gate';
import { createBudget } from '../../../src/adapters/redis/budget';
import { createRequestClient, type RedisClient } from '../../../src/adapters/redis/client';
import { rateCells } from '../../../src/core/rate-cells';
import type { BudgetRequest } from '../../../src/ports/budget';
import { silentLog } from '../../support/silent-log';
import { errorOf, limit } from '../http/http-fixtures';

jest.setTimeout(40_000);

let redis: LocalRedis;
let client: RedisClient;
const pauseFor = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

beforeAll(async () => {
  redis = await startRedis();
  client = createRequestClient(redis.url, silentLog());
  await client.connect();
});
afterAll(async () => {
  client.destroy();
  await redis.stop();
});

const request = (owner: string, changes: Partial<BudgetRequest> = {}): BudgetRequest => ({
  owner,
  name: 'defender',
  windows: [
    { limit: 100, windowMs: 60_000 },
    { limit: 1_500, windowMs: 3_600_000 },
  ],
  priority: 'person',
  ...changes,
});

async function grantsAtOnce(asked: BudgetRequest): Promise<number> {
  const budget = createBudget(client);
  for (let granted = 0; ; granted++) if (!(await budget.take(asked)).granted) return granted;
}

/** What may go at once after a quiet time, and what a slow machine may get on top while it counts. */
function expectBurst(granted: number, priority: BudgetRequest['priority'] = 'person', used = 0): void {
  const burst = Math.min(...rateCells(request('x').windows, priority).map((cell) => cell.burst)) - used;
  expect(granted).toBeGreaterThanOrEqual(burst);
  expect(granted).toBeLessThanOrEqual(burst + 2);
}

it('lets a part go at once, then one at a time, and keeps owners and names apart', async () => {
  expectBurst(await grantsAtOnce(request('burst')));
  const answer = await createBudget(client).take(request('burst'));
  expect(answer).toMatchObject({ granted: false, paused: false });
  expect(answer.granted ? 0 : answer.waitMs).toBeLessThanOrEqual(
    Math.max(...rateCells(request('x').windows, 'person').map((cell) => cell.everyMs)),
  );
  expectBurst(await grantsAtOnce(request('burst', { name: 'hunting' })));
  expectBurst(await grantsAtOnce(request('other')));
});

it('takes from all windows or from none', async () => {
  const tight = {
    windows: [
      { limit: 1_000, windowMs: 60_000 },
      { limit: 1, windowMs: 3_600_000 },
    ],
  };
  const budget = createBudget(client);
  expect(await budget.take(request('all', tight))).toEqual({ granted: true });
  for (let n = 0; n < 200; n++) await budget.take(request('all', tight));
  expect(await grantsAtOnce(request('all', { windows: [{ limit: 1_000, windowMs: 60_000 }] }))).toBeGreaterThanOrEqual(
    Math.min(...rateCells([{ limit: 1_000, windowMs: 60_000 }], 'person').map((cell) => cell.burst)) - 1,
  );
});

it('leaves people room when background work has used its share', async () => {
  const background = await grantsAtOnce(request('shares', { priority: 'background' }));
  expectBurst(background, 'background');
  expectBurst(await grantsAtOnce(request('shares')), 'person', background);
});

it('holds everybody back while paused, and a shorter pause does not end a longer one', async () => {
  const [one, other] = [createBudget(client), createBudget(client)];
  await one.pause('paused', 'defender', 5_000);
  await other.pause('paused', 'defender', 100);
  const answer = await other.take(request('paused'));
  expect(answer).toMatchObject({ granted: false, paused: true });
  expect(answer.granted ? 0 : answer.waitMs).toBeGreaterThan(4_000);
  expect(await other.take(request('paused', { name: 'hunting' }))).toEqual({ granted: true });
});

it('does not wait for a server clock that was set back', async () => {
  const budget = createBudget(client);
  await budget.take(request('clock'));
  const keys = (await client.keys('toc:{clock}:rate:*')).filter((key) => key.includes('all/'));
  for (const key of keys) await client.set(key, String((Date.now() + 86_400_000) * 1_000));
  const answer = await budget.take(request('clock'));
  expect(answer.granted ? 0 : answer.waitMs).toBeLessThan(10_000);
});

it('gives every key the owner’s hash tag and an end', async () => {
  const budget = createBudget(client);
  await budget.take(request('ends', { priority: 'background' }));
  await budget.pause('ends', 'defender', 1_000);
  const keys = await client.keys('*ends*');
  expect(keys).toHaveLength(5);
  for (const key of keys) {
    expect(key).toMatch(/^toc:\{ends\}:/);
    expect(await client.pTTL(key)).toBeGreaterThan(0);
  }
});

it('lets a person past 200 background calls that wait for the shared budget', async () => {
  const small = { ...limit, windows: [{ limit: 50, windowMs: 2_000 }] };
  const gate = createGate({ budget: createBudget(client), log: silentLog(), now: Date.now, sleep: pauseFor, random: Math.random });
  const order: string[] = [];
  const pass = (priority: 'person' | 'background') =>
    gate
      .pass({ owner: 'overtake', limit: small, priority, deadline: Date.now() + 2_500, read: true, service: 'D' }, async () =>
        order.push(priority),
      )
      .catch(() => undefined);
  const background = Array.from({ length: 200 }, () => pass('background'));
  while (order.length < 8) await pauseFor(10);
  const before = order.length;
  await pass('person');
  expect(order.indexOf('person')).toBeLessThanOrEqual(before + 4);
  await Promise.all(background);
});

describe('over three processes, one with its clock 30 s off, with Redis killed and started again', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-budget-'));
  const script = join(folder, 'worker.js');
  afterAll(() => rmSync(folder, { recursive: true }));

  // A minute and an hour, scaled down.
  const windows = [
    { limit: 40, windowMs: 2_000 },
    { limit: 150, windowMs: 12_000 },
  ];

  const runWorker = (priority: BudgetRequest['priority'], skewMs: number) =>
    new Promise<{ grants: number[]; refusals: string[] }>((resolve, reject) => {
      const child = fork(script);
      child.once('message', (result) => resolve(result as { grants: number[]; refusals: string[] }));
      child.once('error', reject);
      child.once('exit', (code) => code !== 0 && reject(new Error(`worker ended with ${code}`)));
      child.send({ url: redis.url, request: request('three', { windows, priority }), skewMs, forMs: 16_000 });
    });

  const mostWithin = (grants: number[], windowMs: number): number =>
    Math.max(...grants.map((start) => grants.filter((at) => at >= start && at < start + windowMs).length));

  it('never goes over either ceiling in any sliding window, starves nobody, and forgets nothing', async () => {
    buildSync({
      entryPoints: [join(__dirname, '../../support/budget-worker.ts')],
      bundle: true,
      platform: 'node',
      outfile: script,
      logLevel: 'error',
    });
    const working = Promise.all([runWorker('background', 0), runWorker('background', 30_000), runWorker('person', -30_000)]);
    await pauseFor(6_000);
    await redis.kill(true);
    await pauseFor(300);
    await redis.start();
    const workers = await working;

    const all = workers.flatMap((worker) => worker.grants).sort((a, b) => a - b);
    const background = workers.slice(0, 2).flatMap((worker) => worker.grants);
    for (const window of windows) {
      expect(mostWithin(all, window.windowMs)).toBeLessThanOrEqual(window.limit);
      expect(mostWithin(background, window.windowMs)).toBeLessThanOrEqual(window.limit * 0.7);
    }
    expect(all.length).toBeGreaterThan(120);
    for (const { grants } of workers) expect(grants.length).toBeGreaterThan(15);
    // The outage was felt, said as what it is, and passed.
    expect(new Set(workers.flatMap((worker) => worker.refusals))).toEqual(new Set(['store_unavailable']));
    for (const { grants } of workers) expect(Math.max(...grants)).toBeGreaterThan((all.at(-1) ?? 0) - 2_000);
  });
});

it('says that the store is unavailable when it is', async () => {
  await redis.kill(true);
  const budget = createBudget(client);
  expect((await errorOf(budget.take(request('away')))).code).toBe('store_unavailable');
  expect((await errorOf(budget.pause('away', 'defender', 1))).code).toBe('store_unavailable');
  await redis.start();
});
