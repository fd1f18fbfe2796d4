import type { Alert } from './alert';
import { actIn } from './case-comment';
import { changesIn, followAlert, seenOf } from './case-follow';
import { type AlertChange, type CaseRecord, FIELDS, type FieldChange, type PendingAct, type People, type Seen } from './case-record';
import { compareInstants } from './instant';

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
