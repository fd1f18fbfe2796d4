import { createRequestClient } from '../../src/adapters/redis/client';
import { readAudit } from '../../src/adapters/redis/read-audit';
import { auditFaults } from '../../src/cli/audit-verify';
import type { AuditEntry } from '../../src/ports/audit';
import { silentLog } from '../support/silent-log';
import { type Stage, setStage } from '../support/stage';

jest.setTimeout(320_000);

/** Seeded, so that a run's faults and pauses are the same each time. */
const SEED = 20_261_124;
const TENANTS = ['contoso', ...Array.from({ length: 7 }, (_, i) => `tenant${i + 1}`)];
const ALERTS = 200;
const CLICKS = 20;
const KILLS = 12;

function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

let stage: Stage;
beforeAll(async () => {
  stage = await setStage({
    moreTenants: TENANTS.slice(1),
    seed: SEED,
    // The bot's own pace is one message a second and channel; the local Slack is not to be what the test waits for.
    slackLimits: {
      postBurst: 1_000,
      perMinute: { tier1: 10_000, tier2: 10_000, tier3: 10_000, tier4: 10_000, special: 10_000, sockets: 10_000 },
    },
  });
});
afterAll(() => stage?.stop());

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const textOf = (value: unknown) => JSON.stringify(value);

const actionsOf = (tenants: string[]) => tenants.flatMap((tenant) => stage.defender.state(tenant).machineActions);
const operationOf = ({ requestorComment }: { requestorComment: string | null }) => /tocsin:([a-z0-9]+)/.exec(requestorComment ?? '')?.[1];
const countEvidence = (tenant: string, ts: string) =>
  stage.slack.thread(stage.channelOf(tenant), ts).filter(({ metadata }) => metadata?.event_type === 'tocsin_evidence').length;

/** Clicks through the modal as the responder; false when the bot was not there to take it. */
async function contain(tenant: string, alertId: string): Promise<boolean> {
  const card = stage.cards(tenant).find(({ blocks }) => textOf(blocks).includes(alertId));
  if (!card || !textOf(card.blocks).includes('contain_host')) return false;
  const before = stage.slack.views('U0RESPONDER').length;
  const clicked = await stage.slack.click({ as: 'U0RESPONDER', channel: stage.channelOf(tenant), ts: card.ts, actionId: 'contain_host' });
  if (!clicked.ok) return false;
  try {
    const view = await stage.slack.waitFor(() => {
      const top = stage.slack.views('U0RESPONDER').at(-1);
      return stage.slack.views('U0RESPONDER').length > before || textOf(top?.view ?? '').includes('"reason"') ? top : undefined;
    }, 4_000);
    await stage.slack.waitFor(() => textOf(stage.slack.views('U0RESPONDER').at(-1)?.view ?? '').includes('"reason"'), 4_000);
    const values = { reason: { reason: { type: 'plain_text_input', value: 'chaos test of containment' } } };
    return (await stage.slack.submit({ as: 'U0RESPONDER', viewId: view.id, values })).ok;
  } catch {
    return false; // Killed in between: the person would see the modal hang and close it.
  } finally {
    for (const open of stage.slack.views('U0RESPONDER')) await stage.slack.closeView({ as: 'U0RESPONDER', viewId: open.id });
  }
}

it(`loses nothing and does nothing twice over ${KILLS} kills, ${ALERTS} alerts and ${CLICKS} clicks while Slack drops answers`, async () => {
  const random = seeded(SEED);
  stage.slack.fault({ method: 'chat\\.postMessage', mode: 'drop_after_accept', share: 0.05 });
  stage.slack.fault({ method: 'chat\\.(postMessage|update)', mode: 'status', status: 500, share: 0.03 });
  stage.defender.fault({ match: /\/(isolate|unisolate)$/, mode: 'drop_after_accept', times: 3 });

  const expected: { tenant: string; id: string }[] = [];
  let feeding = true;
  const feed = (async () => {
    for (let i = 0; i < ALERTS; i++) {
      const tenant = TENANTS[i % TENANTS.length] as string;
      const devices = stage.defender.tenants[tenant]?.devices ?? [];
      const device = devices[i % Math.max(1, devices.length)];
      const evidence = device
        ? [
            {
              '@odata.type': '#microsoft.graph.security.deviceEvidence',
              mdeDeviceId: device.id,
              deviceDnsName: device.name,
              roles: [],
              detailedRoles: ['PrimaryDevice'],
              tags: [],
            },
          ]
        : [];
      const { id } = stage.defender.addAlert(tenant, { title: `Chaos ${i}`, evidence } as never);
      expected.push({ tenant, id });
      await sleep(100 + random() * 100);
    }
    feeding = false;
  })();

  let killed = 0;
  const kill = (async () => {
    while (killed < KILLS) {
      await sleep(1_000 + random() * 3_000);
      await stage.bot().kill('SIGKILL');
      killed++;
      await stage.start();
    }
  })();

  const clicked: { tenant: string; device: string }[] = [];
  const click = (async () => {
    for (let tries = 0; clicked.length < CLICKS && tries < 200; tries++) {
      const target = expected[Math.floor(random() * expected.length)];
      if (target && (await contain(target.tenant, target.id))) clicked.push({ tenant: target.tenant, device: target.id });
      await sleep(300);
    }
  })();

  await Promise.all([feed, kill, click]);
  expect(feeding).toBe(false);
  stage.slack.clearFaults();
  stage.defender.clearFaults();

  const shown = (tenant: string, id: string) => stage.cards(tenant).filter(({ blocks }) => textOf(blocks).includes(id)).length;
  const missing = () => expected.filter(({ tenant, id }) => shown(tenant, id) === 0);
  const open = () => actionsOf(TENANTS).filter(({ status }) => !['Succeeded', 'Failed'].includes(status));
  const threads = () => TENANTS.flatMap((tenant) => stage.cards(tenant).map((card) => countEvidence(tenant, card.ts)));
  const complete = () => missing().length === 0 && open().length === 0 && threads().every((count) => count > 0);
  // What does not come to rest is said by the assertions below.
  await stage.slack.waitFor(complete, 150_000).catch(() => undefined);
  await sleep(20_000); // A late second send would show by now: a send is settled after 15 s.

  expect(missing()).toEqual([]);
  expect(expected.filter(({ tenant, id }) => shown(tenant, id) > 1)).toEqual([]);
  expect(clicked.length).toBeGreaterThanOrEqual(CLICKS);

  // Each action once: no two POSTs carry the same operation, and no device was isolated twice without a release between.
  for (const tenant of TENANTS) {
    const actions = stage.defender.state(tenant).machineActions;
    const operations = actions.map(operationOf);
    expect(new Set(operations).size).toBe(operations.length);
    const devices = actions.map(({ machineId }) => machineId);
    expect(new Set(devices).size).toBe(devices.length);
  }
  expect(new Set(threads())).toEqual(new Set([1]));

  // Each action has one intent on record, and the record is whole.
  const client = createRequestClient(stage.redis.url, silentLog());
  await client.connect();
  const { entries, head } = await readAudit(client);
  client.destroy();
  expect(auditFaults(stage.auditKey, entries, { head, copy: [] })).toEqual([]);
  const audited = entries.map(({ body }) => JSON.parse(body) as AuditEntry);
  const intents = audited.filter(({ kind }) => kind === 'intent').map(({ operation }) => operation);
  for (const operation of actionsOf(TENANTS).map(operationOf)) expect(intents).toContain(operation);
  expect(new Set(intents).size).toBe(intents.length);
});
