import { createClient } from 'redis';
import { type Stage, setStage } from '../support/stage';
import { type Steps, sleep, stepsOf, textOf } from '../support/steps';

jest.setTimeout(90_000);

/** Redis is frozen, killed, absent or emptied at a bad moment. */
const TENANTS = ['contoso', 'second', 'third', 'fourth'];
let stage: Stage;
let contoso: Steps;
beforeAll(async () => {
  stage = await setStage({ moreTenants: TENANTS.slice(1), begin: false });
  contoso = stepsOf(stage);
});
afterAll(() => stage?.stop());

const RESPONDER = 'U0RESPONDER';
const toldSince = (before: number, ms: number) => stage.slack.waitFor(() => stage.slack.ephemerals(RESPONDER)[before], ms);
const readiness = async (port: number) => (await fetch(`http://127.0.0.1:${port}/readyz`)).text();

it('a bot that is started while Redis is away says that it is not ready, does nothing, and comes up when Redis does', async () => {
  await stage.redis.kill(true);
  const bot = await stage.start({ ready: false });
  await sleep(2_500);
  expect(bot.ending()).toBeUndefined();
  expect(await bot.isReady()).toBe(false);
  expect(await readiness(bot.port)).toMatch(/not ready: .*redis/);
  expect((await fetch(`http://127.0.0.1:${bot.port}/healthz`)).status).toBe(200);
  expect(stage.slack.connected()).toBe(false);
  expect(stage.slack.calls).toEqual([]);
  await stage.redis.start();
  await bot.ready(15_000);
  const alertId = contoso.alertOn(0);
  await contoso.cardSays(alertId, 'Contain host');
});

it('a Redis that is frozen at a click: the person is told in time that nothing was done, and can do it afterwards', async () => {
  const alertId = contoso.alertOn(1);
  await contoso.cardSays(alertId, 'last report');
  const before = stage.slack.ephemerals(RESPONDER).length;
  process.kill(stage.redis.pid, 'SIGSTOP');
  try {
    const clickedAt = Date.now();
    expect(await contoso.press(alertId)).toMatchObject({ ok: true });
    expect(textOf(await toldSince(before, 3_000))).toContain('Nothing was done');
    expect(Date.now() - clickedAt).toBeLessThan(3_000);
    await sleep(3_000);
  } finally {
    process.kill(stage.redis.pid, 'SIGCONT');
  }
  expect(stage.slack.views(RESPONDER)).toEqual([]);
  await stage.bot().ready(10_000);
  await sleep(1_500);
  await contoso.press(alertId);
  await contoso.modalSays('"reason"');
  expect(await contoso.submit()).toMatchObject({ ok: true });
  await contoso.cardSays(alertId, 'Contained: confirmed on the device');
  expect(contoso.isolations(1)).toBe(1);
});

it('Redis gone between the modal and its submission: the modal says that nothing was done, and nothing is sent', async () => {
  await contoso.closeAll();
  const alertId = contoso.alertOn(2);
  await contoso.press(alertId);
  await contoso.modalSays('"reason"');
  await stage.redis.kill(true);
  expect(await contoso.submit()).toMatchObject({ ok: true });
  await contoso.modalSays(/nothing was (sent|done)/i, 5_000);
  await stage.redis.start();
  await stage.bot().ready(15_000);
  await contoso.closeAll();
});

it('Redis killed and restarted during a burst of alerts: none is lost, none comes twice, and the bot stays up', async () => {
  const places = TENANTS.map((tenant) => ({ tenant, steps: stepsOf(stage, { tenant }) }));
  const sent: { tenant: string; steps: Steps; id: string }[] = [];
  for (let i = 0; i < 20; i++) {
    const place = places[i % places.length] as (typeof places)[number];
    sent.push({ ...place, id: place.steps.alertOn(i % 5, { title: `Burst ${i}` }) });
    await sleep(200);
    if (i === 6) await stage.redis.kill(true);
    if (i === 13) await stage.redis.start();
  }
  const evidence = ({ tenant, steps, id }: (typeof sent)[number]) => {
    const card = steps.cardOf(id);
    const thread = card ? stage.slack.thread(stage.channelOf(tenant), card.ts) : [];
    return thread.filter(({ metadata }) => metadata?.event_type === 'tocsin_evidence').length;
  };
  await stage.slack.waitFor(() => sent.every((one) => evidence(one) > 0), 60_000).catch(() => undefined);
  await sleep(2_000);
  expect(sent.map(({ steps, id }) => steps.cardsOf(id).length)).toEqual(sent.map(() => 1));
  expect(sent.map(evidence)).toEqual(sent.map(() => 1));
  expect(stage.bot().ending()).toBeUndefined();
  expect(contoso.isolations(2)).toBe(0);
});

it('a Redis that lost everything while the bot runs: alerts go on coming, and no card comes a second time', async () => {
  const earlier = contoso.alertOn(4, { title: 'Before the loss' });
  await contoso.cardSays(earlier, 'last report');
  await contoso.threadSays(earlier, /./);
  const before = TENANTS.map((tenant) => stage.cards(tenant).length);
  const redis = await createClient({ url: stage.redis.url })
    .on('error', () => undefined)
    .connect();
  await redis.flushAll();
  redis.destroy();
  const alertId = contoso.alertOn(3, { title: 'After the loss' });
  await contoso.cardSays(alertId, 'Contain host', 40_000);
  await sleep(2_000);
  expect(TENANTS.map((tenant) => stage.cards(tenant).length)).toEqual(before.map((count, index) => (index === 0 ? count + 1 : count)));
  await stage.slack.waitFor(
    () => stage.slack.messages('C0OPS').find((message) => textOf(message).includes('Records of Contoso were lost')),
    20_000,
  );
});
