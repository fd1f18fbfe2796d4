import { retryPolicies, WebClient } from '@slack/web-api';
import { type LocalSlack, type LocalSlackOptions, startLocalSlack } from '../../../playground/slack/index';
import { silent } from './bolt';
import { manifest } from './manifest';

let slack: LocalSlack;
let client: WebClient;
let clock: number;

const start = async (options: LocalSlackOptions = {}) => {
  clock = 1_764_000_000_000;
  slack = await startLocalSlack({ manifest, now: () => clock, ...options });
  client = new WebClient(slack.botToken, {
    slackApiUrl: slack.apiUrl,
    logger: silent,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  });
};

beforeEach(() => start());
afterEach(() => slack.stop());

/** What the call was refused with: the whole answer of Slack. */
async function refusal(call: Promise<unknown>): Promise<Record<string, unknown>> {
  try {
    await call;
  } catch (error) {
    return (error as { data?: Record<string, unknown> }).data ?? { thrown: error };
  }
  throw new Error('was not refused');
}

const code = async (call: Promise<unknown>) => (await refusal(call)).error;
const section = (text: string) => ({ type: 'section' as const, text: { type: 'mrkdwn' as const, text } });
const title = { type: 'plain_text' as const, text: 'Title' };
const modal = { type: 'modal' as const, title, blocks: [section('x')] };

test('auth.test says who the bot is', async () => {
  expect(await client.auth.test()).toMatchObject({ ok: true, team_id: 'T0SOC', user_id: 'U0TOCSIN', bot_id: 'B0TOCSIN' });
});

test('tokens: none, unknown, of the wrong kind, without the scope', async () => {
  const withToken = (token: string) => new WebClient(token, { slackApiUrl: slack.apiUrl, logger: silent });
  expect(await (await fetch(`${slack.apiUrl}auth.test`, { method: 'POST' })).json()).toEqual({ ok: false, error: 'not_authed' });
  expect(await code(withToken('xoxb-other').auth.test())).toBe('invalid_auth');
  expect(await code(withToken(slack.appToken).auth.test())).toBe('not_allowed_token_type');
  expect(await code(client.apps.connections.open({}))).toBe('not_allowed_token_type');
  expect(await refusal(client.team.info())).toMatchObject({
    error: 'missing_scope',
    needed: 'team:read',
    provided: expect.stringContaining('chat:write'),
  });
  expect(await code(client.apiCall('nothing.here'))).toBe('unknown_method');
});

test('a message is stored as sent, found in history with its metadata, edited in place and deleted', async () => {
  const metadata = { event_type: 'tocsin_detection', event_payload: { k: 'opaque' } };
  const posted = await client.chat.postMessage({ channel: 'C0SOC', text: 'a <b> & `c`', blocks: [section('*x*')], metadata });
  const ts = posted.ts ?? '';
  expect(ts).toMatch(/^\d{10}\.\d{6}$/);
  const bare = await client.conversations.history({ channel: 'C0SOC' });
  expect(bare.messages).toMatchObject([{ ts, text: 'a <b> & `c`', bot_id: 'B0TOCSIN', user: 'U0TOCSIN' }]);
  expect(bare.messages?.[0]).not.toHaveProperty('metadata');
  const full = await client.conversations.history({ channel: 'C0SOC', include_all_metadata: true });
  expect(full.messages?.[0]).toMatchObject({ metadata });

  await client.chat.update({ channel: 'C0SOC', ts, text: 'later', blocks: [section('*y*')] });
  expect(slack.messages('C0SOC')[0]).toMatchObject({ text: 'later', blocks: [{ text: { text: '*y*' } }], metadata });
  expect(slack.messages('C0SOC')[0]?.edited).toBeUndefined();
  await client.chat.update({ channel: 'C0SOC', ts, text: 'only text' });
  expect(slack.messages('C0SOC')[0]).toMatchObject({ text: 'only text', blocks: [], edited: { user: 'U0TOCSIN' } });

  await client.chat.delete({ channel: 'C0SOC', ts });
  expect(slack.messages('C0SOC')).toEqual([]);
  expect(await code(client.chat.update({ channel: 'C0SOC', ts, text: 'x' }))).toBe('message_not_found');
});

