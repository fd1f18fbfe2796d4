import { caseComment, personText } from './case-comment';
import type { AlertChange, CaseNote, CasePerson, CaseRecord, CaseSaid, CaseVerb, People } from './case-record';
import { closedAs, fits } from './classification';
import type { Refusal } from './remediation/refusal';

/** What a person asks of a case. */
export type CaseAct =
  | { verb: 'claim' }
  | { verb: 'unclaim' }
  | { verb: 'assign'; to: CasePerson & { user: string } }
  | { verb: 'note'; text: string; inThread: boolean }
  | { verb: 'close'; classification: string; determination: string; comment: string }
  | { verb: 'reopen' };

export interface CaseEvent {
  /** Of the act: `[a-z0-9]+`. */
  id: string;
  act: CaseAct;
  by: CasePerson & { user: string };
  atMs: number;
  /** Leads may hand back what is somebody else's. */
  lead: boolean;
}

export type CaseEffect = 'write_back' | 'say' | 'show';

export type CaseStep = { ok: true; record: CaseRecord; effects: CaseEffect[] } | { ok: false; refusal: Refusal };

export const COMMENT_LENGTH = { min: 5, max: 800 } as const;
export const NOTE_LENGTH = { min: 1, max: 800 } as const;
const NOTES_KEPT = 20;

interface Change {
  set: Partial<Pick<CaseRecord, 'state' | 'owner' | 'closing'>>;
  said: CaseSaid;
  /** To be written to Defender. */
  change?: AlertChange;
  comment?: { what: string; text?: string };
  note?: string;
}

type Row<V extends CaseVerb> = (
  record: CaseRecord,
  event: CaseEvent,
  act: Extract<CaseAct, { verb: V }>,
  people: People,
) => Change | Refusal;

/** What Defender will have under "assigned to" once what waits is written. */
function assignedNow({ seen, acts }: CaseRecord): string | null | undefined {
  const pending = acts.findLast(({ change }) => change?.assignedTo !== undefined);
  return pending ? pending.change?.assignedTo : seen.assignedTo;
}

/** Defender names the owner where we know the person's name there; otherwise nobody, rather than somebody else. */
function assignment(record: CaseRecord, user: string | undefined, people: People): { assignedTo?: string | null } {
  const upn = user === undefined ? undefined : people.get(user)?.upn;
  if (upn !== undefined) return { assignedTo: upn };
  return assignedNow(record) ? { assignedTo: null } : {};
}

const closed = ({ closing }: CaseRecord): Refusal => ({ code: 'case_closed', by: closing?.by });

/** One row per verb: who may is decided before (`case-policy.ts`); here is what the state allows, and what follows. */
const ROWS: { [V in CaseVerb]: Row<V> } = {
  claim: (record, { by }, _, people) => {
    if (record.state === 'closed') return closed(record);
    if (record.owner) return { code: 'case_claimed', by: record.owner };
    const named = people.has(by.user);
    return {
      set: { state: 'claimed', owner: by },
      said: { what: 'act', verb: 'claim', by },
      change: { status: 'inProgress', ...assignment(record, by.user, people) },
      ...(named ? {} : { comment: { what: `claimed by ${personText(by)}` } }),
    };
  },
  unclaim: (record, { by, lead }, _, people) => {
    if (record.state === 'closed') return closed(record);
    if (!record.owner || (record.owner.user !== by.user && !lead)) return { code: 'case_not_yours', by: record.owner };
    return {
      set: { state: record.closing ? 'reopened' : 'open', owner: undefined },
      said: { what: 'act', verb: 'unclaim', by },
      change: { status: 'new', ...assignment(record, undefined, people) },
    };
  },
  assign: (record, { by }, { to }, people) => {
    if (record.state === 'closed') return closed(record);
    if (record.owner?.user === to.user) return { code: 'case_claimed', by: record.owner };
    return {
      set: { state: 'claimed', owner: to },
      said: { what: 'assigned', by, to },
      change: { status: 'inProgress', ...assignment(record, to.user, people) },
      ...(people.has(to.user) ? {} : { comment: { what: `assigned to ${personText(to)} by ${personText(by)}` } }),
    };
  },
  note: (_record, { by }, { text, inThread }) =>
    text.trim().length < NOTE_LENGTH.min
      ? { code: 'note_empty' }
      : { set: {}, said: { what: 'noted', by, text, inThread }, comment: { what: `note of ${personText(by)}`, text }, note: text },
  close: (record, { by, atMs }, { classification, determination, comment }) => {
    if (record.state === 'closed') return closed(record);
    // The form offers only pairs that fit: anything else is not from our form.
    if (!fits(classification, determination)) return { code: 'stale_card' };
    if (comment.trim().length < COMMENT_LENGTH.min) return { code: 'reason_missing' };
    return {
      set: { state: 'closed', closing: { classification, determination, comment, by, at: iso(atMs) } },
      said: { what: 'closed', by, as: closedAs(classification, determination), comment },
      change: { status: 'resolved', classification, determination },
      comment: { what: `closed by ${personText(by)}`, text: comment },
    };
  },
  reopen: (record, { by }) => {
    if (record.state !== 'closed') return { code: 'case_not_closed' };
    return {
      set: { state: 'reopened' },
      said: { what: 'act', verb: 'reopen', by },
      change: { status: record.owner ? 'inProgress' : 'new' },
      comment: { what: `reopened by ${personText(by)}` },
    };
  },
};

const iso = (ms: number): string => new Date(ms).toISOString();

/** A person's act on a case: the case as it then is, and what has to follow; or why not. The record it is given is left as it was. */
export function step(record: CaseRecord, event: CaseEvent, people: People): CaseStep {
  const { id, act, by, atMs } = event;
  const row = ROWS[act.verb] as Row<CaseVerb>;
  const change = row(record, event, act as never, people);
  if ('code' in change) return { ok: false, refusal: change };
  const text = change.note;
  const note: CaseNote[] = text === undefined ? [] : [{ text, by, at: iso(atMs) }];
  const comment = change.comment && caseComment(id, change.comment.what, change.comment.text);
  return {
    ok: true,
    record: {
      ...record,
      ...change.set,
      at: change.set.state ? iso(atMs) : record.at,
      notes: [...record.notes, ...note].slice(-NOTES_KEPT),
      noteCount: record.noteCount + note.length,
      acts: [...record.acts, { id, verb: act.verb, by, atMs, change: change.change, comment }],
      lines: [...record.lines, { id, said: change.said }],
    },
    effects: ['write_back', 'say', 'show'],
  };
}
