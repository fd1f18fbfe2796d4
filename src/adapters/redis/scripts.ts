import { createHash } from 'node:crypto';
import { ask, type RedisClient } from './client';

export interface Script {
  lua: string;
  sha: string;
}

export const script = (lua: string): Script => ({ lua, sha: createHash('sha1').update(lua).digest('hex') });

/** One atomic step. After a Redis restart the script is unknown there (`NOSCRIPT`) and is sent in full. */
export function run(client: RedisClient, { lua, sha }: Script, keyNames: string[], args: string[]): Promise<unknown> {
  return ask(async () => {
    const options = { keys: keyNames, arguments: args };
    try {
      return await client.evalSha(sha, options);
    } catch (error) {
      if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
      return client.eval(lua, options);
    }
  });
}

const NOW = `
local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)
`;

/**
 * Ingest of one page. KEYS: cursor, due list, then one detection key per alert. ARGV: new cursor, the same comparable as text, ttl ms, then per alert:
 * alert id, version (comparable as text), body, 1 when baseline, opaque detection id. Answers the ids that are due.
 * The cursor never moves back: two replicas may poll the same tenant.
 */
export const ingest = script(`${NOW}
local changed = {}
for i = 3, #KEYS do
  local at = 4 + (i - 3) * 5
  local id, version, body, baseline, detection = ARGV[at], ARGV[at + 1], ARGV[at + 2], ARGV[at + 3], ARGV[at + 4]
  local known = redis.call('HGET', KEYS[i], 'v')
  if not known or version > known then
    if not known then redis.call('HSET', KEYS[i], 'seen', now, 'det', detection) end
    redis.call('HSET', KEYS[i], 'id', id, 'v', version, 'body', body)
    if known or baseline == '0' then
      redis.call('HSET', KEYS[i], 'base', '0')
      redis.call('ZADD', KEYS[2], now, id)
      changed[#changed + 1] = id
    else
      redis.call('HSET', KEYS[i], 'base', '1')
    end
  end
  redis.call('PEXPIRE', KEYS[i], ARGV[3])
end
local cursor = redis.call('HGET', KEYS[1], 'order')
if not cursor or ARGV[2] > cursor then redis.call('HSET', KEYS[1], 'at', ARGV[1], 'order', ARGV[2]) end
return changed
`);

/** KEYS: detection, due list. ARGV: version shown, alert id. */
export const shown = script(`
if redis.call('HGET', KEYS[1], 'v') == ARGV[1] then return redis.call('ZREM', KEYS[2], ARGV[2]) end
return 0
`);

/** KEYS: due list. ARGV: age in ms. Age by the server's clock. */
export const due = script(`${NOW}
return redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now - tonumber(ARGV[1]), 'LIMIT', 0, 1000)
`);

/**
 * Accepts a remediation. KEYS: operation, open machines, accepted in the last hour, operations of the detection.
 * ARGV: body, machine id, operation, limit, ttl ms. Answers {1} or {0, 'already_open', operation} or {0, 'limit_reached', used}.
 */
export const accept = script(`${NOW}
local open = redis.call('HGET', KEYS[2], ARGV[2])
if open then return {0, 'already_open', open} end
redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', now - 3600000)
local used = redis.call('ZCARD', KEYS[3])
if used >= tonumber(ARGV[4]) then return {0, 'limit_reached', tostring(used)} end
redis.call('HSET', KEYS[1], 'n', '1', 'body', ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[5])
redis.call('HSET', KEYS[2], ARGV[2], ARGV[3])
redis.call('ZADD', KEYS[3], now, ARGV[3])
redis.call('PEXPIRE', KEYS[3], 7200000)
redis.call('ZADD', KEYS[4], now, ARGV[3])
redis.call('PEXPIRE', KEYS[4], ARGV[5])
return {1}
`);

/** KEYS: accepted in the last hour. By the server's clock. */
export const countLastHour = script(`${NOW}
return redis.call('ZCOUNT', KEYS[1], now - 3600000, '+inf')
`);

/** Compare and set. KEYS: operation, open machines. ARGV: expected version, new version, body, machine id, operation, 1 when final. */
export const saveOperation = script(`
if redis.call('HGET', KEYS[1], 'n') ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], 'n', ARGV[2], 'body', ARGV[3])
if ARGV[6] == '1' and redis.call('HGET', KEYS[2], ARGV[4]) == ARGV[5] then redis.call('HDEL', KEYS[2], ARGV[4]) end
return 1
`);

/** Compare and set. KEYS: case, waiting cases. ARGV: expected version, new version, body, alert id, ttl ms, 1 when something waits. */
export const saveCase = script(`
if (redis.call('HGET', KEYS[1], 'n') or '0') ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], 'n', ARGV[2], 'body', ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[5])
if ARGV[6] == '1' then redis.call('SADD', KEYS[2], ARGV[4]) else redis.call('SREM', KEYS[2], ARGV[4]) end
return 1
`);

/** Compare and set of a whole value. KEYS: the value. ARGV: as it was ('' when absent), as it shall be, ttl ms. */
export const claim = script(`
if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return 1
`);

/** KEYS: troubles. ARGV: owner, text ('' clears). Answers what was there. */
export const setTrouble = script(`
local before = redis.call('HGET', KEYS[1], ARGV[1])
if ARGV[2] == '' then redis.call('HDEL', KEYS[1], ARGV[1]) else redis.call('HSET', KEYS[1], ARGV[1], ARGV[2]) end
return before
`);

/** Compare and append. KEYS: log, head. ARGV: expected sequence, expected mac, new sequence, new mac, body. */
export const appendAudit = script(`
local sequence = redis.call('HGET', KEYS[2], 'seq') or '0'
local mac = redis.call('HGET', KEYS[2], 'mac') or ''
if sequence ~= ARGV[1] or mac ~= ARGV[2] then return {0, sequence, mac} end
redis.call('XADD', KEYS[1], ARGV[3] .. '-1', 'mac', ARGV[4], 'body', ARGV[5])
redis.call('HSET', KEYS[2], 'seq', ARGV[3], 'mac', ARGV[4])
return {1, ARGV[3], ARGV[4]}
`);
