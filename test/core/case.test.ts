import fc from 'fast-check';
import type { CaseAct } from '../../src/core/case';
import { actIn } from '../../src/core/case-comment';
import { followAlert } from '../../src/core/case-follow';
import { triageRefusal } from '../../src/core/case-policy';
import type { CaseRecord } from '../../src/core/case-record';
import { sampleAlert } from '../support/sample-alert';
import { acted, ana, attempt, CLOSE, fresh, NOW, people, rui } from './case-fixtures';

const pending = (record: CaseRecord) => record.acts.at(-1);
const refusalOf = (record: CaseRecord, act: CaseAct, by = ana, lead = false) => {
  const next = attempt(record, act, by, NOW, lead);
  return next.ok ? undefined : next.refusal.code;
};

it('a claim makes somebody the owner, and Defender is told by name where it is known', () => {
  const claimed = acted(fresh(), { verb: 'claim' });
  expect(claimed).toMatchObject({ state: 'claimed', owner: ana });
  expect(pending(claimed)).toMatchObject({ change: { status: 'inProgress', assignedTo: 'ana@soc.example' }, comment: undefined });
  expect(claimed.lines.at(-1)?.said).toEqual({ what: 'act', verb: 'claim', by: ana });
});

it('somebody whose name in Defender is not known is named in a comment instead, and the assignment is left alone', () => {
  const act = pending(acted(fresh(), { verb: 'claim' }, rui));
  expect(act?.change).toEqual({ status: 'inProgress' });
  expect(act?.comment).toMatch(/^tocsin:a\d+ claimed by rui \(U0RUI\)$/);
});

it('a claim is handed on, or given back, and Defender never keeps the one before', () => {
  const claimed = acted(fresh(), { verb: 'claim' });
  const handed = acted(claimed, { verb: 'assign', to: rui });
  expect(handed.owner).toEqual(rui);
  expect(pending(handed)?.change).toEqual({ status: 'inProgress', assignedTo: null });
  const back = acted(claimed, { verb: 'unclaim' });
  expect(back).toMatchObject({ state: 'open', owner: undefined });
  expect(pending(back)?.change).toEqual({ status: 'new', assignedTo: null });
});

it('a closing has its classification, determination and comment, here and in Defender', () => {
  const closed = acted(fresh(), CLOSE);
  expect(closed).toMatchObject({ state: 'closed', closing: { classification: 'truePositive', determination: 'malware', by: ana } });
  expect(pending(closed)).toMatchObject({ change: { status: 'resolved', classification: 'truePositive', determination: 'malware' } });
  expect(pending(closed)?.comment).toContain('closed by ana (U0ANA): wiped and reset');
});

it.each([
  ['a pair that does not fit', { ...CLOSE, determination: 'notMalicious' }, 'stale_card'],
  ['a value that Graph refuses', { ...CLOSE, classification: 'benignPositive' }, 'stale_card'],
  ['a comment too short', { ...CLOSE, comment: '  ok  ' }, 'reason_missing'],
  ['an empty note', { verb: 'note', text: '  ', inThread: true }, 'note_empty'],
  ['reopening what is open', { verb: 'reopen' }, 'case_not_closed'],
  ['giving back what nobody has', { verb: 'unclaim' }, 'case_not_yours'],
] as [string, CaseAct, string][])('refuses %s', (_, act, code) => {
  expect(refusalOf(fresh(), act)).toBe(code);
});

it('what somebody else has is not taken; a lead may give it back', () => {
  const claimed = acted(fresh(), { verb: 'claim' });
  expect(refusalOf(claimed, { verb: 'claim' }, rui)).toBe('case_claimed');
  expect(refusalOf(claimed, { verb: 'unclaim' }, rui)).toBe('case_not_yours');
  expect(refusalOf(claimed, { verb: 'unclaim' }, rui, true)).toBeUndefined();
});

it('reopening keeps the owner and the last closing', () => {
  const reopened = acted(acted(acted(fresh(), { verb: 'claim' }), CLOSE), { verb: 'reopen' });
  expect(reopened).toMatchObject({ state: 'reopened', owner: ana, closing: { comment: 'wiped and reset' } });
  expect(pending(reopened)?.change).toEqual({ status: 'inProgress' });
  expect(pending(acted(acted(fresh(), CLOSE), { verb: 'reopen' }))?.change).toEqual({ status: 'new' });
});

it('keeps the newest notes and counts all', () => {
  let record = fresh();
  for (let n = 1; n <= 30; n++) record = acted(record, { verb: 'note', text: `note ${n}`, inThread: true });
  expect(record.noteCount).toBe(30);
  expect(record.notes.at(-1)?.text).toBe('note 30');
  expect(record.notes.length).toBeLessThan(30);
});

describe('over every path', () => {
  const act = fc.oneof(
    fc.constantFrom<CaseAct>({ verb: 'claim' }, { verb: 'unclaim' }, { verb: 'reopen' }, CLOSE, { verb: 'assign', to: rui }),
    fc.string({ maxLength: 40 }).map((text): CaseAct => ({ verb: 'note', text, inThread: false })),
  );
  const portal = fc.record({
    status: fc.constantFrom('new' as const, 'inProgress' as const, 'resolved' as const, 'unknown' as const),
    assignedTo: fc.constantFrom(undefined, 'ana@soc.example', 'someone@else.example'),
    classification: fc.constantFrom(undefined, 'falsePositive'),
  });
  const move = fc.oneof(fc.record({ act, by: fc.constantFrom(ana, rui) }), fc.record({ portal }));

  it('the state fits what is known, a refusal changes nothing, and each act is written and said exactly once', () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 25 }), (moves) => {
        let record = fresh();
        moves.forEach((one, at) => {
          const before = JSON.stringify(record);
          if ('portal' in one) {
            const settled = { ...record, acts: [] };
            record = followAlert(settled, sampleAlert({ ...one.portal, updatedAt: new Date(NOW + at * 1_000).toISOString() }), people);
          } else {
            const next = attempt(record, one.act, one.by);
            expect(JSON.stringify(record)).toBe(before);
            if (!next.ok) return;
            expect(next.record.acts).toHaveLength(record.acts.length + 1);
            expect(next.record.lines).toHaveLength(record.lines.length + 1);
            expect(next.effects).toEqual(['write_back', 'say', 'show']);
            record = next.record;
          }
          if (record.state === 'closed') expect(record.closing).toBeDefined();
          if (record.state === 'claimed') expect(record.owner).toBeDefined();
          if (record.state === 'open') expect([record.owner, record.closing]).toEqual([undefined, undefined]);
          if (record.state === 'reopened') expect(record.closing).toBeDefined();
          for (const { id, comment } of record.acts) if (comment) expect(actIn(comment)).toBe(id);
          expect(new Set(record.lines.map(({ id }) => id)).size).toBe(record.lines.length);
        });
      }),
      { numRuns: 300 },
    );
  });
});

describe('who may', () => {
  const roles = { analyst: ['U0ANA'], responder: [], lead: ['U0LEA'] };
  const codeOf = (user: string, team: string) =>
    triageRefusal({ person: { user, team }, workspace: 'T0SOC', roles, tenantName: 'Contoso' })?.code;

  it('analysts and up, of our own workspace; nobody else', () => {
    expect(codeOf('U0ANA', 'T0SOC')).toBeUndefined();
    expect(codeOf('U0LEA', 'T0SOC')).toBeUndefined();
    expect(codeOf('U0ANA', 'T0OTHER')).toBe('outsider');
    expect(codeOf('U0CUSTOMER', 'T0SOC')).toBe('not_permitted');
  });
});
