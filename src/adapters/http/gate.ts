import Bottleneck from 'bottleneck';
import { asTocsinError, TocsinError } from '../../core/errors';
import type { Budget, BudgetAnswer } from '../../ports/budget';
import type { Priority } from '../../ports/defender';
import type { Log } from '../../ports/log';
import type { Limit } from './limits';
import { createLocalShare } from './local-share';

export interface Passage {
  /** Who is limited: the tenant. */
  owner: string;
  limit: Limit;
  priority: Priority;
  /** By `now()`. */
  deadline: number;
  /** A read may go on with a local share while the shared budget is away; anything else is refused. */
  read: boolean;
  /** In people's words. */
  service: string;
}

export interface Gate {
  /**
   * Runs `job` once there is a slot and room in the shared budget. Throws before anything was sent: `throttled` when the budget has no
   * room before the deadline, `service_unavailable` when the queue did not move, `store_unavailable` when an action cannot be counted.
   */
  pass<T>(passage: Passage, job: () => Promise<T>): Promise<T>;
  /** The service said 429: nobody calls it for `ms`, on any replica. */
  pause(passage: Pick<Passage, 'owner' | 'limit'>, ms: number): Promise<void>;
  /** Queues that exist now; those of idle tenants do not. */
  readonly lanes: number;
}

export interface GateOptions {
  budget: Budget;
  log: Log;
  now: () => number;
  sleep: (ms: number) => Promise<void>;
  random: () => number;
}

/** So that those who were told the same time do not all ask again in the same millisecond. */
const SPREAD_MS = 50;

/**
 * In front of each call: a Bottleneck queue per (tenant, limit, priority), and within its slot the budget that all replicas share.
 * People and background work queue apart, so a background call that waits for the budget never holds a person's slot.
 */
export function createGate({ budget, log, now, sleep, random }: GateOptions): Gate {
  const lanes = new Map<string, { limiter: Bottleneck; users: number }>();
  const local = createLocalShare(now);
  let away = false;

  const enter = (key: string, concurrency: number) => {
    const lane = lanes.get(key) ?? { limiter: new Bottleneck({ maxConcurrent: concurrency }), users: 0 };
    lane.users += 1;
    lanes.set(key, lane);
    return lane;
  };

  const ask = async ({ owner, limit, priority, read }: Passage): Promise<BudgetAnswer> => {
    const request = { owner, name: limit.name, windows: limit.windows, priority };
    try {
      const answer = await budget.take(request);
      if (away) log.info({}, 'the shared call budget is back');
      away = false;
      return answer;
    } catch (thrown) {
      const error = asTocsinError(thrown);
      if (error.code !== 'store_unavailable' || !read) throw error;
      if (!away) log.warn({ err: error }, 'the shared call budget is away: reads go on with a local share, actions are refused');
      away = true;
      return local.take(request);
    }
  };

  const granted = async (passage: Passage): Promise<void> => {
    for (;;) {
      const answer = await ask(passage);
      if (answer.granted) return;
      if (now() + answer.waitMs > passage.deadline) throw noRoom(passage, answer);
      await sleep(answer.waitMs + random() * SPREAD_MS);
    }
  };

  const queued = async <T>(passage: Passage, job: () => Promise<T>): Promise<T> => {
    const key = `${passage.owner}\n${passage.limit.name}\n${passage.priority}`;
    const lane = enter(key, passage.limit.concurrency);
    let given = false;
    let started = false;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => {
          if (started) return;
          given = true;
          reject(queueStuck(passage));
        },
        Math.max(0, passage.deadline - now()),
      );
    });
    const run = lane.limiter.schedule(async () => {
      if (given) return undefined as never;
      started = true;
      await granted(passage);
      return job();
    });
    try {
      return await Promise.race([run, late]);
    } finally {
      clearTimeout(timer);
      // The slot of one that gave up is still queued: the lane goes when that has passed through.
      void run
        .catch(() => undefined)
        .then(() => {
          lane.users -= 1;
          if (lane.users === 0) lanes.delete(key);
        });
    }
  };

  return {
    pass: queued,
    pause: async ({ owner, limit }, ms) => {
      await local.pause(owner, limit.name, ms);
      await budget
        .pause(owner, limit.name, ms)
        .catch((error: unknown) => log.warn({ err: asTocsinError(error) }, 'pause kept locally only'));
    },
    get lanes() {
      return lanes.size;
    },
  };
}

function noRoom({ owner, service, limit }: Passage, { waitMs, paused }: { waitMs: number; paused: boolean }): TocsinError {
  const seconds = Math.max(1, Math.ceil(waitMs / 1_000));
  return new TocsinError({
    code: 'throttled',
    retry: 'later',
    retryAfterMs: waitMs,
    tenant: owner,
    message: `${service}: ${paused ? 'paused after a 429' : `our share of ${limit.name} is used up`} for ${waitMs} ms more; nothing was sent`,
    person: `${service}'s call limit for this tenant is used up. Nothing was sent; try again in ${seconds} s.`,
  });
}

function queueStuck({ owner, service, limit }: Passage): TocsinError {
  return new TocsinError({
    code: 'service_unavailable',
    retry: 'later',
    tenant: owner,
    message: `${service}: no slot for ${limit.name} in time; nothing was sent`,
    person: `${service} is slow just now and other requests wait before this one. Nothing was sent; try again in a minute.`,
  });
}
