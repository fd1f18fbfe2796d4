import { DelayedError, type Job, Queue, Worker } from 'bullmq';
import { asTocsinError, type TocsinError } from '../../core/errors';
import { type JobHandlers, type JobName, type Jobs, RunAgain } from '../../ports/jobs';
import type { Log } from '../../ports/log';
import { ask, type JobsClient } from './client';
import { keys } from './keys';

/** How many of a kind run at once in one process. */
const CONCURRENCY: Record<JobName, number> = { poll: 50, detection: 20, remediation: 20, case: 20, sweep: 1 };

/** A job of a killed process is taken up by another after about this long; a job renews its lock while it runs. */
const LOCK_MS = 15_000;
const STALLED_CHECK_MS = 5_000;
/** A Redis that lost its data lost the repeats too, and nothing would ever be polled again: they are looked for this often. */
const REPEATS_CHECK_MS = 5_000;
/** So many processes must die over one job before it is given up: its detection is still due, and the sweep reports it. */
const MAX_STALLED = 20;
/** An error that will not pass by itself (`never`) is tried this often before the job fails and is reported. */
const MAX_FINAL_TRIES = 3;

const backoffMs = (tries: number): number => Math.min(1_000 * 2 ** Math.min(tries, 6), 60_000) * (0.75 + Math.random() / 2);

/** Those who wait for the same place come back spread out, the more so the longer they wait: few of them find it at a time. */
const spreadMs = (tries: number): number => Math.random() * Math.min(1_000 * tries, 15_000);

export interface JobRunner {
  jobs: Jobs;
  /** Begins to take jobs. `gaveUp` hears of each job that failed for good. */
  start(handlers: JobHandlers, gaveUp: (name: JobName, data: unknown, error: TocsinError) => void): void;
  /** Ends every repeat whose key is not in the list: tenants that were taken out of the configuration. */
  keepRepeats(keep: ReadonlySet<string>): Promise<void>;
  /** Takes no more jobs and waits for the running ones. */
  stop(): Promise<void>;
}

const NAMES = Object.keys(CONCURRENCY) as JobName[];

/** The jobs port on BullMQ over node-redis: one queue per kind, delays and repeats in Redis, at least once. */
export function createJobRunner(client: JobsClient, log: Log): JobRunner {
  const options = { connection: client, prefix: keys.jobs };
  // Nobody reads the queues' event streams; BullMQ keeps 10,000 entries of each unless told.
  const streams = { events: { maxLen: 100 } };
  const quiet = (what: string) => (error: Error) => log.debug({ what, jobsError: error.constructor.name }, 'job queue trouble');
  const queues = Object.fromEntries(
    NAMES.map((name) => [name, new Queue(name, { ...options, streams }).on('error', quiet(name))]),
  ) as Record<JobName, Queue>;
  const workers: Worker[] = [];
  const repeats = new Map<JobName, Map<string, () => Promise<unknown>>>();
  let checking: NodeJS.Timeout | undefined;

  /** One count per queue; only where repeats are missing they are set again. */
  const restoreRepeats = async (): Promise<void> => {
    for (const [name, wanted] of repeats) {
      if ((await queues[name].getJobSchedulersCount()) >= wanted.size) continue;
      log.warn({ job: name }, 'Redis lost the repeated jobs; they are set again');
      for (const set of wanted.values()) await set();
    }
  };

  const jobs: Jobs = {
    enqueue: async (name, data, { key, delayMs }) => {
      // One waits at most and one runs at most per key; what comes while one runs makes exactly one more (BullMQ, "keep last if active").
      const deduplication = { id: key, keepLastIfActive: true };
      await ask(() => queues[name].add(name, data, { deduplication, delay: delayMs ?? 0, removeOnComplete: true, removeOnFail: 1_000 }));
    },
    repeat: async (name, data, { key, everyMs }) => {
      const template = { name, data, opts: { removeOnComplete: true, removeOnFail: 100 } };
      const set = () => ask(() => queues[name].upsertJobScheduler(key, { every: everyMs }, template));
      await set();
      repeats.set(name, (repeats.get(name) ?? new Map()).set(key, set));
    },
  };

  const perform = async (name: JobName, job: Job, token: string | undefined, handle: () => Promise<void>): Promise<void> => {
    try {
      await handle();
    } catch (thrown) {
      if (thrown instanceof RunAgain) {
        await job.moveToDelayed(Date.now() + thrown.delayMs, token);
        throw new DelayedError();
      }
      const error = asTocsinError(thrown);
      const facts = { job: name, data: job.data, tries: job.attemptsStarted, err: error };
      // The next tick of a repeated job is its retry.
      if (job.repeatJobKey || (error.retry === 'never' && job.attemptsStarted >= MAX_FINAL_TRIES)) {
        log.error(facts, 'job failed');
        throw error;
      }
      // Waiting for a place within a limit is the normal course of a busy hour.
      const waits = error.code === 'slack_throttled' || error.code === 'throttled';
      log[waits ? 'debug' : 'warn'](facts, 'job will be tried again');
      const delayMs = error.facts.retryAfterMs ?? backoffMs(job.attemptsStarted);
      await job.moveToDelayed(Date.now() + delayMs + (waits ? spreadMs(job.attemptsStarted) : 0), token);
      throw new DelayedError();
    }
  };

  return {
    jobs,
    start: (handlers, gaveUp) => {
      for (const name of NAMES) {
        const worker = new Worker(name, (job, token) => perform(name, job, token, () => handlers[name](job.data as never)), {
          ...options,
          concurrency: CONCURRENCY[name],
          lockDuration: LOCK_MS,
          stalledInterval: STALLED_CHECK_MS,
          maxStalledCount: MAX_STALLED,
        });
        worker.on('error', quiet(name));
        worker.on('failed', (job, error) => gaveUp(name, job?.data, asTocsinError(error)));
        workers.push(worker);
      }
      checking = setInterval(() => void restoreRepeats().catch(quiet('repeats')), REPEATS_CHECK_MS);
    },
    keepRepeats: async (keep) => {
      for (const wanted of repeats.values()) for (const key of wanted.keys()) if (!keep.has(key)) wanted.delete(key);
      for (const queue of Object.values(queues)) {
        const known = await ask(() => queue.getJobSchedulers(0, -1));
        for (const { key } of known) if (!keep.has(key)) await ask(() => queue.removeJobScheduler(key));
      }
    },
    stop: async () => {
      clearInterval(checking);
      await Promise.all(workers.map((worker) => worker.close()));
      await Promise.all(Object.values(queues).map((queue) => queue.close()));
    },
  };
}