test('two messages of one instant have two timestamps', async () => {
  const first = await client.chat.postMessage({ channel: 'C0SOC', text: 'x' });
  const second = await client.chat.postMessage({ channel: 'C0OPS', text: 'x' });
  expect(Number(second.ts)).toBeGreaterThan(Number(first.ts));
});

test("somebody else's message can be neither edited nor deleted", async () => {
  const { ts = '' } = await slack.post({ as: 'U0ANALYST', channel: 'C0SOC', text: 'mine' });
  expect(await code(client.chat.update({ channel: 'C0SOC', ts, text: 'x' }))).toBe('cant_update_message');
  expect(await code(client.chat.delete({ channel: 'C0SOC', ts }))).toBe('cant_delete_message');
});

test('history: bounds are exclusive unless inclusive; pages are newest first; ephemeral messages and replies are not in it', async () => {
  const ts: string[] = [];
  for (const text of ['1', '2', '3', '4']) {
    clock += 1500;
    ts.push((await client.chat.postMessage({ channel: 'C0SOC', text })).ts ?? '');
  }
  const texts = async (args: object) => {
    const page = await client.conversations.history({ channel: 'C0SOC', ...args });
    return { texts: page.messages?.map((message) => message.text).join(''), next: page.response_metadata?.next_cursor ?? '' };
  };
  expect((await texts({ oldest: ts[1] })).texts).toBe('43');
  expect((await texts({ oldest: ts[1], inclusive: true })).texts).toBe('432');
  expect((await texts({ latest: ts[1] })).texts).toBe('1');
  const first = await texts({ limit: 3 });
  expect(first).toMatchObject({ texts: '432', next: expect.stringMatching(/.+/) });
  const { ts: newest = '' } = await slack.post({ as: 'U0LEAD', channel: 'C0SOC', text: '5' });
  expect(await texts({ limit: 3, cursor: first.next })).toEqual({ texts: '1', next: '' });
  expect((await texts({ latest: newest, inclusive: true, limit: 1 })).texts).toBe('5');

  await client.chat.postEphemeral({ channel: 'C0SOC', user: 'U0LEAD', text: 'psst' });
  await client.chat.postMessage({ channel: 'C0SOC', text: 'reply', thread_ts: ts[3] });
  await client.chat.postMessage({ channel: 'C0SOC', text: 'loud', thread_ts: ts[3] ?? '', reply_broadcast: true });
  expect((await texts({})).texts).toBe('loud54321');
  const thread = await client.conversations.replies({ channel: 'C0SOC', ts: ts[3] ?? '' });
  expect(thread.messages?.map((message) => message.text)).toEqual(['4', 'reply', 'loud']);
  expect(thread.messages?.[0]).toMatchObject({ reply_count: 2, thread_ts: ts[3] });
  expect(slack.ephemerals('U0LEAD').map((message) => message.text)).toEqual(['psst']);
  expect(await code(client.conversations.replies({ channel: 'C0SOC', ts: '1.0' }))).toBe('thread_not_found');
  expect(await code(client.chat.postMessage({ channel: 'C0SOC', text: 'x', thread_ts: '1.000000' }))).toBe('thread_not_found');
});

test('where the bot may not write', async () => {
  slack.addChannel({ id: 'C0PRIVATE', private: true });
  const post = (channel: string) => code(client.chat.postMessage({ channel, text: 'x' }));
  expect(await post('C0NOWHERE')).toBe('channel_not_found');
  slack.archive('C0OPS');
  expect(await post('C0OPS')).toBe('is_archived');
  slack.removeBot('C0FABRIKAM');
  expect(await post('C0FABRIKAM')).toBe('not_in_channel');
  expect(await code(client.conversations.history({ channel: 'C0FABRIKAM' }))).toBe('not_in_channel');
  await client.conversations.join({ channel: 'C0FABRIKAM' });
  expect((await client.chat.postMessage({ channel: 'C0FABRIKAM', text: 'x' })).ok).toBe(true);
  slack.removeBot('C0PRIVATE');
  expect(await post('C0PRIVATE')).toBe('channel_not_found');
  expect(await code(client.chat.postEphemeral({ channel: 'C0SOC', user: 'U0CUSTOMER', text: 'x' }))).toBe('user_not_in_channel');
});

