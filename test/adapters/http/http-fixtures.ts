import { createHttp, type Http, type HttpCall, type HttpOptions } from '../../../src/adapters/http/client';
import type { Limit } from '../../../src/adapters/http/limits';
import type { TocsinError } from '../../../src/core/errors';
import type { Budget } from '../../../src/ports/budget';
import { silentLog } from '../../support/silent-log';

export const freeBudget = (): Budget & { pauses: number[]; taken: number } => {
  const budget = {
    pauses: [] as number[],
    taken: 0,
    take: async () => {
      budget.taken++;
      return { granted: true } as const;
    },
    pause: async (_owner: string, _name: string, ms: number) => void budget.pauses.push(ms),
  };
  return budget;
};

/** Time that passes only when something sleeps. */
export function fakeTime(start = Date.parse('2026-11-24T09:00:00Z')) {
  const time = {
    at: start,
    sleeps: [] as number[],
    clock: { now: () => time.at, newId: () => 'id' },
    sleep: async (ms: number) => {
      time.sleeps.push(ms);
      time.at += ms;
    },
  };
  return time;
}

export const limit: Limit = {
  name: 'test',
  windows: [{ limit: 100, windowMs: 60_000 }],
  concurrency: 4,
  timeoutMs: 2_000,
  budgetMs: 60_000,
};

export function httpFor(options: Partial<HttpOptions> = {}) {
  const time = fakeTime();
  const log = silentLog();
  const budget = freeBudget();
  const http: Http = createHttp({ log, clock: time.clock, budget, sleep: time.sleep, random: () => 0.5, ...options });
  return { http, time, log, budget };
}

export const request = (changes: Partial<HttpCall> = {}): HttpCall => ({
  service: { name: 'Microsoft Defender', base: 'https://api.example.com' },
  method: 'GET',
  path: '/api/things',
  effect: 'none',
  tenant: 'contoso',
  limit,
  priority: 'person',
  ...changes,
});

/** The error, for looking at several of its facts. */
export async function errorOf(work: Promise<unknown>): Promise<TocsinError> {
  try {
    await work;
  } catch (error) {
    return error as TocsinError;
  }
  throw new Error('it did not fail');
}
