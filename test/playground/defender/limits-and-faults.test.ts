import { startTestDefender, type TestClient } from './client';

let client: TestClient;
const open = async (options = {}) => {
  client = await startTestDefender(options);
  return client;
};
afterEach(() => client.defender.stop());

const machines = (tenant = 'contoso') => client.get('/api/machines', { $top: '1' }, tenant);
const ask = async (times: number) => {
  const statuses: number[] = [];
  for (let index = 0; index < times; index += 1) statuses.push((await machines()).status);
  return statuses;
};

test('the documented 100 a minute holds per tenant, slides, and says when to come back', async () => {
  await open();
  expect(new Set(await ask(60))).toEqual(new Set([200]));
  client.clock.ms += 30_000;
  expect(new Set(await ask(40))).toEqual(new Set([200]));
  const refused = await machines();
  expect([refused.status, refused.body.error.code, refused.headers.get('retry-after')]).toEqual([429, 'TooManyRequests', '30']);
  expect((await machines('fabrikam')).status).toBe(200);
  expect((await client.get('/v1.0/security/alerts_v2')).status).toBe(200);
  client.clock.ms += 29_999;
  expect((await machines()).status).toBe(429);
  client.clock.ms += 1;
  expect(new Set(await ask(60))).toEqual(new Set([200]));
  expect((await machines()).status).toBe(429);
});

test('the hour has a ceiling of its own', async () => {
  await open({ limits: { defender: { perMinute: 3, perHour: 5 } } });
  await ask(3);
  client.clock.ms += 60_000;
  expect(await ask(3)).toEqual([200, 200, 429]);
  expect((await machines()).headers.get('retry-after')).toBe(String(59 * 60));
  client.clock.ms += 59 * 60_000;
  expect(await ask(4)).toEqual([200, 200, 200, 429]);
});

test('a storm of faults: throttle, status, drop after accepting, down, slow, each for its times', async () => {
  await open();
  const { defender } = client;
  defender.fault({ match: /^\/api\/machines$/, mode: 'throttle', retryAfter: 7, times: 1 });
  const throttled = await machines();
  expect([throttled.status, throttled.headers.get('retry-after')]).toEqual([429, '7']);
  expect((await machines()).status).toBe(200);

  defender.fault({ match: /machines/, method: 'GET', mode: 'status', status: 502 });
  const proxied = await machines();
  expect([proxied.status, proxied.headers.get('content-type')]).toEqual([502, 'text/html; charset=utf-8']);
  defender.clearFaults();

  const id = defender.tenants.contoso.devices[0]?.id;
  defender.fault({ match: /isolate$/, mode: 'drop_after_accept', times: 1 });
  await expect(client.call('POST', `/api/machines/${id}/isolate`, { Comment: 'x', IsolationType: 'Full' })).rejects.toThrow();
  expect(defender.state('contoso').machineActions).toHaveLength(1);

  defender.fault({ match: /isolate$/, mode: 'down', times: 1 });
  await expect(client.call('POST', `/api/machines/${id}/unisolate`, { Comment: 'x' })).rejects.toThrow();
  expect(defender.state('contoso').machineActions).toHaveLength(1);

  defender.fault({ match: /machines$/, mode: 'slow', ms: 400, times: 1 });
  const slow = machines().then(() => 'slow');
  const quick = client.get('/api/machineactions').then(() => 'quick');
  expect(await Promise.race([slow, quick])).toBe('quick');
  expect(await slow).toBe('slow');

  const seen = defender.requests.filter((request) => request.class !== 'token').map((request) => [request.method, request.status]);
  expect(seen).toEqual([
    ['GET', 429],
    ['GET', 200],
    ['GET', 502],
    ['POST', 0],
    ['POST', 0],
    ['GET', 200],
    ['GET', 200],
  ]);
});

test('every request is logged with tenant and class', async () => {
  await open();
  await machines();
  expect(client.defender.requests).toEqual([
    expect.objectContaining({ method: 'POST', tenant: 'contoso', class: 'token', status: 200 }),
    {
      at: '2026-11-24T06:00:00.123Z',
      method: 'GET',
      path: '/api/machines',
      query: '%24top=1',
      status: 200,
      tenant: 'contoso',
      class: 'defender',
    },
  ]);
});

test('the control panel works over HTTP', async () => {
  await open();
  const control = async (name: string, body?: unknown) => {
    const init = body ? { method: 'POST', body: JSON.stringify(body) } : {};
    const response = await fetch(`${client.defender.url}/control/${name}`, init);
    // biome-ignore lint/suspicious/noExplicitAny: answers of many shapes
    return { status: response.status, body: (await response.json()) as any };
  };
  expect((await control('play', { story: 'noise', tenant: 'contoso', atOnce: true })).body.alerts).toHaveLength(2);
  expect((await control('storm', { tenant: 'contoso', count: 7 })).body.alerts).toHaveLength(7);
  await control('role', { tenant: 'contoso', role: 'Machine.Isolate', granted: false });
  await control('fault', { match: '^/api/', mode: 'throttle' });
  const id = client.defender.tenants.contoso.devices[0]?.id;
  await control('device', { tenant: 'contoso', id, changes: { online: false } });
  const state = (await control('state')).body;
  expect(state.tenants.contoso.alerts).toHaveLength(9);
  expect(state.tenants.contoso.roles).not.toContain('Machine.Isolate');
  expect(state.tenants.contoso.devices[0].online).toBe(false);
  expect(state.faults).toEqual([expect.objectContaining({ match: '^\\/api\\/', mode: 'throttle' })]);
  expect((await machines()).status).toBe(429);
  await control('clear-faults', {});
  expect((await machines()).status).toBe(200);
  expect(await control('play', { story: 'nothing', tenant: 'contoso' })).toMatchObject({ status: 400, body: { ok: false } });
  expect(await control('storm', { tenant: 'nobody' })).toMatchObject({ status: 400 });
});
