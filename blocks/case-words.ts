import type { CasePerson, CaseState, CaseVerb, FieldChange } from '../src/core/case-record';
import type { CaseView } from '../src/core/case-view';
import { closedAs } from '../src/core/classification';
import { inlineCode, mention, untrusted } from './kit';
import { when } from './time';
import { capital, spaced } from './words';

/** One of ours as a mention; somebody known in Defender only by the name there. */
export function personName({ user, name }: CasePerson): string {
  if (user) return mention(user);
  return name ? `${inlineCode(name, 80)} in Defender` : 'somebody in Defender';
}

const STATE: Record<CaseState, string> = { open: '', claimed: 'Claimed', closed: 'Closed', reopened: 'Reopened' };

/** For the first line of the card; empty while nobody did anything. */
export const caseWord = ({ state }: CaseView): string => STATE[state];

/** "True positive, Malware"; Defender may be closed without a word on why. */
const asText = (classification: string | undefined, determination: string | undefined): string => {
  const as = closedAs(classification, determination);
  return as === undefined ? 'without a classification' : `as ${untrusted(as, 120)}`;
};

function stateLine({ state, owner, at, closing }: CaseView): string | undefined {
  if (state === 'closed') {
    const { classification, determination, by = {}, comment, at: closedAt = at } = closing ?? {};
    return `*Closed* ${asText(classification, determination)} by ${personName(by)} ${when(closedAt)}${comment ? `: ${untrusted(comment, 500)}` : ''}`;
  }
  const owned = owner ? `*Owner:* ${personName(owner)}` : undefined;
  if (state !== 'reopened') return owned && `${owned}, since ${when(at)}`;
  const before = closing ? `, last closed ${asText(closing.classification, closing.determination)} by ${personName(closing.by)}` : '';
  return `*Reopened* ${when(at)}${before}${owned ? `\n${owned}` : ''}`;
}

/** The case on the card, the state first: at most three lines. */
export function caseLines(view: CaseView): string[] {
  const { notes, lastNote, unwritten } = view;
  const note =
    lastNote &&
    `*${notes} ${notes === 1 ? 'note' : 'notes'}*, newest by ${personName(lastNote.by)} ${when(lastNote.at)}: ${untrusted(lastNote.text, 200)}`;
  const trouble = unwritten && `⚠️ Not in Defender: ${untrusted(unwritten, 300)}`;
  return [stateLine(view), note, trouble].filter((line) => line !== undefined);
}

export const DID: Record<CaseVerb, string> = {
  claim: 'claimed it',
  unclaim: 'gave it back',
  assign: 'assigned it',
  note: 'added a note',
  close: 'closed it',
  reopen: 'reopened it',
};

const FIELD: Record<FieldChange['field'], string> = {
  status: 'status',
  classification: 'classification',
  determination: 'determination',
  assignedTo: 'assigned to',
};

/** "status Resolved, classification True positive" */
export function changesText(changes: readonly FieldChange[]): string {
  return changes
    .map(({ field, to }) => {
      if (to === undefined) return `${FIELD[field]} nobody`.replace(/(?<!assigned to) nobody$/, ' taken away');
      if (field === 'assignedTo') return `${FIELD[field]} ${inlineCode(to, 80)}`;
      const name = field === 'status' ? capital(spaced(to)) : (closedAs(to, undefined) ?? to);
      return `${FIELD[field]} ${untrusted(field === 'determination' ? (closedAs(undefined, to) ?? to) : name, 60)}`;
    })
    .join(', ');
}
