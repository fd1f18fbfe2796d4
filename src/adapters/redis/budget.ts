import { rateCells } from '../../core/rate-cells';
import type { Budget, BudgetRequest } from '../../ports/budget';
import type { RedisClient } from './client';
import { run, script } from './scripts';

/**
 * GCRA over several windows, all or nothing, on the server's clock. KEYS: pause, then one per window. ARGV: per window the emission
 * interval and the tolerance, in µs. A key holds the theoretical arrival time. Answers {1} or {0, wait in ms, paused}.
 */
const take = script(`
local t = redis.call('TIME')
local now = t[1] * 1000000 + t[2]
local paused = tonumber(redis.call('GET', KEYS[1]) or '0')
if paused > now then return {0, math.ceil((paused - now) / 1000), 1} end
local wait = 0
local arrivals = {}
for i = 2, #KEYS do
  local interval, tolerance = tonumber(ARGV[2 * i - 3]), tonumber(ARGV[2 * i - 2])
  local arrival = math.max(tonumber(redis.call('GET', KEYS[i]) or '0'), now)
  -- More than a full cell can only come from a server clock that was set back; without this nobody would be granted until it caught up.
  arrival = math.min(arrival, now + interval + tolerance)
  if arrival - now > tolerance then wait = math.max(wait, arrival - now - tolerance) end
  arrivals[i] = arrival + interval
end
if wait > 0 then return {0, math.ceil(wait / 1000), 0} end
for i = 2, #KEYS do
  redis.call('SET', KEYS[i], string.format('%.0f', arrivals[i]), 'PX', math.ceil((arrivals[i] - now) / 1000) + 1000)
end
return {1}
`);

/** KEYS: pause. ARGV: ms. A shorter pause never ends a longer one. */
const pause = script(`
local t = redis.call('TIME')
local till = t[1] * 1000000 + t[2] + tonumber(ARGV[1]) * 1000
local known = tonumber(redis.call('GET', KEYS[1]) or '0')
if till > known then redis.call('SET', KEYS[1], string.format('%.0f', till), 'PX', math.ceil(tonumber(ARGV[1])) + 1000) end
return 1
`);

/** The shared call budget of all replicas (design decision 4). Throws `store_unavailable` when Redis is away. */
export function createBudget(client: RedisClient): Budget {
  const key = (owner: string, name: string, part: string) => `toc:{${owner}}:rate:${name}:${part}`;

  const request = ({ owner, name, windows, priority }: BudgetRequest) => {
    const cells = rateCells(windows, priority);
    const numbers = cells.map(({ burst, everyMs }) => [Math.ceil(everyMs * 1_000), Math.floor(everyMs * 1_000 * (burst - 1))]);
    return {
      keys: [key(owner, name, 'pause'), ...cells.map((cell) => key(owner, name, cell.key))],
      args: numbers.flat().map(String),
    };
  };

  return {
    take: async (asked) => {
      const { keys, args } = request(asked);
      const [granted, waitMs = 0, paused = 0] = (await run(client, take, keys, args)) as number[];
      return granted === 1 ? { granted: true } : { granted: false, waitMs: Math.max(1, waitMs), paused: paused === 1 };
    },
    pause: async (owner, name, ms) => {
      await run(client, pause, [key(owner, name, 'pause')], [String(Math.max(1, Math.ceil(ms)))]);
    },
  };
}
