import { type Stage, setStage } from '../support/stage';

jest.setTimeout(120_000);

/** One of the three the bot leans on is away at a bad moment. */
let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage?.stop());

const CHANNEL = 'C0CONTOSOSOC';
const textOf = (value: unknown) => JSON.stringify(value);
const device = (index: number) => stage.defender.tenants.contoso.devices[index] as { id: string; name: string };
const alertOn = async (index: number): Promise<string> => {
  const { id, name } = device(index);
  const evidence = [
    {
      '@odata.type': '#microsoft.graph.security.deviceEvidence',
      mdeDeviceId: id,
      deviceDnsName: name,
      roles: [],
      detailedRoles: ['PrimaryDevice'],
      tags: [],
    },
  ];
  return stage.defender.addAlert('contoso', { title: `Away ${index}`, evidence } as never).id;
};
const press = async (alertId: string, actionId = 'contain_host') =>
  stage.slack.click({ as: 'U0RESPONDER', channel: CHANNEL, ts: (await stage.card('contoso', alertId, 30_000)).ts, actionId });
const submit = async () => {
  await stage.slack.waitFor(() => textOf(stage.slack.views('U0RESPONDER').at(-1)?.view ?? '').includes('"reason"'), 10_000);
  return stage.slack.submit({
    as: 'U0RESPONDER',
    values: { reason: { reason: { type: 'plain_text_input', value: 'seen on the device' } } },
  });
};
const cardSays = (alertId: string, words: string, ms = 40_000) =>
  stage.slack.waitFor(
    () => stage.cards('contoso').find(({ blocks }) => textOf(blocks).includes(alertId) && textOf(blocks).includes(words)),
    ms,
  );
const posts = (machine: string) =>
  stage.defender.requests.filter(({ method, path }) => method === 'POST' && path === `/api/machines/${machine}/isolate`);

it('Redis away at a click: the person is told that nothing was done, and can do it when Redis is back', async () => {
  const alertId = await alertOn(0);
  await cardSays(alertId, 'last report');
  await stage.redis.kill(true);
  const clicked = await press(alertId);
  expect(clicked.ok).toBe(true);
  const told = await stage.slack.waitFor(() => stage.slack.ephemerals('U0RESPONDER').at(-1), 3_000);
  expect(textOf(told)).toContain('Nothing was done');
  expect(stage.slack.views('U0RESPONDER')).toEqual([]);
  await stage.redis.start();
  await stage.slack.waitFor(async () => (await fetch(`http://127.0.0.1:${stage.bot().port}/readyz`)).ok, 15_000);
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  await press(alertId);
  expect((await submit()).ok).toBe(true);
  await cardSays(alertId, 'Contained: confirmed on the device');
  expect(posts(device(0).id)).toHaveLength(1);
});

it('Slack away while alerts come: each is posted once when it is back', async () => {
  stage.slack.fault({ method: 'chat\\.', mode: 'down' });
  const ids = await Promise.all([alertOn(1), alertOn(2), alertOn(4)]);
  await new Promise((resolve) => setTimeout(resolve, 4_000));
  expect(stage.cards('contoso')).toHaveLength(1);
  stage.slack.clearFaults();
  for (const id of ids) await stage.card('contoso', id, 60_000);
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  expect(stage.cards('contoso')).toHaveLength(4);
});

it('the answer to an isolate lost: contained exactly once, and the receipt says so in the end', async () => {
  const alertId = await alertOn(5);
  await cardSays(alertId, 'last report');
  stage.defender.fault({ match: /\/isolate$/, mode: 'drop_after_accept', times: 1 });
  await press(alertId);
  await submit();
  await cardSays(alertId, 'Contained: confirmed on the device', 60_000);
  expect(posts(device(5).id)).toHaveLength(1);
});

it('Defender away for look-ups: the card says "unavailable", never clean', async () => {
  stage.defender.fault({ match: /\/api\/(machines|files)/, mode: 'status', status: 503 });
  const alertId = await alertOn(7);
  await cardSays(alertId, 'unavailable', 60_000);
  stage.defender.clearFaults();
});

it('a channel that was archived: the ops channel is told once, and the alert is kept', async () => {
  stage.slack.archive(CHANNEL);
  await alertOn(0);
  const told = await stage.slack.waitFor(() => stage.slack.messages('C0OPS').find(({ text }) => text.includes('cannot be posted')), 30_000);
  expect(textOf([told.text, told.blocks])).toContain('kept');
});
