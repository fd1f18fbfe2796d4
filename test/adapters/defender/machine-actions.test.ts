import { PERSON } from '../../../src/adapters/defender/caller';
import { errorOf } from '../http/http-fixtures';
import { DEFENDER, MACHINE } from './defender-fixtures';
import { useDefender } from './directory';

const { start, api, more } = useDefender();
const ISOLATE = `/api/machines/${MACHINE}/isolate`;
const ACTIONS = '/api/machineactions';
const action = (changes = {}) => ({
  id: '5382f7ea-7557-4ab7-9782-d50480024a4e',
  type: 'Isolate',
  scope: 'Full',
  requestor: 'Tocsin',
  requestorComment: 'ref 7f3a',
  status: 'Pending',
  machineId: MACHINE,
  creationDateTimeUtc: '2026-11-24T06:00:00.12Z',
  lastUpdateDateTimeUtc: null,
  errorHResult: 0,
  ...changes,
});
const isolate = () => start().defender.isolate(MACHINE, { type: 'Selective', comment: 'ref 7f3a' });
const refusal = (code: string) => ({ error: { code, message: 'Action is already in progress', target: 'corr' } });

it('isolates with comment and type, key for key, and reads the pending action', async () => {
  api().post(ISOLATE, { Comment: 'ref 7f3a', IsolationType: 'Selective' }).reply(201, action());
  await expect(isolate()).resolves.toEqual({
    id: '5382f7ea-7557-4ab7-9782-d50480024a4e',
    type: 'Isolate',
    scope: 'Full',
    status: 'Pending',
    machineId: MACHINE,
    requestor: 'Tocsin',
    comment: 'ref 7f3a',
    createdAt: '2026-11-24T06:00:00.12Z',
    errorHResult: 0,
  });
});

it('releases', async () => {
  api()
    .post(`/api/machines/${MACHINE}/unisolate`, { Comment: 'c' })
    .reply(201, action({ type: 'Unisolate' }));
  await expect(start().defender.unisolate(MACHINE, { comment: 'c' })).resolves.toMatchObject({ type: 'Unisolate' });
});

it.each([
  [400, refusal('ActiveRequestAlreadyExists'), 'already_open', 'never'],
  [400, refusal('OsPlatformNotSupported'), 'device_unsupported', 'never'],
  [400, refusal('ClientVersionNotSupported'), 'device_unsupported', 'never'],
  [403, refusal('DisallowedOperation'), 'not_allowed', 'never'],
  [429, refusal('TooManyRequests'), 'throttled', 'later'],
  [500, refusal('InternalServerError'), 'outcome_unknown', 'reconcile'],
  [502, '<html>502</html>', 'outcome_unknown', 'reconcile'],
  [201, '<html>', 'outcome_unknown', 'reconcile'],
  [201, { id: 'no machine' }, 'outcome_unknown', 'reconcile'],
  [201, action({ machineId: 'f'.repeat(40) }), 'outcome_unknown', 'reconcile'],
])('sends one request; %i %j is %s (%s)', async (status, body, code, retry) => {
  api().post(ISOLATE).reply(status, body);
  const error = await errorOf(isolate());
  expect([error.code, error.retry]).toEqual([code, retry]);
});

it('knows any spelling of a status, and takes a new one for not ended', async () => {
  for (const [raw, status] of [
    ['succeeded', 'Succeeded'],
    ['TimeOut', 'TimeOut'],
    ['Vanished', 'InProgress'],
    [null, 'InProgress'],
  ]) {
    api()
      .get(`${ACTIONS}/a1`)
      .reply(200, action({ status: raw }));
    expect((await start().defender.getMachineAction('a1', PERSON)).status).toBe(status);
  }
});

it('reads the older name of the last update', async () => {
  api()
    .get(`${ACTIONS}/a1`)
    .reply(200, action({ lastUpdateDateTimeUtc: undefined, lastUpdateTimeUtc: '2018-12-04T12:45:25.4049122Z' }));
  expect((await start().defender.getMachineAction('a1', PERSON)).updatedAt).toBe('2018-12-04T12:45:25.4049122Z');
});

it('lists by machine, type and time in one call, newest first by all digits, without another machine’s', async () => {
  const $filter = `machineId eq '${MACHINE}' and type eq 'Isolate' and creationDateTimeUtc ge 2026-11-24T00:00:00Z`;
  api()
    .get(ACTIONS)
    .query({ $filter, $orderby: 'creationDateTimeUtc desc', $top: '10' })
    .reply(200, {
      value: [
        action({ id: 'a', creationDateTimeUtc: '2026-11-24T06:00:00.1234561Z' }),
        action({ id: 'b', creationDateTimeUtc: '2026-11-24T06:00:00.1234567Z' }),
        action({ id: 'c', machineId: 'f'.repeat(40) }),
        { id: 'broken' },
      ],
    });
  const actions = await start().defender.listMachineActions(
    { machineId: MACHINE.toUpperCase(), type: 'Isolate', since: '2026-11-24T00:00:00Z', top: 10 },
    PERSON,
  );
  expect(actions.map((one) => one.id)).toEqual(['b', 'a']);
});

it('quotes a type so that it stays a text', async () => {
  api()
    .get(ACTIONS)
    .query({ $filter: "type eq 'x'' or 1 eq 1'", $orderby: 'creationDateTimeUtc desc', $top: '50' })
    .reply(404, refusal('NotFound'));
  await expect(start().defender.listMachineActions({ type: "x' or 1 eq 1" }, PERSON)).resolves.toEqual([]);
});

it('cancels by id, which stays in its place in the path', async () => {
  api()
    .post(`${ACTIONS}/a%2F..%2Fb/cancel`, { Comment: 'no' })
    .reply(200, action({ status: 'Cancelled' }));
  const { defender } = start();
  await expect(defender.cancelMachineAction('a/../b', 'no')).resolves.toMatchObject({ status: 'Cancelled' });
  more(DEFENDER).post(`${ACTIONS}/a1/cancel`).reply(503, '');
  expect((await errorOf(defender.cancelMachineAction('a1', 'no'))).code).toBe('outcome_unknown');
});
