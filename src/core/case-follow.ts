import type { Alert } from './alert';
import { actIn } from './case-comment';
import {
  type AlertChange,
  type CasePerson,
  type CaseRecord,
  FIELDS,
  type FieldChange,
  type PendingAct,
  type People,
  type Seen,
} from './case-record';
import { compareInstants } from './instant';

const LINES_OF_COMMENTS = 5;

const foreignComments = (alert: Alert) => alert.comments.filter(({ text }) => !actIn(text));

function seenOf(alert: Alert): Seen {
  const { status, classification, determination, assignedTo, updatedAt } = alert;
  return { status, classification, determination, assignedTo, updatedAt, comments: foreignComments(alert).length };
}

/** Somebody of ours where the name in Defender is one of theirs. */
function ownerOf(assignedTo: string | undefined, people: People): CasePerson | undefined {
  if (!assignedTo) return undefined;
  const known = [...people].find(([, { upn }]) => upn.toLowerCase() === assignedTo.toLowerCase());
  return { ...(known ? { user: known[0] } : {}), name: assignedTo };
}

const closingOf = ({ classification, determination, resolvedAt, updatedAt }: Alert) => ({
  classification,
  determination,
  by: {},
  at: resolvedAt ?? updatedAt,
});

/** The case of an alert that nobody has touched here: as Defender has it. */
export function newCase(alert: Alert, people: People): CaseRecord {
  const owner = ownerOf(alert.assignedTo, people);
  const resolved = alert.status === 'resolved';
  return {
    version: 0,
    tenant: alert.tenant,
    alertId: alert.id,
    state: resolved ? 'closed' : owner ? 'claimed' : 'open',
    owner,
    at: alert.updatedAt,
    ...(resolved ? { closing: closingOf(alert) } : {}),
    notes: [],
    noteCount: 0,
    seen: seenOf(alert),
    acts: [],
    lines: [],
    delaySaid: false,
  };
}

/** Which of our fields differ between what the case has seen and the alert. A status that Defender left out is no change. */
function changesIn(seen: Seen, alert: Alert): FieldChange[] {
  return FIELDS.filter((field) => alert[field] !== seen[field] && alert[field] !== 'unknown').map((field) => ({ field, to: alert[field] }));
}

function stateAfter(record: CaseRecord, alert: Alert, changed: ReadonlySet<string>, people: People): Partial<CaseRecord> {
  const { state, closing } = record;
  const free = changed.has('assignedTo') || (changed.has('status') && alert.status === 'new');
  const owner = free ? ownerOf(alert.assignedTo, people) : record.owner;
  if (alert.status === 'resolved' && changed.has('status')) return { state: 'closed', owner, closing: closingOf(alert) };
  if (state === 'closed' && !changed.has('status')) {
    const { classification, determination } = alert;
    return { state, owner, closing: closing && { ...closing, classification, determination } };
  }
  if (state === 'closed') return { state: 'reopened', owner };
  if (!owner) return { state: closing ? 'reopened' : 'open', owner };
  return { state: changed.has('assignedTo') ? 'claimed' : state, owner };
}

/**
 * Takes in a newer version of the alert: what somebody changed or wrote in Defender, with one line about it. The same record where
 * there is nothing new. While something of ours is on its way to Defender, whoever writes it looks first, and takes this in then.
 */
export function followAlert(record: CaseRecord, alert: Alert, people: People): CaseRecord {
  if (record.acts.length > 0 || compareInstants(alert.updatedAt, record.seen.updatedAt) <= 0) return record;
  const changes = changesIn(record.seen, alert);
  const comments = foreignComments(alert).slice(record.seen.comments);
  if (changes.length === 0 && comments.length === 0) return record;
  const said = { what: 'portal', changes, comments: comments.slice(0, LINES_OF_COMMENTS) } as const;
  return {
    ...record,
    ...(changes.length > 0
      ? { ...stateAfter(record, alert, new Set(changes.map(({ field }) => field)), people), at: alert.updatedAt }
      : {}),
    seen: seenOf(alert),
    lines: [...record.lines, { id: `portal/${alert.updatedAt}`, said }],
  };
}

export interface WritePlan {
  /** The acts this is about. */
  acts: PendingAct[];
  /** What Defender does not have yet; empty when nothing is to be sent. */
  change: AlertChange;
  /** Acts whose comment is not there yet. */
  comments: PendingAct[];
  /** Set when somebody changed the same in Defender meanwhile: who stands, as the newer one. */
  conflict?: { winner: 'tocsin' | 'defender'; theirs: FieldChange[] };
}

