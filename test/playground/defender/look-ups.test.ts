import { startTestDefender, type TestClient } from './client';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let client: TestClient;
beforeAll(async () => {
  client = await startTestDefender();
});
afterAll(() => client.defender.stop());
beforeEach(() => client.defender.reset());

const names = (body: { value: { computerDnsName: string }[] }) => body.value.map((machine) => machine.computerDnsName);

test.each([
  ["computerDnsName eq 'laptop-12.contoso.example'", 2],
  ["startswith(computerDnsName,'LAPTOP-12')", 2],
  ["startswith(computerDnsName,'dc-01')", 1],
  ["lastIpAddress eq '10.20.0.10'", 1],
  ["healthStatus eq 'Inactive'", 1],
  ["machineTags/any(tag: tag eq 'crown-jewel')", 1],
])('machines where %s', async (filter, count) => {
  const answer = await client.get('/api/machines', { $filter: filter });
  expect(answer.body.value).toHaveLength(count);
});

test('no machine is 404, a bad filter ODataError, and $top never gives a next link', async () => {
  const none = await client.get('/api/machines', { $filter: "computerDnsName eq 'nobody.example'" });
  expect([none.status, none.body.error.code]).toEqual([404, 'ResourceNotFound']);
  expect((await client.get('/api/machines', { $filter: 'osName eq 1' })).body.error.code).toBe('ODataError');
  const some = await client.get('/api/machines', { $top: '2' });
  expect(some.body.value).toHaveLength(2);
  expect(some.body['@odata.nextLink']).toBeUndefined();
});

test('one machine by id or full name, with its users and its alerts', async () => {
  client.defender.play('hands-on-keyboard', 'contoso', { atOnce: true });
  const machine = (await client.get('/api/machines/dc-01.contoso.example')).body;
  expect((await client.get(`/api/v1.0/machines/${machine.id}`)).body).toEqual(machine);
  expect(machine.riskScore).toBe('High');
  const users = (await client.get(`/api/machines/${machine.id}/logonusers`)).body.value;
  expect(users).toEqual([expect.objectContaining({ id: 'contoso\\adm-kim', isDomainAdmin: true })]);
  const alerts = (await client.get(`/api/machines/${machine.id}/alerts`)).body.value;
  expect(alerts).toEqual([expect.objectContaining({ severity: 'High', status: 'New', machineId: machine.id })]);
  const missing = await client.get('/api/machines/123123123');
  expect(missing.body.error).toMatchObject({ code: 'ResourceNotFound', message: 'Machine 123123123 was not found' });
});

test('by address: within 15 minutes of when it was held, within 30 days', async () => {
  const find = (ip: string, ms: number) =>
    client.get(`/api/machines/findbyip(ip='${ip}',timestamp=${new Date(ms).toISOString().replace('.123Z', 'Z')})`);
  const { ms } = client.clock;
  expect(names((await find('10.20.0.10', ms)).body)).toEqual(['dc-01.contoso.example']);
  const id = client.defender.tenants.contoso.devices.find((device) => device.name.startsWith('dc-01'))?.id ?? '';
  client.defender.setDevice('contoso', id, { lastIpAddress: '10.20.0.99' });
  client.clock.ms += 20 * MINUTE;
  expect(names((await find('10.20.0.10', ms + 10 * MINUTE)).body)).toEqual(['dc-01.contoso.example']);
  expect(names((await find('10.20.0.10', ms + 16 * MINUTE)).body)).toEqual([]);
  expect(names((await find('10.20.0.99', ms + 5 * MINUTE)).body)).toEqual(['dc-01.contoso.example']);
  expect(names((await find('10.20.0.99', ms - 14 * MINUTE)).body)).toEqual(['dc-01.contoso.example']);
  expect(names((await find('10.20.0.99', ms - 16 * MINUTE)).body)).toEqual([]);
  expect((await find('10.20.0.10', ms - 31 * DAY)).status).toBe(400);
  expect((await client.get("/api/machines/findbyip(ip='10.20.0.10')")).status).toBe(400);
});

