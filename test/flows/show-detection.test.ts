import type { DetectionCard } from '../../src/core/detection-card';
import type { Enrichment } from '../../src/core/look-up';
import { showDetection } from '../../src/flows/show-detection';
import type { Defender } from '../../src/ports/defender';
import { fakeDefender, refusing } from '../support/fake-defender';
import { contoso, type TestFlows, testFlows } from '../support/flows';
import { sampleAlert } from '../support/sample-alert';

const MACHINE = 'a'.repeat(40);
const calls: string[] = [];
const count =
  <T>(name: string, answer: T) =>
  async (): Promise<T> => {
    calls.push(name);
    return answer;
  };

const defender = (changes: Partial<Defender> = {}) =>
  fakeDefender({
    getMachine: count('machine', { id: MACHINE, name: 'laptop-7.contoso.example', tags: [], current: true }),
    machineLogonUsers: count('logons', []),
    listMachineActions: count('actions', []),
    machineOpenAlerts: count('alerts', []),
    fileStats: count('file', { devices: 3, names: [] }),
    ipStats: count('ip', { devices: 1, names: [] }),
    domainStats: count('domain', { devices: 0, names: [] }),
    getIncident: count('incident', { id: '384', title: 'Hands on keyboard' }),
    hunt: count('hunt', { columns: [], rows: [] }),
    ...changes,
  });

const rich = sampleAlert({
  incidentId: '384',
  evidence: [
    ...sampleAlert().evidence,
    { kind: 'file', roles: [], file: { name: 'evil.exe', sha1: 'b'.repeat(40), sha256: 'c'.repeat(64) } },
    { kind: 'ip', roles: [], ip: '203.0.113.9' },
  ],
});

let world: TestFlows;
beforeEach(() => {
  calls.length = 0;
});
afterEach(() => world.stop());

const begin = async (directory = defender()) => {
  world = await testFlows(directory);
  await world.flows.store.ingest('contoso', { alerts: [rich], baseline: new Set(), cursor: rich.updatedAt });
};
const show = () => showDetection(world.flows, contoso, rich.id);
const cardOf = (message: { content: unknown } | undefined) => (message as { content: { card: DetectionCard } }).content.card;
const kinds = () => world.chat.posted.map(({ content, threadTs }) => `${content.kind}${threadTs ? ' in thread' : ''}`);

it('posts the card at once, edits it as look-ups return, puts the evidence into its thread', async () => {
  await begin();
  await show();
  expect(kinds()).toEqual(['detection', 'evidence in thread']);
  expect(cardOf(world.chat.posted[0]).enrichment.device).toEqual({ state: 'pending' });
  expect(cardOf(world.chat.edits.at(-1)?.message).enrichment.file).toMatchObject({ state: 'known', value: { devices: 3 } });
  expect(await world.flows.store.due('contoso', 0)).toEqual([]);
});

it('asks each fact once, at most eight calls for an alert with device, file, address and incident', async () => {
  await begin();
  await show();
  expect(calls.length).toBeLessThanOrEqual(8);
  expect(new Set(calls).size).toBe(calls.length);
  const before = calls.length;
  await show();
  expect(calls).toHaveLength(before);
  expect(kinds()).toEqual(['detection', 'evidence in thread']);
});

it('asks once for two alerts of one device that come together', async () => {
  await begin();
  const second = { ...rich, id: 'da0002_1' };
  await world.flows.store.ingest('contoso', { alerts: [second], baseline: new Set(), cursor: second.updatedAt });
  await Promise.all([show(), showDetection(world.flows, contoso, second.id)]);
  expect(new Set(calls).size).toBe(calls.length);
});

