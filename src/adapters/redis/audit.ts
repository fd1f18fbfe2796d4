import { sealEntry } from '../../core/audit-chain';
import { asTocsinError, TocsinError } from '../../core/errors';
import type { Audit, AuditEntry, AuditLine } from '../../ports/audit';
import { ask, type RedisClient } from './client';
import { keys } from './keys';
import * as scripts from './scripts';

/** Replicas append to one chain; a lost race reads the new head and tries again. */
const TRIES = 50;

const unavailable = (message: string): TocsinError =>
  new TocsinError({
    code: 'audit_unavailable',
    retry: 'later',
    message,
    person: 'This could not be put on record just now, so nothing was done. Please try again in a minute.',
  });

/**
 * The chained audit in Redis (Lua has only SHA-1, so the HMAC is made here and appended by compare-and-append).
 * `append` returns when both Redis and the copy have the entry, so an action never starts before both do.
 */
export function createAudit(client: RedisClient, key: Buffer, copy: (line: AuditLine) => void): Audit {
  // One at a time in this process: a process must not race itself.
  let last: Promise<unknown> = Promise.resolve();

  const append = async (entry: AuditEntry): Promise<{ sequence: number }> => {
    const body = JSON.stringify(entry);
    try {
      const head = await ask(() => client.hmGet(keys.auditHead, ['seq', 'mac']));
      let [sequence, mac] = [Number(head[0] ?? '0'), head[1] ?? ''];
      for (let tries = 0; tries < TRIES; tries++) {
        const next = sequence + 1;
        const sealed = sealEntry(key, next, mac, body);
        const answer = (await scripts.run(
          client,
          scripts.appendAudit,
          [keys.audit, keys.auditHead],
          [String(sequence), mac, String(next), sealed, body],
        )) as [number, string, string];
        if (answer[0] === 1) {
          copy({ sequence: next, mac: sealed, entry });
          return { sequence: next };
        }
        [sequence, mac] = [Number(answer[1]), answer[2]];
      }
    } catch (error) {
      throw unavailable(`audit entry not stored: ${asTocsinError(error).message}`);
    }
    throw unavailable(`audit entry not stored: lost ${TRIES} races for the head`);
  };

  return {
    append: (entry) => {
      const mine = last.then(() => append(entry));
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}

/**
 * Without a key nothing can be sealed; then the configuration allows no remediation either, and refusals and notes go to the copy
 * alone: a chain begun without a key would look forged once there is one.
 */
export function createUnsealedAudit(copy: (line: AuditLine) => void): Audit {
  return {
    append: async (entry) => {
      copy({ sequence: 0, mac: '', entry });
      return { sequence: 0 };
    },
  };
}
