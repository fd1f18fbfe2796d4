import { type LocalSlack, startLocalSlack } from '../../../playground/slack/index';
import type { PageAct, PageActResult, Snapshot } from '../../../playground/slack/page-api';
import { type RunningBot, socketBot } from './bolt';
import { manifest } from './manifest';

let slack: LocalSlack;
let bot: RunningBot;

const blocks = [
  {
    type: 'actions',
    block_id: 'row',
    elements: [
      { type: 'button', action_id: 'go', value: 'k', text: { type: 'plain_text', text: 'Go' } },
      {
        type: 'static_select',
        action_id: 'pick',
        options: ['a', 'b'].map((value) => ({ text: { type: 'plain_text', text: value }, value })),
      },
    ],
  },
];
const seen: Record<string, unknown>[] = [];

beforeEach(async () => {
  seen.length = 0;
  slack = await startLocalSlack({ manifest, page: (_request, response) => void response.end('the page') });
  bot = await socketBot(slack, (app) => {
    app.action(/.*/, async ({ ack, body }) => {
      await ack();
      seen.push(body as never);
    });
    app.command('/mde', async ({ ack, client, body }) => {
      await ack('working on it');
      await client.views.open({
        trigger_id: body.trigger_id,
        view: {
          type: 'modal',
          callback_id: 'form',
          title: { type: 'plain_text', text: 'Form' },
          submit: { type: 'plain_text', text: 'Send' },
          blocks: [
            {
              type: 'input',
              block_id: 'reason',
              label: { type: 'plain_text', text: 'Reason' },
              element: { type: 'plain_text_input', action_id: 'text' },
            },
          ],
        },
      });
    });
    app.view('form', async ({ ack }) => ack({ response_action: 'errors', errors: { reason: 'say more' } }));
  });
});
afterEach(async () => {
  await bot.stop();
  await slack.stop();
});

const state = async (as: string, more = ''): Promise<Snapshot> =>
  (await (await fetch(`${slack.url}/page/state?as=${as}${more}`)).json()) as Snapshot;
const act = async (request: PageAct): Promise<PageActResult> =>
  (await (await fetch(`${slack.url}/page/act`, { method: 'POST', body: JSON.stringify(request) })).json()) as PageActResult;

test('the snapshot has people, channels, messages, a thread, commands and the connection', async () => {
  const root = await bot.app.client.chat.postMessage({ channel: 'C0SOC', text: 'root', blocks: blocks as never });
  await bot.app.client.chat.postMessage({ channel: 'C0SOC', text: 'reply', thread_ts: root.ts });
  const shown = await state('U0LEAD', `&channel=C0SOC&thread=${root.ts}`);
  expect(shown.people.map((person) => person.part)).toEqual(['analyst', 'responder', 'lead', 'customer', 'outsider']);
  expect(shown.channels).toHaveLength(6);
  expect(shown.channels.find((channel) => channel.id === 'C0CONTOSO')).toMatchObject({ name: 'contoso', shared: true });
  expect(shown.channels.find((channel) => channel.id === 'C0SOC')).toMatchObject({ unread: 1 });
  expect(shown.messages).toMatchObject([{ ts: root.ts, bot: true, text: 'root', replies: 1, ephemeral: false }]);
  expect(shown.thread?.messages.map((message) => message.text)).toEqual(['root', 'reply']);
  expect(shown).toMatchObject({
    botConnected: true,
    commands: [{ command: '/mde', hint: 'help' }],
    shortcuts: [
      { callbackId: 'look_up', type: 'message' },
      { callbackId: 'hunt', type: 'global' },
    ],
  });
  await act({ as: 'U0LEAD', do: 'read', channel: 'C0SOC' });
  expect((await state('U0LEAD')).channels.find((channel) => channel.id === 'C0SOC')?.unread).toBe(0);
  expect((await state('U0ANALYST')).channels.find((channel) => channel.id === 'C0SOC')?.unread).toBe(1);
});

