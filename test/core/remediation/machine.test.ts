import fc from 'fast-check';
import type { RemediationStateName } from '../../../src/core/detection-card';
import type { MachineAction, MachineActionStatus } from '../../../src/core/machine-action';
import { actionComment } from '../../../src/core/remediation/comment';
import { NOT_FOUND_AFTER_MS, reconcileDelayMs } from '../../../src/core/remediation/delays';
import { FINAL_STATES, followDelayMs, type RemediationEffect, type RemediationEvent, step } from '../../../src/core/remediation/machine';
import type { RemediationRecord } from '../../../src/core/remediation/record';

const T0 = Date.UTC(2026, 10, 24, 6);
const MINUTE = 60_000;
const MACHINE = 'a'.repeat(40);
const person = { user: 'U0RESP', team: 'T0OWN', name: 'Ana' };

const record = (over: Partial<RemediationRecord> = {}): RemediationRecord => ({
  version: 1,
  tenant: 'contoso',
  operation: 'op1',
  action: 'contain_host',
  detection: 'd1',
  alertId: 'da1',
  machineId: MACHINE,
  deviceName: 'pc-12',
  isolationType: 'Full',
  askedBy: person,
  askedAtMs: T0 - 1_000,
  reason: 'beacon seen',
  channel: 'C0SOC',
  state: 'asked',
  dryRun: false,
  updatedAtMs: T0 - 1_000,
  ...over,
});

const commentOf = (operation: string) => actionComment({ person, reason: 'beacon seen', tenant: 'contoso', alertId: 'da1', operation });
const action = (over: Partial<MachineAction> = {}): MachineAction => ({
  id: 'ma1',
  type: 'Isolate',
  status: 'Pending',
  machineId: MACHINE,
  comment: commentOf('op1'),
  createdAt: '2026-11-24T06:00:01Z',
  updatedAt: '2026-11-24T06:00:01Z',
  ...over,
});

/** Records in each state, as they come to be. */
const IN: Record<RemediationStateName, RemediationRecord> = {
  asked: record(),
  sending: record({ state: 'sending', sentAtMs: T0 }),
  unknown: record({ state: 'unknown', sentAtMs: T0 }),
  accepted: record({ state: 'accepted', sentAtMs: T0, machineAction: action() }),
  confirmed: record({ state: 'confirmed', sentAtMs: T0, machineAction: action({ status: 'Succeeded' }) }),
  failed: record({ state: 'failed', sentAtMs: T0, machineAction: action({ status: 'Failed' }) }),
  timed_out: record({ state: 'timed_out', sentAtMs: T0, machineAction: action({ status: 'TimeOut' }) }),
  cancelled: record({ state: 'cancelled', sentAtMs: T0, machineAction: action({ status: 'Cancelled' }) }),
  refused: record({ state: 'refused', sentAtMs: T0 }),
  not_sent: record({ state: 'not_sent', sentAtMs: T0 }),
};

const ENDED = ['audit_result', 'free_machine', 'show'];
const later = (refusal: 'never' | 'later' | 'reconcile') =>
  ({ kind: 'refused_by_service', error: { retry: refusal, person: 'Defender says no.' } }) as const;
const foreign = action({ id: 'ma9', machineId: 'b'.repeat(40) });
const somebodyElses = action({ id: 'ma8', comment: 'by hand', requestor: 'bo' });
const opposite = action({ id: 'ma7', type: 'Unisolate', comment: 'by hand' });

