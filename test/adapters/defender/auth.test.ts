import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAuth } from '../../../src/adapters/defender/auth';
import { placesOf } from '../../../src/adapters/defender/clouds';
import type { TenantConnection } from '../../../src/adapters/defender/connection';
import { useHttpMock } from '../../support/http-mock';
import { errorOf, httpFor } from '../http/http-fixtures';
import { aadsts, connection, DEFENDER, GRAPH, jwt, LOGIN, TID, tokenBody } from './defender-fixtures';

const mock = useHttpMock();
const PATH = `/${TID}/oauth2/v2.0/token`;
const endpoint = (match: (form: Record<string, string>) => boolean = () => true) =>
  mock(LOGIN).post(PATH, (form) => match(form as Record<string, string>));

function authFor(tenant: TenantConnection = connection()) {
  const { http, log, time } = httpFor();
  let elapsedMs = 0;
  const auth = createAuth(tenant, placesOf(tenant), { http, log, now: time.clock.now, elapsed: () => elapsedMs });
  const pass = (ms: number) => {
    elapsedMs += ms;
  };
  return { auth, log, pass };
}

it('asks the tenant’s own authority for the audience of the back end, and sees the roles', async () => {
  endpoint(
    (form) => form.scope === `${DEFENDER}/.default` && form.grant_type === 'client_credentials' && form.client_secret === 'canary-secret',
  ).reply(200, tokenBody({ roles: ['Machine.Isolate', 7] }));
  endpoint((form) => form.scope === `${GRAPH}/.default`).reply(200, tokenBody({ aud: GRAPH }));
  const { auth } = authFor();
  await expect(auth.roles('defender')).resolves.toEqual(['Machine.Isolate']);
  await expect(auth.token('graph')).resolves.toBe(tokenBody({ aud: GRAPH }).access_token);
});

it('makes one request for twenty callers, and none while the token is fresh', async () => {
  endpoint().reply(200, tokenBody());
  const { auth, pass } = authFor();
  await Promise.all(Array.from({ length: 20 }, () => auth.token('defender')));
  pass(3_599_000 * 0.79);
  await auth.token('defender');
});

it('renews at 80 % of the life Entra gave, not of an hour', async () => {
  endpoint()
    .reply(200, tokenBody({ n: 1 }, 600))
    .post(PATH)
    .reply(200, tokenBody({ n: 2 }, 600));
  const { auth, pass } = authFor();
  const first = await auth.token('defender');
  pass(481_000);
  expect(await auth.token('defender')).not.toBe(first);
});

it('keeps the old token while an early renewal fails for the moment', async () => {
  endpoint().reply(200, tokenBody()).post(PATH).reply(503, '<html>');
  const { auth, pass } = authFor();
  const first = await auth.token('defender');
  pass(3_000_000);
  expect(await auth.token('defender')).toBe(first);
});

it('drops a token the service refused, once for all who were refused', async () => {
  endpoint()
    .reply(200, tokenBody({ n: 1 }))
    .post(PATH)
    .reply(200, tokenBody({ n: 2 }));
  const { auth } = authFor();
  const old = await auth.token('defender');
  const [a, b] = [await auth.token('defender', old), await auth.token('defender', old)];
  expect(a).toBe(b);
  expect(a).not.toBe(old);
});

it.each<[number, string, string, number]>([
  [7000215, 'invalid_client', 'not its ID', 401],
  [7000222, 'invalid_client', 'expired', 401],
  [700016, 'unauthorized_client', 'client_id', 400],
  [90002, 'invalid_request', 'entra_tenant_id', 400],
  [7000112, 'unauthorized_client', 'disabled', 400],
  [700024, 'invalid_client', 'clock', 401],
  [53003, 'invalid_grant', 'Conditional Access', 400],
  [999999, 'invalid_grant', 'Check the application', 400],
])('AADSTS%i becomes a sentence with the remedy, without what Entra wrote', async (number, code, words, status) => {
  endpoint().reply(status, aadsts(number, code));
  const error = await errorOf(authFor().auth.token('defender'));
  expect(error.facts).toMatchObject({
    code: 'credentials_rejected',
    retry: 'never',
    serviceCode: `AADSTS${number}`,
    correlationId: 'c0ffee',
  });
  expect(error.facts.person).toContain(words);
  expect(JSON.stringify([error.message, error.facts])).not.toContain('canary');
});

it('leaves sign-in alone for five minutes after a wrong credential, for both back ends', async () => {
  endpoint().reply(401, aadsts(7000215, 'invalid_client')).post(PATH).reply(200, tokenBody());
  const { auth, pass } = authFor();
  await errorOf(auth.token('defender'));
  pass(299_000);
  expect((await errorOf(auth.token('graph'))).facts.serviceCode).toBe('AADSTS7000215');
  pass(2_000);
  await expect(auth.token('defender')).resolves.toBeTruthy();
});

it('lets Graph go on where only Defender is not set up', async () => {
  endpoint()
    .reply(400, aadsts(500011, 'invalid_resource'))
    .post(PATH)
    .reply(200, tokenBody({ aud: GRAPH }));
  const { auth } = authFor();
  expect((await errorOf(auth.token('defender'))).facts.person).toContain('not set up');
  await expect(auth.token('graph')).resolves.toBeTruthy();
});

