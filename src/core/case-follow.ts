import type { Alert } from './alert';
import { actIn } from './case-comment';
import { type CasePerson, type CaseRecord, FIELDS, type FieldChange, type People, type Seen } from './case-record';
import { compareInstants } from './instant';

const LINES_OF_COMMENTS = 5;

const foreignComments = (alert: Alert) => alert.comments.filter(({ text }) => !actIn(text));

export function seenOf(alert: Alert): Seen {
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
export function changesIn(seen: Seen, alert: Alert): FieldChange[] {
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
