import { TocsinError } from '../../src/core/errors';
import type { MachineAction, MachineActionStatus } from '../../src/core/machine-action';
import { operationIn } from '../../src/core/remediation/comment';
import { advanceRemediation } from '../../src/flows/advance-remediation';
import { askRemediation } from '../../src/flows/ask-remediation';
import type { PromptRecord } from '../../src/flows/prepare-containment';
import { prepareContainment } from '../../src/flows/prepare-containment';
import { rootKey } from '../../src/flows/show-detection';
import { RunAgain } from '../../src/ports/jobs';
import type { DetectionRecord } from '../../src/ports/store';
import { fakeDefender } from '../support/fake-defender';
import { contoso, type TestFlows, testFlows } from '../support/flows';
import { sampleAlert } from '../support/sample-alert';

const MACHINE = 'a'.repeat(40);
const RESPONDER = { user: 'U0RESPONDER', team: 'T0SOC', name: 'rui' };

let world: TestFlows;
let detection: DetectionRecord;
let posts: { type: string; comment: string }[];
let actions: MachineAction[];
/** What the next POST does: answers, loses its answer after or before it was taken, or refuses. */
let nextPost: 'answers' | 'lost after' | 'lost before' | 'already open' | 'forbidden';
let device: { name: string; tags: string[] };

const act = (type: 'Isolate' | 'Unisolate') => async (machineId: string, request: { comment: string }) => {
  posts.push({ type, comment: request.comment });
  const error = (code: 'outcome_unknown' | 'already_open' | 'permission_missing', retry: 'reconcile' | 'never') =>
    new TocsinError({ code, retry, message: code, person: `sentence about ${code}` });
  if (nextPost === 'already open') throw error('already_open', 'never');
  if (nextPost === 'forbidden') throw error('permission_missing', 'never');
  if (nextPost === 'lost before') throw error('outcome_unknown', 'reconcile');
  const at = new Date(world.flows.clock.now()).toISOString();
  const action: MachineAction = {
    id: `action-${posts.length}`,
    type,
    status: 'Pending',
    machineId,
    comment: request.comment,
    createdAt: at,
    updatedAt: at,
  };
  actions.unshift(action);
  if (nextPost === 'lost after') throw error('outcome_unknown', 'reconcile');
  return action;
};

beforeEach(async () => {
  [posts, actions, nextPost, device] = [[], [], 'answers', { name: 'laptop-7.contoso.example', tags: [] }];
  world = await testFlows(
    fakeDefender({
      getMachine: async (id) => ({ id, current: true, os: 'Windows11', ...device }),
      machineLogonUsers: async () => [],
      listMachineActions: async () => actions,
      getMachineAction: async (id) => actions.find((action) => action.id === id) as MachineAction,
      isolate: act('Isolate'),
      unisolate: act('Unisolate'),
      grantedRoles: async () => ['Machine.Isolate', 'Machine.Read.All'],
    }),
  );
  const alert = sampleAlert();
  await world.flows.store.ingest('contoso', { alerts: [alert], baseline: new Set(), cursor: alert.updatedAt });
  detection = (await world.flows.store.detection('contoso', alert.id)) as DetectionRecord;
  await world.flows.store.saveMessage('contoso', rootKey('contoso', alert.id), {
    state: 'sent',
    channel: 'C0CONTOSOSOC',
    ts: '1.1',
    sinceMs: 0,
  });
});
afterEach(() => world.stop());

const prepare = (action: 'contain_host' | 'release_host' = 'contain_host', person = RESPONDER, channel = 'C0CONTOSOSOC') =>
  prepareContainment(world.flows, { action, person, tenant: contoso, record: detection, channel });

const ask = async (action: 'contain_host' | 'release_host' = 'contain_host', person = RESPONDER) => {
  const prompt: PromptRecord = {
    action,
    tenant: 'contoso',
    alertId: detection.alertId,
    detection: detection.detection,
    channel: 'C0CONTOSOSOC',
    user: person.user,
    machines: [{ id: MACHINE, name: device.name }],
  };
  return askRemediation(world.flows, { prompt, tenant: contoso, person, isolationType: 'Full', reason: 'hands on keyboard' });
};

const operation = () => (world.queued.findLast(({ name }) => name === 'remediation') as { data: { operation: string } }).data.operation;
const record = async (id = operation()) => world.flows.store.remediation('contoso', id);
const advance = async (id = operation()): Promise<number | undefined> => {
  try {
    await advanceRemediation(world.flows, contoso, id);
    return undefined;
  } catch (thrown) {
    if (thrown instanceof RunAgain) return thrown.delayMs;
    throw thrown;
  }
};
const defenderSays = (status: MachineActionStatus) => {
  world.pass(10_000);
  actions = actions.map((action, i) =>
    i === 0 ? { ...action, status, updatedAt: new Date(world.flows.clock.now()).toISOString() } : action,
  );
};
const receipt = () => world.chat.edits.at(-1)?.message.content ?? world.chat.posted.at(-1)?.content;