it('backs off while sign-in is down, longer each time, and obeys Retry-After', async () => {
  const { auth, pass } = authFor();
  endpoint().reply(503, '<html>');
  expect((await errorOf(auth.token('defender'))).code).toBe('service_unavailable');
  pass(900);
  expect((await errorOf(auth.token('defender'))).code).toBe('service_unavailable');
  pass(200);
  endpoint().reply(429, {}, { 'retry-after': '40' });
  expect((await errorOf(auth.token('defender'))).facts).toMatchObject({ code: 'throttled', retryAfterMs: 40_000 });
  pass(39_000);
  expect((await errorOf(auth.token('defender'))).code).toBe('throttled');
  pass(2_000);
  endpoint().reply(200, tokenBody());
  await auth.token('defender');
});

it.each([
  ['another tenant', { tid: '99999999-9999-9999-9999-999999999999' }, 'another tenant'],
  ['another service', { aud: 'https://userrequestsgraphapi-prd.trafficmanager.net' }, 'userrequestsgraphapi-prd.trafficmanager.net'],
  ['the other back end', { aud: GRAPH }, GRAPH],
])('never uses a token of %s', async (_what, claims, words) => {
  endpoint().reply(200, tokenBody(claims));
  const error = await errorOf(authFor().auth.token('defender'));
  expect(error.code).toBe('credentials_rejected');
  expect(error.facts.person).toContain(words);
});

it('takes the resource’s application id as audience', async () => {
  endpoint().reply(200, tokenBody({ aud: '00000003-0000-0000-c000-000000000000' }));
  await expect(authFor().auth.token('graph')).resolves.toBeTruthy();
});

it('uses an opaque token unchecked, with unknown roles, and says so once', async () => {
  const opaque = (expiresIn = 3_600) => ({ token_type: 'Bearer', expires_in: expiresIn, access_token: 'opaque' });
  endpoint().reply(200, opaque()).post(PATH).reply(200, opaque());
  const { auth, log } = authFor();
  await expect(auth.roles('defender')).resolves.toBeUndefined();
  await auth.token('graph');
  expect(log.lines.filter((line) => line.level === 'warn')).toHaveLength(1);
});

it.each([
  ['gcc', LOGIN, 'https://api-gcc.securitycenter.microsoft.us'],
  ['gcc-high', 'https://login.microsoftonline.us', 'https://api-gov.securitycenter.microsoft.us'],
] as const)('in the cloud %s asks its own authority and audience', async (cloud, login, audience) => {
  mock(login)
    .post(PATH, (form) => (form as Record<string, string>).scope === `${audience}/.default`)
    .reply(200, tokenBody({ aud: audience }));
  await expect(authFor(connection({ cloud })).auth.token('defender')).resolves.toBeTruthy();
});

it('asks a local stand-in over plain http, for Graph by the stand-in’s own name', async () => {
  const endpoints = { login: 'http://127.0.0.1:4101', graph: 'http://127.0.0.1:4101/', defender: 'http://127.0.0.1:4101' };
  mock('http://127.0.0.1:4101')
    .post(PATH, (form) => (form as Record<string, string>).scope === 'http://127.0.0.1:4101/.default')
    .reply(200, tokenBody({ aud: 'http://127.0.0.1:4101' }));
  await expect(authFor(connection({ endpoints })).auth.token('graph')).resolves.toBeTruthy();
});

describe('with a certificate', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-cert-'));
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = join(folder, 'app.pem');
  writeFileSync(pem, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const thumbprint = 'AB'.repeat(32);

  it('signs the request instead of sending a secret', async () => {
    endpoint((form) => form.client_assertion?.split('.').length === 3 && form.client_secret === undefined).reply(200, tokenBody());
    await expect(authFor(connection({ credential: { certificatePath: pem, thumbprint } })).auth.token('defender')).resolves.toBeTruthy();
  });

  it.each([
    ['is not there', 'missing.pem', 'cannot be read'],
    ['holds no key', 'empty.pem', 'private key'],
  ])('says that the file %s', async (_what, name, words) => {
    writeFileSync(join(folder, 'empty.pem'), 'nothing');
    const credential = { certificatePath: join(folder, name), thumbprint };
    expect((await errorOf(authFor(connection({ credential })).auth.token('defender'))).facts.person).toContain(words);
  });
});

it('puts no secret or token into an error or the log', async () => {
  for (const answer of [
    () => endpoint().reply(401, aadsts(7000215, 'invalid_client')),
    () => endpoint().reply(200, { token_type: 'Bearer', access_token: jwt({ tid: 'other', aud: DEFENDER }), expires_in: 1 }),
    () => endpoint().replyWithError('canary'),
    () => endpoint().reply(200, 'canary'),
  ]) {
    const { auth, log } = authFor();
    answer();
    const error = await errorOf(auth.token('defender'));
    expect(JSON.stringify([error, error.facts, error.stack, error.cause, log.lines])).not.toContain('canary');
  }
});
