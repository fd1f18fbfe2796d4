import { type Stage, setStage } from '../support/stage';
import { type Steps, sleep, stepsOf, textOf } from '../support/steps';

jest.setTimeout(120_000);

/** Defender is down, slow, throttling, or refuses what is asked of it. */
let stage: Stage;
let contoso: Steps;
let gapId: string;
beforeAll(async () => {
  stage = await setStage({ moreTenants: ['second', 'third'] });
  contoso = stepsOf(stage);
});
afterAll(() => stage?.stop());

const actionsOf = (tenant: string, machineId: string) =>
  stage.defender.state(tenant).machineActions.filter((action) => action.machineId === machineId);

/** Isolates a device the way an analyst in the portal would: by another application's own token. */
async function isolateInPortal(tenant: string, machineId: string): Promise<void> {
  const { url, tenants } = stage.defender;
  const info = tenants[tenant] as (typeof tenants)['contoso'];
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: info.clientId,
    client_secret: info.clientSecret,
    scope: `${url}/.default`,
  });
  const answer = await fetch(`${url}/${info.entraTenantId}/oauth2/v2.0/token`, { method: 'POST', body: form });
  const { access_token } = (await answer.json()) as { access_token: string };
  const isolated = await fetch(`${url}/api/machines/${machineId}/isolate`, {
    method: 'POST',
    headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ Comment: 'isolated from the portal by pat', IsolationType: 'Full' }),
  });
  expect(isolated.status).toBe(201);
}

it('look-ups that fail read "unavailable" on the card, never clean', async () => {
  stage.defender.fault({ match: /\/api\/machine/, mode: 'status', status: 500 });
  gapId = contoso.alertOn(0);
  const card = await contoso.cardSays(gapId, /Device:\* unavailable.*Isolation:\* unavailable/, 40_000);
  expect(textOf(card.blocks)).not.toMatch(/not isolated|no record|clean/i);
  stage.defender.clearFaults();
});

it('alerts that cannot be read for a while come when they can, once', async () => {
  stage.defender.fault({ match: /alerts_v2/, mode: 'status', status: 503 });
  const since = stage.defender.requests.length;
  const alertId = stepsOf(stage, { tenant: 'second' }).alertOn(1);
  await stage.slack.waitFor(() => stage.defender.requests.slice(since).some(({ status }) => status === 503), 15_000);
  expect(stage.cards('second')).toEqual([]);
  stage.defender.clearFaults();
  await stage.card('second', alertId, 30_000);
  await sleep(2_500);
  expect(stage.cards('second')).toHaveLength(1);
});

it('a throttling Defender is left alone for as long as it said, by reads of that tenant; the card comes before and is filled after', async () => {
  const third = stepsOf(stage, { tenant: 'third' });
  stage.defender.fault({ match: /\/api\/machines/, mode: 'throttle', retryAfter: 4, times: 1 });
  const since = stage.defender.requests.length;
  const calls = () => stage.defender.requests.slice(since).filter(({ path }) => path.startsWith('/api/machines'));
  const alertId = third.alertOn(1);
  await stage.slack.waitFor(() => calls().find(({ status }) => status === 429), 15_000);
  expect(third.cardsOf(alertId)).toHaveLength(1);
  const refusedAt = Date.parse(calls().find(({ status }) => status === 429)?.at ?? '');
  await third.cardSays(alertId, 'last report', 30_000);
  // Those sent side by side with the refused one were on their way already.
  const early = calls().map(({ at }) => Date.parse(at) - refusedAt);
  expect(early.filter((ms) => ms > 300 && ms < 3_900)).toEqual([]);
});

