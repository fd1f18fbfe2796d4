import type { AlertStatus } from './alert';

/** open and reopened: nobody's, unless `owner` says whose. claimed: somebody works on it. closed: classified, with a determination. */
export type CaseState = 'open' | 'claimed' | 'closed' | 'reopened';

/** `user`: a Slack id of ours. `name`: what Slack or Defender calls the person. Neither: somebody in Defender who is not named. */
export interface CasePerson {
  user?: string;
  name?: string;
}

/** What triage changes on an alert; Defender's own fields and values. Null takes the assignment away. */
export interface AlertChange {
  status?: 'new' | 'inProgress' | 'resolved';
  classification?: string;
  determination?: string;
  assignedTo?: string | null;
}

export const FIELDS = ['status', 'classification', 'determination', 'assignedTo'] as const;
export type Field = (typeof FIELDS)[number];

/** What Defender said last that the case has taken in. */
export interface Seen {
  status: AlertStatus;
  classification?: string;
  determination?: string;
  assignedTo?: string;
  /** Defender's own instant: an older version of the alert changes nothing. */
  updatedAt: string;
  /** Comments that are not ours. */
  comments: number;
}

export interface Closing {
  classification?: string;
  determination?: string;
  comment?: string;
  by: CasePerson;
  at: string;
}

export interface CaseNote {
  text: string;
  by: CasePerson;
  at: string;
}

export type CaseVerb = 'claim' | 'unclaim' | 'assign' | 'note' | 'close' | 'reopen';

/** Something a person did that Defender does not have yet. `id` also stands in its comment there. */
export interface PendingAct {
  id: string;
  verb: CaseVerb;
  by: CasePerson;
  atMs: number;
  change?: AlertChange;
  comment?: string;
}

/** One line for the thread. Every text in it but Slack ids is untrusted. */
export type CaseSaid =
  | { what: 'act'; verb: Exclude<CaseVerb, 'note' | 'close' | 'assign'>; by: CasePerson }
  | { what: 'assigned'; by: CasePerson; to: CasePerson }
  | { what: 'closed'; by: CasePerson; as?: string; comment: string }
  /** `inThread`: the text already stands in the thread. */
  | { what: 'noted'; by: CasePerson; text: string; inThread: boolean }
  | { what: 'portal'; changes: FieldChange[]; comments: { by?: string; text: string }[] }
  /** Both sides changed the same: the newer one stands. `theirs` is what Defender had. */
  | { what: 'conflict'; winner: 'tocsin' | 'defender'; by: CasePerson; verb: CaseVerb; theirs: FieldChange[] }
  | { what: 'not_written'; by: CasePerson; verb: CaseVerb; why: string }
  | { what: 'delayed'; why: string };

export interface FieldChange {
  field: Field;
  to?: string;
}

/** The working state of one detection, as stored. `acts` and `lines` are what is still to be written to Defender and said in the thread. */
export interface CaseRecord {
  version: number;
  tenant: string;
  alertId: string;
  state: CaseState;
  owner?: CasePerson;
  /** Since when it is in this state. */
  at: string;
  /** The last closing; kept after a reopening. */
  closing?: Closing;
  /** The newest notes; `noteCount` counts all. */
  notes: CaseNote[];
  noteCount: number;
  seen: Seen;
  acts: PendingAct[];
  lines: { id: string; said: CaseSaid }[];
  /** Set while the newest act did not reach Defender: why. */
  unwritten?: string;
  /** The thread was told that Defender does not take it yet. */
  delaySaid: boolean;
}

/** Who goes by which name in Defender, by Slack id. */
export type People = ReadonlyMap<string, { upn: string }>;
