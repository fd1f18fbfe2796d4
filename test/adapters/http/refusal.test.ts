import { missingPermission, refusal } from '../../../src/adapters/http/failure';
import type { ErrorCode } from '../../../src/core/errors';

const NOW = Date.parse('2026-11-24T09:00:00Z');
const asked = (effect: 'none' | 'once' = 'none') => ({ service: 'Microsoft Defender', effect, tenant: 'contoso' });
const refuse = (status: number, body: unknown, effect: 'none' | 'once' = 'none', headers: Record<string, string> = {}) =>
  refusal(asked(effect), { status, headers, text: typeof body === 'string' ? body : JSON.stringify(body) }, NOW);
const classic = (code: string, message = 'm') => ({ error: { code, message, target: 'c0ffee' } });

it.each<[number, unknown, ErrorCode]>([
  [400, classic('ActiveRequestAlreadyExists', 'Action is already in progress'), 'already_open'],
  [400, classic('BadRequest', 'Action is already in progress'), 'already_open'],
  [400, classic('OsPlatformNotSupported'), 'device_unsupported'],
  [400, classic('ClientVersionNotSupported'), 'device_unsupported'],
  [400, classic('ODataError'), 'bad_request'],
  [
    400,
    { error: { code: 'BadRequest', message: 'Query execution has exceeded the allowed limits: it was preempted.' } },
    'query_too_heavy',
  ],
  [400, classic('BadRequest', 'The query exceeded the allowed result size'), 'query_too_heavy'],
  [401, '', 'credentials_rejected'],
  [403, classic('Forbidden', 'Missing application roles.'), 'permission_missing'],
  [403, classic('DisabledFeature'), 'not_allowed'],
  [403, classic('DisallowedOperation'), 'not_allowed'],
  [404, classic('ResourceNotFound'), 'not_found'],
  [429, '<html>', 'throttled'],
  [500, classic('InternalServerError'), 'service_unavailable'],
  [503, '', 'service_unavailable'],
  [302, '', 'bad_answer'],
])('%i %j is %s', (status, body, code) => expect(refuse(status, body).code).toBe(code));

it('an action is of unknown outcome after any 5xx but a 503 in the service’s own words', () => {
  expect([500, 502, 504, 408].map((status) => refuse(status, classic('InternalServerError'), 'once').code)).toEqual(
    Array(4).fill('outcome_unknown'),
  );
  expect(refuse(503, '<html>', 'once').retry).toBe('reconcile');
  expect(refuse(503, classic('ServiceUnavailable'), 'once').code).toBe('service_unavailable');
});

it.each([
  [
    'Missing application roles. API required roles: Machine.Isolate, application roles: Machine.Read.All,Alert.Read.All.',
    'Machine.Isolate',
  ],
  ['Missing application roles. API required roles: Machine.Read.All,Machine.ReadWrite.All, application roles: .', 'Machine.Read.All'],
  ['Missing application roles. API required roles: Ti.ReadWrite.', 'Ti.ReadWrite'],
  ["Missing scope permissions. API requires one of 'SecurityAlert.Read.All, SecurityAlert.ReadWrite.All'.", 'SecurityAlert.Read.All'],
  ['Missing application roles. API required roles: <!channel>, application roles: x.', undefined],
  ['Forbidden', undefined],
  [undefined, undefined],
])('the missing permission in %j is %s', (message, permission) => expect(missingPermission(message)).toBe(permission));

it('names the permission to the person who asked', () => {
  const error = refuse(403, classic('Forbidden', 'Missing application roles. API required roles: Machine.Isolate, application roles: X.'));
  expect(error.facts).toMatchObject({ permission: 'Machine.Isolate', serviceCode: 'Forbidden', correlationId: 'c0ffee', retry: 'never' });
  expect(error.facts.person).toContain('Machine.Isolate');
});

it.each<[string, unknown, Record<string, string>, string | undefined, string | undefined]>([
  ['Defender', classic('BadRequest'), {}, 'BadRequest', 'c0ffee'],
  ['Graph', { error: { code: 'NotFound', message: 'm', innerError: { 'request-id': 'g1' } } }, {}, 'NotFound', 'g1'],
  ['a header', '', { 'request-id': 'h1' }, undefined, 'h1'],
  ['an error within the message', { error: { code: 'A', message: JSON.stringify(classic('InvalidInput')) } }, {}, 'InvalidInput', 'c0ffee'],
  ['older OData', { 'odata.error': { code: 'Request_BadRequest', message: { value: 'v' } } }, {}, 'Request_BadRequest', undefined],
  ['a string', { error: 'invalid_client' }, {}, 'invalid_client', undefined],
  ['a list', [1, 2], {}, undefined, undefined],
  ['null', 'null', {}, undefined, undefined],
  ['HTML', '<html>502</html>', {}, undefined, undefined],
  ['numbers', { error: { code: 7, message: 8, target: {} } }, {}, undefined, undefined],
])('reads %s', (_name, body, headers, code, id) => {
  const { serviceCode, correlationId } = refuse(400, body, 'none', headers).facts;
  expect([serviceCode, correlationId]).toEqual([code, id]);
});

it('keeps a long message short', () => {
  const error = refuse(400, classic('BadRequest', 'x'.repeat(100_000)));
  expect(error.message.length).toBeLessThan(700);
  expect(error.facts.person.length).toBeLessThan(700);
});

it.each<[Record<string, string>, number]>([
  [{ 'retry-after': '7' }, 7_000],
  [{ 'retry-after': '0' }, 0],
  [{ 'retry-after': 'Tue, 24 Nov 2026 09:00:12 GMT' }, 12_000],
  [{ 'retry-after': 'Tue, 24 Nov 2026 08:00:00 GMT' }, 0],
  // Our clock is an hour off: the answer's own date counts.
  [{ 'retry-after': 'Tue, 24 Nov 2026 10:00:05 GMT', date: 'Tue, 24 Nov 2026 10:00:00 GMT' }, 5_000],
  [{ 'retry-after': '999999999' }, 3_600_000],
  [{ 'retry-after': 'soon' }, 30_000],
  [{}, 30_000],
])('429 with %j waits %i ms', (headers, ms) => expect(refuse(429, '', 'none', headers).facts.retryAfterMs).toBe(ms));