test('a private channel needs the scope of private channels', async () => {
  slack.addChannel({ id: 'C0PRIVATE', private: true });
  expect(await refusal(client.conversations.history({ channel: 'C0PRIVATE' }))).toMatchObject({
    error: 'missing_scope',
    needed: 'groups:history',
  });
});

test('what is wrong with a message', async () => {
  const post = (args: object) => {
    clock += 1000;
    return refusal(client.apiCall('chat.postMessage', { channel: 'C0SOC', ...args }));
  };
  expect(await post({})).toMatchObject({ error: 'no_text' });
  expect(await post({ text: 'x'.repeat(40_001) })).toMatchObject({ error: 'msg_too_long' });
  expect(await post({ text: 'x', blocks: 'no json' })).toMatchObject({ error: 'invalid_blocks_format' });
  expect(await post({ text: 'x', blocks: [section('x'.repeat(3001))] })).toMatchObject({
    error: 'invalid_blocks',
    errors: ['must be less than 3001 characters [json-pointer:/blocks/0/text/text]'],
    response_metadata: { messages: ['[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]'] },
  });
  const [small, large] = [4, 5].map((count) => Array.from({ length: count }, () => section('x'.repeat(2950))));
  expect((await client.chat.postMessage({ channel: 'C0SOC', text: 'x', blocks: small })).ok).toBe(true);
  expect(await post({ text: 'x', blocks: large })).toMatchObject({ error: 'msg_blocks_too_long' });
  expect(await post({ text: 'x', metadata: { event_type: 'a' } })).toMatchObject({ error: 'invalid_metadata_schema' });
  const large_metadata = { event_type: 'a', event_payload: { k: 'x'.repeat(8200) } };
  expect(await post({ text: 'x', metadata: large_metadata })).toMatchObject({ error: 'metadata_too_large' });
  expect(slack.messages('C0SOC')).toHaveLength(1);
});

test('an edit takes 4,000 characters of text', async () => {
  const { ts = '' } = await client.chat.postMessage({ channel: 'C0SOC', text: 'x' });
  expect((await client.chat.update({ channel: 'C0SOC', ts, text: 'x'.repeat(4000) })).ok).toBe(true);
  expect(await code(client.chat.update({ channel: 'C0SOC', ts, text: 'x'.repeat(4001) }))).toBe('msg_too_long');
});

test('a trigger opens one view, within three seconds', async () => {
  const open = (trigger_id: string) => client.views.open({ trigger_id, view: modal });
  const trigger = slack.trigger('U0LEAD');
  clock += 3000;
  const opened = await open(trigger);
  expect(opened.view).toMatchObject({
    type: 'modal',
    team_id: 'T0SOC',
    app_id: 'A0TOCSIN',
    state: { values: {} },
    hash: expect.any(String),
  });
  expect(await code(open(trigger))).toBe('exchanged_trigger_id');
  const late = slack.trigger('U0LEAD');
  clock += 3001;
  expect(await code(open(late))).toBe('expired_trigger_id');
  expect(await code(open('1.2.3'))).toBe('invalid_trigger_id');
  expect(slack.views('U0LEAD')).toHaveLength(1);
});

test('a view that is refused does not use up its trigger', async () => {
  const trigger_id = slack.trigger('U0LEAD');
  const bad = { ...modal, title: { type: 'plain_text' as const, text: 'x'.repeat(25) } };
  expect(await refusal(client.views.open({ trigger_id, view: bad }))).toMatchObject({
    error: 'invalid_arguments',
    response_metadata: { messages: ['[ERROR] must be less than 25 characters [json-pointer:/view/title/text]'] },
  });
  expect((await client.views.open({ trigger_id, view: modal })).ok).toBe(true);
});

