import type { EventEmitter } from 'node:events';
import { createClient } from 'redis';
import { TocsinError } from '../../core/errors';
import type { Log } from '../../ports/log';

export type RedisClient = ReturnType<typeof createRequestClient>;
export type JobsClient = ReturnType<typeof createJobsClient>;

const backoff = (tries: number): number => Math.min(50 * 2 ** tries, 2_000) + Math.floor(Math.random() * 50);

/** Socket troubles come as an event for each try: said once as the connection goes, once as it is back. */
function watch<C extends EventEmitter>(client: C, what: string, log: Log): C {
  let away = false;
  client.on('error', (error: Error) => {
    // Library errors may have an empty message; their class says more.
    if (!away) log.warn({ what, redisError: error.constructor.name }, 'Redis is away');
    away = true;
  });
  client.on('ready', () => {
    if (away) log.info({ what }, 'Redis is back');
    away = false;
  });
  return client;
}

/**
 * For requests and flows: a command while Redis is away fails at once, a frozen server fails within the socket timeout,
 * and a command whose answer was lost is rejected, never sent again (node-redis does not re-send).
 */
export function createRequestClient(url: string, log: Log) {
  const client = createClient({
    url,
    disableOfflineQueue: true,
    pingInterval: 1_000,
    commandsQueueMaxLength: 10_000,
    maintNotifications: 'disabled',
    socket: { connectTimeout: 5_000, socketTimeout: 5_000, reconnectStrategy: backoff },
  });
  return watch(client, 'requests', log);
}

/** For BullMQ, which blocks up to 10 s in one command and does its own waiting: the socket timeout must be longer than that. */
export function createJobsClient(url: string, log: Log) {
  const client = createClient({
    url,
    pingInterval: 5_000,
    maintNotifications: 'disabled',
    socket: { connectTimeout: 5_000, socketTimeout: 30_000, reconnectStrategy: backoff },
  });
  // Every queue and worker listens on it.
  client.setMaxListeners(50);
  return watch(client, 'jobs', log);
}

/** Runs one command; whatever goes wrong is `store_unavailable`: the caller cannot know whether the command was carried out. */
export async function ask<T>(command: () => Promise<T>): Promise<T> {
  try {
    return await command();
  } catch (error) {
    const name = error instanceof Error ? `${error.constructor.name} ${error.message}`.trim() : 'unknown';
    throw new TocsinError({
      code: 'store_unavailable',
      retry: 'later',
      message: `Redis command failed: ${name}`,
      person: 'Tocsin cannot reach its store just now. Nothing was done; please try again in a minute.',
    });
  }
}

/**
 * What a production Redis must be: `noeviction`, or records of actions vanish under memory pressure, and an append-only file, or
 * a restart forgets them. Answers faults in words; an empty list is fine. A server that hides CONFIG answers nothing.
 */
export async function redisFaults(client: RedisClient): Promise<string[]> {
  const faults: string[] = [];
  const setting = async (name: string): Promise<string | undefined> => {
    try {
      return (await client.configGet(name))[name];
    } catch {
      return undefined; // Managed Redis forbids CONFIG; its settings are the operator's to check.
    }
  };
  const policy = await setting('maxmemory-policy');
  if (policy !== undefined && policy !== 'noeviction') faults.push(`maxmemory-policy is ${policy}: set it to noeviction`);
  const appendOnly = await setting('appendonly');
  if (appendOnly === 'no') faults.push('appendonly is no: set it to yes, so that a restart forgets nothing');
  return faults;
}
