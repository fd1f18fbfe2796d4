import { pollTenant } from '../../src/flows/poll-tenant';
import { showDetection } from '../../src/flows/show-detection';
import type { Defender } from '../../src/ports/defender';
import { fakeDefender, listFrom } from '../support/fake-defender';
import { contoso, type TestFlows, testFlows } from '../support/flows';
import { sampleAlert } from '../support/sample-alert';

const recent = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const alerts = [sampleAlert({ id: 'first', updatedAt: recent(20) }), sampleAlert({ id: 'second', updatedAt: recent(10) })];
const look: Partial<Defender> = {
  listAlerts: listFrom(() => alerts),
  getMachine: async (id) => ({ id, name: 'laptop-7.contoso.example', tags: [], current: true }),
  machineLogonUsers: async () => [],
  listMachineActions: async () => [],
  machineOpenAlerts: async () => [],
};

let world: TestFlows;
beforeEach(async () => {
  world = await testFlows(fakeDefender(look));
});
afterEach(() => world.stop());

const round = async () => {
  await pollTenant(world.flows, contoso);
  for (const { id } of alerts) await showDetection(world.flows, contoso, id);
};
const ops = () => world.chat.posted.filter(({ channel }) => channel === 'C0OPS');
const inChannel = () => world.chat.posted.filter(({ channel }) => channel === contoso.channels.detections);

it('posts nothing again after the store lost everything, and says so in the ops channel', async () => {
  await round();
  const before = inChannel().length;
  expect(before).toBe(4);
  expect(ops()).toEqual([]);
  await world.client.flushAll();
  await round();
  expect(inChannel()).toHaveLength(before);
  expect(ops().map(({ content }) => content)).toEqual([expect.objectContaining({ title: expect.stringContaining('were lost') })]);
  await round();
  expect(ops()).toHaveLength(1);
});

it('takes nothing of another tenant that shares the channel for its own', async () => {
  await round();
  const fabrikam = { ...contoso, id: 'fabrikam', name: 'Fabrikam Inc' };
  const theirs = sampleAlert({ tenant: 'fabrikam', id: 'theirs', updatedAt: recent(5) });
  const flows = { ...world.flows, defender: fakeDefender({ ...look, listAlerts: listFrom(() => [theirs]) }) };
  await pollTenant(flows, fabrikam);
  expect(ops()).toEqual([]);
});

it('asks Slack once for a tenant that is really new, and not at all while it has no alert', async () => {
  let asked = 0;
  const { ownMessages } = world.chat;
  world.chat.ownMessages = (...query) => {
    asked++;
    return ownMessages(...query);
  };
  const empty = { ...world.flows, defender: fakeDefender({ ...look, listAlerts: listFrom(() => []) }) };
  await pollTenant(empty, { ...contoso, id: 'quiet' });
  expect(asked).toBe(0);
  await pollTenant(world.flows, contoso);
  await pollTenant(world.flows, contoso);
  expect(asked).toBe(1);
  expect(world.chat.finds).toBe(0);
});
