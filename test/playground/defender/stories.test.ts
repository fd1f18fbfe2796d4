import { startTestDefender, type TestClient } from './client';

let client: TestClient;
beforeAll(async () => {
  client = await startTestDefender();
});
afterAll(() => client.defender.stop());
beforeEach(() => client.defender.reset());

const alertsOf = (tenant: string) => client.defender.state(tenant).alerts;

test('the alerts of a story arrive one by one and one grows worse', () => {
  const ids = client.defender.play('hands-on-keyboard', 'contoso');
  expect(ids).toHaveLength(8);
  expect(alertsOf('contoso').map((alert) => alert.id)).toEqual([ids[0]]);
  client.clock.ms += 12_000;
  const now = alertsOf('contoso');
  expect(now.map((alert) => alert.id)).toEqual(ids.slice(0, 4));
  expect(now[0]?.severity).toBe('high');
  expect((now[0]?.lastUpdateDateTime ?? '') > (now[3]?.createdDateTime ?? '')).toBe(true);
  client.clock.ms += 60_000;
  expect(alertsOf('contoso').map((alert) => alert.id)).toEqual(ids);
});

test('a story played at once is there whole, in one incident', async () => {
  client.defender.play('hands-on-keyboard', 'contoso', { atOnce: true });
  const alerts = alertsOf('contoso');
  expect(new Set(alerts.map((alert) => alert.incidentId)).size).toBe(1);
  const incidents = (await client.get('/v1.0/security/incidents', { $expand: 'alerts' })).body.value;
  expect(incidents).toHaveLength(1);
  expect(incidents[0].alerts).toHaveLength(8);
  expect((await client.get(`/v1.0/security/incidents/${incidents[0].id}`)).body.displayName).toBe(incidents[0].displayName);
  expect((await client.get('/v1.0/security/incidents/1')).status).toBe(404);
  client.clock.ms += 60_000;
  expect(alertsOf('contoso')).toEqual(alerts);
});

test('the hands-on-keyboard story holds the awkward alerts', () => {
  client.defender.play('hands-on-keyboard', 'contoso', { atOnce: true });
  const alerts = alertsOf('contoso');
  expect(alerts.filter((alert) => alert.evidence.length === 0)).toHaveLength(1);
  const named = alerts.flatMap((alert) => alert.evidence).filter((item) => item.hostName === 'LAPTOP-12');
  expect(named).toEqual([expect.objectContaining({ mdeDeviceId: null, deviceDnsName: null })]);
  const addressOnly = alerts.filter((alert) => alert.evidence.length === 1);
  expect(addressOnly[0]?.evidence[0]).toMatchObject({ '@odata.type': '#microsoft.graph.security.ipEvidence', ipAddress: '10.20.4.52' });
  const text = JSON.stringify(alerts);
  for (const hostile of ['<!channel>', '<https://evil.example|https://portal>', '```', '\u202e', '\u200b']) expect(text).toContain(hostile);
  const twins = client.defender.state('contoso').devices.filter((device) => device.computerDnsName === 'laptop-12.contoso.example');
  expect(new Set(twins.map((device) => device.id)).size).toBe(2);
});

test.each([
  ['web-shell', 'contoso', 'Ubuntu', 4],
  ['infostealer', 'fabrikam', 'macOS', 3],
  ['noise', 'contoso', 'Windows11', 2],
] as const)('%s plays in %s on %s', (story, tenant, os, count) => {
  client.defender.play(story, tenant, { atOnce: true });
  const alerts = alertsOf(tenant);
  expect(alerts).toHaveLength(count);
  const devices = alerts.flatMap((alert) => alert.evidence).filter((item) => item['@odata.type'].endsWith('deviceEvidence'));
  expect(new Set(devices.map((item) => item.osPlatform))).toEqual(new Set([os]));
});

test('a story plays in any tenant and twice, with ids of its own each time', () => {
  client.defender.addTenant({ name: 'tailspin', entraTenantId: '5'.repeat(8), clientId: 'c', clientSecret: 's' });
  const first = client.defender.play('infostealer', 'tailspin', { atOnce: true });
  const second = client.defender.play('infostealer', 'tailspin', { atOnce: true });
  expect(new Set([...first, ...second]).size).toBe(6);
  expect(client.defender.tenants.tailspin?.devices.map((device) => device.name)).toEqual(['mac-des-04.tailspin.example']);
});

test('hosts and addresses are of the reserved kinds only', () => {
  for (const story of ['hands-on-keyboard', 'web-shell', 'infostealer', 'noise'] as const)
    client.defender.play(story, 'contoso', { atOnce: true });
  const evidence = alertsOf('contoso').flatMap((alert) => alert.evidence);
  const urls = evidence.flatMap((item) => (typeof item.url === 'string' ? [new URL(item.url).hostname] : []));
  const addresses = evidence.flatMap((item) => (typeof item.ipAddress === 'string' ? [item.ipAddress] : []));
  expect(urls.length).toBeGreaterThan(3);
  for (const host of urls) expect(host).toMatch(/\.(example|invalid)$|^198\.51\.100\./);
  for (const ip of addresses) expect(ip).toMatch(/^(10\.|192\.0\.2\.|198\.51\.100\.|203\.0\.113\.)/);
});