it('contains a host: intent on record first, one POST that names person and operation, followed to confirmed', async () => {
  expect(await ask()).toMatchObject({ kind: 'asked', deviceName: device.name });
  expect(posts).toHaveLength(0);
  expect(world.audited).toEqual([expect.objectContaining({ kind: 'intent', verb: 'contain_host', operation: operation() })]);
  await advance();
  expect(posts).toEqual([{ type: 'Isolate', comment: expect.stringContaining('rui (U0RESPONDER)') }]);
  expect(operationIn(posts[0]?.comment)).toBe(operation());
  expect(receipt()).toMatchObject({ kind: 'remediation', remediation: { state: 'accepted' } });
  defenderSays('Succeeded');
  expect(await advance()).toBeUndefined();
  expect(await record()).toMatchObject({ state: 'confirmed' });
  expect(world.audited.map(({ kind, outcome }) => [kind, outcome])).toEqual([
    ['intent', undefined],
    ['result', 'confirmed'],
  ]);
  await advance();
  expect(posts).toHaveLength(1);
  expect(world.audited).toHaveLength(2);
});

it('never sends twice: a lost answer is looked up and adopted', async () => {
  nextPost = 'lost after';
  await ask();
  await advance();
  expect(await record()).toMatchObject({ state: 'unknown' });
  nextPost = 'answers';
  world.pass(20_000);
  await advance();
  expect(await record()).toMatchObject({ state: 'accepted', machineAction: { id: 'action-1' } });
  expect(posts).toHaveLength(1);
});

it('takes up a send that a crash cut off, and asks a human when Defender has no trace of it', async () => {
  nextPost = 'lost before';
  await ask();
  await advance();
  for (let minutes = 0; minutes < 11; minutes++) {
    world.pass(60_000);
    await advance();
  }
  expect(await record()).toMatchObject({ state: 'not_sent', trouble: expect.stringContaining('ten minutes') });
  expect(posts).toHaveLength(1);
  expect(world.chat.posted.some(({ channel }) => channel === 'C0OPS')).toBe(true);
});

it('sends once when two workers take the same record', async () => {
  await ask();
  await Promise.all([advance(), advance()]);
  await advance();
  expect(posts).toHaveLength(1);
});

it('adopts the action that Defender says is already open', async () => {
  await ask();
  nextPost = 'already open';
  const at = new Date(world.flows.clock.now()).toISOString();
  actions = [
    {
      id: 'theirs',
      type: 'Isolate',
      status: 'Pending',
      machineId: MACHINE,
      comment: 'by hand',
      requestor: 'kim@contoso',
      createdAt: at,
      updatedAt: at,
    },
  ];
  await advance();
  expect(await record()).toMatchObject({ state: 'accepted', machineAction: { id: 'theirs' } });
});

it('ends as refused, in words, where Defender refuses', async () => {
  nextPost = 'forbidden';
  await ask();
  expect(await advance()).toBeUndefined();
  expect(receipt()).toMatchObject({ remediation: { state: 'refused', trouble: 'sentence about permission_missing' } });
  expect(await ask()).toMatchObject({ kind: 'asked' });
});

it('releases what it contained', async () => {
  await ask();
  await advance();
  defenderSays('Succeeded');
  await advance();
  expect(await ask()).toMatchObject({ kind: 'refused', refusal: { code: 'already_done' } });
  expect(await ask('release_host')).toMatchObject({ kind: 'asked' });
  await advance();
  defenderSays('Succeeded');
  await advance();
  expect(posts.map(({ type }) => type)).toEqual(['Isolate', 'Unisolate']);
  expect(await record()).toMatchObject({ action: 'release_host', state: 'confirmed' });
});

it('sends nothing in a dry run, and says so', async () => {
  world.flows.dryRun = true;
  await ask();
  expect(await advance()).toBeUndefined();
  expect(posts).toHaveLength(0);
  expect(receipt()).toMatchObject({ remediation: { dryRun: true } });
});

it('refuses when the intent cannot be put on record', async () => {
  world.flows.audit = {
    append: async () => {
      throw new TocsinError({ code: 'audit_unavailable', retry: 'later', message: 'm', person: 'p' });
    },
  };
  expect(await ask()).toMatchObject({ kind: 'refused', refusal: { code: 'audit_unavailable' } });
  expect(world.queued.filter(({ name }) => name === 'remediation')).toEqual([]);
});

