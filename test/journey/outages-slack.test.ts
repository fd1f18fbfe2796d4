import { type Stage, setStage } from '../support/stage';
import { type Steps, sleep, stepsOf, textOf } from '../support/steps';

jest.setTimeout(120_000);

/** Slack throttles, fails, refuses a channel, or cuts the connection. */
const TENANTS = ['contoso', 'second', 'archived'];
let stage: Stage;
let contoso: Steps;
let second: Steps;
let archived: Steps;
let keptId: string;
beforeAll(async () => {
  stage = await setStage({ moreTenants: TENANTS.slice(1) });
  [contoso, second, archived] = TENANTS.map((tenant) => stepsOf(stage, { tenant })) as [Steps, Steps, Steps];
});
afterAll(() => stage?.stop());

const ops = (words: string) => stage.slack.messages('C0OPS').filter((message) => textOf([message.text, message.blocks]).includes(words));
const postsTo = (tenant: string) =>
  stage.slack.calls.filter(({ method, args }) => method === 'chat.postMessage' && args.channel === stage.channelOf(tenant));

it('an archived channel: the ops channel is told with the remedy, and that the alert is kept', async () => {
  stage.slack.archive(stage.channelOf('archived'));
  keptId = archived.alertOn(0);
  const told = await stage.slack.waitFor(() => ops('cannot be posted')[0], 20_000);
  expect(textOf([told.text, told.blocks])).toMatch(/they are kept and tried again.*archived/s);
  expect(archived.cardOf(keptId)).toBeUndefined();
});

it('a throttled channel gets nothing before Retry-After is over, and others go on meanwhile', async () => {
  stage.slack.fault({ method: 'chat\\.postMessage', mode: 'throttle', retryAfter: 5, times: 1 });
  const held = contoso.alertOn(0);
  const refused = await stage.slack.waitFor(() => postsTo('contoso').find(({ status }) => status === 429), 10_000);
  const other = second.alertOn(0);
  const more = contoso.alertOn(1);
  await stage.slack.waitFor(() => second.cardOf(other), 4_000);
  expect(contoso.cardOf(held)).toBeUndefined();
  await Promise.all([held, more].map((id) => contoso.cardSays(id, 'Contain host', 30_000)));
  const next = postsTo('contoso').find(({ at }) => at > refused.at);
  expect((next?.at ?? 0) - refused.at).toBeGreaterThanOrEqual(5_000);
  expect([held, more].map((id) => contoso.cardsOf(id).length)).toEqual([1, 1]);
});

it('Slack answers 503 to everything for a while: each card comes once afterwards, none is lost', async () => {
  stage.slack.fault({ method: '^chat\\.', mode: 'status', status: 503 });
  const ids = [0, 1, 2].map((index) => second.alertOn(index, { title: `During 503 ${index}` }));
  await stage.slack.waitFor(() => postsTo('second').filter(({ status }) => status === 503).length >= 3, 15_000);
  stage.slack.clearFaults();
  for (const id of ids) await second.cardSays(id, 'Contain host', 45_000);
  await sleep(1_500);
  expect(ids.map((id) => second.cardsOf(id).length)).toEqual([1, 1, 1]);
});

it('blocks that Slack refuses: the alert comes as plain text rather than not at all', async () => {
  stage.slack.fault({ method: 'chat\\.postMessage', mode: 'error', error: 'invalid_blocks', times: 1 });
  const { name } = second.device(3);
  second.alertOn(3, { title: 'Undrawable' });
  await stage.slack.waitFor(() => postsTo('second').find(({ args, ok }) => ok && textOf(args.text).includes('Undrawable')), 15_000);
  const root = await stage.slack.waitFor(() => stage.cards('second').find(({ text }) => text.includes('Undrawable')), 5_000);
  expect(root.text).toContain(name.split('.')[0]);
});

it('clicks are taken while connections are cut or renewed by Slack', async () => {
  const alertId = second.alertOn(4);
  await second.cardSays(alertId, 'Contain host', 30_000);
  for (const cut of [undefined, 'refresh_requested'] as const) {
    stage.slack.closeSockets(cut);
    await stage.slack.waitFor(() => stage.slack.connected(), 15_000);
    expect(await second.press(alertId)).toMatchObject({ ok: true });
    await second.modalSays('"reason"');
    await second.closeAll();
  }
  expect(stage.bot().ending()).toBeUndefined();
});

it('a token that Slack does not know: the bot ends at once, with a sentence that says so', async () => {
  const bot = await stage.start({ env: { SLACK_BOT_TOKEN: 'xoxb-1111-2222-ofanotherworld' }, ready: false });
  expect(await bot.ended).toBe('exit code 1');
  expect(bot.logLines.find((line) => line.startsWith('Tocsin could not start: '))).toMatch(/invalid_auth/);
  expect(bot.logLines.join('\n')).not.toContain('ofanotherworld');
});

it('Slack away at the start: the bot waits, says that it is not ready, and comes up with it', async () => {
  stage.slack.fault({ method: 'auth\\.test', mode: 'down' });
  const bot = await stage.start({ ready: false });
  await stage.slack.waitFor(() => stage.slack.calls.some(({ method, fault }) => method === 'auth.test' && fault === 'down'), 10_000);
  expect(await bot.isReady()).toBe(false);
  expect(bot.ending()).toBeUndefined();
  stage.slack.clearFaults();
  await bot.ready(20_000);
  await bot.kill();
  expect(bot.ending()).toBe('exit code 0');
});

it('the channel is back: its card comes, once, and both the trouble and its end were said once', async () => {
  stage.slack.addChannel({ id: stage.channelOf('archived'), members: ['U0RESPONDER'] });
  await archived.cardSays(keptId, 'Contain host', 100_000);
  await stage.slack.waitFor(() => ops('are posted in')[0], 15_000);
  await sleep(2_000);
  expect(archived.cardsOf(keptId)).toHaveLength(1);
  expect(ops('cannot be posted')).toHaveLength(1);
  expect(ops('are posted in')).toHaveLength(1);
});
