import { startTestDefender, type TestClient } from './client';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let client: TestClient;
beforeAll(async () => {
  client = await startTestDefender({ actionPaceMs: 3000 });
});
afterAll(() => client.defender.stop());
beforeEach(() => client.defender.reset());

const idOf = (name: string, tenant = 'contoso') =>
  client.defender.state(tenant).devices.find((device) => device.computerDnsName.startsWith(`${name}.`))?.id ?? '';
const isolate = (name: string, body: unknown = { Comment: 'isolate by @ana, ref 7f3a', IsolationType: 'Full' }, tenant = 'contoso') =>
  client.call('POST', `/api/machines/${idOf(name, tenant)}/isolate`, body, tenant);
const statusOf = async (id: string) => (await client.get(`/api/machineactions/${id}`)).body.status;

test('isolate is 201 Pending, then InProgress, then Succeeded; unisolate takes it back', async () => {
  const answer = await isolate('fs-01');
  expect(answer.status).toBe(201);
  expect(answer.body).toMatchObject({
    type: 'Isolate',
    scope: 'Full',
    status: 'Pending',
    requestor: 'Tocsin',
    requestorComment: 'isolate by @ana, ref 7f3a',
    computerDnsName: 'fs-01.contoso.example',
    requestSource: 'PublicApi',
  });
  expect(await statusOf(answer.body.id)).toBe('Pending');
  client.clock.ms += 1000;
  expect(await statusOf(answer.body.id)).toBe('InProgress');
  client.clock.ms += 2000;
  const done = (await client.get(`/api/machineactions/${answer.body.id}`)).body;
  expect(done.status).toBe('Succeeded');
  expect(done.lastUpdateDateTimeUtc > done.creationDateTimeUtc).toBe(true);
  const device = () => client.defender.state('contoso').devices.find((other) => other.id === idOf('fs-01'));
  expect(device()?.isolation).toBe('Full');
  await client.call('POST', `/api/machines/${idOf('fs-01')}/unisolate`, { Comment: 'over' });
  client.clock.ms += 3000;
  expect(device()?.isolation).toBe('none');
});

test('a second open action of the kind is refused, one of another kind and a later one are not', async () => {
  await isolate('fs-01');
  const again = await isolate('fs-01');
  expect([again.status, again.body.error.code, again.body.error.message]).toEqual([
    400,
    'ActiveRequestAlreadyExists',
    'Action is already in progress',
  ]);
  expect((await client.call('POST', `/api/machines/${idOf('fs-01')}/unisolate`, { Comment: 'x' })).status).toBe(201);
  expect((await isolate('wks-hr-03')).status).toBe(201);
  client.clock.ms += 3000;
  expect((await isolate('fs-01')).status).toBe(201);
});

test.each([
  [{ IsolationType: 'Full' }, 'MissingRequiredParameter'],
  [{ comment: 'x', IsolationType: 'Full' }, 'MissingRequiredParameter'],
  [{ Comment: '', IsolationType: 'Full' }, 'MissingRequiredParameter'],
  [{ Comment: 'x', isolationType: 'Full' }, 'MissingRequiredParameter'],
  [{ Comment: 'x', IsolationType: 'full' }, 'InvalidInput'],
  ['{', 'InvalidRequestBody'],
])('body %j is 400 %s and starts nothing', async (body, code) => {
  const answer = await isolate('fs-01', body);
  expect([answer.status, answer.body.error.code]).toEqual([400, code]);
  expect(client.defender.state('contoso').machineActions).toEqual([]);
});

test.each([
  ['mac-old-01', 'Full', 'ClientVersionNotSupported'],
  ['web-01', 'Selective', 'OsPlatformNotSupported'],
])('%s refuses %s isolation with %s', async (name, type, code) => {
  const answer = await isolate(name, { Comment: 'x', IsolationType: type }, 'fabrikam');
  expect([answer.status, answer.body.error.code]).toEqual([400, code]);
});

test('an offline device stays Pending, goes on when it is back, and times out after three days', async () => {
  client.defender.setDevice('contoso', idOf('fs-01'), { online: false });
  const { id } = (await isolate('fs-01')).body;
  client.clock.ms += DAY;
  expect(await statusOf(id)).toBe('Pending');
  client.defender.setDevice('contoso', idOf('fs-01'), { online: true });
  client.clock.ms += 3000;
  expect(await statusOf(id)).toBe('Succeeded');
  client.defender.setDevice('contoso', idOf('dc-01'), { online: false });
  const late = (await isolate('dc-01')).body.id;
  client.clock.ms += 3 * DAY - 1;
  expect(await statusOf(late)).toBe('Pending');
  client.clock.ms += 1;
  expect((await client.get(`/api/machineactions/${late}`)).body).toMatchObject({ status: 'TimeOut', errorHResult: -2145844840 });
});

test('the three days can be hurried', async () => {
  client.defender.setDevice('contoso', idOf('fs-01'), { online: false });
  const { id } = (await isolate('fs-01')).body;
  client.defender.timeOutActions('contoso');
  expect(await statusOf(id)).toBe('TimeOut');
});

test('cancel needs a comment, an open action and the permission of the action', async () => {
  const { id } = (await isolate('fs-01')).body;
  const cancel = (body: unknown) => client.call('POST', `/api/machineactions/${id}/cancel`, body);
  expect((await cancel({})).body.error.code).toBe('MissingRequiredParameter');
  client.defender.removeRole('contoso', 'Machine.Isolate');
  expect((await cancel({ Comment: 'no' })).status).toBe(403);
  client.defender.addRole('contoso', 'Machine.Isolate');
  expect((await cancel({ Comment: 'wrong device' })).body).toMatchObject({ status: 'Cancelled', cancellationComment: 'wrong device' });
  client.clock.ms += MINUTE;
  expect(await statusOf(id)).toBe('Cancelled');
  expect((await cancel({ Comment: 'again' })).status).toBe(400);
});

test('the list filters, orders and cuts', async () => {
  await isolate('fs-01');
  client.clock.ms += 5000;
  await isolate('wks-hr-03');
  await client.call('POST', `/api/machines/${idOf('fs-01')}/unisolate`, { Comment: 'x' });
  const list = async (query: Record<string, string>) =>
    (await client.get('/api/machineactions', query)).body.value.map((action: { type: string; computerDnsName: string }) => action.type);
  const since = new Date(client.clock.ms).toISOString();
  expect(await list({ $filter: `machineId eq '${idOf('fs-01')}'` })).toEqual(['Unisolate', 'Isolate']);
  expect(await list({ $filter: `machineId eq '${idOf('fs-01')}' and creationDateTimeUtc ge ${since}` })).toEqual(['Unisolate']);
  expect(await list({ $filter: "type eq 'Isolate' and status eq 'Succeeded'" })).toEqual(['Isolate']);
  expect(await list({ $orderby: 'creationDateTimeUtc asc', $top: '2' })).toEqual(['Isolate', 'Isolate']);
  expect((await client.get('/api/machineactions', { $filter: "nothing eq 'x'" })).body.error.code).toBe('ODataError');
  expect((await client.get('/api/machineactions/00000000-0000-0000-0000-000000000000')).status).toBe(404);
});

test('an unknown machine and one that is not onboarded', async () => {
  expect((await client.call('POST', `/api/machines/${'0'.repeat(40)}/isolate`, { Comment: 'x', IsolationType: 'Full' })).status).toBe(404);
  expect((await isolate('printer-2f')).status).toBe(400);
});
