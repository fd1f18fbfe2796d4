import type { Anchor, ChainEntry } from '../../core/audit-chain';
import { ask, type RedisClient } from './client';
import { keys } from './keys';

const PAGE = 1_000;

/** The whole chain, oldest first, and where its head says it ends. Throws `store_unavailable`. */
export async function readAudit(client: RedisClient): Promise<{ entries: ChainEntry[]; head?: Anchor }> {
  const entries: ChainEntry[] = [];
  for (let from = '-'; ; ) {
    const page = (await ask(() => client.xRange(keys.audit, from, '+', { COUNT: PAGE }))) ?? [];
    for (const { id, message } of page) {
      entries.push({ sequence: Number(id.split('-')[0]), mac: String(message.mac), body: String(message.body) });
    }
    const last = page.at(-1);
    if (!last || page.length < PAGE) break;
    from = `(${last.id}`;
  }
  const [sequence, mac] = await ask(() => client.hmGet(keys.auditHead, ['seq', 'mac']));
  return { entries, head: sequence && mac ? { sequence: Number(sequence), mac } : undefined };
}
