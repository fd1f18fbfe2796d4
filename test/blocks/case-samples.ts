import type { CaseSaid } from '../../src/core/case-record';
import type { CaseView } from '../../src/core/case-view';

const AT = '2026-11-24T14:05:00Z';
const by = { name: 'ana' };

/** One of each thing that is said; the type makes a new kind an error here. */
const byKind: { [W in CaseSaid['what']]: Extract<CaseSaid, { what: W }>[] } = {
  act: [{ what: 'act', verb: 'claim', by }],
  assigned: [{ what: 'assigned', by, to: { name: 'lea' } }],
  closed: [{ what: 'closed', by, as: 'True positive, Malware', comment: 'wiped' }],
  noted: [
    { what: 'noted', by, text: 'user confirms', inThread: false },
    { what: 'noted', by, text: 'user confirms', inThread: true },
  ],
  portal: [
    {
      what: 'portal',
      changes: [
        { field: 'status', to: 'resolved' },
        { field: 'classification', to: 'falsePositive' },
        { field: 'determination', to: 'notMalicious' },
        { field: 'assignedTo', to: 'lea@soc.example' },
      ],
      comments: [{ by: 'Lea', text: 'known tool' }],
    },
    { what: 'portal', changes: [{ field: 'assignedTo' }, { field: 'classification' }], comments: [] },
  ],
  conflict: [
    { what: 'conflict', winner: 'defender', by, verb: 'claim', theirs: [{ field: 'status', to: 'resolved' }] },
    { what: 'conflict', winner: 'tocsin', by, verb: 'close', theirs: [{ field: 'status', to: 'inProgress' }] },
  ],
  not_written: [{ what: 'not_written', by, verb: 'close', why: 'A permission is missing.' }],
  delayed: [{ what: 'delayed', why: 'Defender is not answering.' }],
};

export const everySaid: CaseSaid[] = Object.values(byKind).flat();

/** A closed case with a text from outside in every place. */
export const hostileCase: CaseView = {
  state: 'closed',
  owner: { name: 'x' },
  at: AT,
  closing: { classification: 'a', determination: 'b', comment: 'c', by: { name: 'x' }, at: AT },
  notes: 3,
  lastNote: { text: 'n', by: { name: 'x' }, at: AT },
  unwritten: 'w',
};
