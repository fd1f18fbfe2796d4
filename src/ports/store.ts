import type { Alert } from '../core/alert';
import type { CaseRecord } from '../core/case-record';
import type { RemediationRecord } from '../core/remediation/record';

/** A detection as stored. `alert` is the newest version; `shown` is what the root message last showed. */
export interface DetectionRecord {
  tenant: string;
  alertId: string;
  /** Opaque id used in buttons. */
  detection: string;
  alert: Alert;
  seenAtMs: number;
  /** true: seen when the tenant was new, too old to be shown; shown at its next update. */
  baseline: boolean;
}

export interface IngestResult {
  /** Alert ids that are new or newer than what was stored, in the order given. */
  changed: string[];
}

export interface MessageRecord {
  /** `unsent`: surely not in Slack. `sending`: may be there, look it up before another send. */
  state: 'unsent' | 'sending' | 'sent';
  channel: string;
  threadTs?: string;
  ts?: string;
  /** When the first send began: the look-up starts here. */
  sinceMs: number;
  /** Fingerprint of what the message shows; an edit with the same one is skipped. */
  shown?: string;
}

export type AcceptResult =
  | { accepted: true }
  | { accepted: false; because: 'already_open'; operation: string }
  | { accepted: false; because: 'limit_reached'; used: number };

/** Everything that must outlive a process. All methods throw `store_unavailable`. */
export interface Store {
  cursor(tenant: string): Promise<string | undefined>;
  /** When the tenant was polled for the first time, in ms; `nowMs` if that is now. */
  polledSince(tenant: string, nowMs: number): Promise<number>;
  /**
   * Stores a page and moves the cursor in one step: an alert is `changed` when its (id, updatedAt) was not there, and is then due.
   * With `baseline` ids the alert is remembered but not due.
   */
  ingest(tenant: string, page: { alerts: Alert[]; baseline: ReadonlySet<string>; cursor: string }): Promise<IngestResult>;
  detection(tenant: string, alertId: string): Promise<DetectionRecord | undefined>;
  /** By the opaque id of a button. */
  findDetection(detection: string): Promise<DetectionRecord | undefined>;
  /** Takes the detection off the due list if its alert is still the version that was shown. */
  shown(tenant: string, alertId: string, updatedAt: string): Promise<void>;
  /** Detections due for longer than `olderThanMs`, over all tenants given. */
  due(tenant: string, olderThanMs: number): Promise<string[]>;

  message(tenant: string, key: string): Promise<MessageRecord | undefined>;
  saveMessage(tenant: string, key: string, record: MessageRecord): Promise<void>;
  /** Saves only if the record is still as it was read (`undefined`: not there); false when somebody else was first. */
  claimMessage(tenant: string, key: string, before: MessageRecord | undefined, record: MessageRecord): Promise<boolean>;

  /**
   * Stores a new remediation if no other is open for the same machine and fewer than `maxPerHour` were accepted in the last hour:
   * one atomic step.
   */
  acceptRemediation(record: RemediationRecord, maxPerHour: number): Promise<AcceptResult>;
  /** How many were accepted in the last hour. */
  usedLastHour(tenant: string): Promise<number>;
  remediation(tenant: string, operation: string): Promise<RemediationRecord | undefined>;
  /** Compare and set on `record.version`; false when somebody else was first. A final state frees the machine. */
  saveRemediation(record: RemediationRecord): Promise<boolean>;
  /** Of one detection, oldest first. */
  remediationsOf(tenant: string, detection: string): Promise<RemediationRecord[]>;
  /** Not final, for the sweep. */
  openRemediations(tenant: string): Promise<RemediationRecord[]>;
  openRemediationOf(tenant: string, machineId: string): Promise<RemediationRecord | undefined>;

  case(tenant: string, alertId: string): Promise<CaseRecord | undefined>;
  /** Compare and set on `record.version`, where 1 is the first; false when somebody else was first. */
  saveCase(record: CaseRecord): Promise<boolean>;
  /** Alert ids of cases with something still to be written to Defender or said in the thread, for the sweep. */
  waitingCases(tenant: string): Promise<string[]>;
  /** Which detection's card the message is, for replies in its thread. */
  saveCard(ref: { channel: string; ts: string }, card: { tenant: string; alertId: string }): Promise<void>;
  cardAt(ref: { channel: string; ts: string }): Promise<{ tenant: string; alertId: string } | undefined>;

  /** A small record by opaque id that ends by itself, e.g. what a modal is about. */
  keep(id: string, value: unknown, ttlMs: number): Promise<void>;
  kept<T>(id: string): Promise<T | undefined>;

  /** True the first time `id` is seen within `ttlMs`: replays, double clicks, redeliveries. */
  firstTime(id: string, ttlMs: number): Promise<boolean>;

  /** A fact looked up before and still fresh. */
  cached<T>(tenant: string, key: string): Promise<T | undefined>;
  cache(tenant: string, key: string, value: unknown, ttlMs: number): Promise<void>;

  /** Health of a tenant or of the bot, for the ops channel and `/readyz`; `undefined` clears it. Answers what was there before. */
  setTrouble(owner: string, trouble: string | undefined): Promise<string | undefined>;
}
