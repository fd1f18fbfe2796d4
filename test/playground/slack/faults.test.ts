import { WebClient } from '@slack/web-api';
import { Faults } from '../../../playground/slack/faults';
import { type LocalSlack, startLocalSlack } from '../../../playground/slack/index';
import { silent } from './bolt';

let slack: LocalSlack;
let client: WebClient;

beforeEach(async () => {
  slack = await startLocalSlack();
  client = new WebClient(slack.botToken, {
    slackApiUrl: slack.apiUrl,
    logger: silent,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 300,
  });
});
afterEach(() => slack.stop());

const post = (channel = 'C0SOC') => client.chat.postMessage({ channel, text: 'x' });

test('dropped after it was accepted: the caller sees an error, the message is there', async () => {
  slack.fault({ method: /postMessage/, mode: 'drop_after_accept', times: 1 });
  await expect(post()).rejects.toMatchObject({ code: 'slack_webapi_request_error' });
  expect(slack.messages('C0SOC')).toHaveLength(1);
  expect(slack.calls[0]).toMatchObject({ ok: true, status: 0, fault: 'drop_after_accept' });
  await post();
  expect(slack.messages('C0SOC')).toHaveLength(2);
});

test.each([
  ['down', {}, { code: 'slack_webapi_request_error' }],
  ['hang', {}, { code: 'slack_webapi_request_error' }],
  ['error', { error: 'invalid_auth' }, { data: { error: 'invalid_auth' } }],
  ['status', { status: 503 }, { statusCode: 503 }],
  ['throttle', { retryAfter: 30 }, { code: 'slack_webapi_rate_limited_error', retryAfter: 30 }],
] as const)('%s: nothing is posted', async (mode, more, error) => {
  slack.fault({ method: 'chat.*', mode, ...more });
  await expect(post()).rejects.toMatchObject(error);
  expect(slack.messages('C0SOC')).toEqual([]);
  expect((await client.auth.test()).ok).toBe(true);
  slack.clearFaults();
  expect((await post()).ok).toBe(true);
});

test('throttled without Retry-After: 429 and no such header', async () => {
  slack.fault({ method: 'auth.test', mode: 'throttle', retryAfter: null });
  const answer = await fetch(`${slack.apiUrl}auth.test`, { method: 'POST' });
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, null]);
});

test('slow: answered after the time, done meanwhile', async () => {
  slack.fault({ method: 'chat', mode: 'slow', ms: 120 });
  const started = performance.now();
  await post();
  expect(performance.now() - started).toBeGreaterThan(100);
});

test('a share hits about that part of the calls, the same ones in every run', () => {
  const hits = () => {
    const faults = new Faults(7);
    faults.add({ method: 'x', mode: 'down', share: 0.3 });
    return Array.from({ length: 1000 }, () => faults.take('x') !== undefined);
  };
  const count = hits().filter(Boolean).length;
  expect(count).toBeGreaterThan(250);
  expect(count).toBeLessThan(350);
  expect(hits()).toEqual(hits());
});

test('the panel puts faults on and takes them off over HTTP', async () => {
  const control = async (path: string, body?: object) => {
    const answer = await fetch(`${slack.url}/control/${path}`, body ? { method: 'POST', body: JSON.stringify(body) } : {});
    return { status: answer.status, ...((await answer.json()) as object) };
  };
  expect(await control('fault', { method: '^chat', mode: 'error', error: 'fatal_error' })).toMatchObject({
    status: 200,
    faults: [{ method: '^chat', mode: 'error', error: 'fatal_error' }],
  });
  await expect(post()).rejects.toMatchObject({ data: { error: 'fatal_error' } });
  expect(await control('fault', { mode: 'error' })).toMatchObject({ status: 400 });
  expect(await control('fault', { method: '(', mode: 'error' })).toMatchObject({ status: 400 });
  expect(await control('fault', { method: 'x', mode: 'boom' })).toMatchObject({ status: 400 });
  expect(await control('clear-faults', {})).toMatchObject({ faults: [] });
  expect((await post()).ok).toBe(true);
  expect(await control('state')).toMatchObject({ sockets: 0, calls: 2 });
});

test('faults of response_url', async () => {
  const { ts } = await client.chat.postMessage({
    channel: 'C0SOC',
    text: 'x',
    blocks: [{ type: 'actions', elements: [{ type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } }] }],
  });
  await slack.click({ as: 'U0LEAD', channel: 'C0SOC', ts, actionId: 'go' });
  const url = String(slack.attempts[0]?.payload.response_url);
  slack.fault({ method: 'response_url', mode: 'status', status: 500, times: 1 });
  const respond = async () => (await fetch(url, { method: 'POST', body: JSON.stringify({ text: 'y' }) })).status;
  expect(await respond()).toBe(500);
  expect(slack.ephemerals()).toEqual([]);
  expect(await respond()).toBe(200);
  expect(slack.ephemerals()).toHaveLength(1);
});
