import { type Stage, setStage } from '../support/stage';
import { type Steps, sleep, stepsOf } from '../support/steps';

jest.setTimeout(120_000);

/** Several bots on one Redis share the work, and do each thing once. */
const TENANTS = ['contoso', 'second', 'third', 'fourth', 'fifth', 'sixth'];
const ROOMY = { tier1: 10_000, tier2: 10_000, tier3: 10_000, tier4: 10_000, special: 10_000, sockets: 10_000 };
let stage: Stage;
let contoso: Steps;
beforeAll(async () => {
  // The bot keeps its own pace; the local Slack is not to be what the test waits for.
  stage = await setStage({ moreTenants: TENANTS.slice(1), slackLimits: { postBurst: 1_000, perMinute: ROOMY } });
  await stage.start();
  contoso = stepsOf(stage);
});
afterAll(() => stage?.stop());

interface Sent {
  tenant: string;
  id: string;
}

/** So many alerts, in turn at each tenant and device. */
const send = (count: number, title: string): Sent[] =>
  Array.from({ length: count }, (_, i) => {
    const tenant = TENANTS[i % TENANTS.length] as string;
    return { tenant, id: stepsOf(stage, { tenant }).alertOn(i % 5, { title: `${title} ${i}` }) };
  });
const counts = ({ tenant, id }: Sent): [cards: number, evidence: number] => {
  const cards = stepsOf(stage, { tenant }).cardsOf(id);
  const threads = cards.flatMap(({ ts }) => stage.slack.thread(stage.channelOf(tenant), ts));
  return [cards.length, threads.filter(({ metadata }) => metadata?.event_type === 'tocsin_evidence').length];
};
/** Waits until each has its card and its evidence, and a little longer for what would come twice. */
async function settled(sent: Sent[], ms: number): Promise<[number, number][]> {
  const complete = () => sent.every((one) => counts(one).every((count) => count > 0));
  // What does not come is said by the caller's assertion.
  await stage.slack.waitFor(complete, ms).catch(() => undefined);
  await sleep(2_000);
  return sent.map(counts);
}
/** Defender has carried out the isolation of that device. */
const contained = (index: number) =>
  stage.slack.waitFor(
    () =>
      stage.defender
        .state('contoso')
        .machineActions.some(({ machineId, status }) => machineId === contoso.device(index).id && status === 'Succeeded'),
    15_000,
  );
const once = (sent: Sent[]) => sent.map(() => [1, 1]);

it('60 alerts for two bots: each has exactly one card and one evidence message', async () => {
  const sent = send(60, 'Shared');
  expect(await settled(sent, 60_000)).toEqual(once(sent));
});

it('a double click 50 ms apart, and each modal submitted twice: one effect', async () => {
  const alertId = contoso.alertOn(0, { title: 'Twice' });
  await contoso.cardSays(alertId, 'Contain host');
  const first = contoso.press(alertId);
  await sleep(50);
  await Promise.all([first, contoso.press(alertId)]);
  await contoso.modalSays('"reason"');
  const open = stage.slack.views('U0RESPONDER');
  const values = { reason: { reason: { type: 'plain_text_input', value: 'pressed twice' } } };
  const submissions = [...open, ...open].map(({ id }) => stage.slack.submit({ as: 'U0RESPONDER', viewId: id, values }));
  expect((await Promise.all(submissions)).some(({ ok }) => ok)).toBe(true);
  await contained(0);
  await sleep(1_000);
  expect(contoso.isolations(0)).toBe(1);
  await contoso.closeAll();
});

it('two responders contain one device in the same moment, by two bots: one POST, and the other reads who was first', async () => {
  const lead = stepsOf(stage, { as: 'U0LEAD' });
  const alertId = contoso.alertOn(4, { title: 'Two people' });
  await contoso.cardSays(alertId, 'Contain host');
  await Promise.all([contoso.press(alertId), lead.press(alertId)]);
  await Promise.all([contoso.modalSays('"reason"'), lead.modalSays('"reason"')]);
  await Promise.all([contoso.submit('first or second'), lead.submit('second or first')]);
  const [mine, theirs] = await Promise.all([contoso, lead].map((steps) => steps.modalSays(/Asked Defender|already under way/)));
  const ends = [mine, theirs].map((view) => JSON.stringify(view?.view).includes('Asked Defender'));
  expect(ends.sort()).toEqual([false, true]);
  await contained(4);
  expect(contoso.isolations(4)).toBe(1);
  await Promise.all([contoso.closeAll(), lead.closeAll()]);
});

it('one of two bots killed in the middle: the other finishes the work, once', async () => {
  const sent = send(18, 'Killed');
  await sleep(400);
  await stage.bot().kill('SIGKILL');
  expect(await settled(sent, 60_000)).toEqual(once(sent));
});

it('SIGTERM under load: the bot ends in time with 0, and the next one finishes what it left', async () => {
  const leaving = await stage.start();
  const sent = send(24, 'Leaving');
  await sleep(700);
  const asked = Date.now();
  await leaving.kill('SIGTERM');
  expect(leaving.ending()).toBe('exit code 0');
  expect(Date.now() - asked).toBeLessThan(25_000);
  expect(await settled(sent, 60_000)).toEqual(once(sent));
});
