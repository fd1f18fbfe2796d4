import { keys } from '../src/adapters/redis/keys';
import { type Line, spreadOf } from './line';
import type { Measure } from './measure';
import { type Stage, setStage } from './stage';
import { STORIES } from './stories';

const TENANTS = 16;
const AGAINST = "the alert's JSON, as Graph answers it, in a plain Redis string (MEMORY USAGE)";

interface Alert {
  tenant: string;
  id: string;
  json: string;
}

/** By kind: how to tell its keys. What no row knows is `other`. `cards` are keys of the enrichment that a card was drawn with. */
const kinds = (cards: ReadonlySet<string>): Record<string, (key: string) => boolean> => ({
  detections: (key) => /^toc:\{t\d+\}:det:/.test(key),
  index: (key) => key.startsWith('toc:d:'),
  cases: (key) => /^toc:\{t\d+\}:case:/.test(key),
  'places-of-cards': (key) => key.startsWith('toc:at:'),
  messages: (key) => /^toc:\{[^}]+\}:msg:/.test(key),
  'answers-of-card': (key) => cards.has(key),
  'cached-look-ups': (key) => /^toc:\{t\d+\}:c:/.test(key),
  // BullMQ keeps the newest 10,000 of each queue.
  'job-events': (key) => key.startsWith(keys.jobs) && key.endsWith(':events'),
  jobs: (key) => key.startsWith(keys.jobs),
});

export const redisBytesPerAlert: Measure = async ({ pile, emit }) => {
  const stage = await setStage(pile, { tenants: TENANTS, pollSeconds: 1, withoutLimits: true });
  const idle = await usage(stage.redis);
  for (const tenant of stage.tenants) for (const story of STORIES) stage.defender.play(story, tenant, { atOnce: true });
  await stage.settled(stage.tenants, stage.defender.state(stage.tenants[0] ?? '').alerts.length);
  const used = await usage(stage.redis);
  const alerts = stage.tenants.flatMap((tenant) =>
    stage.defender.state(tenant).alerts.map((alert): Alert => ({ tenant, id: alert.id, json: JSON.stringify(alert) })),
  );
  const plain = spreadOf(await plainSizes(stage.redis, alerts));

  const row = (kind: string, what: string, sizes: number[], before = 0): Line => {
    const { min, max, n } = spreadOf(sizes);
    const value = Math.round((sizes.reduce((sum, size) => sum + size, 0) - before) / alerts.length);
    const baseline = plain.value;
    return {
      name: `redis-bytes-per-alert.${kind}`,
      what: `${what}, per alert after ${alerts.length} alerts were shown in ${TENANTS} tenants (mean; min and max are of one key, n counts keys)`,
      unit: 'bytes',
      ...{ value, min, max, n, against: AGAINST, baseline, baselineSpread: plain, ratio: Math.round((value / baseline) * 100) / 100 },
    };
  };
  const cards = new Set(alerts.map(({ tenant, id }) => keys.cache(tenant, `enrichment/${id}`)));
  const table = Object.entries(kinds(cards));
  const kindOf = (key: string) => table.find(([, knows]) => knows(key))?.[0] ?? 'other';
  const sizesOf = (all: Map<string, number>, kind: string) => [...all].filter(([key]) => kindOf(key) === kind).map(([, size]) => size);
  const sum = (sizes: number[]) => sizes.reduce((total, size) => total + size, 0);
  for (const kind of [...table.map(([name]) => name), 'other']) {
    const more = kind.startsWith('job') || kind === 'other' ? ', more than with no alert' : '';
    emit(row(kind, `memory of our ${kind} in Redis${more}`, sizesOf(used, kind), sum(sizesOf(idle, kind))));
  }
  emit(row('all', 'memory of all our keys in Redis, more than with no alert', [...used.values()], sum([...idle.values()])));
};

/** Key -> bytes, of all keys of ours but the rate budget's, which the bench itself takes away. */
async function usage(redis: Stage['redis']): Promise<Map<string, number>> {
  const names = (await redis.keys('toc:*')).filter((key) => !key.includes(':rate:'));
  const sizes = await Promise.all(names.map((name) => redis.memoryUsage(name, { SAMPLES: 0 })));
  return new Map(names.flatMap((name, index): [string, number][] => (sizes[index] == null ? [] : [[name, sizes[index]]])));
}

async function plainSizes(redis: Stage['redis'], alerts: Alert[]): Promise<number[]> {
  return Promise.all(
    alerts.map(async ({ id, json }) => {
      await redis.set(`bench:${id}`, json);
      return (await redis.memoryUsage(`bench:${id}`)) ?? 0;
    }),
  );
}
