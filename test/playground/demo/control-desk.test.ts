import { type LocalDefender, startLocalDefender } from '../../../playground/defender';
import type { BotKeeper } from '../../../playground/demo/bot-keeper';
import type { ControlState } from '../../../playground/demo/control-api';
import { createControlDesk } from '../../../playground/demo/control-desk';
import { pageHandler } from '../../../playground/demo/page-handler';
import { type LocalSlack, startLocalSlack } from '../../../playground/slack';

let slack: LocalSlack;
let defender: LocalDefender;
const asked: string[] = [];
const bot = {
  current: () => undefined,
  report: async () => ({ state: 'ready', lastLines: [] }),
  restart: async () => void asked.push('restart'),
  kill: async () => void asked.push('kill'),
  stop: async () => undefined,
} satisfies BotKeeper;

beforeAll(async () => {
  defender = await startLocalDefender();
  slack = await startLocalSlack({ page: await pageHandler((request, response) => createdDesk(request, response)) });
  const createdDesk = createControlDesk({ slack, defender, bot });
});
afterAll(() => Promise.all([slack.stop(), defender.stop()]));

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${slack.url}/control/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
const panel = async () => (await (await fetch(`${slack.url}/control/panel`)).json()) as ControlState;
const callSlack = () => fetch(`${slack.apiUrl}auth.test`, { method: 'POST', headers: { authorization: `Bearer ${slack.botToken}` } });

test('the page and its parts are served, with a policy that lets nothing else in', async () => {
  const response = await fetch(`${slack.url}/`);
  expect(response.headers.get('content-security-policy')).toContain("default-src 'self'");
  expect(await response.text()).toContain('/assets/page.js');
  for (const part of ['page.js', 'page.css', 'bell.svg']) expect((await fetch(`${slack.url}/assets/${part}`)).status).toBe(200);
  expect((await fetch(`${slack.url}/assets/other.js`)).status).toBe(404);
});

test('the panel knows tenants and stories', async () => {
  expect(await panel()).toMatchObject({
    bot: { state: 'ready' },
    tenants: [
      { id: 'contoso', name: 'Contoso' },
      { id: 'fabrikam', name: 'Fabrikam' },
    ],
    faults: { slack: [], defender: [] },
  });
});

test('a storm reaches Defender', async () => {
  expect((await post('defender/storm', { tenant: 'fabrikam', count: 7 })).status).toBe(200);
  expect(defender.state('fabrikam').alerts.length).toBeGreaterThanOrEqual(7);
});

test('trouble comes, is shown, replaces the one before, and goes', async () => {
  await post('slack/fault', { kind: 'slow' });
  await post('slack/fault', { kind: 'throttled' });
  expect((await panel()).faults.slack).toEqual(['throttled']);
  const throttled = await callSlack();
  expect([throttled.status, throttled.headers.get('retry-after')]).toEqual([429, '10']);
  await post('slack/clear', {});
  expect((await panel()).faults.slack).toEqual([]);
  expect((await callSlack()).status).toBe(200);
  await post('defender/fault', { kind: 'down' });
  await expect(fetch(`${defender.url}/api/machines`)).rejects.toThrow();
  await post('defender/clear', {});
  expect((await fetch(`${defender.url}/api/machines`)).status).toBe(401);
});

test('the bot is restarted and killed', async () => {
  await post('bot', { do: 'restart' });
  await post('bot', { do: 'kill' });
  expect(asked).toEqual(['restart', 'kill']);
});

test.each([
  ['defender/play', { story: 'toString', tenant: 'contoso' }, /no story/],
  ['defender/play', { story: 'web-shell', tenant: 'nobody' }, /no tenant/],
  ['defender/storm', { tenant: 'contoso', count: 1e6 }, /1 to 500/],
  ['slack/fault', { kind: 'odd' }, /slow, throttled, down/],
  ['bot', { do: 'dance' }, /restart or kill/],
])('%s %j is refused in words', async (path, body, words) => {
  const response = await post(path, body);
  expect(response.status).toBe(400);
  expect(((await response.json()) as { error: string }).error).toMatch(words);
});

test('another site cannot press these buttons', async () => {
  expect((await post('bot', { do: 'kill' }, { origin: 'https://evil.example' })).status).toBe(403);
  expect((await post('bot', { do: 'kill' }, { 'content-type': 'text/plain' })).status).toBe(403);
  expect(asked.filter((one) => one === 'kill')).toHaveLength(1);
});