/** One minute after the send, unless said otherwise: state, event, state after (`-`: nothing changes), what to do. */
const ROWS: [RemediationStateName, string, RemediationEvent, RemediationStateName | '-', string[]][] = [
  ['asked', 'its job begins', { kind: 'resumed' }, '-', []],
  ['asked', 'sending begins', { kind: 'send_started' }, 'sending', ['post']],
  ['asked', 'given up', { kind: 'gave_up', why: 'x' }, 'not_sent', ENDED],
  ['asked', 'found in Defender: the store went back in time', { kind: 'found', machineAction: action() }, 'accepted', ['show', 'follow']],
  ['asked', 'not a dry run', { kind: 'dry_run' }, '-', []],
  ['sending', 'a crash', { kind: 'resumed' }, 'unknown', ['show', 'reconcile']],
  ['sending', 'a second sender', { kind: 'send_started' }, '-', []],
  ['sending', 'accepted', { kind: 'sent_ok', machineAction: action() }, 'accepted', ['show', 'follow']],
  ['sending', 'accepted and done at once', { kind: 'sent_ok', machineAction: action({ status: 'Succeeded' }) }, 'confirmed', ENDED],
  [
    'sending',
    'the pending action of somebody else given back',
    { kind: 'sent_ok', machineAction: somebodyElses },
    'accepted',
    ['show', 'follow'],
  ],
  [
    'sending',
    'an action of another machine given back',
    { kind: 'sent_ok', machineAction: foreign },
    'unknown',
    ['show', 'reconcile', 'tell_ops'],
  ],
  [
    'sending',
    'an action of another type given back',
    { kind: 'sent_ok', machineAction: opposite },
    'unknown',
    ['show', 'reconcile', 'tell_ops'],
  ],
  ['sending', 'no answer', { kind: 'answer_lost' }, 'unknown', ['show', 'reconcile']],
  ['sending', 'a refusal', later('never'), 'refused', ENDED],
  ['sending', 'throttled', later('later'), 'refused', ENDED],
  ['sending', 'an error that may hide a success', later('reconcile'), 'unknown', ['show', 'reconcile']],
  ['sending', 'already open, ours', { kind: 'already_open', machineAction: action() }, 'accepted', ['show', 'follow']],
  [
    'sending',
    'already open, the same of somebody else',
    { kind: 'already_open', machineAction: somebodyElses },
    'accepted',
    ['show', 'follow'],
  ],
  ['sending', 'already open, the opposite', { kind: 'already_open', machineAction: opposite }, 'refused', ENDED],
  ['sending', 'already open, of another machine', { kind: 'already_open', machineAction: foreign }, 'refused', ENDED],
  ['sending', 'already open, not found', { kind: 'already_open' }, 'refused', ENDED],
  ['unknown', 'its job begins again', { kind: 'resumed' }, '-', ['reconcile']],
  ['unknown', 'found', { kind: 'found', machineAction: action() }, 'accepted', ['show', 'follow']],
  ['unknown', 'found, done meanwhile', { kind: 'found', machineAction: action({ status: 'Succeeded' }) }, 'confirmed', ENDED],
  ['unknown', 'found, failed meanwhile', { kind: 'found', machineAction: action({ status: 'Failed' }) }, 'failed', ENDED],
  ['unknown', 'found at another machine', { kind: 'found', machineAction: foreign }, '-', ['tell_ops', 'reconcile']],
  [
    'unknown',
    'found with another operation',
    { kind: 'found', machineAction: action({ comment: commentOf('op2') }) },
    '-',
    ['tell_ops', 'reconcile'],
  ],
  ['unknown', 'not found yet', { kind: 'not_found', sinceMs: T0 - MINUTE }, '-', ['reconcile']],
  ['unknown', 'the slow sender comes back', { kind: 'sent_ok', machineAction: action() }, 'accepted', ['show', 'follow']],
  ['unknown', 'the slow sender was refused', later('never'), 'refused', ENDED],
  ['unknown', 'the slow sender does not know either', later('reconcile'), '-', []],
  ['unknown', 'nobody sends again', { kind: 'send_started' }, '-', []],
  ['unknown', 'given up', { kind: 'gave_up', why: 'x' }, 'failed', ENDED],
  ['accepted', 'its job begins again', { kind: 'resumed' }, '-', ['follow']],
  ['accepted', 'still pending', { kind: 'status', machineAction: action() }, '-', ['follow']],
  [
    'accepted',
    'in progress',
    { kind: 'status', machineAction: action({ status: 'InProgress', updatedAt: '2026-11-24T06:00:02Z' }) },
    'accepted',
    ['show', 'follow'],
  ],
  [
    'accepted',
    'a word from the past',
    { kind: 'status', machineAction: action({ status: 'InProgress', updatedAt: '2026-11-24T05:00:00Z' }) },
    '-',
    ['follow'],
  ],
  ['accepted', 'succeeded', { kind: 'status', machineAction: action({ status: 'Succeeded' }) }, 'confirmed', ENDED],
  ['accepted', 'failed', { kind: 'status', machineAction: action({ status: 'Failed' }) }, 'failed', ENDED],
  ['accepted', 'timed out', { kind: 'status', machineAction: action({ status: 'TimeOut' }) }, 'timed_out', ENDED],
  ['accepted', 'cancelled', { kind: 'status', machineAction: action({ status: 'Cancelled' }) }, 'cancelled', ENDED],
  [
    'accepted',
    'status of another machine',
    { kind: 'status', machineAction: { ...foreign, id: 'ma1', status: 'Succeeded' } },
    '-',
    ['tell_ops', 'follow'],
  ],
  [
    'accepted',
    'status of another action',
    { kind: 'status', machineAction: action({ id: 'ma2', status: 'Succeeded' }) },
    '-',
    ['tell_ops', 'follow'],
  ],
  ['accepted', 'the answer twice', { kind: 'sent_ok', machineAction: action() }, '-', []],
  ['accepted', 'a second action for it', { kind: 'sent_ok', machineAction: action({ id: 'ma2' }) }, '-', ['tell_ops']],
  ['accepted', 'a late miss', { kind: 'not_found', sinceMs: 0 }, '-', []],
  ['accepted', 'a late refusal', later('never'), '-', []],
  ['accepted', 'given up', { kind: 'gave_up', why: 'x' }, 'failed', ENDED],
];