/** What of the waiting acts is still to be sent, compared with the alert as Defender has it now: so nothing is sent twice. */
export function planWrite({ acts, seen }: CaseRecord, alert: Alert): WritePlan {
  const wanted: AlertChange = Object.assign({}, ...acts.map(({ change }) => change ?? {}));
  const there = new Set(alert.comments.map(({ text }) => actIn(text)));
  const comments = acts.filter(({ id, comment }) => comment && !there.has(id));
  const differs = FIELDS.filter((field) => wanted[field] !== undefined && (wanted[field] ?? undefined) !== alert[field]);
  // An answer older than what was seen already tells nothing of anybody's change.
  const stale = compareInstants(alert.updatedAt, seen.updatedAt) < 0;
  const theirs = stale ? [] : changesIn(seen, alert).filter(({ field }) => differs.includes(field));
  const lastAtMs = Math.max(...acts.filter(({ change }) => change).map(({ atMs }) => atMs));
  const winner = Date.parse(alert.updatedAt) > lastAtMs ? 'defender' : 'tocsin';
  const conflict = theirs.length > 0 ? { winner, theirs } : undefined;
  const sent = conflict?.winner === 'defender' ? [] : differs;
  return {
    acts,
    change: Object.fromEntries(sent.map((field) => [field, wanted[field]])),
    comments,
    ...(conflict ? { conflict: conflict as NonNullable<WritePlan['conflict']> } : {}),
  };
}

/** The plan was carried out: its acts are done, and the alert as Defender then had it is taken in. */
export function written(record: CaseRecord, plan: WritePlan, alert: Alert, people: People): CaseRecord {
  const done = new Set(plan.acts.map(({ id }) => id));
  const acts = record.acts.filter(({ id }) => !done.has(id));
  const last = plan.acts.findLast(({ change }) => change) ?? plan.acts.at(-1);
  const lost = plan.conflict?.winner === 'defender';
  const ours: AlertChange = lost ? {} : Object.assign({}, ...plan.acts.map(({ change }) => change ?? {}));
  const known = FIELDS.filter((field) => ours[field] !== undefined).map((field) => [field, alert[field]]);
  const seen: Seen = { ...record.seen, ...Object.fromEntries(known) };
  const line = plan.conflict && last ? [{ id: `conflict/${last.id}`, said: conflictLine(plan.conflict, last) }] : [];
  const settled: CaseRecord = { ...record, acts, seen, unwritten: undefined, delaySaid: false, lines: [...record.lines, ...line] };
  const followed = followAlert(settled, alert, people);
  // The line about the conflict says it already.
  const lines = lost
    ? [...settled.lines, ...followed.lines.slice(settled.lines.length).filter(({ said }) => commentsOnly(said))]
    : followed.lines;
  const stale = compareInstants(alert.updatedAt, record.seen.updatedAt) < 0;
  return { ...followed, lines, seen: acts.length > 0 || stale ? followed.seen : seenOf(alert) };
}

const commentsOnly = (said: CaseRecord['lines'][number]['said']): boolean => said.what === 'portal' && said.comments.length > 0;

const conflictLine = ({ winner, theirs }: NonNullable<WritePlan['conflict']>, { by, verb }: PendingAct) =>
  ({ what: 'conflict', winner, by, verb, theirs }) as const;

/** Defender will not take them: said in the thread and on the card; the case stands as it is. */
export function refused(record: CaseRecord, acts: PendingAct[], why: string): CaseRecord {
  const ids = new Set(acts.map(({ id }) => id));
  const last = acts.at(-1);
  if (!last) return record;
  return {
    ...record,
    acts: record.acts.filter(({ id }) => !ids.has(id)),
    unwritten: why,
    delaySaid: false,
    lines: [...record.lines, { id: `refused/${last.id}`, said: { what: 'not_written', by: last.by, verb: last.verb, why } }],
  };
}

/** Defender does not take them yet: said once. */
export function delayed(record: CaseRecord, why: string): CaseRecord {
  const first = record.acts[0];
  if (!first || record.delaySaid) return record;
  return { ...record, delaySaid: true, lines: [...record.lines, { id: `delayed/${first.id}`, said: { what: 'delayed', why } }] };
}
