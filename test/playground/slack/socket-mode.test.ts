import type { App } from '@slack/bolt';
import { WebSocket } from 'ws';
import { type LocalSlack, startLocalSlack } from '../../../playground/slack/index';
import { type RunningBot, socketBot } from './bolt';
import { manifest } from './manifest';

let slack: LocalSlack;
let bot: RunningBot | undefined;

const start = async (listen: (app: App) => void, limits = {}) => {
  slack = await startLocalSlack({ manifest, limits });
  bot = await socketBot(slack, listen);
};

afterEach(async () => {
  await bot?.stop();
  bot = undefined;
  await slack.stop();
});

const button = {
  type: 'actions',
  block_id: 'row',
  elements: [{ type: 'button', action_id: 'go', value: 'k1', text: { type: 'plain_text', text: 'Go' } }],
};
const modal = {
  type: 'modal' as const,
  callback_id: 'form',
  title: { type: 'plain_text' as const, text: 'Contain host' },
  submit: { type: 'plain_text' as const, text: 'Contain host' },
  blocks: [
    {
      type: 'input',
      block_id: 'reason',
      label: { type: 'plain_text' as const, text: 'Reason' },
      element: { type: 'plain_text_input' as const, action_id: 'text', min_length: 3 },
    },
  ],
};

test('a click opens a modal whose submission carries what was typed', async () => {
  const seen: unknown[] = [];
  await start((app) => {
    app.action('go', async ({ ack, body, client }) => {
      await ack();
      seen.push(body);
      await client.views.open({ trigger_id: (body as { trigger_id: string }).trigger_id, view: modal });
    });
    app.view('form', async ({ ack, view, body }) => {
      seen.push({ values: view.state.values, user: body.user.id });
      await ack();
    });
  });
  const posted = await bot?.app.client.chat.postMessage({ channel: 'C0SOC', text: 'card', blocks: [button] as never });
  const clicked = await slack.click({ as: 'U0RESPONDER', channel: 'C0SOC', ts: posted?.ts, actionId: 'go' });
  expect(clicked).toMatchObject({ ok: true, ackMs: expect.any(Number) });
  expect(seen[0]).toMatchObject({
    type: 'block_actions',
    user: { id: 'U0RESPONDER', team_id: 'T0SOC' },
    team: { id: 'T0SOC' },
    channel: { id: 'C0SOC', name: 'soc' },
    container: { type: 'message', message_ts: posted?.ts, channel_id: 'C0SOC', is_ephemeral: false },
    message: { ts: posted?.ts, bot_id: 'B0TOCSIN' },
    actions: [{ type: 'button', action_id: 'go', block_id: 'row', value: 'k1', action_ts: expect.stringMatching(/^\d+\.\d{6}$/) }],
  });
  await slack.waitFor(() => slack.views('U0RESPONDER').length === 1);

  const short = await slack.submit({ as: 'U0RESPONDER', values: { reason: { text: { value: 'no' } } } });
  expect(short).toMatchObject({ ok: false, error: 'invalid_input' });
  expect(seen).toHaveLength(1);
  const sent = await slack.submit({ as: 'U0RESPONDER', values: { reason: { text: { value: 'ransom note' } } } });
  expect(sent.ok).toBe(true);
  expect(seen[1]).toEqual({ values: { reason: { text: { type: 'plain_text_input', value: 'ransom note' } } }, user: 'U0RESPONDER' });
  expect(slack.views('U0RESPONDER')).toEqual([]);
});

test('somebody of another company clicks: user.team_id is theirs', async () => {
  let team = '';
  await start((app) => {
    app.action('go', async ({ ack, body }) => {
      team = body.user.team_id ?? '';
      await ack();
    });
  });
  const posted = await bot?.app.client.chat.postMessage({ channel: 'C0CONTOSO', text: 'card', blocks: [button] as never });
  await slack.click({ as: 'U0CUSTOMER', channel: 'C0CONTOSO', ts: posted?.ts, actionId: 'go' });
  expect(team).toBe('T0CONTOSO');
});

test('a submission that is not acked in time is a notice, and the modal stays', async () => {
  await start(
    (app) => {
      app.action('go', async ({ ack, body, client }) => {
        await ack();
        await client.views.open({ trigger_id: (body as { trigger_id: string }).trigger_id, view: modal });
      });
      app.view('form', async () => {});
    },
    { ackMs: 300 },
  );
  const posted = await bot?.app.client.chat.postMessage({ channel: 'C0SOC', text: 'card', blocks: [button] as never });
  await slack.click({ as: 'U0LEAD', channel: 'C0SOC', ts: posted?.ts, actionId: 'go' });
  await slack.waitFor(() => slack.views('U0LEAD').length === 1);
  const sent = await slack.submit({ as: 'U0LEAD', values: { reason: { text: { value: 'because' } } } });
  expect(sent).toMatchObject({ ok: false, error: 'operation_timeout' });
  expect(slack.notice('U0LEAD')).toMatch(/did not answer in time/);
  expect(slack.views('U0LEAD')).toHaveLength(1);
});