test('three views in a stack; updates by id and by external id; hashes; sizes', async () => {
  const first = await client.views.open({ trigger_id: slack.trigger('U0LEAD'), view: { ...modal, external_id: 'mine' } });
  const view_id = first.view?.id ?? '';
  const push = () => client.views.push({ trigger_id: slack.trigger('U0LEAD'), view: modal });
  const second = await push();
  expect(second.view).toMatchObject({ previous_view_id: view_id, root_view_id: first.view?.id });
  await push();
  expect(await code(push())).toBe('push_limit_reached');
  const duplicate = { trigger_id: slack.trigger('U0ANALYST'), view: { ...modal, external_id: 'mine' } };
  expect(await code(client.views.open(duplicate))).toBe('duplicate_external_id');

  const updated = await client.views.update({ external_id: 'mine', view: { ...modal, external_id: 'mine' }, hash: first.view?.hash });
  expect(updated.view?.hash).not.toBe(first.view?.hash);
  expect(await code(client.views.update({ view_id, view: modal, hash: first.view?.hash }))).toBe('hash_conflict');
  expect(await code(client.views.update({ view_id: 'V0', view: modal }))).toBe('not_found');
  const heavy = { ...modal, blocks: Array.from({ length: 90 }, () => section('x'.repeat(2900))) };
  expect(await code(client.views.update({ view_id, view: heavy }))).toBe('view_too_large');
});

test('posting: a burst, then one a second and channel, with Retry-After', async () => {
  await slack.stop();
  await start({ limits: { postBurst: 2 } });
  const post = (channel: string) => client.chat.postMessage({ channel, text: 'x' });
  await post('C0SOC');
  await post('C0SOC');
  await expect(post('C0SOC')).rejects.toMatchObject({ code: 'slack_webapi_rate_limited_error', retryAfter: 1 });
  await post('C0OPS');
  clock += 1000;
  await post('C0SOC');
  expect(slack.calls.map((call) => call.status)).toEqual([200, 200, 429, 200, 200]);
  expect(slack.calls[2]).toMatchObject({
    method: 'chat.postMessage',
    args: { channel: 'C0SOC', text: 'x' },
    ok: false,
    status: 429,
    error: 'ratelimited',
  });
});

test('each method has its tier', async () => {
  for (let count = 0; count < 20; count++) await client.users.list({});
  await expect(client.users.list({})).rejects.toMatchObject({ retryAfter: 60 });
  await client.users.info({ user: 'U0LEAD' });
  clock += 60_000;
  expect((await client.users.list({})).ok).toBe(true);
});

test('people, channels, permalinks, reactions', async () => {
  expect((await client.users.info({ user: 'U0LEAD' })).user).toMatchObject({
    team_id: 'T0SOC',
    profile: { email: 'lea@example-soc.example' },
  });
  const stranger = (await client.users.info({ user: 'U0CUSTOMER' })).user;
  expect(stranger).toMatchObject({ team_id: 'T0CONTOSO', is_stranger: true });
  expect(stranger?.profile).not.toHaveProperty('email');
  expect((await client.users.lookupByEmail({ email: 'lea@example-soc.example' })).user?.id).toBe('U0LEAD');
  expect(await code(client.users.lookupByEmail({ email: 'carla@contoso.example' }))).toBe('users_not_found');
  expect((await client.conversations.info({ channel: 'C0CONTOSO' })).channel).toMatchObject({ is_ext_shared: true, is_member: true });
  expect((await client.conversations.list({ limit: 4 })).channels).toHaveLength(4);
  expect((await client.conversations.members({ channel: 'C0CONTOSO' })).members).toContain('U0CUSTOMER');
  const { channel } = await client.conversations.open({ users: 'U0LEAD' });
  const direct = await client.chat.postMessage({ channel: 'U0LEAD', text: 'hello' });
  expect(direct.channel).toBe(channel?.id);
  const link = await client.chat.getPermalink({ channel: direct.channel ?? '', message_ts: direct.ts ?? '' });
  expect(link.permalink).toContain(`/archives/${direct.channel}/p`);
  const eyes = { channel: direct.channel ?? '', timestamp: direct.ts ?? '', name: 'eyes' };
  await client.reactions.add(eyes);
  expect(await code(client.reactions.add(eyes))).toBe('already_reacted');
});

