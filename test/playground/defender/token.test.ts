import { startTestDefender, type TestClient } from './client';

const GRAPH = 'https://graph.microsoft.com/.default';
const MDE = 'https://api.securitycenter.microsoft.com/.default';
const CONTOSO = '11111111-1111-1111-1111-111111111111';

let client: TestClient;
beforeAll(async () => {
  client = await startTestDefender();
});
afterAll(() => client.defender.stop());
beforeEach(() => client.defender.reset());

const good = {
  grant_type: 'client_credentials',
  client_id: '22222222-2222-2222-2222-222222222222',
  client_secret: 'contoso-local-secret-3f9a',
  scope: MDE,
};

const claimsOf = (jwt: string) => JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString());

test.each([
  ['wrong secret', { client_secret: 'x' }, CONTOSO, 7000215, 401, 'invalid_client'],
  ['unknown client', { client_id: '99999999-0000-0000-0000-000000000000' }, CONTOSO, 700016, 400, 'unauthorized_client'],
  ['unknown tenant', {}, '99999999-9999-9999-9999-999999999999', 90002, 400, 'invalid_request'],
  ['tenant neither GUID nor domain', {}, 'nonsense', 900023, 400, 'invalid_request'],
  ['scope without /.default', { scope: 'https://graph.microsoft.com/SecurityAlert.Read.All' }, CONTOSO, 1002012, 400, 'invalid_scope'],
  ['unknown resource', { scope: 'https://elsewhere.example/.default' }, CONTOSO, 500011, 400, 'invalid_resource'],
  ['another grant', { grant_type: 'password' }, CONTOSO, 70003, 400, 'unsupported_grant_type'],
  ['no secret', { client_secret: '' }, CONTOSO, 7000218, 401, 'invalid_client'],
])('%s is refused with its AADSTS number', async (_what, change, tenant, number, status, error) => {
  const answer = await client.token({ ...good, ...change }, tenant);
  expect(answer.status).toBe(status);
  expect(answer.body).toMatchObject({ error, error_codes: [number] });
  expect(answer.body.error_description).toMatch(new RegExp(`^AADSTS${number}: `));
  expect(Object.keys(answer.body)).toEqual(expect.arrayContaining(['timestamp', 'trace_id', 'correlation_id', 'error_uri']));
});

test.each([
  [{ secretExpired: true }, 7000222, 401],
  [{ appDisabled: true }, 7000112, 400],
  [{ defenderConsented: false }, 500011, 400],
])('credentials %j are refused with AADSTS%i', async (changes, number, status) => {
  client.defender.setCredentials('contoso', changes);
  const answer = await client.token(good, CONTOSO);
  expect([answer.status, answer.body.error_codes]).toEqual([status, [number]]);
});

test('a token names audience, tenant, application, expiry and the roles of its back end only', async () => {
  const answer = await client.token(good, CONTOSO);
  expect(answer.body).toMatchObject({ token_type: 'Bearer', expires_in: 3599 });
  const claims = claimsOf(answer.body.access_token);
  expect(claims).toMatchObject({ aud: 'https://api.securitycenter.microsoft.com', tid: CONTOSO, appid: good.client_id });
  expect(claims.roles).toContain('Machine.Isolate');
  expect(claims.roles).not.toContain('SecurityAlert.ReadWrite.All');
  expect(claims.exp - claims.iat).toBe(3599);
  const own = await client.token({ ...good, scope: `${client.defender.url}/.default` }, 'contoso.example');
  expect(claimsOf(own.body.access_token).roles).toEqual(expect.arrayContaining(['Machine.Isolate', 'SecurityAlert.ReadWrite.All']));
});

test('discovery names the token end point', async () => {
  const response = await fetch(`${client.defender.url}/${CONTOSO}/v2.0/.well-known/openid-configuration`);
  expect(await response.json()).toMatchObject({
    token_endpoint: `${client.defender.url}/${CONTOSO}/oauth2/v2.0/token`,
    issuer: `https://login.microsoftonline.com/${CONTOSO}/v2.0`,
  });
});

const machines = async (authorization?: string) => {
  const response = await fetch(`${client.defender.url}/api/machines`, authorization ? { headers: { authorization } } : {});
  return { status: response.status, body: (await response.json()) as { error?: { code: string; target?: string } } };
};

test('a missing, foreign, forged, expired or withdrawn token is 401', async () => {
  const mine = (await client.token(good, CONTOSO)).body.access_token;
  const graph = (await client.token({ ...good, scope: GRAPH }, CONTOSO)).body.access_token;
  expect((await machines(`Bearer ${mine}`)).status).toBe(200);
  const [head, , signature] = mine.split('.');
  const forged = `${head}.${Buffer.from(JSON.stringify({ ...claimsOf(mine), roles: ['x'] })).toString('base64url')}.${signature}`;
  for (const header of [undefined, `Bearer ${graph}`, `Bearer ${forged}`, 'Bearer abc']) {
    const answer = await machines(header);
    expect([answer.status, answer.body.error?.code]).toEqual([401, 'Unauthorized']);
    expect(answer.body.error?.target).toMatch(/^[0-9a-f-]{36}$/);
  }
  client.defender.expireTokens('contoso');
  expect((await machines(`Bearer ${mine}`)).status).toBe(401);
  const next = (await client.token(good, CONTOSO)).body.access_token;
  expect((await machines(`Bearer ${next}`)).status).toBe(200);
  client.clock.ms += 3_600_000;
  expect((await machines(`Bearer ${next}`)).status).toBe(401);
});

test("a missing role is 403 in each family's shape and takes effect on tokens already issued", async () => {
  const held = `Bearer ${(await client.token(good, CONTOSO)).body.access_token}`;
  expect((await machines(held)).status).toBe(200);
  client.defender.removeRole('contoso', 'Machine.Read.All');
  expect((await machines(held)).status).toBe(403);
  const answer = await client.get('/api/machines');
  expect(answer.status).toBe(403);
  expect(answer.body.error.code).toBe('Forbidden');
  expect(answer.body.error.message).toMatch(
    /^Missing application roles\. API required roles: Machine\.Read\.All,Machine\.ReadWrite\.All, application roles: Alert\.ReadWrite\.All,File\.Read\.All,.*\.$/,
  );
  client.defender.removeRole('contoso', 'SecurityAlert.ReadWrite.All');
  const graph = await client.get('/v1.0/security/alerts_v2');
  expect(graph.status).toBe(403);
  expect(graph.body.error.innerError).toEqual(expect.objectContaining({ 'request-id': expect.any(String) }));
  client.defender.addRole('contoso', 'Machine.Read.All');
  expect((await client.get('/api/machines')).status).toBe(200);
  expect((await client.get('/api/machines', {}, 'fabrikam')).status).toBe(200);
});

test('an unknown path is a bare 404', async () => {
  const response = await fetch(`${client.defender.url}/api/machine/1`);
  expect([response.status, await response.text()]).toEqual([404, '']);
});