test.each([
  ['errors', { response_action: 'errors', errors: { reason: 'say more' } }, 1],
  ['update', { response_action: 'update', view: { ...modal, title: { type: 'plain_text', text: 'Done' } } }, 1],
  ['push', { response_action: 'push', view: modal }, 2],
  ['clear', { response_action: 'clear' }, 0],
])('ack with %s', async (name, answer, left) => {
  await start((app) => {
    app.command('/mde', async ({ ack, body, client }) => {
      await ack();
      await client.views.open({ trigger_id: body.trigger_id, view: modal });
    });
    app.view('form', async ({ ack }) => ack(answer as never));
  });
  await slack.command({ as: 'U0ANALYST', channel: 'C0SOC', text: 'contain' });
  await slack.waitFor(() => slack.views('U0ANALYST').length === 1);
  const sent = await slack.submit({ as: 'U0ANALYST', values: { reason: { text: { value: 'because' } } } });
  expect(sent.ok).toBe(true);
  const views = slack.views('U0ANALYST');
  expect(views).toHaveLength(left);
  if (name === 'errors') expect(views[0]?.errors).toEqual({ reason: 'say more' });
  if (name === 'update') expect(views[0]?.view.title).toMatchObject({ text: 'Done' });
});

test('an ack that updates to a bad view leaves the modal and says there was trouble', async () => {
  await start((app) => {
    app.command('/mde', async ({ ack, body, client }) => {
      await ack();
      await client.views.open({ trigger_id: body.trigger_id, view: modal });
    });
    app.view('form', async ({ ack }) =>
      ack({ response_action: 'update', view: { ...modal, title: { type: 'plain_text', text: 'x'.repeat(25) } } }),
    );
  });
  await slack.command({ as: 'U0ANALYST', channel: 'C0SOC', text: 'contain' });
  await slack.waitFor(() => slack.views('U0ANALYST').length === 1);
  const sent = await slack.submit({ as: 'U0ANALYST', values: { reason: { text: { value: 'because' } } } });
  expect(sent).toMatchObject({ ok: false, error: 'invalid_arguments' });
  expect(slack.notice('U0ANALYST')).toMatch(/trouble connecting/);
});

test('a command answers in its ack and through respond; its text is escaped and its mentions have ids', async () => {
  let got = '';
  await start((app) => {
    app.command('/mde', async ({ ack, command, respond }) => {
      got = command.text;
      await ack('looking');
      await respond({ text: 'found', response_type: 'in_channel' });
    });
  });
  const sent = await slack.command({ as: 'U0ANALYST', channel: 'C0SOC', text: '/mde ask @rui in #soc <b>' });
  expect(sent.ok).toBe(true);
  expect(got).toBe('ask <@U0RESPONDER|rui> in <#C0SOC|soc> &lt;b&gt;');
  expect(slack.ephemerals('U0ANALYST').map((message) => message.text)).toEqual(['looking']);
  const [said] = await slack.waitFor(() => (slack.messages('C0SOC').length ? slack.messages('C0SOC') : undefined));
  expect(said).toMatchObject({ text: 'found', bot: true });
});

test('shortcuts, home, joins and mentions arrive as their events', async () => {
  const seen: string[] = [];
  await start((app) => {
    app.shortcut('hunt', async ({ ack, shortcut }) => {
      seen.push(shortcut.type);
      await ack();
    });
    app.shortcut('look_up', async ({ ack, shortcut }) => {
      seen.push(`${shortcut.type} ${'message' in shortcut ? shortcut.message.text : ''}`);
      await ack();
    });
    app.event('app_home_opened', async ({ event, client }) => {
      seen.push(`home ${event.user}`);
      await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: [{ type: 'divider' }] } });
    });
    app.event('member_joined_channel', async ({ event }) => void seen.push(`joined ${event.channel}`));
    app.event('app_mention', async ({ event }) => void seen.push(`mention ${event.text}`));
    app.message('evil.exe', async ({ message }) => void seen.push(`message ${message.channel}`));
  });
  const posted = await slack.post({ as: 'U0ANALYST', channel: 'C0SOC', text: 'look at evil.exe' });
  await slack.shortcut({ as: 'U0ANALYST', callbackId: 'hunt' });
  await slack.shortcut({ as: 'U0ANALYST', callbackId: 'look_up', channel: 'C0SOC', messageTs: posted.ts });
  await slack.openHome('U0LEAD');
  await slack.join('U0LEAD', 'C0OPS');
  await slack.post({ as: 'U0ANALYST', channel: 'C0SOC', text: 'hello <@U0TOCSIN>' });
  await slack.waitFor(() => seen.length === 6 && slack.home('U0LEAD'));
  expect(seen.sort()).toEqual([
    'home U0LEAD',
    'joined C0OPS',
    'mention hello <@U0TOCSIN>',
    'message C0SOC',
    'message_action look at evil.exe',
    'shortcut',
  ]);
});