test.each(ROWS)('%s, %s', (state, _, event, after, effects) => {
  const before = IN[state];
  const result = step(before, event, T0 + MINUTE);
  expect(result.effects.map(({ kind }) => kind)).toEqual(effects);
  if (after === '-') {
    expect(result.record).toBe(before);
  } else {
    expect(result.record).toMatchObject({ state: after, version: 2, updatedAtMs: T0 + MINUTE });
    expect(before.version).toBe(1);
  }
});

test('the send is timed, and the look-up of a lost one waits until it must be over', () => {
  expect(step(IN.asked, { kind: 'send_started' }, T0).record.sentAtMs).toBe(T0);
  expect(step(IN.sending, { kind: 'resumed' }, T0 + 1_000).effects).toContainEqual({ kind: 'reconcile', delayMs: 14_000 });
  expect(step(IN.sending, { kind: 'answer_lost' }, T0 + MINUTE).effects).toContainEqual({ kind: 'reconcile', delayMs: 0 });
});

test('not found for ten minutes: a person has to look, and it is not sent again', () => {
  const missed = (atMs: number, sinceMs = T0) => step(IN.unknown, { kind: 'not_found', sinceMs }, atMs);
  expect(missed(T0 + NOT_FOUND_AFTER_MS - 1).record).toBe(IN.unknown);
  // A look-up that began after the send says nothing about it.
  expect(missed(T0 + NOT_FOUND_AFTER_MS, T0 + 1).record).toBe(IN.unknown);
  const { record: end, effects } = missed(T0 + NOT_FOUND_AFTER_MS);
  expect(end).toMatchObject({ state: 'not_sent', trouble: expect.stringContaining('Look at the device in Defender') });
  expect(effects.map(({ kind }) => kind)).toEqual([...ENDED, 'tell_ops']);
});

test('an end without success says what happened, in words', () => {
  const end = (status: MachineActionStatus, errorHResult?: number) =>
    step(IN.accepted, { kind: 'status', machineAction: action({ status, errorHResult }) }, T0).record;
  expect(end('Failed', -2147467260).trouble).toContain('(Failed, 0x80004004)');
  expect(end('Failed').trouble).toContain('(Failed)');
  expect(end('TimeOut').trouble).toContain('three days');
  expect(end('Cancelled').trouble).toContain('cancelled in Defender');
  expect(end('Succeeded').trouble).toBeUndefined();
  expect(step(IN.sending, later('never'), T0).record.trouble).toBe('Defender says no.');
  expect(step(IN.asked, { kind: 'gave_up', why: 'Too old.' }, T0).record.trouble).toBe('Too old.');
  expect(step(IN.sending, { kind: 'already_open', machineAction: somebodyElses }, T0).record.trouble).toContain('asked by bo');
});

test('a dry run is recorded and shown, and nothing is sent, whatever is asked of it', () => {
  for (const kind of ['dry_run', 'send_started'] as const) {
    const { record: end, effects } = step(record({ dryRun: true }), { kind }, T0);
    expect(end).toMatchObject({ state: 'confirmed', dryRun: true });
    expect(effects.map((effect) => effect.kind)).toEqual(ENDED);
  }
});