it.each([
  ['an analyst', { user: 'U0ANALYST', team: 'T0SOC', name: 'ana' }, 'not_permitted'],
  ['a customer', { user: 'U0CUSTOMER', team: 'T0CONTOSO', name: 'carla' }, 'outsider'],
  ['somebody with the id of a responder in another workspace', { user: 'U0RESPONDER', team: 'T0OTHER', name: 'x' }, 'outsider'],
])('refuses %s, at the modal and at the submission, on record', async (_, person, code) => {
  expect(await prepare('contain_host', person)).toMatchObject({ ok: false, refusal: { code } });
  expect(await ask('contain_host', person)).toMatchObject({ kind: 'refused', refusal: { code } });
  expect(world.audited.map(({ kind, outcome }) => [kind, outcome])).toEqual([
    ['refused', code],
    ['refused', code],
  ]);
});

it('refuses a click carried over to another channel, a protected device, and a second one under way', async () => {
  expect(await prepare('contain_host', RESPONDER, 'C0ELSEWHERE')).toMatchObject({ ok: false, refusal: { code: 'wrong_channel' } });
  device.name = 'DC-01.contoso.example';
  // Also where it came under protection after the modal was opened.
  expect(await ask()).toMatchObject({ kind: 'refused', refusal: { code: 'protected_asset', pattern: 'dc-*' } });
  device.name = 'laptop-7.contoso.example';
  await ask();
  expect(await ask()).toMatchObject({ kind: 'refused', refusal: { code: 'already_open' } });
});

it('opens the modal with the one device, and keeps what it is about', async () => {
  const prepared = await prepare();
  expect(prepared).toMatchObject({ ok: true, prompt: { devices: [{ id: MACHINE }], types: ['Full', 'Selective'] } });
  if (!prepared.ok) throw new Error('not prepared');
  expect(await world.flows.store.kept(prepared.prompt.prompt)).toMatchObject({ user: 'U0RESPONDER', machines: [{ id: MACHINE }] });
});

it('lets the person choose between two devices of one name, and acts on the chosen one only', async () => {
  const other = 'b'.repeat(40);
  const named = sampleAlert({ id: 'named', evidence: [{ kind: 'device', roles: [], name: 'laptop-7', loggedOn: [] }] });
  await world.flows.store.ingest('contoso', { alerts: [named], baseline: new Set(), cursor: named.updatedAt });
  const record = (await world.flows.store.detection('contoso', 'named')) as DetectionRecord;
  await world.flows.store.saveMessage('contoso', rootKey('contoso', 'named'), {
    state: 'sent',
    channel: 'C0CONTOSOSOC',
    ts: '2.2',
    sinceMs: 0,
  });
  world.flows.defender = fakeDefender({
    ...world.flows.defender.of('contoso'),
    findMachinesByName: async () => [MACHINE, other].map((id) => ({ id, name: 'laptop-7.contoso.example', tags: [], current: true })),
    getMachine: async (id) => ({ id, current: true, os: 'Windows11', ...device }),
    machineLogonUsers: async () => [],
    listMachineActions: async () => actions,
    grantedRoles: async () => ['Machine.Isolate', 'Machine.Read.All'],
    isolate: act('Isolate'),
  });
  const request = { action: 'contain_host', person: RESPONDER, tenant: contoso, record, channel: 'C0CONTOSOSOC' } as const;
  const prepared = await prepareContainment(world.flows, request);
  expect(prepared).toMatchObject({ ok: true, prompt: { devices: [{ id: MACHINE }, { id: other }] } });
  if (!prepared.ok) throw new Error('not prepared');
  const prompt = (await world.flows.store.kept(prepared.prompt.prompt)) as PromptRecord;
  const submission = { prompt, tenant: contoso, person: RESPONDER, isolationType: 'Full', reason: 'the one on desk 4' } as const;
  expect(await askRemediation(world.flows, submission)).toMatchObject({
    kind: 'refused',
    refusal: { code: 'device_unresolved', found: 2 },
  });
  const elsewhere = { ...submission, machineId: 'c'.repeat(40) };
  expect(await askRemediation(world.flows, elsewhere)).toMatchObject({ kind: 'refused', refusal: { code: 'device_unresolved' } });
  expect(await askRemediation(world.flows, { ...submission, machineId: other })).toMatchObject({ kind: 'asked' });
  await advance();
  expect(actions.map(({ machineId }) => machineId)).toEqual([other]);
});
