import { WebAPIRequestError } from '@slack/web-api';
import { type LocalSlack, startLocalSlack } from '../../playground/slack';
import { createChat } from '../../src/adapters/slack/chat';
import { createSlackClient } from '../../src/adapters/slack/client';
import { slackError } from '../../src/adapters/slack/slack-error';
import type { Budget } from '../../src/ports/budget';
import type { Chat, Outgoing } from '../../src/ports/chat';
import { silentLog } from '../support/silent-log';

let slack: LocalSlack;
let chat: Chat;
let paused: [string, number][];

const budget: Budget = {
  take: async () => ({ granted: true }),
  pause: async (_owner, name, ms) => void paused.push([name, ms]),
};

beforeEach(async () => {
  paused = [];
  slack = await startLocalSlack();
  chat = createChat(createSlackClient(slack.botToken, slack.apiUrl, silentLog()), { workspace: 'T0SOC', budget, log: silentLog() });
});
afterEach(() => slack.stop());

const note = (text: string, changes: Partial<Outgoing> = {}): Outgoing => ({
  channel: 'C0SOC',
  key: `key-${text}`,
  content: { kind: 'thread_note', text },
  ...changes,
});
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'none',
    (error) => error.facts?.code,
  );

it('posts with metadata, in a thread, and edits in place', async () => {
  const root = await chat.post(note('root'));
  const reply = await chat.post(note('reply', { threadTs: root.ts }));
  await chat.edit(root, note('changed', { key: 'key-root' }));
  expect(slack.messages('C0SOC')).toHaveLength(1);
  expect(slack.messages('C0SOC')[0]).toMatchObject({
    text: 'changed',
    metadata: { event_type: 'tocsin_note', event_payload: { k: 'key-root' } },
  });
  expect(slack.thread('C0SOC', root.ts).map(({ ts }) => ts)).toEqual([root.ts, reply.ts]);
});

it('finds a message by its key, in the channel and in a thread', async () => {
  const root = await chat.post(note('root'));
  const reply = await chat.post(note('reply', { threadTs: root.ts }));
  const query = { channel: 'C0SOC', sinceMs: Date.now() - 60_000 };
  expect(await chat.find({ ...query, key: 'key-root' })).toEqual(root);
  expect(await chat.find({ ...query, key: 'key-reply', threadTs: root.ts })).toEqual(reply);
  expect(await chat.find({ ...query, key: 'key-none' })).toBeUndefined();
});

it('does not know what became of a post whose answer was lost, and never sends it again by itself', async () => {
  slack.fault({ method: 'chat.postMessage', mode: 'drop_after_accept', times: 1 });
  expect(await code(chat.post(note('lost')))).toBe('slack_outcome_unknown');
  expect(slack.messages('C0SOC')).toHaveLength(1);
  expect(await chat.find({ channel: 'C0SOC', key: 'key-lost', sinceMs: Date.now() - 60_000 })).toMatchObject({ channel: 'C0SOC' });
  slack.fault({ method: 'chat.postMessage', mode: 'status', status: 500, times: 1 });
  expect(await code(chat.post(note('500')))).toBe('slack_outcome_unknown');
});

it('knows that a throttled post was not taken, and pauses everybody for as long as Slack says', async () => {
  slack.fault({ method: 'chat.postMessage', mode: 'throttle', retryAfter: 7, times: 1 });
  expect(await code(chat.post(note('a')))).toBe('slack_throttled');
  expect(paused).toEqual([['slack-post/C0SOC', 7_000]]);
  slack.fault({ method: 'chat.postMessage', mode: 'throttle', retryAfter: null, times: 1 });
  expect(await code(chat.post(note('b')))).toBe('slack_throttled');
  expect(slack.messages('C0SOC')).toEqual([]);
});

it.each([
  ['an archived channel', (s: LocalSlack) => s.archive('C0SOC'), 'C0SOC'],
  ['a channel the bot was removed from', (s: LocalSlack) => s.removeBot('C0SOC'), 'C0SOC'],
  ['an unknown channel', () => {}, 'C0NOWHERE'],
])('takes the refusal of %s as final, and leaves the channel alone for a minute', async (_, prepare, channel) => {
  prepare(slack);
  expect(await code(chat.post(note('a', { channel })))).toBe('slack_final');
  expect(paused).toEqual([[`slack-post/${channel}`, 60_000]]);
});

it('tells a dead token from a dead Slack', async () => {
  slack.fault({ method: 'chat.postMessage', mode: 'error', error: 'token_revoked', times: 1 });
  expect(await code(chat.post(note('a')))).toBe('slack_auth');
  await slack.stop();
  // On an open connection the message may have gone through; on a refused one it surely has not.
  expect(await code(chat.post(note('b')))).toBe('slack_outcome_unknown');
  slack = await startLocalSlack();
  // As the client wraps it outside of the test runner, whose realm has another Error.
  const refused = new TypeError('fetch failed', { cause: Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }) });
  expect(slackError(new WebAPIRequestError(refused), 'chat.postMessage', true).code).toBe('slack_unavailable');
});

it('posts the plain text where Slack refuses the drawing', async () => {
  slack.fault({ method: 'chat.postMessage', mode: 'error', error: 'invalid_blocks', times: 1 });
  await chat.post(note('plain'));
  expect(slack.messages('C0SOC')[0]).toMatchObject({ text: 'plain', blocks: [] });
});

it('waits a moment for a place within the limits, and no longer', async () => {
  const answers = [
    { granted: false, waitMs: 10, paused: false },
    { granted: true },
    { granted: false, waitMs: 60_000, paused: true },
  ] as const;
  let asked = 0;
  const limited = createChat(createSlackClient(slack.botToken, slack.apiUrl, silentLog()), {
    workspace: 'T0SOC',
    budget: { ...budget, take: async () => answers[asked++] ?? { granted: true } },
    log: silentLog(),
  });
  await limited.permit('C0SOC', 'post');
  expect(asked).toBe(2);
  expect(await code(limited.permit('C0SOC', 'post'))).toBe('slack_throttled');
});
