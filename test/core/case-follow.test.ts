import { caseComment } from '../../src/core/case-comment';
import { followAlert, newCase } from '../../src/core/case-follow';
import { planWrite, refused, written } from '../../src/core/case-write';
import { sampleAlert } from '../support/sample-alert';
import { acted, ana, CLOSE, fresh, NOW, people } from './case-fixtures';

const LATER = '2026-11-24T09:00:00Z';
const EARLIER = '2026-11-24T07:00:00Z';
const settled = (record = fresh()) => ({ ...record, acts: [], lines: [] });
const says = (record: { lines: { said: unknown }[] }) => record.lines.map(({ said }) => said);

it('begins as Defender has it', () => {
  expect(newCase(sampleAlert(), people)).toMatchObject({ state: 'open', lines: [] });
  expect(newCase(sampleAlert({ status: 'inProgress', assignedTo: 'LEA@soc.example' }), people)).toMatchObject({
    state: 'claimed',
    owner: { user: 'U0LEA' },
  });
  expect(newCase(sampleAlert({ status: 'resolved', classification: 'falsePositive' }), people)).toMatchObject({
    state: 'closed',
    closing: { classification: 'falsePositive', by: {} },
  });
});

it('takes in what was changed in Defender, in one line, once', () => {
  const alert = sampleAlert({ status: 'resolved', classification: 'falsePositive', determination: 'notMalicious', updatedAt: LATER });
  const followed = followAlert(settled(), alert, people);
  expect(followed).toMatchObject({ state: 'closed', closing: { classification: 'falsePositive', by: {}, at: LATER } });
  expect(followed.lines).toHaveLength(1);
  expect(followAlert(followed, alert, people)).toBe(followed);
});

it('an assignment in Defender makes an owner, taking it away leaves none, a reopening there reopens here', () => {
  const assigned = followAlert(settled(), sampleAlert({ status: 'inProgress', assignedTo: 'x@y.example', updatedAt: LATER }), people);
  expect(assigned).toMatchObject({ state: 'claimed', owner: { name: 'x@y.example' } });
  const free = followAlert(assigned, sampleAlert({ status: 'new', updatedAt: '2026-11-24T10:00:00Z' }), people);
  expect(free).toMatchObject({ state: 'open', owner: undefined });
  const closed = followAlert(free, sampleAlert({ status: 'resolved', updatedAt: '2026-11-24T11:00:00Z' }), people);
  expect(followAlert(closed, sampleAlert({ status: 'inProgress', updatedAt: '2026-11-24T12:00:00Z' }), people).state).toBe('reopened');
});

it('says comments of others, and not those of ours', () => {
  const comments = [{ text: caseComment('a1', 'note of ana', 'hello') }, { text: 'known tool', by: 'Lea', at: LATER }];
  const followed = followAlert(settled(), sampleAlert({ comments, updatedAt: LATER }), people);
  expect(says(followed)).toEqual([{ what: 'portal', changes: [], comments: [{ text: 'known tool', by: 'Lea', at: LATER }] }]);
});

it.each([
  ['an older version', { status: 'resolved' as const, updatedAt: '2026-11-24T05:00:00Z' }],
  ['a version that only has more evidence', { severity: 'high' as const, updatedAt: LATER }],
  ['a status that Defender left out', { status: 'unknown' as const, updatedAt: LATER }],
])('%s changes nothing', (_, changes) => {
  const record = settled();
  expect(followAlert(record, sampleAlert(changes), people)).toBe(record);
});