test('files: known, unknown 404, malformed InvalidHashValue', async () => {
  client.defender.play('hands-on-keyboard', 'contoso', { atOnce: true });
  const locker = client.defender.tenants.contoso.files.find((file) => file.name === 'svchost32.exe');
  const file = (await client.get(`/api/files/${locker?.sha256}`)).body;
  expect(file).toMatchObject({ sha1: locker?.sha1, determinationType: 'Malware', determinationValue: 'Ransom:Win64/PaperCutter.B' });
  const stats = (await client.get(`/api/files/${locker?.sha1}/stats`, { lookBackHours: '24' })).body;
  expect(stats).toMatchObject({ organizationPrevalence: 1, topFileNames: ['svchost32.exe'] });
  expect((await client.get(`/api/files/${'a'.repeat(64)}`)).status).toBe(404);
  expect((await client.get(`/api/files/${'a'.repeat(64)}/stats`)).status).toBe(404);
  expect((await client.get(`/api/files/${'a'.repeat(32)}`)).body.error.code).toBe('InvalidHashValue');
});

test('addresses and domains: unknown is zero with 200, malformed is 400, look-back counts', async () => {
  client.defender.play('hands-on-keyboard', 'contoso', { atOnce: true });
  expect((await client.get('/api/ips/203.0.113.77/stats')).body).toMatchObject({
    organizationPrevalence: 2,
    orgFirstSeen: expect.any(String),
  });
  expect((await client.get('/api/ips/192.0.2.1/stats')).body).toMatchObject({ organizationPrevalence: 0, orgFirstSeen: null });
  expect((await client.get('/api/ips/300.1.1.1/stats')).body.error.code).toBe('InvalidIpAddress');
  expect((await client.get('/api/domains/update-metrics.example/stats')).body.organizationPrevalence).toBe(2);
  expect((await client.get('/api/domains/metrics.example/stats')).body.organizationPrevalence).toBe(0);
  expect((await client.get('/api/domains/no_dots/stats')).body.error.code).toBe('InvalidDomainName');
  client.clock.ms += 2 * DAY;
  expect((await client.get('/api/ips/203.0.113.77/stats', { lookBackHours: '24' })).body.organizationPrevalence).toBe(0);
  expect((await client.get('/api/ips/203.0.113.77/stats', { lookBackHours: '721' })).status).toBe(400);
});

test('users by account name; an unknown one has empty lists', async () => {
  client.defender.play('hands-on-keyboard', 'contoso', { atOnce: true });
  expect((await client.get('/api/users/ana.diaz/alerts')).body.value.length).toBeGreaterThanOrEqual(3);
  expect(names((await client.get('/api/users/ana.diaz/machines')).body)).toEqual(['wks-fin-07.contoso.example']);
  expect(await client.get('/api/users/ana.diaz@contoso.example/alerts')).toMatchObject({ status: 200, body: { value: [] } });
});

test('investigations', async () => {
  client.defender.play('web-shell', 'contoso', { atOnce: true });
  const list = (await client.get('/api/investigations', { $filter: "state eq 'Running'" })).body.value;
  expect(list).toHaveLength(1);
  expect((await client.get(`/api/investigations/${list[0].id}`)).body.triggeringAlertId).toBe(list[0].triggeringAlertId);
  expect((await client.get('/api/investigations/1')).status).toBe(404);
});

test('indicators: filtered list, and one', async () => {
  const found = (await client.get('/api/indicators', { $filter: "indicatorValue eq 'old-campaign.invalid'" })).body.value;
  expect(found).toEqual([expect.objectContaining({ indicatorType: 'DomainName', action: 'Block' })]);
  expect((await client.get(`/api/indicators/${found[0].id}`)).body.indicatorValue).toBe('old-campaign.invalid');
  expect((await client.get('/api/indicators/1')).status).toBe(404);
  expect((await client.get('/api/indicators', { $filter: "value eq 'x'" })).body.error.code).toBe('ODataError');
});

test('a path with a stray percent sign is no fault of ours', async () => {
  expect((await client.get('/api/machines/%zz')).status).toBe(404);
});