it('says "unavailable" for what was throttled or failed, and never "none"', async () => {
  await begin(
    defender({ fileStats: refusing({ code: 'throttled' }), getIncident: refusing({ code: 'permission_missing', retry: 'never' }) }),
  );
  await show();
  const { enrichment } = cardOf(world.chat.edits.at(-1)?.message);
  expect(enrichment.file).toMatchObject({ state: 'unavailable', why: expect.stringContaining('throttling') });
  expect(enrichment.incident).toMatchObject({ state: 'unavailable', why: 'permission missing' });
});

it('asks a look-up that failed for a passing reason again later, and only that one', async () => {
  let throttled = true;
  const fileStats = async () => (throttled ? refusing({ code: 'throttled' })() : { devices: 3, names: [] });
  await begin(defender({ fileStats }));
  await show();
  expect(world.queued).toEqual([{ name: 'detection', data: { tenant: 'contoso', alertId: rich.id }, delayMs: 60_000 }]);
  throttled = false;
  calls.length = 0;
  await show();
  expect(calls).toEqual([]);
  expect(cardOf(world.chat.edits.at(-1)?.message).enrichment.file).toMatchObject({ state: 'known' });
});

it('edits the same card for an update, and says a rise in severity once in the thread', async () => {
  await begin();
  await show();
  const worse = { ...rich, severity: 'high' as const, updatedAt: '2026-11-24T07:00:00Z' };
  await world.flows.store.ingest('contoso', { alerts: [worse], baseline: new Set(), cursor: worse.updatedAt });
  await show();
  await show();
  expect(kinds()).toEqual(['detection', 'evidence in thread', 'thread_note in thread']);
  expect(world.chat.posted[2]).toMatchObject({
    broadcast: true,
    content: { text: 'Severity rose from medium to high: Suspicious PowerShell command line, on laptop-7.contoso.example.' },
  });
});

it('does not post the card again when the store loses everything during the look-ups', async () => {
  const getMachine = async () => {
    await world.client.flushAll();
    return { id: MACHINE, name: 'laptop-7.contoso.example', tags: [], current: true };
  };
  await begin(defender({ getMachine }));
  await show();
  expect(kinds()).toEqual(['detection', 'evidence in thread']);
  expect(world.chat.edits).toHaveLength(1);
});

it('continues after a crash behind the post without posting again', async () => {
  await begin();
  world.chat.next = [{ code: 'slack_outcome_unknown', accepted: true }];
  await expect(show()).rejects.toThrow();
  expect(await world.flows.store.due('contoso', 0)).toEqual([rich.id]);
  world.pass(20_000);
  await show();
  expect(kinds()).toEqual(['detection', 'evidence in thread']);
});

it('brings the evidence later where Slack had no place for it at first', async () => {
  await begin();
  world.flows.chat.permit = async (_channel, kind) => {
    if (kind === 'detail') await refusing({ code: 'slack_throttled' })();
  };
  await expect(show()).rejects.toMatchObject({ facts: { code: 'slack_throttled' } });
  expect(kinds()).toEqual(['detection']);
  world.flows.chat.permit = async () => undefined;
  await show();
  expect(kinds()).toEqual(['detection', 'evidence in thread']);
});

it('finds the device by name where the alert has no id, and asks about it only when it is exactly one', async () => {
  const named = { ...rich, evidence: rich.evidence.map((piece) => (piece.kind === 'device' ? { ...piece, deviceId: undefined } : piece)) };
  const machine = (id: string) => ({ id, name: 'laptop-7.contoso.example', tags: [], current: true });
  const enrichmentWith = async (machines: ReturnType<typeof machine>[]): Promise<Enrichment> => {
    world = await testFlows(defender({ findMachinesByName: async () => machines }));
    await world.flows.store.ingest('contoso', { alerts: [named], baseline: new Set(), cursor: named.updatedAt });
    await show();
    return cardOf(world.chat.edits.at(-1)?.message).enrichment;
  };
  expect((await enrichmentWith([machine(MACHINE)])).device.state).toBe('known');
  await world.stop();
  expect((await enrichmentWith([machine(MACHINE), machine('d'.repeat(40))])).device.state).toBe('none');
});