describe('writing', () => {
  it('our own write is no change of somebody else when it comes back, with its comment', () => {
    const record = { ...acted(fresh(), CLOSE), lines: [] };
    const plan = planWrite(record, sampleAlert());
    expect(plan).toMatchObject({ change: { status: 'resolved', classification: 'truePositive', determination: 'malware' } });
    const ours = sampleAlert({ ...plan.change, updatedAt: LATER } as never);
    const done = written(record, plan, ours, people);
    expect(done).toMatchObject({ state: 'closed', acts: [], lines: [] });
    const comment = { text: record.acts[0]?.comment ?? '' };
    expect(followAlert(done, { ...ours, comments: [comment], updatedAt: '2026-11-24T09:00:01Z' }, people)).toBe(done);
  });

  it('sends nothing that Defender has already: a crash after the change, or after the comment', () => {
    const record = acted(fresh(), CLOSE);
    const there = sampleAlert({ status: 'resolved', classification: 'truePositive', determination: 'malware', updatedAt: LATER });
    expect(planWrite(record, there)).toMatchObject({ change: {}, comments: [{ verb: 'close' }] });
    const commented = { ...there, comments: [{ text: record.acts[0]?.comment ?? '' }] };
    expect(planWrite(record, commented)).toMatchObject({ change: {}, comments: [] });
    expect(planWrite(record, commented).conflict).toBeUndefined();
  });

  it('several acts go out as one change, the last word wins', () => {
    const record = acted(acted(fresh(), { verb: 'claim' }), CLOSE);
    expect(planWrite(record, sampleAlert()).change).toEqual({
      status: 'resolved',
      classification: 'truePositive',
      determination: 'malware',
      assignedTo: 'ana@soc.example',
    });
  });

  it('a newer change in Defender wins: nothing is sent over it, the case follows, one line says so; the comment still goes', () => {
    const record = { ...acted(fresh(), CLOSE, ana, NOW), lines: [] };
    const theirs = sampleAlert({ status: 'inProgress', assignedTo: 'lea@soc.example', updatedAt: LATER });
    const plan = planWrite(record, theirs);
    expect(plan).toMatchObject({ change: {}, comments: [{ verb: 'close' }], conflict: { winner: 'defender' } });
    const done = written(record, plan, theirs, people);
    expect(done).toMatchObject({ owner: { user: 'U0LEA' }, acts: [] });
    expect(done.state).not.toBe('closed');
    expect(says(done)).toEqual([
      { what: 'conflict', winner: 'defender', by: ana, verb: 'close', theirs: [{ field: 'status', to: 'inProgress' }] },
    ]);
  });

  it('an older change in Defender loses, and that is said', () => {
    const record = { ...acted(fresh(), CLOSE, ana, NOW), lines: [] };
    const theirs = sampleAlert({ status: 'inProgress', updatedAt: EARLIER });
    const plan = planWrite(record, theirs);
    expect(plan).toMatchObject({ change: { status: 'resolved' }, conflict: { winner: 'tocsin' } });
    const done = written(record, plan, sampleAlert({ ...plan.change, updatedAt: LATER } as never), people);
    expect(done).toMatchObject({ state: 'closed', acts: [] });
    expect(says(done)).toMatchObject([{ what: 'conflict', winner: 'tocsin' }]);
  });

  it('an act that came while another was written waits for its own turn', () => {
    const one = { ...acted(fresh(), { verb: 'claim' }), lines: [] };
    const plan = planWrite(one, sampleAlert());
    const both = acted(one, CLOSE);
    const done = written(both, plan, sampleAlert({ ...plan.change, updatedAt: LATER } as never), people);
    expect(done).toMatchObject({ state: 'closed', acts: [{ verb: 'close' }] });
    expect(
      planWrite(done, sampleAlert({ status: 'inProgress', assignedTo: 'ana@soc.example', updatedAt: LATER })).conflict,
    ).toBeUndefined();
  });

  it('an answer from before what was seen already is no conflict', () => {
    const record = { ...acted(fresh(), CLOSE), lines: [] };
    const seen = { ...record.seen, status: 'inProgress' as const, updatedAt: LATER };
    expect(planWrite({ ...record, seen }, sampleAlert({ status: 'new' })).conflict).toBeUndefined();
  });

  it('what Defender refuses is said, and the case stands', () => {
    const record = { ...acted(fresh(), CLOSE), lines: [] };
    const done = refused(record, record.acts, 'A permission is missing.');
    expect(done).toMatchObject({ state: 'closed', acts: [], unwritten: 'A permission is missing.' });
    expect(says(done)).toEqual([{ what: 'not_written', by: ana, verb: 'close', why: 'A permission is missing.' }]);
  });
});