test('a release follows its own type of action', () => {
  const sending = record({ action: 'release_host', state: 'sending', sentAtMs: T0 });
  expect(step(sending, { kind: 'sent_ok', machineAction: action({ type: 'Unisolate' }) }, T0).record.state).toBe('accepted');
  expect(step(sending, { kind: 'sent_ok', machineAction: action() }, T0).record.state).toBe('unknown');
});

test('delays: 5 s at first, growing, at most 5 min for following and 1 min for looking up', () => {
  expect([0, MINUTE, 10 * MINUTE, 3 * 1_440 * MINUTE].map(followDelayMs)).toEqual([5_000, 6_000, MINUTE, 5 * MINUTE]);
  expect([0, MINUTE, 60 * MINUTE].map(reconcileDelayMs)).toEqual([5_000, 12_000, MINUTE]);
  expect(followDelayMs(-1)).toBe(5_000);
});

const EVERY_EVENT: RemediationEvent[] = [...new Map(ROWS.map(([, , event]) => [JSON.stringify(event), event])).values()];

test('every state takes every event: final states are never left, the version grows by one with each change and only then', () => {
  for (const before of Object.values(IN)) {
    for (const event of EVERY_EVENT) {
      const { record: after, effects } = step(before, event, T0 + MINUTE);
      expect(after.version).toBe(after === before ? 1 : 2);
      if (after === before) expect(effects.filter(({ kind }) => !['follow', 'reconcile', 'tell_ops'].includes(kind))).toEqual([]);
      if (FINAL_STATES.includes(before.state)) expect({ after, effects }).toEqual({ after: before, effects: [] });
      const ended = FINAL_STATES.includes(after.state) && after !== before;
      expect(effects.some(({ kind }) => kind === 'free_machine')).toBe(ended);
      expect(effects.some(({ kind }) => kind === 'audit_result')).toBe(ended);
    }
  }
});

test('every path of up to forty events: one POST at most, none for a dry run, never in the dark', () => {
  const paths = fc.array(fc.tuple(fc.constantFrom(...EVERY_EVENT), fc.integer({ min: -MINUTE, max: 20 * MINUTE })), { maxLength: 40 });
  const reached = new Set<RemediationStateName>();
  fc.assert(
    fc.property(paths, fc.constantFrom('contain_host', 'release_host'), fc.boolean(), (path, verb, dryRun) => {
      let current = record({ action: verb, dryRun });
      let now = T0;
      const effects: RemediationEffect[] = [];
      for (const [event, wait] of path) {
        const before = current;
        now += wait;
        const result = step(before, event, now);
        current = result.record;
        effects.push(...result.effects);
        expect(current.version - before.version).toBe(current === before ? 0 : 1);
        expect(current.updatedAtMs).toBeGreaterThanOrEqual(before.updatedAtMs);
        if (FINAL_STATES.includes(before.state)) expect(current).toBe(before);
        // Whoever enters a state in which something is awaited is told to ask for it.
        if (current !== before && current.state === 'unknown') expect(result.effects.map(({ kind }) => kind)).toContain('reconcile');
        if (current !== before && current.state === 'accepted') expect(result.effects.map(({ kind }) => kind)).toContain('follow');
        for (const effect of result.effects) if ('delayMs' in effect) expect(effect.delayMs).toBeGreaterThanOrEqual(0);
        reached.add(current.state);
      }
      const count = (kind: RemediationEffect['kind']) => effects.filter((effect) => effect.kind === kind).length;
      expect(count('post')).toBe(current.sentAtMs === undefined ? 0 : 1);
      if (dryRun) expect(count('post')).toBe(0);
      expect(count('free_machine')).toBe(FINAL_STATES.includes(current.state) ? 1 : 0);
      if (current.machineAction) expect(current.machineAction.machineId).toBe(current.machineId);
      // What is not known to have succeeded is never said to have.
      if (current.state === 'confirmed' && !dryRun) expect(current.machineAction?.status).toBe('Succeeded');
    }),
    { numRuns: 4_000 },
  );
  expect([...reached].sort()).toEqual(Object.keys(IN).sort());
});
