import { startTestDefender, type TestClient } from './client';

let client: TestClient;
beforeAll(async () => {
  client = await startTestDefender({ limits: { hunting: { perMinute: 1000 } } });
  client.defender.play('hands-on-keyboard', 'contoso', { atOnce: true });
});
afterAll(() => client.defender.stop());

const hunt = (Query: unknown, Timespan?: string, tenant = 'contoso') =>
  client.call('POST', '/v1.0/security/runHuntingQuery', { Query, Timespan }, tenant);

test('a process chain can be followed by ProcessUniqueId to its first parent', async () => {
  const names: string[] = [];
  let id: string | undefined;
  let query = "DeviceProcessEvents | where FileName == 'rundll32.exe'";
  do {
    const row = (await hunt(`${query} | project FileName, InitiatingProcessUniqueId, InitiatingProcessFileName`)).body.results[0];
    if (!row) break;
    names.push(row.FileName);
    id = row.InitiatingProcessUniqueId;
    query = `DeviceProcessEvents | where ProcessUniqueId == '${id}'`;
  } while (id);
  expect(names).toEqual(['rundll32.exe', 'powershell.exe', 'cmd.exe', 'INV-20431_\u202efdp.exe']);
});

test('an address of an alert leads to the process that opened the connection', async () => {
  const answer = await hunt(
    "DeviceNetworkEvents | where RemoteIP == '203.0.113.77' | summarize arg_max(Timestamp, InitiatingProcessFileName, RemotePort) by DeviceName | sort by DeviceName asc",
  );
  expect(answer.status).toBe(200);
  const found = answer.body.results.map((row: Record<string, unknown>) => [row.DeviceName, row.InitiatingProcessFileName, row.RemotePort]);
  expect(found).toEqual([
    ['laptop-12.contoso.example', 'powershell.exe', 443],
    ['wks-fin-07.contoso.example', 'powershell.exe', 443],
  ]);
});

test('alerts, their evidence and devices agree with the other APIs', async () => {
  const { alerts } = client.defender.state('contoso');
  const info = await hunt('AlertInfo | sort by Timestamp asc | project AlertId, Severity');
  expect(info.body.results.map((row: { AlertId: string }) => row.AlertId).sort()).toEqual(alerts.map((alert) => alert.id).sort());
  const dc = client.defender.tenants.contoso.devices.find((device) => device.name.startsWith('dc-01'));
  const evidence = await hunt(`AlertEvidence | where DeviceId == '${dc?.id}' | summarize make_set(EntityType)`);
  expect(JSON.parse(evidence.body.results[0].set_EntityType).sort()).toEqual(['File', 'Machine', 'Process', 'User']);
  const devices = await hunt("DeviceInfo | where DeviceName has 'laptop-12' | distinct DeviceId");
  expect(devices.body.results).toHaveLength(2);
});

test.each(['DeviceFileEvents', 'DeviceRegistryEvents', 'DeviceLogonEvents', 'DeviceEvents', 'DeviceProcessEvents'])(
  '%s has events',
  async (table) => {
    const answer = await hunt(`${table} | count`, 'P1D');
    expect(answer.body.results[0].Count).toBeGreaterThan(0);
    expect((await hunt(`${table} | count`, 'P1D', 'fabrikam')).body.results[0].Count).toBe(0);
  },
);

test.each([
  ['PT10M', 0],
  ['PT2H', 1],
  ['2026-11-24T05:00:00Z/2026-11-24T06:00:00Z', 1],
  ['2026-11-24T05:00:00Z/PT1H', 1],
  ['PT1H/2026-11-24T06:00:00Z', 1],
  ['PT1H/2026-11-23T06:00:00Z', 0],
  ['2026-11-24', 1],
])('time span %s', async (span, count) => {
  const answer = await hunt("DeviceProcessEvents | where FileName == 'nltest.exe' | count", span);
  expect(answer.body.results[0].Count).toBe(count);
});

test.each([
  [{ Query: 'DeviceInfo | evaluate bag_unpack(x)' }, 'BadRequest', /evaluate|x/],
  [{ Query: 'DeviceInfo | sample 3' }, 'BadRequest', /'sample'/],
  [{ Query: 'DeviceInfo | where (' }, 'BadRequest', /Line: 1, Position: \d+/],
  [{ Query: '' }, 'BadRequest', /empty/],
  [{ Query: 'DeviceInfo', Timespan: 'yesterday' }, 'BadRequest', /yesterday/],
])('%j is 400', async (body, code, words) => {
  const answer = await client.call('POST', '/v1.0/security/runHuntingQuery', body);
  expect([answer.status, answer.body.error.code]).toEqual([400, code]);
  expect(answer.body.error.message).toMatch(words);
  expect(answer.body.error.innerError).toBeDefined();
});

test('property names are taken in any case; the permission is ThreatHunting.Read.All', async () => {
  const body = { query: 'DeviceInfo | count', timespan: 'P1D' };
  expect((await client.call('POST', '/v1.0/security/runHuntingQuery', body)).status).toBe(200);
  client.defender.removeRole('contoso', 'ThreatHunting.Read.All');
  const refused = await client.call('POST', '/v1.0/security/runHuntingQuery', body);
  expect(refused.body.error.message).toContain('API required roles: ThreatHunting.Read.All,');
  client.defender.addRole('contoso', 'ThreatHunting.Read.All');
});
