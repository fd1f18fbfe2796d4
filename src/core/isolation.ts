import { compareInstants } from './instant';
import type { Isolation } from './look-up';
import { isFinal, type MachineAction } from './machine-action';
import { askedIn } from './remediation/comment';

/** Only these two change whether a device is isolated; Defender's `type` is an open string. */
const ISOLATE = 'Isolate';
const RELEASE = 'Unisolate';

export const isIsolationAction = (action: MachineAction): boolean => action.type === ISOLATE || action.type === RELEASE;

const latest = (actions: MachineAction[], timeOf: (action: MachineAction) => string): MachineAction | undefined =>
  actions.reduce<MachineAction | undefined>(
    (best, next) => (best && compareInstants(timeOf(best), timeOf(next)) >= 0 ? best : next),
    undefined,
  );

const asked = ({ createdAt, updatedAt }: MachineAction): string => createdAt ?? updatedAt ?? '';
const ended = ({ createdAt, updatedAt }: MachineAction): string => updatedAt ?? createdAt ?? '';

/**
 * Whether the device is isolated, from its machine actions in any order: Defender has no direct answer. An action under way says
 * what is coming; else the one that succeeded last decides. "Last" is when it ended: an older isolate can land after a release.
 */
export function isolationOf(actions: MachineAction[]): Isolation {
  const relevant = actions.filter(isIsolationAction);
  const open = latest(
    relevant.filter(({ status }) => !isFinal(status)),
    asked,
  );
  if (open) return describe(open, open.type === ISOLATE ? 'isolating' : 'releasing', asked(open));
  const done = latest(
    relevant.filter(({ status }) => status === 'Succeeded'),
    ended,
  );
  return done ? describe(done, done.type === ISOLATE ? 'isolated' : 'not_isolated', ended(done)) : { state: 'not_isolated' };
}

function describe(action: MachineAction, state: Isolation['state'], since: string): Isolation {
  const ours = askedIn(action.comment);
  return {
    state,
    type: action.type === ISOLATE ? action.scope : undefined,
    since: since || undefined,
    // The requestor of an app's action is the app: the human stands in our comment.
    by: ours?.by ?? action.requestor,
    comment: ours?.reason ?? action.comment,
  };
}
