import { type LocalRedis, startRedis } from '../../../playground/redis';
import { createJobsClient, type JobsClient } from '../../../src/adapters/redis/client';
import { createJobRunner, type JobRunner } from '../../../src/adapters/redis/jobs';
import { TocsinError } from '../../../src/core/errors';
import { type JobHandlers, RunAgain } from '../../../src/ports/jobs';
import { silentLog } from '../../support/silent-log';

let redis: LocalRedis;
let client: JobsClient;
let runner: JobRunner;

beforeEach(async () => {
  redis = await startRedis();
  client = createJobsClient(redis.url, silentLog());
  await client.connect();
  runner = createJobRunner(client, silentLog());
});

afterEach(async () => {
  await runner.stop();
  client.destroy();
  await redis.stop();
});

const nothing = async () => undefined;
const handlers = (changes: Partial<JobHandlers>): JobHandlers => ({
  poll: nothing,
  detection: nothing,
  remediation: nothing,
  case: nothing,
  sweep: nothing,
  ...changes,
});

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('waited 10 s in vain');
}

const data = { tenant: 'contoso', alertId: 'da1' };

it('joins what waits under one key, and runs exactly once more for what comes while it runs', async () => {
  let runs = 0;
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await runner.jobs.enqueue('detection', data, { key: 'k' });
  await runner.jobs.enqueue('detection', data, { key: 'k' });
  runner.start(handlers({ detection: () => (++runs === 1 ? held : Promise.resolve()) }), () => {});
  await until(() => runs === 1);
  for (let more = 0; more < 3; more++) await runner.jobs.enqueue('detection', data, { key: 'k' });
  release();
  await until(() => runs === 2);
  await runner.jobs.enqueue('detection', data, { key: 'other' });
  await until(() => runs === 3);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(runs).toBe(3);
});

it('takes new work for a key whose job ended', async () => {
  let runs = 0;
  runner.start(handlers({ detection: async () => void runs++ }), () => {});
  await runner.jobs.enqueue('detection', data, { key: 'k' });
  await until(() => runs === 1);
  await new Promise((resolve) => setTimeout(resolve, 200));
  await runner.jobs.enqueue('detection', data, { key: 'k' });
  await until(() => runs === 2);
});

it('runs again after RunAgain, and takes what came for the key meanwhile', async () => {
  const times: number[] = [];
  runner.start(
    handlers({
      detection: async () => {
        times.push(Date.now());
        if (times.length === 1) throw new RunAgain(300);
      },
    }),
    () => {},
  );
  await runner.jobs.enqueue('detection', data, { key: 'k' });
  await until(() => times.length === 2);
  expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(290);
  await new Promise((resolve) => setTimeout(resolve, 200));
  await runner.jobs.enqueue('detection', data, { key: 'k' });
  await until(() => times.length === 3);
});

it('tries what may pass later again, and gives up what never will, with a report', async () => {
  let passing = 0;
  const gaveUp: string[] = [];
  runner.start(
    handlers({
      detection: async () => {
        if (++passing === 1) throw new TocsinError({ code: 'throttled', retry: 'later', retryAfterMs: 50, message: 'm', person: 'p' });
      },
      remediation: async () => {
        throw new TocsinError({ code: 'bad_request', retry: 'never', retryAfterMs: 20, message: 'm', person: 'p' });
      },
    }),
    (name, _data, error) => void gaveUp.push(`${name}:${error.code}`),
  );
  await runner.jobs.enqueue('detection', data, { key: 'd' });
  await runner.jobs.enqueue('remediation', { tenant: 'contoso', operation: 'op' }, { key: 'r' });
  await until(() => passing === 2 && gaveUp.length === 1);
  expect(gaveUp).toEqual(['remediation:bad_request']);
});

it('sets its repeats again when Redis lost them', async () => {
  let polls = 0;
  runner.start(handlers({ poll: async () => void polls++ }), () => {});
  await runner.jobs.repeat('poll', { tenant: 'contoso' }, { key: 'poll/contoso', everyMs: 200 });
  await until(() => polls >= 1);
  await client.flushAll();
  const before = polls;
  await until(() => polls > before + 1);
});

it('repeats on a schedule until the tenant is taken out', async () => {
  let polls = 0;
  runner.start(handlers({ poll: async () => void polls++ }), () => {});
  await runner.jobs.repeat('poll', { tenant: 'contoso' }, { key: 'poll/contoso', everyMs: 200 });
  await until(() => polls >= 3);
  await runner.keepRepeats(new Set(['poll/other']));
  await new Promise((resolve) => setTimeout(resolve, 400));
  const before = polls;
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(polls).toBe(before);
});
