import fc from 'fast-check';
import { isolationOf } from '../../src/core/isolation';
import type { MachineAction } from '../../src/core/machine-action';
import { actionComment } from '../../src/core/remediation/comment';

const action = (over: Partial<MachineAction>): MachineAction => ({
  id: 'a',
  type: 'Isolate',
  status: 'Succeeded',
  machineId: 'm',
  ...over,
});
const at = (minute: number) => `2026-11-24T10:${String(minute).padStart(2, '0')}:00Z`;

test('without isolation actions a device is not isolated', () => {
  expect(isolationOf([])).toEqual({ state: 'not_isolated' });
  expect(
    isolationOf([
      action({ type: 'RunAntiVirusScan' }),
      action({ status: 'Failed' }),
      action({ status: 'TimeOut' }),
      action({ status: 'Cancelled' }),
    ]),
  ).toEqual({
    state: 'not_isolated',
  });
});

test.each([
  ['Isolate', 'Succeeded', 'isolated'],
  ['Unisolate', 'Succeeded', 'not_isolated'],
  ['Isolate', 'Pending', 'isolating'],
  ['Isolate', 'InProgress', 'isolating'],
  ['Unisolate', 'Pending', 'releasing'],
  ['Unisolate', 'InProgress', 'releasing'],
] as const)('%s that is %s: %s', (type, status, state) => {
  expect(isolationOf([action({ type, status })]).state).toBe(state);
});

test('the action that ended last decides, whatever the order: an isolate can land after a release that was asked for later', () => {
  const isolate = action({
    type: 'Isolate',
    scope: 'Full',
    createdAt: at(1),
    updatedAt: at(9),
    requestor: 'ana@contoso.example',
    comment: 'worm',
  });
  const release = action({ type: 'Unisolate', createdAt: at(3), updatedAt: at(4) });
  const expected = { state: 'isolated', type: 'Full', since: at(9), by: 'ana@contoso.example', comment: 'worm' };
  expect(isolationOf([isolate, release])).toEqual(expected);
  expect(isolationOf([release, isolate])).toEqual(expected);
});

test('a later failure does not hide an earlier success, and an action under way outweighs both', () => {
  const isolated = action({ createdAt: at(1), updatedAt: at(2) });
  const failed = action({ type: 'Unisolate', status: 'Failed', createdAt: at(5), updatedAt: at(6) });
  expect(isolationOf([failed, isolated]).state).toBe('isolated');
  const open = action({ type: 'Unisolate', status: 'Pending', createdAt: at(7) });
  expect(isolationOf([open, failed, isolated])).toMatchObject({ state: 'releasing', since: at(7), type: undefined });
});

test('instants differ in the seventh digit only', () => {
  const isolate = action({ updatedAt: '2026-11-24T10:00:00.1234567Z' });
  const release = action({ type: 'Unisolate', updatedAt: '2026-11-24T10:00:00.1234568Z' });
  expect(isolationOf([isolate, release]).state).toBe('not_isolated');
});

test('the human and the reason are read from our own comment, since the requestor is the app', () => {
  const comment = actionComment({
    person: { user: 'U0RESP', name: 'Ana Ruiz' },
    reason: 'beacon seen',
    tenant: 'contoso',
    alertId: 'da1',
    operation: 'op1',
  });
  expect(isolationOf([action({ requestor: 'Tocsin', comment })])).toMatchObject({ by: 'Ana Ruiz', comment: 'beacon seen' });
});

test('the answer does not depend on the order of the list', () => {
  const any = fc.record({
    id: fc.uuid(),
    type: fc.constantFrom('Isolate', 'Unisolate', 'LiveResponse'),
    status: fc.constantFrom('Pending', 'InProgress', 'Succeeded', 'Failed', 'TimeOut', 'Cancelled'),
    machineId: fc.constant('m'),
  });
  fc.assert(
    fc.property(fc.array(any, { maxLength: 6 }), fc.nat(), (list, seed) => {
      const actions = list.map((one, minute) => ({ ...one, createdAt: at(minute), updatedAt: at(minute + 20) })) as MachineAction[];
      const turned = [...actions.slice(seed % (actions.length || 1)), ...actions.slice(0, seed % (actions.length || 1))].reverse();
      expect(isolationOf(turned)).toEqual(isolationOf(actions));
    }),
  );
});
