import type { RemediationStateName } from '../detection-card';
import { NOT_FOUND_AFTER_MS, reconcileDelayMs, SEND_SETTLED_MS } from './delays';
import type { Change, RemediationEffect, RemediationEvent } from './events';
import { adopt, ENDED, follow, isFor, isOurs, mismatch } from './outcomes';
import type { RemediationRecord } from './record';

export { followDelayMs } from './delays';
export type { RemediationEffect, RemediationEvent } from './events';

type Kind = RemediationEvent['kind'];
type Of<K extends Kind> = Extract<RemediationEvent, { kind: K }>;
type Rows = { [K in Kind]?: (record: RemediationRecord, event: Of<K>, nowMs: number) => Change };

const sinceSend = (record: RemediationRecord, nowMs: number): number => Math.max(0, nowMs - (record.sentAtMs ?? record.updatedAtMs));

const reconcile = (record: RemediationRecord, nowMs: number): RemediationEffect => ({
  kind: 'reconcile',
  delayMs: reconcileDelayMs(sinceSend(record, nowMs)),
});

/** The look-up starts once a send that may still be on its way must be over. */
const firstLookUp = (record: RemediationRecord, nowMs: number): RemediationEffect => ({
  kind: 'reconcile',
  delayMs: Math.max(0, SEND_SETTLED_MS - sinceSend(record, nowMs)),
});

const lost = (record: RemediationRecord, nowMs: number): Change => ({
  set: { state: 'unknown' },
  effects: [{ kind: 'show' }, firstLookUp(record, nowMs)],
});

const end = (state: RemediationStateName, trouble?: string, more: RemediationEffect[] = []): Change => ({
  set: { state, trouble },
  effects: [...ENDED, ...more],
});

const found: Rows['found'] = (record, { machineAction }, nowMs) => {
  if (isOurs(record, machineAction)) return adopt(record, machineAction, nowMs);
  return { effects: record.state === 'unknown' ? [mismatch(record), reconcile(record, nowMs)] : [mismatch(record)] };
};

const refused: Rows['refused_by_service'] = (record, { error }, nowMs) =>
  error.retry === 'reconcile' ? lost(record, nowMs) : end('refused', error.person);

const alreadyOpen: Rows['already_open'] = (record, { machineAction }, nowMs) =>
  machineAction && isFor(record, machineAction)
    ? adopt(record, machineAction, nowMs)
    : end(
        'refused',
        'Defender is already carrying out another action on this device; nothing was sent. Ask again when that one has ended.',
      );

const dryRun: Rows['dry_run'] = (record) => (record.dryRun ? end('confirmed') : { effects: [] });

/** What a second, different action for one record means: it was sent twice, by somebody else than this table. */
const late: Rows['sent_ok'] = (record, { machineAction }) => ({
  effects: record.machineAction?.id === machineAction.id ? [] : [mismatch(record)],
});

/**
 * The life of a remediation: state, event, what becomes of it. A pair without a row changes nothing. `post` stands in one row only,
 * which leaves `asked`, and no row leads back to it: that is why nothing is ever sent twice.
 */
const TABLE: Partial<Record<RemediationStateName, Rows>> = {
  asked: {
    resumed: () => ({ effects: [] }),
    send_started: (record, _, nowMs) =>
      record.dryRun ? end('confirmed') : { set: { state: 'sending', sentAtMs: nowMs }, effects: [{ kind: 'post' }] },
    dry_run: dryRun,
    // A store that went back in time says "asked" of what was sent.
    found,
    gave_up: (_, { why }) => end('not_sent', why),
  },
  sending: {
    // Whoever was sending is gone, or slow: either way nobody may send again.
    resumed: (record, _, nowMs) => lost(record, nowMs),
    sent_ok: (record, { machineAction }, nowMs) => {
      if (isFor(record, machineAction)) return adopt(record, machineAction, nowMs);
      const { set, effects } = lost(record, nowMs);
      return { set, effects: [...effects, mismatch(record)] };
    },
    answer_lost: (record, _, nowMs) => lost(record, nowMs),
    refused_by_service: refused,
    already_open: alreadyOpen,
    found,
  },
  unknown: {
    resumed: (record, _, nowMs) => ({ effects: [firstLookUp(record, nowMs)] }),
    // The answer of a slow sender is as good as a look-up.
    sent_ok: (record, { machineAction }, nowMs) =>
      isFor(record, machineAction) ? adopt(record, machineAction, nowMs) : { effects: [mismatch(record)] },
    refused_by_service: (record, event, nowMs) => (event.error.retry === 'reconcile' ? { effects: [] } : refused(record, event, nowMs)),
    already_open: alreadyOpen,
    found,
    not_found: (record, { sinceMs }, nowMs) => {
      const covered = record.sentAtMs !== undefined && sinceMs <= record.sentAtMs;
      if (!covered || sinceSend(record, nowMs) < NOT_FOUND_AFTER_MS) return { effects: [reconcile(record, nowMs)] };
      const trouble =
        'Defender has no record of it ten minutes after it was sent, so it most likely never arrived. Look at the device in Defender before you ask again.';
      return end('not_sent', trouble, [
        { kind: 'tell_ops', detail: `Operation ${record.operation} was sent and never found in Defender; it was not sent again.` },
      ]);
    },
    gave_up: (_, { why }) => end('failed', why),
  },
  accepted: {
    resumed: () => ({ effects: [{ kind: 'follow', delayMs: 0 }] }),
    sent_ok: late,
    status: (record, { machineAction }, nowMs) => follow(record, machineAction, nowMs),
    gave_up: (_, { why }) => end('failed', why),
  },
};

/** No event changes a record in one of these. */
export const FINAL_STATES: readonly RemediationStateName[] = ['confirmed', 'failed', 'timed_out', 'cancelled', 'refused', 'not_sent'];

/**
 * One event in the life of a remediation. `nowMs` is UTC milliseconds. The record is a new one with `version` one higher where
 * something changed, else the same object. Save it by compare-and-set before carrying out the effects, in order; whoever loses that
 * race reads the record again and steps again.
 */
export function step(
  record: RemediationRecord,
  event: RemediationEvent,
  nowMs: number,
): { record: RemediationRecord; effects: RemediationEffect[] } {
  const row = TABLE[record.state]?.[event.kind] as
    | ((record: RemediationRecord, event: RemediationEvent, nowMs: number) => Change)
    | undefined;
  if (!row) return { record, effects: [] };
  const { set, effects } = row(record, event, nowMs);
  if (!set) return { record, effects };
  return { record: { ...record, ...set, version: record.version + 1, updatedAtMs: Math.max(record.updatedAtMs, nowMs) }, effects };
}
