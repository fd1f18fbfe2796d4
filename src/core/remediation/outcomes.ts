import type { RemediationStateName } from '../detection-card';
import { compareInstants } from '../instant';
import type { MachineAction, MachineActionStatus } from '../machine-action';
import { askedIn, operationIn } from './comment';
import { followDelayMs } from './delays';
import type { Change, RemediationEffect } from './events';
import type { RemediationRecord } from './record';

const TYPE = { contain_host: 'Isolate', release_host: 'Unisolate' } as const;

/** What follows from an end, whichever it is. */
export const ENDED: readonly RemediationEffect[] = [{ kind: 'audit_result' }, { kind: 'free_machine' }, { kind: 'show' }];

const hResult = (value: number | undefined): string => (value ? `, 0x${(value >>> 0).toString(16).padStart(8, '0')}` : '');

/** Defender's final statuses: our state, and what people should know. */
const ENDS: Partial<Record<MachineActionStatus, { state: RemediationStateName; trouble?: (action: MachineAction) => string }>> = {
  Succeeded: { state: 'confirmed' },
  Failed: {
    state: 'failed',
    trouble: ({ errorHResult }) =>
      `Defender could not carry it out (Failed${hResult(errorHResult)}). Look at the device in Defender, then ask again.`,
  },
  TimeOut: {
    state: 'timed_out',
    trouble: () => 'The device did not answer within three days, so Defender gave up. Ask again once it is back.',
  },
  Cancelled: { state: 'cancelled', trouble: () => 'It was cancelled in Defender before it was carried out.' },
};

const sameMachine = (record: RemediationRecord, action: MachineAction): boolean =>
  action.machineId.toLowerCase() === record.machineId.toLowerCase();

/** True for an action on the record's machine that does what the record asks for. */
export const isFor = (record: RemediationRecord, action: MachineAction): boolean =>
  sameMachine(record, action) && action.type === TYPE[record.action];

const hasOurId = (record: RemediationRecord, action: MachineAction): boolean => operationIn(action.comment) === record.operation;

export const isOurs = (record: RemediationRecord, action: MachineAction): boolean => isFor(record, action) && hasOurId(record, action);

/** Says that an action was not taken for this record's, without naming anything of another machine. */
export const mismatch = (record: RemediationRecord): RemediationEffect => ({
  kind: 'tell_ops',
  detail: `Defender answered operation ${record.operation} with an action that is not its own; it was not followed.`,
});

/** Age of the action; a record whose store went back in time has no time of sending. */
const ageMs = (record: RemediationRecord, nowMs: number): number => Math.max(0, nowMs - (record.sentAtMs ?? record.askedAtMs));

/** The record goes on as this machine action, at once to its end where it has one. */
export function adopt(record: RemediationRecord, action: MachineAction, nowMs: number): Change {
  const borrowed = action.comment !== undefined && !hasOurId(record, action);
  const by = askedIn(action.comment)?.by ?? action.requestor;
  const note = borrowed ? `The same action${by ? `, asked by ${by},` : ''} was already under way; this follows that one.` : undefined;
  const end = ENDS[action.status];
  if (!end) {
    const effects: RemediationEffect[] = [{ kind: 'show' }, { kind: 'follow', delayMs: followDelayMs(ageMs(record, nowMs)) }];
    return { set: { state: 'accepted', machineAction: action, trouble: note }, effects };
  }
  return { set: { state: end.state, machineAction: action, trouble: end.trouble?.(action) ?? note }, effects: [...ENDED] };
}

/** A later word on the action that is being followed. A word that is older than what is known changes nothing. */
export function follow(record: RemediationRecord, action: MachineAction, nowMs: number): Change {
  const known = record.machineAction;
  const again: RemediationEffect = { kind: 'follow', delayMs: followDelayMs(ageMs(record, nowMs)) };
  if (!known || known.id !== action.id || !sameMachine(record, action)) return { effects: [mismatch(record), again] };
  const end = ENDS[action.status];
  if (end) {
    const trouble = end.trouble?.(action) ?? record.trouble;
    return { set: { state: end.state, machineAction: action, trouble }, effects: [...ENDED] };
  }
  const older = compareInstants(action.updatedAt ?? '', known.updatedAt ?? '') < 0;
  if (older || action.status === known.status) return { effects: [again] };
  return { set: { machineAction: action }, effects: [{ kind: 'show' }, again] };
}
