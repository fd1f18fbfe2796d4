import { timeKey } from '../../../playground/defender/world/time';
import { startTestDefender, type TestClient } from './client';

let client: TestClient;
beforeAll(async () => {
  client = await startTestDefender();
});
afterAll(() => client.defender.stop());
beforeEach(() => client.defender.reset());

const ALERTS = '/v1.0/security/alerts_v2';
const ids = (body: { value: { id: string }[] }) => body.value.map((alert) => alert.id);

const add = (id: string, lastUpdateDateTime: string, more = {}) =>
  client.defender.addAlert('contoso', { id, createdDateTime: lastUpdateDateTime, lastUpdateDateTime, ...more });

test('filters on times to 100 ns, severity, status and source, joined by and', async () => {
  add('a', '2026-11-24T05:00:00.1234567Z', { severity: 'high' });
  add('b', '2026-11-24T05:00:00.1234568Z', { severity: 'low' });
  add('c', '2026-11-24T05:00:01Z', { severity: 'high', status: 'resolved', serviceSource: 'microsoftDefenderForIdentity' });
  add('d', '2026-11-24T04:00:00.5Z', { severity: 'informational' });
  const list = async (filter: string) => ids((await client.get(ALERTS, { $filter: filter, $orderby: 'lastUpdateDateTime asc' })).body);
  expect(await list('lastUpdateDateTime ge 2026-11-24T05:00:00.1234568Z')).toEqual(['b', 'c']);
  expect(await list('lastUpdateDateTime gt 2026-11-24T05:00:00.1234568Z')).toEqual(['c']);
  expect(await list('lastUpdateDateTime le 2026-11-24T05:00:00.1234567Z')).toEqual(['d', 'a']);
  // As text `.5Z` would come before `Z`.
  expect(await list('lastUpdateDateTime gt 2026-11-24T04:00:00Z and lastUpdateDateTime lt 2026-11-24T05:00:00Z')).toEqual(['d']);
  expect(await list("severity eq 'high' and status eq 'new'")).toEqual(['a']);
  expect(await list("serviceSource eq 'microsoftDefenderForIdentity' and createdDateTime ge 2026-11-24T05:00:01Z")).toEqual(['c']);
  expect(await list("severity in ('low', 'medium') or not (status eq 'new')")).toEqual(['b', 'c']);
});

test.each([
  [{ $filter: 'title eq 1' }, 'title'],
  [{ $filter: "severity = 'high'" }, "severity = 'high'"],
  [{ $filter: 'lastUpdateDateTime ge' }, 'literal'],
  [{ $orderby: 'title' }, '$orderby'],
  [{ $skip: '501' }, '500'],
  [{ $top: '-1' }, '$top'],
])('%j is 400 BadRequest', async (query, words) => {
  const answer = await client.get(ALERTS, query as unknown as Record<string, string>);
  expect([answer.status, answer.body.error.code]).toEqual([400, 'BadRequest']);
  expect(answer.body.error.message).toContain(words);
});

test('$top above 1000 is clamped without a word, and a next link leads on', async () => {
  client.defender.storm('contoso', 1003);
  const first = await client.get(ALERTS, { $top: '5000', $orderby: 'lastUpdateDateTime asc', $count: 'true' });
  expect(first.body.value).toHaveLength(1000);
  expect(first.body['@odata.count']).toBe(1003);
  const link = new URL(first.body['@odata.nextLink']);
  expect(link.searchParams.get('$skip')).toBe('1000');
  expect((await client.get(`${link.pathname}${link.search}`)).status).toBe(400);
  const small = await client.get(ALERTS, { $top: '2' });
  const next = new URL(small.body['@odata.nextLink']);
  const second = await client.get(`${next.pathname}${next.search}`);
  expect(new Set([...ids(small.body), ...ids(second.body)]).size).toBe(4);
});

test('PATCH takes the exact values, moves lastUpdateDateTime and says when it was resolved', async () => {
  const alert = add('a', '2026-11-24T05:00:00Z');
  const change = { status: 'resolved', classification: 'truePositive', determination: 'malware', assignedTo: 'ana@contoso.example' };
  const answer = await client.call('PATCH', `${ALERTS}/a`, change);
  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject(change);
  expect(answer.body.lastUpdateDateTime > alert.createdDateTime).toBe(true);
  expect(answer.body.resolvedDateTime).toBe(answer.body.lastUpdateDateTime);
});

test.each([
  [{ status: 'Resolved' }],
  [{ classification: 'benignPositive' }],
  [{ determination: 'notEnoughData' }],
  [{ severity: 'low' }],
  [{}],
  ['[not json'],
])('PATCH %j is InvalidRequestBody and changes nothing', async (body) => {
  add('a', '2026-11-24T05:00:00Z');
  const answer = await client.call('PATCH', `${ALERTS}/a`, body);
  expect([answer.status, answer.body.error.code]).toEqual([400, 'InvalidRequestBody']);
  expect(client.defender.state('contoso').alerts[0]).toMatchObject({ status: 'new', lastUpdateDateTime: '2026-11-24T05:00:00Z' });
});

test('a comment is added, listed, and moves lastUpdateDateTime', async () => {
  add('a', '2026-11-24T05:00:00Z');
  const answer = await client.call('POST', `${ALERTS}/a/comments`, { comment: 'looked at <it>' });
  expect(answer.status).toBe(200);
  expect(answer.body.value).toEqual([expect.objectContaining({ comment: 'looked at <it>', createdByDisplayName: 'Tocsin' })]);
  expect((await client.get(`${ALERTS}/a`)).body.lastUpdateDateTime).not.toBe('2026-11-24T05:00:00Z');
  expect(client.defender.state('contoso').comments).toHaveLength(1);
  expect((await client.call('POST', `${ALERTS}/a/comments`, { text: 'x' })).status).toBe(400);
  expect((await client.get(`${ALERTS}/nope`)).status).toBe(404);
});

test('two changes in one millisecond still have an order', () => {
  add('a', '2026-11-24T05:00:00Z');
  const times = [1, 2, 3].map(() => client.defender.updateAlert('contoso', 'a', { severity: 'high' }).lastUpdateDateTime);
  const keys = times.map((time) => timeKey(time) ?? '');
  expect([...keys].sort()).toEqual(keys);
  expect(new Set(keys).size).toBe(3);
});

test('tenants do not see each other', async () => {
  add('a', '2026-11-24T05:00:00Z');
  expect((await client.get(ALERTS, {}, 'fabrikam')).body.value).toEqual([]);
});
