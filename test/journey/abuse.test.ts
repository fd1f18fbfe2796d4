import { type Stage, setStage } from '../support/stage';

jest.setTimeout(90_000);

/** Rows of forged, repeated and misdirected input, through the real signed HTTP endpoint of the built bot. */
let stage: Stage;
let alertId: string;
beforeAll(async () => {
  stage = await setStage({ mode: 'http' });
  alertId = stage.defender.addAlert('contoso', {
    title: 'Abuse target',
    evidence: [
      {
        '@odata.type': '#microsoft.graph.security.deviceEvidence',
        mdeDeviceId: stage.defender.tenants.contoso.devices[0]?.id,
        deviceDnsName: stage.defender.tenants.contoso.devices[0]?.name,
        roles: [],
        detailedRoles: ['PrimaryDevice'],
        tags: [],
      },
    ],
  } as never).id;
  await stage.card('contoso', alertId);
});
afterAll(() => stage?.stop());

const CHANNEL = 'C0CONTOSOSOC';
const textOf = (value: unknown) => JSON.stringify(value);
const isolations = () => stage.defender.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('isolate')).length;
const now = () => String(Math.floor(Date.now() / 1_000));
const opened = (user: string) => stage.slack.views(user).length;
const settle = () => new Promise((resolve) => setTimeout(resolve, 700));

