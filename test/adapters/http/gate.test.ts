import { createGate, type Passage } from '../../../src/adapters/http/gate';
import { TocsinError } from '../../../src/core/errors';
import type { Budget, BudgetAnswer } from '../../../src/ports/budget';
import { silentLog } from '../../support/silent-log';
import { errorOf, fakeTime, freeBudget, limit } from './http-fixtures';

const away = async (): Promise<never> => {
  throw new TocsinError({ code: 'store_unavailable', retry: 'later', message: 'away', person: 'p' });
};

function gateFor(budget: Budget, limits = limit) {
  const time = fakeTime();
  const log = silentLog();
  const gate = createGate({ budget, log, now: time.clock.now, sleep: time.sleep, random: () => 0 });
  const passage = (changes: Partial<Passage> = {}): Passage => ({
    owner: 'contoso',
    limit: limits,
    priority: 'person',
    deadline: time.at + 10_000,
    read: true,
    service: 'Microsoft Defender',
    ...changes,
  });
  return { gate, passage, time, log };
}

const answering = (...answers: BudgetAnswer[]): Budget => ({
  take: async () => answers.shift() ?? { granted: true },
  pause: async () => undefined,
});

it('waits as long as the budget says, and no job runs before it is granted', async () => {
  const { gate, passage, time } = gateFor(
    answering({ granted: false, waitMs: 700, paused: false }, { granted: false, waitMs: 200, paused: true }),
  );
  await expect(gate.pass(passage(), async () => time.sleeps)).resolves.toEqual([700, 200]);
});

it('answers at once when the budget has no room before the deadline', async () => {
  const { gate, passage, time } = gateFor(answering({ granted: false, waitMs: 42_000, paused: true }));
  const job = jest.fn();
  const error = await errorOf(gate.pass(passage(), job));
  expect([error.code, error.facts.retryAfterMs, time.sleeps, job.mock.calls]).toEqual(['throttled', 42_000, [], []]);
  expect(error.facts.person).toContain('Nothing was sent');
});

it('lets a person past 200 background calls that wait for slots and for the budget', async () => {
  const budget: Budget = {
    take: async ({ priority }) => (priority === 'person' ? { granted: true } : { granted: false, waitMs: 5, paused: false }),
    pause: async () => undefined,
  };
  const time = fakeTime();
  let wake: () => void = () => undefined;
  const asleep = new Promise<void>((resolve) => {
    wake = resolve;
  });
  const sleep = async () => {
    await asleep;
    time.at += 60_000;
  };
  const gate = createGate({ budget, log: silentLog(), now: time.clock.now, sleep, random: () => 0 });
  const passage = { owner: 'contoso', limit, deadline: time.at + 1_000, read: true, service: 'Microsoft Defender' };
  const done: string[] = [];
  const pass = (priority: 'person' | 'background') => gate.pass({ ...passage, priority }, async () => done.push(priority));
  const background = Promise.allSettled(Array.from({ length: 200 }, () => pass('background')));
  await new Promise((resolve) => setTimeout(resolve, 20));
  await pass('person');
  expect(done).toEqual(['person']);
  wake();
  await background;
});

it('runs no more at once than the limit allows', async () => {
  const { gate, passage } = gateFor(freeBudget(), { ...limit, concurrency: 3 });
  let running = 0;
  let most = 0;
  // Each of the first three waits until all three run: were it fewer, the test would never end.
  let allThree = () => {};
  const three = new Promise<void>((resolve) => {
    allThree = resolve;
  });
  await Promise.all(
    Array.from({ length: 20 }, () =>
      gate.pass(passage(), async () => {
        most = Math.max(most, ++running);
        if (running === 3) allThree();
        await three;
        await new Promise((resolve) => setTimeout(resolve, 1));
        running--;
      }),
    ),
  );
  expect(most).toBe(3);
});

it('gives up a call whose turn does not come in time, and never runs it later', async () => {
  const { gate, passage, time } = gateFor(freeBudget(), { ...limit, concurrency: 1 });
  let end: () => void = () => undefined;
  const first = gate.pass(passage({ deadline: time.at + 60_000 }), () => new Promise<void>((resolve) => (end = resolve)));
  const late = jest.fn();
  const error = await errorOf(gate.pass(passage({ deadline: time.at + 20 }), late));
  expect([error.code, error.retry]).toEqual(['service_unavailable', 'later']);
  end();
  await first;
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(late).not.toHaveBeenCalled();
  expect(gate.lanes).toBe(0);
});

it('keeps nothing of a thousand tenants that are idle', async () => {
  const { gate, passage } = gateFor(freeBudget());
  await Promise.all(Array.from({ length: 1_000 }, (_, n) => gate.pass(passage({ owner: `t${n}` }), async () => n)));
  await new Promise((resolve) => setImmediate(resolve));
  expect(gate.lanes).toBe(0);
});

describe('while the shared budget is away', () => {
  it('refuses an action, nothing sent', async () => {
    const { gate, passage } = gateFor({ take: away, pause: away });
    const job = jest.fn();
    expect((await errorOf(gate.pass(passage({ read: false }), job))).code).toBe('store_unavailable');
    expect(job).not.toHaveBeenCalled();
  });

  it('lets reads go on with a quarter of the limit, and says so once', async () => {
    const { gate, passage, time, log } = gateFor({ take: away, pause: away });
    const sent: number[] = [];
    for (let n = 0; n < 60; n++) await gate.pass(passage({ deadline: time.at + 60_000 }), async () => sent.push(time.at));
    const inAMinute = sent.map((start) => sent.filter((at) => at >= start && at < start + 60_000).length);
    expect(Math.max(...inAMinute)).toBeLessThanOrEqual(25);
    expect(Math.max(...inAMinute)).toBeGreaterThan(20);
    expect(log.lines.filter((line) => line.level === 'warn')).toHaveLength(1);
  });

  it('still honours a 429 of this process', async () => {
    const { gate, passage } = gateFor({ take: away, pause: away });
    await gate.pause(passage(), 30_000);
    expect((await errorOf(gate.pass(passage(), async () => 1))).facts.retryAfterMs).toBe(30_000);
  });
});
