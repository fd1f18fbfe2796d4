import type { ErrorFacts } from '../errors';
import type { MachineAction } from '../machine-action';
import type { RemediationRecord } from './record';

/** What happened to a remediation. Anything may arrive late or twice. */
export type RemediationEvent =
  /** Its job was taken up again, after a crash or by another replica. */
  | { kind: 'resumed' }
  /** The one POST is about to go out. */
  | { kind: 'send_started' }
  /** Instead of sending, where the record is a dry run. */
  | { kind: 'dry_run' }
  | { kind: 'sent_ok'; machineAction: MachineAction }
  /** No answer that says whether Defender took it. */
  | { kind: 'answer_lost' }
  | { kind: 'refused_by_service'; error: Pick<ErrorFacts, 'retry' | 'person'> }
  /** Defender's `ActiveRequestAlreadyExists`, with the open action where it was found. */
  | { kind: 'already_open'; machineAction?: MachineAction }
  /** An action with our operation id in its comment. */
  | { kind: 'found'; machineAction: MachineAction }
  /** No action of the machine created since `sinceMs` has our operation id. */
  | { kind: 'not_found'; sinceMs: number }
  | { kind: 'status'; machineAction: MachineAction }
  /** Nobody will take it further; `why` is a sentence for people. */
  | { kind: 'gave_up'; why: string };

/** What the flow has to do once the record is saved, in this order. */
export type RemediationEffect =
  /** Send the POST. Comes at most once in the life of a record. */
  | { kind: 'post' }
  /** Look for the operation id among the machine's actions. */
  | { kind: 'reconcile'; delayMs: number }
  /** Ask for the status of the machine action. */
  | { kind: 'follow'; delayMs: number }
  | { kind: 'audit_result' }
  /** The machine may be acted on again. */
  | { kind: 'free_machine' }
  /** Bring card and thread up to date. */
  | { kind: 'show' }
  /** Something for operators, in a sentence without untrusted text. */
  | { kind: 'tell_ops'; detail: string };

/** What one row of the table answers: the fields that change (none: the record stays as it is), and what to do. */
export interface Change {
  set?: Partial<Omit<RemediationRecord, 'version' | 'updatedAtMs'>>;
  effects: RemediationEffect[];
}