test('a file goes up in three steps and is served', async () => {
  const sent = await client.filesUploadV2({ channel_id: 'C0SOC', filename: 'evidence.txt', content: 'process tree', title: 'Evidence' });
  expect(sent.ok).toBe(true);
  await slack.waitFor(() => slack.messages('C0SOC').length === 1);
  const { messages } = await client.conversations.history({ channel: 'C0SOC' });
  const file = messages?.[0]?.files?.[0];
  expect(file).toMatchObject({ name: 'evidence.txt', title: 'Evidence', size: 12 });
  const served = await fetch(file?.url_private ?? '');
  expect(await served.text()).toBe('process tree');
  expect(served.headers.get('content-disposition')).toMatch(/^attachment/);
});

test('blocks.validate needs no token and lists every fault', async () => {
  const body = new URLSearchParams({ blocks: JSON.stringify([{ type: 'nonsense' }, section('')]) });
  const answer = (await (await fetch(`${slack.apiUrl}blocks.validate`, { method: 'POST', body })).json()) as { errors: unknown[] };
  expect(answer).toMatchObject({ ok: true, errors: [{ code: 'unsupported_type', pointer: '/blocks/0/type' }, { code: 'too_short' }] });
});

test('response_url: five uses in thirty minutes', async () => {
  const { ts } = await client.chat.postMessage({ channel: 'C0SOC', text: 'x', blocks: [section('x')] });
  await slack.shortcut({ as: 'U0LEAD', callbackId: 'look_up', channel: 'C0SOC', messageTs: ts });
  await slack.shortcut({ as: 'U0LEAD', callbackId: 'look_up', channel: 'C0SOC', messageTs: ts });
  expect(slack.attempts).toHaveLength(2);
  const [first, second] = slack.attempts.map((attempt) => String(attempt.payload.response_url));
  const respond = async (url: string | undefined, body: object) => {
    const answer = await fetch(url ?? '', { method: 'POST', body: JSON.stringify(body) });
    return `${answer.status} ${await answer.text()}`;
  };
  expect(await respond(first, { text: 'just you' })).toBe('200 ok');
  expect(slack.ephemerals('U0LEAD').map((message) => message.text)).toEqual(['just you']);
  expect(await respond(first, { text: 'everybody', response_type: 'in_channel', thread_ts: ts })).toBe('200 ok');
  expect(slack.thread('C0SOC', ts ?? '').map((message) => message.text)).toEqual(['x', 'everybody']);
  expect(await respond(first, { replace_original: true, text: 'new' })).toBe('200 ok');
  expect(slack.messages('C0SOC')[0]).toMatchObject({ text: 'new', blocks: [] });
  expect(await respond(first, { blocks: [{ type: 'nonsense' }] })).toMatch(/^400 .*invalid_blocks/);
  expect(await respond(first, { delete_original: true })).toBe('200 ok');
  expect(slack.messages('C0SOC')).toEqual([]);
  expect(await respond(first, { text: 'sixth' })).toMatch(/^404 .*used_url/);
  clock += 30 * 60_000 + 1;
  expect(await respond(second, { text: 'late' })).toMatch(/^404 .*expired_url/);
});

test('retries are counted as calls of their own', async () => {
  const patient = new WebClient(slack.botToken, {
    slackApiUrl: slack.apiUrl,
    logger: silent,
    retryConfig: { ...retryPolicies.rapidRetryPolicy, retries: 2 },
  });
  slack.fault({ method: /^chat\.postMessage$/, mode: 'status', status: 503, times: 1 });
  await patient.chat.postMessage({ channel: 'C0SOC', text: 'x' });
  expect(slack.calls.map(({ status, fault }) => [status, fault])).toEqual([
    [503, 'status'],
    [200, undefined],
  ]);
});
