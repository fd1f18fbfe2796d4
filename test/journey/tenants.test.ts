import { type Stage, setStage } from '../support/stage';
import { type Steps, sleep, stepsOf, textOf } from '../support/steps';

jest.setTimeout(90_000);

/** A new tenant with a past, one whose secret is wrong, and the same alert over its life; the bot's clock stands in Tokyo. */
const HOUR = 3_600_000;
const ago = (ms: number): { createdDateTime: string; lastUpdateDateTime: string } => {
  const at = new Date(Date.now() - ms).toISOString();
  return { createdDateTime: at, lastUpdateDateTime: at };
};

let stage: Stage;
let contoso: Steps;
let broken: Steps;
const past: Record<string, string> = {};
beforeAll(async () => {
  stage = await setStage({
    moreTenants: ['broken'],
    env: { TZ: 'Asia/Tokyo', BROKEN_SECRET: 'not-the-one-that-entra-has' },
    before: ({ defender }) => {
      const add = (name: string, severity: string, ms: number) => {
        past[name] = defender.addAlert('contoso', { title: name, severity, ...ago(ms) } as never).id;
      };
      add('low of 40 minutes ago', 'low', 40 * 60_000);
      add('low of 2 hours ago', 'low', 2 * HOUR);
      add('medium of 10 hours ago', 'medium', 10 * HOUR);
      add('high of 20 hours ago', 'high', 20 * HOUR);
      add('high of 30 hours ago', 'high', 30 * HOUR);
    },
  });
  contoso = stepsOf(stage);
  broken = stepsOf(stage, { tenant: 'broken' });
});
afterAll(() => stage?.stop());

const opsAbout = (name: string) => stage.slack.messages('C0OPS').filter((message) => textOf([message.text, message.blocks]).includes(name));
const signIns = () => stage.defender.requests.filter(({ path }) => path.endsWith('/token'));

it('shows of a new tenant the last hour, and what is high of the last day; in any time zone', async () => {
  await stage.slack.waitFor(() => stage.cards('contoso').length >= 2, 15_000);
  await sleep(2_500);
  const shown = Object.entries(past).filter(([, id]) => contoso.cardsOf(id).length > 0);
  expect(shown.map(([name]) => name)).toEqual(['low of 40 minutes ago', 'high of 20 hours ago']);
  expect(stage.cards('contoso')).toHaveLength(2);
});

it('asks Defender for what changed in UTC, never for a time to come', () => {
  const since = stage.defender.requests
    .filter(({ tenant, path }) => tenant === 'contoso' && path.endsWith('/alerts_v2'))
    .map(
      ({ at, query }) =>
        Date.parse(at) - Date.parse(/lastUpdateDateTime ge ([^ &]+)/.exec(decodeURIComponent(query.replace(/\+/g, ' ')))?.[1] ?? ''),
    );
  expect(since.length).toBeGreaterThan(1);
  expect(since.filter((ms) => !(ms > 0 && ms <= 25 * HOUR))).toEqual([]);
});

it('a wrong secret pauses that tenant: the ops channel reads once which, and what to do; the other goes on', async () => {
  const told = await stage.slack.waitFor(() => opsAbout('Broken')[0], 20_000);
  expect(textOf([told.text, told.blocks])).toMatch(/Alerts of Broken cannot be read.*client secret is wrong.*AADSTS7000215/s);
  const tried = signIns().filter(({ status }) => status === 401).length;
  const alertId = contoso.alertOn(1);
  await contoso.cardSays(alertId, 'last report');
  await sleep(3_000);
  expect(opsAbout('Broken')).toHaveLength(1);
  // Not asked again at each poll.
  expect(signIns().filter(({ status }) => status === 401)).toHaveLength(tried);
  expect(stage.cards('broken')).toEqual([]);
});

it('with the secret put right, and the bot started again, its alerts come and the end of the trouble is said once', async () => {
  const waiting = broken.alertOn(0);
  stage.defender.setCredentials('broken', { secret: 'not-the-one-that-entra-has' });
  await stage.bot().kill();
  await stage.start();
  await broken.cardSays(waiting, 'last report', 20_000);
  const notices = await stage.slack.waitFor(() => (opsAbout('Broken').length === 2 ? opsAbout('Broken') : undefined), 15_000);
  expect(textOf([notices[1]?.text, notices[1]?.blocks])).toMatch(/Recovered.*Alerts of Broken are read again/s);
  await sleep(2_000);
  expect(opsAbout('Broken')).toHaveLength(2);
});

it('an alert that Defender updates: its card is edited in place, and a rise in severity is said once, in thread and channel', async () => {
  const alertId = contoso.alertOn(2, { severity: 'low', title: 'Grows' });
  const { ts } = await contoso.cardSays(alertId, 'last report');
  stage.defender.updateAlert('contoso', alertId, { severity: 'high', title: 'Grows' });
  const card = await contoso.cardSays(alertId, /High · /);
  expect(card.ts).toBe(ts);
  const said = await contoso.threadSays(alertId, /Severity rose from low to high: Grows/);
  expect(said.broadcast).toBe(true);
  stage.defender.updateAlert('contoso', alertId, { severity: 'high', description: 'Now with a description' });
  await contoso.cardSays(alertId, 'Now with a description');
  await sleep(1_500);
  const rises = stage.slack.thread(stage.channelOf('contoso'), ts).filter((message) => textOf(message).includes('Severity rose'));
  expect(rises).toHaveLength(1);
  expect(contoso.cardsOf(alertId)).toHaveLength(1);
});

it('an alert that is resolved in the portal: its card shows it as closed, by somebody there', async () => {
  const alertId = contoso.alertOn(3, { title: 'Resolved elsewhere' });
  await contoso.cardSays(alertId, 'last report');
  stage.defender.updateAlert('contoso', alertId, { status: 'resolved', classification: 'truePositive', determination: 'malware' });
  const card = await contoso.cardSays(alertId, /\*Closed\* as True positive, Malware by somebody in Defender/);
  expect(textOf(card.blocks)).not.toContain('"contain_host"');
});