it('a slow Defender: the card is there at once, and filled when the answers come', async () => {
  const second = stepsOf(stage, { tenant: 'second' });
  stage.defender.fault({ match: /\/api\//, mode: 'slow', ms: 4_000 });
  const alertId = second.alertOn(2);
  await stage.card('second', alertId, 3_500);
  expect(textOf(second.cardOf(alertId)?.blocks)).not.toContain('last report');
  await second.cardSays(alertId, 'last report', 25_000);
  stage.defender.clearFaults();
});

it('tokens that Defender stops taking are renewed, and nobody notices', async () => {
  const second = stepsOf(stage, { tenant: 'second' });
  stage.defender.expireTokens('second');
  const alertId = second.alertOn(3);
  await second.cardSays(alertId, 'last report', 20_000);
});

it('an isolation that somebody started in the portal while the modal was open is not sent again, and the person reads why', async () => {
  const alertId = contoso.alertOn(5);
  const { id } = contoso.device(5);
  stage.defender.setDevice('contoso', id, { online: false });
  await contoso.press(alertId);
  await contoso.modalSays('"reason"');
  await isolateInPortal('contoso', id);
  await contoso.submit();
  await contoso.modalSays(/already under way/);
  expect(actionsOf('contoso', id)).toHaveLength(1);
  expect(contoso.isolations(5)).toBe(1);
  await contoso.closeAll();
});

it('one that starts in the very moment of the POST is taken over: Defender refuses ours, and the receipt follows the other to its end', async () => {
  const alertId = contoso.alertOn(4);
  const { id } = contoso.device(4);
  stage.defender.setDevice('contoso', id, { online: false });
  await contoso.press(alertId);
  await contoso.modalSays('"reason"');
  // Held on its way until the other is there.
  stage.defender.fault({ match: /\/isolate$/, mode: 'slow', ms: 2_500, times: 1 });
  await contoso.submit();
  await stage.slack.waitFor(() => stage.slack.thread(stage.channelOf('contoso'), contoso.cardOf(alertId)?.ts ?? '').length > 0, 5_000);
  await sleep(700);
  await isolateInPortal('contoso', id);
  await contoso.threadSays(alertId, /was already under way; this follows that one/);
  stage.defender.setDevice('contoso', id, { online: true });
  await contoso.cardSays(alertId, 'Contained: confirmed on the device', 30_000);
  expect(actionsOf('contoso', id)).toHaveLength(1);
  await contoso.closeAll();
});

it('an offline device: it reads accepted and waiting, and confirmed once it is back', async () => {
  const alertId = contoso.alertOn(1);
  const { id } = contoso.device(1);
  stage.defender.setDevice('contoso', id, { online: false });
  await contoso.press(alertId);
  await contoso.modalSays('"reason"');
  await contoso.submit();
  await contoso.cardSays(alertId, 'accepted by Defender, waiting for the device');
  await sleep(6_500);
  expect(textOf(contoso.cardOf(alertId)?.blocks)).not.toContain('confirmed on the device');
  stage.defender.setDevice('contoso', id, { online: true });
  await contoso.cardSays(alertId, 'Contained: confirmed on the device', 25_000);
  expect(contoso.isolations(1)).toBe(1);
});

it('a device that never came back: it reads timed out, with what to do next', async () => {
  const alertId = contoso.alertOn(2);
  const { id } = contoso.device(2);
  await contoso.closeAll();
  stage.defender.setDevice('contoso', id, { online: false });
  await contoso.press(alertId);
  await contoso.modalSays('"reason"');
  await contoso.submit();
  await contoso.cardSays(alertId, 'waiting for the device');
  stage.defender.timeOutActions('contoso');
  await contoso.cardSays(alertId, 'Containment timed out', 25_000);
  await contoso.threadSays(alertId, /did not answer within three days.*Ask again once it is back/);
  expect(contoso.isolations(2)).toBe(1);
});

it('a permission that was taken away: the person sees which one is missing, after the POST and, with a fresh token, before it', async () => {
  await contoso.closeAll();
  const alertId = contoso.alertOn(8);
  await contoso.press(alertId);
  await contoso.modalSays('"reason"');
  stage.defender.removeRole('contoso', 'Machine.Isolate');
  await contoso.submit();
  await contoso.threadSays(alertId, /lacks the permission Machine(\.|\[\.\])Isolate/);
  await contoso.cardSays(alertId, 'Containment refused by Defender');
  expect(actionsOf('contoso', contoso.device(8).id)).toEqual([]);
  await contoso.closeAll();
  stage.defender.expireTokens('contoso');
  await sleep(2_500);
  await contoso.press(alertId);
  await contoso.modalSays(/lacks `Machine\.Isolate`.*mde doctor/);
  expect(contoso.isolations(8)).toBe(1);
});

it('the card with the failed look-ups is completed by itself', async () => {
  await stage.slack.waitFor(() => {
    const shown = textOf(contoso.cardOf(gapId)?.blocks);
    return shown.includes('last report') && !shown.includes('unavailable');
  }, 100_000);
  expect(contoso.cardsOf(gapId)).toHaveLength(1);
});