test('buttons and menus of a message send block_actions', async () => {
  const { ts } = await bot.app.client.chat.postMessage({ channel: 'C0SOC', text: 'root', blocks: blocks as never });
  const base = { as: 'U0LEAD', do: 'block_action', channel: 'C0SOC', messageTs: ts, blockId: 'row' } as const;
  expect(await act({ ...base, actionId: 'go' })).toEqual({ ok: true, ackMs: expect.any(Number) });
  expect(await act({ ...base, actionId: 'pick', value: 'b' })).toMatchObject({ ok: true });
  expect(await act({ ...base, actionId: 'pick', value: 'c' })).toEqual({ ok: false, error: 'option_not_found' });
  expect(await act({ ...base, actionId: 'none' })).toEqual({ ok: false, error: 'action_not_found' });
  await slack.waitFor(() => seen.length === 2);
  expect(seen[1]).toMatchObject({
    actions: [{ action_id: 'pick', selected_option: { value: 'b' } }],
    state: { values: { row: { pick: { type: 'static_select', selected_option: { value: 'b' } } } } },
  });
});

test('a command opens a modal; its errors stand at their fields; closing takes it away', async () => {
  expect(await act({ as: 'U0LEAD', do: 'command', channel: 'C0SOC', text: '/mde contain' })).toMatchObject({ ok: true });
  await slack.waitFor(() => slack.views('U0LEAD').length === 1);
  const opened = await state('U0LEAD', '&channel=C0SOC');
  expect(opened.messages).toMatchObject([{ text: 'working on it', ephemeral: true }]);
  expect((await state('U0ANALYST', '&channel=C0SOC')).messages).toEqual([]);
  const viewId = opened.views[0]?.id ?? '';
  await act({ as: 'U0LEAD', do: 'submit_view', viewId, state: { reason: { text: { value: 'no' } } } });
  expect((await state('U0LEAD')).views).toMatchObject([{ id: viewId, busy: false, errors: { reason: 'say more' } }]);
  expect(await act({ as: 'U0ANALYST', do: 'close_view', viewId })).toEqual({ ok: false, error: 'view_not_found' });
  expect(await act({ as: 'U0LEAD', do: 'close_view', viewId })).toMatchObject({ ok: true });
  expect((await state('U0LEAD')).views).toEqual([]);
});

test('a bot that is gone is a notice until the next act', async () => {
  await bot.stop();
  await slack.waitFor(() => !slack.connected());
  expect(await act({ as: 'U0LEAD', do: 'command', channel: 'C0SOC', text: 'x' })).toEqual({ ok: false, error: 'dispatch_failed' });
  expect(await state('U0LEAD')).toMatchObject({ botConnected: false, notice: expect.stringContaining('/mde failed') });
  await act({ as: 'U0LEAD', do: 'read', channel: 'C0SOC' });
  expect((await state('U0LEAD')).notice).toBeUndefined();
});

test('what the page asks wrongly is refused', async () => {
  expect(await act({ as: 'U0NOBODY', do: 'open_home' })).toEqual({ ok: false, error: 'user_not_found' });
  expect(await act({ as: 'U0LEAD', do: 'post', channel: 'C0', text: 'x' })).toEqual({ ok: false, error: 'channel_not_found' });
  expect(await act({ as: 'U0LEAD', do: 'constructor' } as never)).toEqual({ ok: false, error: 'unknown_act' });
  expect((await fetch(`${slack.url}/page/state?as=U0NOBODY`)).status).toBe(404);
  expect((await fetch(`${slack.url}/page/act`, { method: 'POST', body: '{' })).status).toBe(400);
});

test('events say changed, and other paths are the page', async () => {
  expect(await (await fetch(`${slack.url}/`)).text()).toBe('the page');
  const stop = new AbortController();
  const events = await fetch(`${slack.url}/page/events`, { signal: stop.signal });
  const reader = events.body?.getReader();
  const next = async () => new TextDecoder().decode((await reader?.read())?.value);
  expect(events.headers.get('content-type')).toBe('text/event-stream');
  expect(await next()).toBe('data: changed\n\n');
  const started = performance.now();
  let told = 0;
  const listening = (async () => {
    for (;;) told += (await next()).split('data: changed').length - 1;
  })().catch(() => {});
  for (let count = 0; count < 20; count++) {
    await slack.post({ as: 'U0LEAD', channel: 'C0SOC', text: 'x' });
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await slack.waitFor(() => told > 0);
  expect(told).toBeLessThanOrEqual((performance.now() - started) / 100 + 1);
  stop.abort();
  await listening;
});
