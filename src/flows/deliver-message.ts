import { createHash } from 'node:crypto';
import { asTocsinError } from '../core/errors';
import type { MessageRef, Outgoing } from '../ports/chat';
import { RunAgain } from '../ports/jobs';
import type { MessageRecord } from '../ports/store';
import type { Flows } from './context';

/**
 * A send is over this long after it began, whatever became of it (the HTTP time limit is 10 s): before that nobody else sends
 * the same message, after that whoever comes looks it up first.
 */
export const SEND_SETTLED_MS = 15_000;
/** A send that did not get going for this long (the process was frozen) is left to the next one. */
const SEND_DEADLINE_MS = 4_000;
/** Somebody else took the message in this moment. */
const LOST_CLAIM_MS = 1_000;
/** Clocks of replicas differ; the look-up starts this much before the send began. */
const SKEW_MS = 120_000;

/** Under this name is kept when a tenant's messages were taken over from a store that was lost (ms), or 0 where there were none. */
export const RECOVERED_AT = 'recovered-at';

export interface Delivered {
  ref: MessageRef;
  /** True when this call posted or changed what is shown. */
  changed: boolean;
}

const fingerprint = (message: Outgoing): string =>
  createHash('sha256').update(JSON.stringify(message.content)).digest('base64url').slice(0, 22);

/** Opaque key of one message: the same part of the same thing has the same key after a restart. */
export const messageKey = (...parts: string[]): string => createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 22);

/**
 * Brings one message into the channel, once: posts it, or edits it when it shows something else. Slack knows no idempotency key, so
 * the send is recorded before it begins, and a send whose end is not known is looked up by its metadata key before it is repeated.
 * `known` is where the caller has just seen it, should the store have lost that meanwhile. Throws `RunAgain` while an earlier send may still be under way, and what `Chat` throws.
 */
export async function deliverMessage(flows: Flows, tenant: string, message: Outgoing, known?: MessageRef): Promise<Delivered> {
  const { store, chat, clock } = flows;
  const { channel, threadTs, key } = message;
  const print = fingerprint(message);
  const stored = await store.message(tenant, key);
  const before = stored ?? (known && { state: 'sent' as const, channel: known.channel, ts: known.ts, sinceMs: clock.now() });
  const next = (record: Partial<MessageRecord>): MessageRecord => ({
    channel,
    threadTs,
    sinceMs: clock.now(),
    ...before,
    ...record,
    state: record.state ?? 'sent',
  });
  const save = (record: Partial<MessageRecord>) => store.saveMessage(tenant, key, next(record));

  if (before?.state === 'sent' && before.ts) {
    const ref = { channel: before.channel, ts: before.ts };
    if (before.shown === print) return { ref, changed: false };
    await chat.permit(channel, 'edit');
    await chat.edit(ref, message);
    await save({ shown: print });
    return { ref, changed: true };
  }

  if (before?.state === 'sending') {
    const age = clock.now() - before.sinceMs;
    if (age < SEND_SETTLED_MS) throw new RunAgain(SEND_SETTLED_MS - age);
    const found = await chat.find({ channel, threadTs, key, sinceMs: before.sinceMs - SKEW_MS });
    if (found) {
      // What it shows is not known for sure; the next delivery edits it.
      await save({ ts: found.ts, shown: undefined });
      return { ref: found, changed: true };
    }
  }

  if (!before && threadTs && (await isOlderThanStore(flows, tenant, threadTs))) {
    const found = await chat.find({ channel, threadTs, key, sinceMs: Number(threadTs) * 1_000 - SKEW_MS });
    if (found) {
      await save({ ts: found.ts });
      return { ref: found, changed: true };
    }
  }

  await chat.permit(channel, message.content.kind === 'evidence' ? 'detail' : 'post');
  const sinceMs = clock.now();
  // Two jobs may bring the same message at once: the one that gets its claim in sends.
  if (!(await store.claimMessage(tenant, key, stored, next({ state: 'sending', sinceMs })))) throw new RunAgain(LOST_CLAIM_MS);
  if (clock.now() - sinceMs > SEND_DEADLINE_MS) throw new RunAgain(SEND_SETTLED_MS);
  try {
    const ref = await chat.post(message);
    await save({ ts: ref.ts, shown: print, sinceMs });
    return { ref, changed: true };
  } catch (thrown) {
    const { code } = asTocsinError(thrown);
    // Only where Slack surely has not taken it may the next try post at once.
    if (code !== 'slack_outcome_unknown' && code !== 'store_unavailable') await save({ state: 'unsent' });
    throw thrown;
  }
}

/** Whether the thread's card was taken over from a store that was lost: its replies may be there, unknown to this one. */
async function isOlderThanStore({ store }: Flows, tenant: string, threadTs: string): Promise<boolean> {
  const recoveredAt = await store.cached<number>(tenant, RECOVERED_AT);
  return recoveredAt !== undefined && Number(threadTs) * 1_000 < recoveredAt;
}
