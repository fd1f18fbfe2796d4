import { type Stage, setStage } from '../support/stage';
import { textOf } from '../support/steps';

jest.setTimeout(60_000);

/** What `/mde …` answers, to whom. */
let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
  // A poll that worked is one of the things that the doctor looks for.
  await stage.slack.waitFor(
    () => stage.defender.requests.some(({ path, status }) => path.endsWith('/alerts_v2') && status === 200),
    15_000,
  );
});
afterAll(() => stage?.stop());

/** Types it; the answer is for the person alone. */
async function mde(as: string, text: string): Promise<string> {
  const before = stage.slack.ephemerals(as).length;
  const channel = as === 'U0CUSTOMER' || as === 'U0OUTSIDER' ? 'C0CONTOSO' : 'C0SOC';
  expect(await stage.slack.command({ as, channel, text })).toMatchObject({ ok: true });
  const answer = await stage.slack.waitFor(() => stage.slack.ephemerals(as)[before], 10_000);
  return textOf([answer.text, answer.blocks]);
}

it.each(['help', '', '   ', '\u00a0', ' \u00a0 help \u00a0', 'HELP', 'help\u00a0me please'])('answers %j with the help', async (text) => {
  const answer = await mde('U0ANALYST', text);
  for (const verb of ['/mde help', '/mde whoami', '/mde doctor', 'Contain host']) expect(answer).toContain(verb);
});

it.each([
  ['U0ANALYST', /<@U0ANALYST>, analyst\./],
  ['U0RESPONDER', /<@U0RESPONDER>, responder\..*contain and release hosts/s],
  ['U0LEAD', /<@U0LEAD>, lead\./],
  ['U0CUSTOMER', /<@U0CUSTOMER>, from another workspace/],
  ['U0OUTSIDER', /<@U0OUTSIDER>, from another workspace/],
])('tells %s who they are and what they may do', async (as, words) => {
  expect(await mde(as, 'whoami')).toMatch(words);
});

it('names tenants to our own people only', async () => {
  expect(await mde('U0ANALYST', 'whoami')).toContain('Contoso');
  expect(await mde('U0OUTSIDER', 'whoami')).not.toContain('Contoso');
});

it.each(['isolaet', 'isolaet wks-fin-07', '__proto__', 'constructor', 'toString', 'hasOwnProperty', '../help', 'help;whoami'])(
  'says that there is no %j, and what there is',
  async (text) => {
    const answer = await mde('U0ANALYST', text);
    expect(answer).toContain('There is no');
    for (const verb of ['/mde help', '/mde whoami', '/mde doctor']) expect(answer).toContain(verb);
  },
);

it('answers 3,000 characters within Slack’s limits, and shows nothing of them as live', async () => {
  const answer = await mde('U0ANALYST', `${'x'.repeat(1_500)}<!channel><@U0LEAD>${'y'.repeat(1_470)}`);
  expect(answer).toContain('There is no');
  expect(answer.length).toBeLessThan(3_000);
  expect(answer).not.toMatch(/<!channel>|<@U0LEAD>/);
  expect(await mde('U0ANALYST', 'help <!channel> *bold*')).not.toContain('<!channel>');
});

it('doctor: all is well at a good tenant, for an analyst', async () => {
  const answer = await mde('U0ANALYST', 'doctor');
  expect(answer).toContain('all is well');
  expect(answer).not.toMatch(/Wrong|Unknown/);
});

it.each(['U0CUSTOMER', 'U0OUTSIDER'])('doctor tells %s nothing of tenants', async (as) => {
  const answer = await mde(as, 'doctor');
  expect(answer).toMatch(/Only people with a role/);
  expect(answer).not.toMatch(/Contoso|Machine/);
});

it('doctor names a permission that is missing, what it is needed for, and how to grant it', async () => {
  stage.defender.removeRole('contoso', 'Machine.Isolate');
  await stage.bot().kill();
  await stage.start();
  const answer = await mde('U0ANALYST', 'doctor');
  expect(answer).toMatch(/Wrong: permission `Machine\.Isolate`.*containing and releasing hosts.*grant admin consent/s);
  expect(answer).toContain('something needs doing');
});

it('doctor names a channel that the bot is not in', async () => {
  stage.slack.removeBot('C0CONTOSOSOC');
  expect(await mde('U0ANALYST', 'doctor')).toMatch(/Wrong: Tocsin is not in the detections channel <#C0CONTOSOSOC>.*\/invite @Tocsin/s);
});
