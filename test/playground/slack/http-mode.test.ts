import { createServer } from 'node:http';
import type { App } from '@slack/bolt';
import { type LocalSlack, startLocalSlack } from '../../../playground/slack/index';
import { httpBot } from './bolt';
import { manifest } from './manifest';

let slack: LocalSlack;
let bot: Awaited<ReturnType<typeof httpBot>>;

const start = async (listen: (app: App) => void, limits = {}) => {
  slack = await startLocalSlack({ manifest, limits });
  bot = await httpBot(slack, listen);
};

afterEach(async () => {
  await bot.stop();
  await slack.stop();
});

test('commands, clicks and events arrive signed, each in its own content type', async () => {
  const seen: unknown[] = [];
  await start((app) => {
    app.command('/mde', async ({ ack, command }) => {
      seen.push(command.text);
      await ack('hello');
    });
    app.action('go', async ({ ack, action }) => {
      seen.push((action as { value: string }).value);
      await ack();
    });
    app.event('app_home_opened', async ({ event }) => void seen.push(event.user));
  });
  expect(await slack.command({ as: 'U0LEAD', channel: 'C0SOC', text: 'doctor' })).toMatchObject({ ok: true, response: 'hello' });
  expect(slack.ephemerals('U0LEAD')).toMatchObject([{ text: 'hello' }]);
  const elements = [{ type: 'button', action_id: 'go', value: 'k', text: { type: 'plain_text', text: 'Go' } }];
  const posted = await bot.app.client.chat.postMessage({ channel: 'C0SOC', text: 'x', blocks: [{ type: 'actions', elements }] as never });
  expect(await slack.click({ as: 'U0LEAD', channel: 'C0SOC', ts: posted.ts, actionId: 'go' })).toMatchObject({ ok: true });
  expect(await slack.openHome('U0LEAD')).toMatchObject({ ok: true });
  await slack.waitFor(() => seen.length === 3);
  expect(seen).toEqual(['doctor', 'k', 'U0LEAD']);
  expect(slack.attempts.map(({ transport, kind }) => `${transport} ${kind}`)).toEqual([
    'http slash_commands',
    'http interactive',
    'http events_api',
  ]);
});

test('a request that is forged, old or altered is refused', async () => {
  let ran = 0;
  await start((app) => app.command('/mde', async ({ ack }) => ack(void ran++)));
  const body = new URLSearchParams({ command: '/mde', user_id: 'U0LEAD', team_id: 'T0SOC', trigger_id: 'x' }).toString();
  const now = Math.floor(Date.now() / 1000);
  const status = async (request: object) => (await slack.deliverHttp({ body, ...request })).status;
  expect(await status({ signature: `v0=${'0'.repeat(64)}` })).toBe(401);
  expect(await status({ timestamp: String(now - 301) })).toBe(401);
  expect(await status({ contentType: 'application/x-www-form-urlencoded; charset=utf-8' })).toBe(400);
  expect(ran).toBe(0);
  expect(await status({})).toBe(200);
  expect(ran).toBe(1);
});

test('what the app does not ack in time is a timeout, and an unknown command an HTTP error', async () => {
  await start((app) => app.command('/mde', async () => {}), { ackMs: 150 });
  expect(await slack.command({ as: 'U0LEAD', channel: 'C0SOC', text: 'x' })).toMatchObject({ ok: false, error: 'operation_timeout' });
  expect(slack.notice('U0LEAD')).toMatch(/did not answer in time/);
});

test('an event that meets an error comes again with its number and reason', async () => {
  const headers: unknown[] = [];
  await start(() => {}, { eventRetryMs: [0, 20, 20] });
  const server = createServer((request, response) => {
    headers.push([request.headers['x-slack-retry-num'], request.headers['x-slack-retry-reason']]);
    response.writeHead(headers.length < 3 ? 500 : 200).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  slack.httpReceiver(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`);
  await slack.openHome('U0LEAD');
  await slack.waitFor(() => slack.attempts.at(-1)?.outcome?.ok);
  server.close();
  expect(headers).toEqual([
    [undefined, undefined],
    ['1', 'http_error'],
    ['2', 'http_error'],
  ]);
  expect(new Set(slack.attempts.map((attempt) => attempt.payload.event_id)).size).toBe(1);
});
