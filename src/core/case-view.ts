import type { CaseNote, CasePerson, CaseRecord, CaseState, Closing } from './case-record';

/** What the card shows of a case. */
export interface CaseView {
  state: CaseState;
  owner?: CasePerson;
  at: string;
  closing?: Closing;
  notes: number;
  lastNote?: CaseNote;
  /** Why Defender does not have the newest act. */
  unwritten?: string;
}

export const caseView = ({ state, owner, at, closing, notes, noteCount, unwritten }: CaseRecord): CaseView => ({
  state,
  owner,
  at,
  closing,
  notes: noteCount,
  lastNote: notes.at(-1),
  unwritten,
});
