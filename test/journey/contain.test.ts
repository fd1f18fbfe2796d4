import { type Stage, setStage } from '../support/stage';

jest.setTimeout(90_000);

let stage: Stage;
let alertId: string;
beforeAll(async () => {
  stage = await setStage();
  [alertId] = stage.defender.play('hands-on-keyboard', 'contoso', { atOnce: true }) as [string];
});
afterAll(() => stage?.stop());

const CHANNEL = 'C0CONTOSOSOC';
const textOf = (value: unknown) => JSON.stringify(value);
const press = async (actionId: string, as: string, channel = CHANNEL) => {
  const card = await stage.card('contoso', alertId);
  return stage.slack.click({ as, channel, ts: card.ts, actionId });
};
const lastEphemeral = (user: string) => stage.slack.waitFor(() => stage.slack.ephemerals(user).at(-1));
const topView = (user: string, includes: string) =>
  stage.slack.waitFor(() => {
    const top = stage.slack.views(user).at(-1);
    return top && textOf(top.view).includes(includes) ? top : undefined;
  }, 10_000);
const posts = (verb: string) => stage.defender.requests.filter(({ method, path }) => method === 'POST' && path.endsWith(`/${verb}`));
const inThread = async (words: string, ms = 20_000) => {
  const card = await stage.card('contoso', alertId);
  return stage.slack.waitFor(
    () => stage.slack.thread(CHANNEL, card.ts).find((message) => textOf([message.text, message.blocks]).includes(words)),
    ms,
  );
};

it('shows each alert of the story on one card, filled by look-ups, with the evidence in its thread', async () => {
  const { alerts } = stage.defender.state('contoso');
  await stage.slack.waitFor(() => stage.cards('contoso').length >= alerts.length, 30_000);
  expect(stage.cards('contoso')).toHaveLength(alerts.length);
  const card = await stage.card('contoso', alertId);
  await stage.slack.waitFor(
    () => stage.cards('contoso').find(({ ts, blocks }) => ts === card.ts && textOf(blocks).includes('last report')),
    20_000,
  );
  await stage.slack.waitFor(() => stage.slack.thread(CHANNEL, card.ts).length > 1, 40_000);
  expect(textOf(card.metadata)).toContain('tocsin_detection');
});

it.each([
  ['an analyst', 'U0ANALYST'],
  ['a customer', 'U0CUSTOMER'],
  ['an outsider', 'U0OUTSIDER'],
])('refuses %s with a reason, and sends nothing', async (_, user) => {
  const { ok, ackMs } = await press('contain_host', user);
  expect(ok).toBe(true);
  expect(ackMs).toBeLessThan(3_000);
  expect(textOf(await lastEphemeral(user))).toMatch(/responder|workspace|may/i);
  expect(posts('isolate')).toHaveLength(0);
});

it('contains the host for a responder: once, followed to the end, shown on card and thread', async () => {
  await press('contain_host', 'U0RESPONDER');
  const modal = await topView('U0RESPONDER', 'private_metadata');
  const filled = await topView('U0RESPONDER', 'reason');
  expect(filled.view).toMatchObject({ title: { text: 'Contain host' }, submit: { text: 'Contain host' } });
  expect(modal).toBeDefined();
  const short = await stage.slack.submit({
    as: 'U0RESPONDER',
    values: { reason: { reason: { type: 'plain_text_input', value: '   no ' } } },
  });
  expect(textOf(short)).toMatch(/reason|characters|error/i);
  const submitted = await stage.slack.submit({
    as: 'U0RESPONDER',
    values: { reason: { reason: { type: 'plain_text_input', value: 'hands on keyboard' } } },
  });
  expect(submitted.ok).toBe(true);
  await inThread('confirmed');
  expect(posts('isolate')).toHaveLength(1);
  const [action] = stage.defender.state('contoso').machineActions;
  expect(action).toMatchObject({ type: 'Isolate', status: 'Succeeded', requestorComment: expect.stringContaining('U0RESPONDER') });
  const card = await stage.slack.waitFor(
    () => stage.cards('contoso').find(({ blocks }) => textOf(blocks).includes('release_host')),
    20_000,
  );
  expect(textOf(card.blocks)).toContain('Release host');
});

it('refuses a second containment, and releases', async () => {
  const card = await stage.card('contoso', alertId);
  await stage.slack.click({ as: 'U0RESPONDER', channel: CHANNEL, ts: card.ts, actionId: 'release_host' });
  await topView('U0RESPONDER', 'reason');
  await stage.slack.submit({ as: 'U0RESPONDER', values: { reason: { reason: { type: 'plain_text_input', value: 'cleaned up' } } } });
  await stage.slack.waitFor(
    () =>
      stage.defender.state('contoso').machineActions.filter(({ type, status }) => type === 'Unisolate' && status === 'Succeeded').length,
    20_000,
  );
  expect(posts('unisolate')).toHaveLength(1);
});