test('a closed modal says so only when it asked for it', async () => {
  const closed: string[] = [];
  await start((app) => {
    app.command('/mde', async ({ ack, body, command, client }) => {
      await ack();
      await client.views.open({ trigger_id: body.trigger_id, view: { ...modal, notify_on_close: command.text === 'tell' } });
    });
    app.view({ callback_id: 'form', type: 'view_closed' }, async ({ ack, view }) => {
      closed.push(view.id);
      await ack();
    });
  });
  for (const text of ['quiet', 'tell']) {
    await slack.command({ as: 'U0LEAD', channel: 'C0SOC', text });
    const [view] = await slack.waitFor(() => (slack.views('U0LEAD').length ? slack.views('U0LEAD') : undefined));
    expect((await slack.closeView({ as: 'U0LEAD', viewId: view?.id ?? '' })).ok).toBe(true);
  }
  expect(closed).toHaveLength(1);
});

test('an event that was not acked comes again; a click does not', async () => {
  const tries: number[] = [];
  await start(() => {}, { ackMs: 150, eventRetryMs: [0, 50, 50] });
  // Bolt acks every event before its listeners run, so the client is made to drop what it should send.
  bot?.muteAcks();
  await slack.openHome('U0LEAD');
  await slack.waitFor(() => slack.attempts.filter((attempt) => attempt.outcome).length === 4);
  tries.push(...slack.attempts.map((attempt) => attempt.attempt));
  expect(tries).toEqual([0, 1, 2, 3]);
  expect(new Set(slack.attempts.map((attempt) => attempt.payload.event_id)).size).toBe(1);
  const before = slack.attempts.length;
  expect(await slack.command({ as: 'U0LEAD', channel: 'C0SOC', text: 'x' })).toMatchObject({ ok: false, error: 'operation_timeout' });
  expect(slack.attempts).toHaveLength(before + 1);
});

test('a disconnect frame and a cut make the bot come back', async () => {
  await start((app) => app.command('/mde', async ({ ack }) => ack('here')));
  for (const reason of ['refresh_requested', undefined] as const) {
    const opened = slack.calls.filter((call) => call.method === 'apps.connections.open').length;
    slack.closeSockets(reason);
    expect(await slack.command({ as: 'U0LEAD', channel: 'C0SOC', text: 'x' })).toMatchObject({ ok: false, error: 'dispatch_failed' });
    await slack.waitFor(
      () => slack.connected() && slack.calls.filter((call) => call.method === 'apps.connections.open').length > opened,
      10_000,
    );
    expect(await slack.command({ as: 'U0LEAD', channel: 'C0SOC', text: 'x' })).toMatchObject({ ok: true, response: { text: 'here' } });
  }
});

test('two connections share the payloads', async () => {
  const by: string[] = [];
  await start((app) => app.command('/mde', async ({ ack }) => ack(void by.push('first'))));
  const second = await socketBot(slack, (app) => app.command('/mde', async ({ ack }) => ack(void by.push('second'))));
  for (let count = 0; count < 4; count++) await slack.command({ as: 'U0LEAD', channel: 'C0SOC', text: 'x' });
  await second.stop();
  expect(by.sort()).toEqual(['first', 'first', 'second', 'second']);
});

test('a connection lost before the ack hands the same envelope to the next one', async () => {
  let ran = 0;
  await start((app) => {
    app.command('/mde', async ({ ack }) => {
      ran += 1;
      if (ran === 1) slack.closeSockets();
      await ack('done');
    });
  });
  expect(await slack.command({ as: 'U0LEAD', channel: 'C0SOC', text: 'x' })).toMatchObject({ ok: true, response: { text: 'done' } });
  expect(ran).toBe(2);
  expect(slack.attempts).toHaveLength(1);
});

test('one connection too many is told so', async () => {
  await start((app) => app.command('/mde', async ({ ack }) => ack()), { sockets: 1 });
  const { url } = (await (
    await fetch(`${slack.apiUrl}apps.connections.open`, { method: 'POST', headers: { authorization: `Bearer ${slack.appToken}` } })
  ).json()) as { url: string };
  const second = new WebSocket(url);
  const frame = await new Promise<string>((resolve) => second.addEventListener('message', (event) => resolve(String(event.data))));
  second.close();
  expect(JSON.parse(frame)).toMatchObject({ type: 'disconnect', reason: 'too_many_websockets' });
  const again = new WebSocket(url);
  await new Promise((resolve) => again.addEventListener('error', resolve));
  expect(again.readyState).toBe(WebSocket.CLOSED);
});

test('a server that says no hello keeps the bot from starting', async () => {
  slack = await startLocalSlack({ manifest });
  slack.muteHello(true);
  let started = false;
  const starting = socketBot(slack, () => {}).then((running) => {
    started = true;
    bot = running;
  });
  await slack.waitFor(() => slack.calls.some((call) => call.method === 'apps.connections.open'));
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect([started, slack.connected()]).toEqual([false, false]);
  slack.muteHello(false);
  slack.closeSockets();
  await starting;
  expect(slack.connected()).toBe(true);
});

test('nobody connected: the person is told', async () => {
  slack = await startLocalSlack({ manifest });
  expect(await slack.command({ as: 'U0LEAD', channel: 'C0SOC', text: 'x' })).toEqual({ ok: false, error: 'dispatch_failed' });
  expect(slack.notice('U0LEAD')).toMatch(/not connected/);
});
