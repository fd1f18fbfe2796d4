import type { Alert } from '../../src/core/alert';
import { pollTenant } from '../../src/flows/poll-tenant';
import { fakeDefender, listFrom, refusing } from '../support/fake-defender';
import { contoso, type TestFlows, testFlows } from '../support/flows';
import { sampleAlert } from '../support/sample-alert';

let world: TestFlows;
let alerts: Alert[];
const start = async (cap?: number) => {
  world = await testFlows(fakeDefender({ listAlerts: listFrom(() => alerts, cap) }));
};
beforeEach(() => {
  alerts = [];
});
afterEach(() => world.stop());

const ago = (ms: number): string => new Date(Date.now() - ms).toISOString();
const MINUTE = 60_000;
const alertAt = (id: string, updatedAt: string, changes: Partial<Alert> = {}) =>
  sampleAlert({ id, updatedAt, createdAt: updatedAt, ...changes });
const queuedIds = () => world.queued.map(({ data }) => (data as { alertId: string }).alertId);
const poll = () => pollTenant(world.flows, contoso);

it('shows a new tenant the last hour, and what is high in the last day', async () => {
  await start();
  alerts = [
    alertAt('old-low', ago(10 * 60 * MINUTE), { severity: 'low' }),
    alertAt('old-high', ago(10 * 60 * MINUTE), { severity: 'high' }),
    alertAt('too-old', ago(30 * 60 * MINUTE), { severity: 'high' }),
    alertAt('fresh', ago(5 * MINUTE), { severity: 'low' }),
  ];
  await poll();
  expect(queuedIds().sort()).toEqual(['fresh', 'old-high']);
  // An update makes a remembered alert visible.
  alerts = alerts.map((alert) => (alert.id === 'old-low' ? { ...alert, updatedAt: ago(MINUTE) } : alert));
  await poll();
  expect(queuedIds().sort()).toEqual(['fresh', 'old-high', 'old-low']);
});

it('shows no old alerts after a first poll that stopped half way', async () => {
  await start();
  alerts = Array.from({ length: 450 }, (_, i) => alertAt(`old-${i}`, ago(10 * 60 * MINUTE - i * 1_000), { severity: 'low' }));
  const list = listFrom(() => alerts);
  let calls = 0;
  const failing = fakeDefender({ listAlerts: (query, options) => (++calls === 2 ? refusing({})() : list(query, options)) });
  await expect(pollTenant({ ...world.flows, defender: failing }, contoso)).rejects.toThrow();
  await poll();
  expect(queuedIds()).toEqual([]);
});

it('queues nothing twice over an unchanged answer', async () => {
  await start();
  alerts = [alertAt('a', ago(5 * MINUTE)), alertAt('b', ago(4 * MINUTE))];
  for (let times = 0; times < 3; times++) await poll();
  expect(queuedIds()).toEqual(['a', 'b']);
});

it('finds an alert that Defender wrote late, behind the cursor', async () => {
  await start();
  alerts = [alertAt('a', ago(5 * MINUTE))];
  await poll();
  alerts.push(alertAt('late', ago(8 * MINUTE)));
  await poll();
  expect(queuedIds()).toEqual(['a', 'late']);
});

it('drains a backlog of several pages, also where one instant fills whole pages', async () => {
  await start();
  const instant = ago(30 * MINUTE);
  alerts = [
    ...Array.from({ length: 1_300 }, (_, i) => alertAt(`same-${i}`, instant)),
    ...Array.from({ length: 700 }, (_, i) => alertAt(`later-${i}`, ago(20 * MINUTE - i * 1_000))),
  ];
  await poll();
  expect(new Set(queuedIds()).size).toBe(2_000);
});

it('keeps the cursor when a page fails, and has everything at the next poll', async () => {
  await start();
  alerts = Array.from({ length: 450 }, (_, i) => alertAt(`a${i}`, ago(40 * MINUTE - i * 1_000)));
  const list = listFrom(() => alerts);
  let calls = 0;
  const failing = fakeDefender({ listAlerts: (query, options) => (++calls === 2 ? refusing({})() : list(query, options)) });
  const broken = { ...world.flows, defender: failing };
  await expect(pollTenant(broken, contoso)).rejects.toMatchObject({ facts: { code: 'service_unavailable' } });
  expect(new Set(queuedIds()).size).toBe(200);
  await poll();
  expect(new Set(queuedIds()).size).toBe(450);
});

it('says rejected credentials once in the ops channel, and that it is over', async () => {
  await start();
  const rejected = refusing({ code: 'credentials_rejected', retry: 'never', person: 'The secret of Contoso has expired: make a new one.' });
  const broken = { ...world.flows, defender: fakeDefender({ listAlerts: rejected }) };
  for (let times = 0; times < 3; times++) await expect(pollTenant(broken, contoso)).rejects.toThrow();
  expect(world.chat.posted.map(({ channel, content }) => [channel, content])).toEqual([
    [
      'C0OPS',
      expect.objectContaining({ kind: 'ops', title: expect.stringContaining('Contoso'), detail: expect.stringContaining('expired') }),
    ],
  ]);
  await poll();
  await poll();
  expect(world.chat.posted).toHaveLength(2);
  expect(world.chat.posted[1]?.content).toMatchObject({ kind: 'ops', recovered: true });
});

it('says a passing fault only when it lasts', async () => {
  await start();
  const broken = { ...world.flows, defender: fakeDefender({ listAlerts: refusing({}) }) };
  await expect(pollTenant(broken, contoso)).rejects.toThrow();
  expect(world.chat.posted).toHaveLength(0);
  world.pass(2 * MINUTE);
  await expect(pollTenant(broken, contoso)).rejects.toThrow();
  expect(world.chat.posted).toHaveLength(1);
});