/** The body of a genuine click of the responder, as Slack would send it, with changes. */
async function clickBody(changes: Record<string, unknown> = {}): Promise<string> {
  const card = await stage.card('contoso', alertId);
  const blocks = card.blocks as { type: string; block_id: string; elements?: { action_id: string; value: string }[] }[];
  const actions = blocks.find(({ elements }) => elements?.some(({ action_id }) => action_id === 'contain_host'));
  const button = actions?.elements?.find(({ action_id }) => action_id === 'contain_host');
  const payload = {
    type: 'block_actions',
    team: { id: 'T0SOC', domain: 'soc' },
    user: { id: 'U0RESPONDER', username: 'rui', team_id: 'T0SOC' },
    api_app_id: 'A0TOCSIN',
    channel: { id: CHANNEL, name: 'contoso-soc' },
    container: { type: 'message', message_ts: card.ts, channel_id: CHANNEL },
    message: { ts: card.ts, blocks },
    trigger_id: stage.slack.trigger('U0RESPONDER'),
    response_url: `${stage.slack.url}/response/none`,
    actions: [
      { type: 'button', action_id: 'contain_host', block_id: actions?.block_id, value: button?.value, action_ts: `${Date.now() / 1_000}` },
    ],
    ...changes,
  };
  return `payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

it('takes a genuine click (so that the refusals below mean something)', async () => {
  expect((await stage.slack.deliverHttp({ body: await clickBody() })).status).toBe(200);
  await stage.slack.waitFor(() => opened('U0RESPONDER') === 1);
  for (const view of stage.slack.views('U0RESPONDER')) await stage.slack.closeView({ as: 'U0RESPONDER', viewId: view.id });
});

it.each([
  ['a wrong signature', { signature: `v0=${'0'.repeat(64)}` }, 401],
  ['an empty signature', { signature: '' }, 401],
  ['a request of ten minutes ago', { timestamp: String(Math.floor(Date.now() / 1_000) - 600) }, 401],
  ['a request dated an hour ahead', { timestamp: String(Math.floor(Date.now() / 1_000) + 3_600) }, 401],
  ['a timestamp that is no number', { timestamp: '1e9999' }, 401],
])('refuses %s without running anything', async (_, changes, status) => {
  expect((await stage.slack.deliverHttp({ body: await clickBody(), ...changes })).status).toBe(status);
  await settle();
  expect(opened('U0RESPONDER')).toBe(0);
});

it('refuses an unsigned ssl_check that carries a payload, a body that is no JSON, and one that is too large', async () => {
  const body = `ssl_check=1&${await clickBody()}`;
  expect((await stage.slack.deliverHttp({ body, signature: 'v0=none' })).status).toBe(401);
  expect((await stage.slack.deliverHttp({ body: '{not json', contentType: 'application/json' })).status).toBeGreaterThanOrEqual(400);
  const large = await stage.slack.deliverHttp({ body: `payload=${'x'.repeat(5_000_000)}` });
  expect([0, 413]).toContain(large.status);
  await settle();
  expect(opened('U0RESPONDER')).toBe(0);
});

it('does nothing for the same signed request a second time', async () => {
  const request = { body: await clickBody(), timestamp: now() };
  expect((await stage.slack.deliverHttp(request)).status).toBe(200);
  await stage.slack.waitFor(() => opened('U0RESPONDER') === 1);
  for (const view of stage.slack.views('U0RESPONDER')) await stage.slack.closeView({ as: 'U0RESPONDER', viewId: view.id });
  expect((await stage.slack.deliverHttp(request)).status).toBe(200);
  await settle();
  expect(opened('U0RESPONDER')).toBe(0);
});

it.each<[string, Record<string, unknown>]>([
  ['a click carried over to another channel', { channel: { id: 'C0SOC', name: 'soc' } }],
  ['a click without a channel', { channel: undefined }],
  [
    'a record that does not exist',
    { actions: [{ type: 'button', action_id: 'contain_host', block_id: 'x', value: 'made-up', action_ts: '1.1' }] },
  ],
  [
    'a value of the wrong type',
    { actions: [{ type: 'button', action_id: 'contain_host', block_id: 'x', value: { a: 1 }, action_ts: '1.2' }] },
  ],
  ['an unknown action', { actions: [{ type: 'button', action_id: 'format_disk', block_id: 'x', value: 'x', action_ts: '1.3' }] }],
  ['a responder of another workspace', { user: { id: 'U0RESPONDER', username: 'rui', team_id: 'T0OTHER' } }],
  ['somebody without a role', { user: { id: 'U0STRANGER', username: 'sam', team_id: 'T0SOC' } }],
])('opens nothing and sends nothing for %s', async (_, changes) => {
  await stage.slack.deliverHttp({ body: await clickBody(changes) });
  await settle();
  expect(opened('U0RESPONDER')).toBe(0);
  expect(isolations()).toBe(0);
});

it('does not act on a submission that was forged or altered', async () => {
  const submission = (changes: Record<string, unknown>) =>
    `payload=${encodeURIComponent(
      JSON.stringify({
        type: 'view_submission',
        team: { id: 'T0SOC', domain: 'soc' },
        user: { id: 'U0RESPONDER', username: 'rui', team_id: 'T0SOC' },
        api_app_id: 'A0TOCSIN',
        trigger_id: stage.slack.trigger('U0RESPONDER'),
        view: {
          id: 'V0FORGED',
          type: 'modal',
          hash: `${Date.now()}`,
          callback_id: 'contain_host_submit',
          private_metadata: 'made-up',
          state: { values: { reason: { reason: { type: 'plain_text_input', value: 'forged reason' } } } },
          ...changes,
        },
      }),
    )}`;
  for (const changes of [
    {},
    { private_metadata: '' },
    { state: { values: {} }, id: 'V0FORGED2' },
    { private_metadata: '../../x', id: 'V0FORGED3' },
  ]) {
    expect((await stage.slack.deliverHttp({ body: submission(changes) })).status).toBe(200);
  }
  await settle();
  expect(isolations()).toBe(0);
});

it('does not run a command whose user field comes twice', async () => {
  const body =
    'command=%2Fmde&text=whoami&user_id=U0LEAD&user_id=U0OUTSIDER&team_id=T0SOC&channel_id=C0SOC&trigger_id=1.2.3&response_url=http%3A%2F%2F127.0.0.1%2Fx';
  const answer = await stage.slack.deliverHttp({ body });
  await settle();
  expect(answer.status).not.toBe(0);
  expect(stage.slack.ephemerals('U0LEAD')).toEqual([]);
});

it('still works after all that, and nothing secret is in its log', async () => {
  expect(stage.bot().ending()).toBeUndefined();
  const { ok } = await stage.slack.command({ as: 'U0ANALYST', channel: CHANNEL, text: 'whoami' });
  expect(ok).toBe(true);
  const answer = await stage.slack.waitFor(() => stage.slack.ephemerals('U0ANALYST').at(-1));
  expect(textOf(answer)).toContain('analyst');
  const log = stage.bot().logLines.join('\n');
  for (const secret of [stage.slack.botToken, stage.slack.signingSecret, stage.defender.tenants.contoso.clientSecret]) {
    expect(log).not.toContain(secret);
  }
});
