import fc from 'fast-check';
import type { DeviceState, Isolation } from '../../../src/core/look-up';
import type { MachineAction } from '../../../src/core/machine-action';
import { decide, type PolicyRequest } from '../../../src/core/remediation/policy';

const device: DeviceState = {
  id: 'a'.repeat(40),
  name: 'pc-12.contoso.example',
  os: 'Windows11',
  health: 'Active',
  onboarding: 'Onboarded',
  tags: [],
  current: true,
};
const known = (state: Isolation['state'], more: Partial<Isolation> = {}) =>
  ({ state: 'known', at: '2026-11-24T06:00:00Z', value: { state, ...more } }) as const;
const action = (over: Partial<MachineAction> = {}): MachineAction => ({
  id: 'x',
  type: 'Isolate',
  status: 'Pending',
  machineId: device.id,
  ...over,
});

const roles = { analyst: ['U0ANALYST'], responder: ['U0RESPONDER'], lead: ['U0LEAD'] };
const policy = {
  actions: ['contain_host' as const, 'release_host' as const],
  approvals: {},
  protectedDevices: ['dc-*', 'tag:crown-jewel'],
  maxPerHour: 10,
};
const tenant = { name: 'Contoso', remediation: policy };
const tenantWith = (over: Partial<PolicyRequest['tenant']['remediation']>) => ({ name: 'Contoso', remediation: { ...policy, ...over } });

/** Nothing stands against it. */
const fine: PolicyRequest = {
  action: 'contain_host',
  stage: 'submit',
  person: { user: 'U0RESPONDER', team: 'T0OWN' },
  workspace: 'T0OWN',
  roles,
  tenant,
  channel: { record: 'C0SOC', click: 'C0SOC' },
  stale: false,
  permissions: ['Machine.Isolate', 'Machine.Read.All'],
  devices: [device],
  isolationType: 'Full',
  isolation: known('not_isolated'),
  machineActions: [],
  usedLastHour: 0,
  reason: 'beacon seen',
};
const release: Partial<PolicyRequest> = { action: 'release_host', isolation: known('isolated'), isolationType: undefined };
const answer = (over: Partial<PolicyRequest>) => {
  const decision = decide({ ...fine, ...over });
  return decision.allowed ? 'allowed' : decision.refusal;
};
const as = (user: string) => ({ person: { user, team: 'T0OWN' } });

test.each<[string, Partial<PolicyRequest>]>([
  ['a responder contains', {}],
  ['a lead contains', as('U0LEAD')],
  ['a responder releases', release],
  ['the modal opens before a reason is given', { stage: 'offer', reason: '' }],
  ['permissions that could not be read do not stand against it', { permissions: undefined }],
  ['Machine.ReadWrite.All reads too', { permissions: ['Machine.ReadWrite.All', 'Machine.Isolate'] }],
  ['an isolation that is not known stands against nothing', { isolation: { state: 'unavailable', why: 'throttled' } }],
  ['nor against a release', { ...release, isolation: { state: 'unavailable', why: 'throttled' } }],
  ['nor one derived as unknown', { ...release, isolation: known('unknown') }],
  ['one below the limit', { usedLastHour: 9 }],
  ['an approval by the one who asks', { tenant: tenantWith({ approvals: { contain_host: 1, delete_file: 2 } }) }],
  ['an inactive device: the action waits', { devices: [{ ...device, health: 'Inactive' }] }],
  ['a release of a device that does not report', { ...release, devices: [{ ...device, health: 'NoSensorDataImpairedCommunication' }] }],
  ['a finished action in Defender', { machineActions: [action({ status: 'Succeeded' })] }],
  ['a scan under way', { machineActions: [action({ type: 'RunAntiVirusScan' })] }],
  ['Full on Linux', { devices: [{ ...device, os: 'Ubuntu' }] }],
  ['Selective on macOS', { devices: [{ ...device, os: 'macOS' }], isolationType: 'Selective' }],
  ['an onboarding in other letters', { devices: [{ ...device, onboarding: 'onboarded' }] }],
])('allowed: %s', (_, over) => {
  expect(answer(over)).toBe('allowed');
});

test.each<[string, Partial<PolicyRequest>, unknown]>([
  ['another workspace', { person: { user: 'U0LEAD', team: 'T0CUSTOMER' } }, { code: 'outsider' }],
  ['no workspace', { person: { user: 'U0LEAD', team: '' }, workspace: '' }, { code: 'outsider' }],
  ['an analyst', as('U0ANALYST'), { code: 'not_permitted', tenantName: 'Contoso', needs: 'responder', ask: ['U0LEAD'] }],
  ['nobody in particular', as('U0STRANGER'), { code: 'not_permitted', tenantName: 'Contoso', needs: 'responder', ask: ['U0LEAD'] }],
  [
    'no lead to ask',
    { ...as('U0X'), roles: { ...roles, lead: [] } },
    { code: 'not_permitted', tenantName: 'Contoso', needs: 'responder', ask: ['U0RESPONDER'] },
  ],
  [
    'empty lists are nobody',
    { roles: { analyst: [], responder: [], lead: [] } },
    { code: 'not_permitted', tenantName: 'Contoso', needs: 'responder', ask: [] },
  ],
  ['another channel', { channel: { record: 'C0SOC', click: 'C0OTHER' } }, { code: 'wrong_channel' }],
  ['no channel', { channel: { record: '', click: '' } }, { code: 'wrong_channel' }],
  ['an old card', { stale: true }, { code: 'stale_card' }],
  [
    'not enabled',
    { tenant: tenantWith({ actions: ['release_host'] }) },
    { code: 'tenant_disabled', tenantName: 'Contoso', action: 'contain_host' },
  ],
  [
    'release not enabled',
    { ...release, tenant: tenantWith({ actions: ['contain_host'] }) },
    { code: 'tenant_disabled', tenantName: 'Contoso', action: 'release_host' },
  ],
  [
    'no Machine.Isolate',
    { permissions: ['Machine.Read.All'] },
    { code: 'permission_missing', tenantName: 'Contoso', permission: 'Machine.Isolate' },
  ],
  [
    'no Machine.Read.All',
    { permissions: ['Machine.Isolate'] },
    { code: 'permission_missing', tenantName: 'Contoso', permission: 'Machine.Read.All' },
  ],
  ['no device', { devices: [], deviceName: 'pc-12' }, { code: 'device_unresolved', deviceName: 'pc-12', found: 0 }],
  ['two devices', { devices: [device, device] }, { code: 'device_unresolved', deviceName: device.name, found: 2 }],
  [
    'Selective on Linux',
    { devices: [{ ...device, os: 'Ubuntu' }], isolationType: 'Selective' },
    { code: 'device_unsupported', detail: 'Linux devices take Full isolation only.' },
  ],
  ['a phone', { devices: [{ ...device, os: 'iOS' }] }, { code: 'device_unsupported', detail: 'Phones and tablets cannot be isolated.' }],
  [
    'not onboarded',
    { devices: [{ ...device, onboarding: 'CanBeOnboarded' }] },
    { code: 'device_unsupported', detail: 'pc-12.contoso.example is not onboarded to Defender (CanBeOnboarded).' },
  ],
  [
    'a protected name',
    { devices: [{ ...device, name: 'DC-01' }] },
    { code: 'protected_asset', deviceName: 'DC-01', tenantName: 'Contoso', pattern: 'dc-*' },
  ],
  [
    'a protected tag',
    { devices: [{ ...device, tags: ['Crown-Jewel'] }] },
    { code: 'protected_asset', deviceName: device.name, tenantName: 'Contoso', pattern: 'tag:crown-jewel' },
  ],
  [
    'protected from a lead too',
    { ...as('U0LEAD'), devices: [{ ...device, name: 'dc-01' }] },
    { code: 'protected_asset', deviceName: 'dc-01', tenantName: 'Contoso', pattern: 'dc-*' },
  ],
  [
    'a device that neither hears nor answers',
    { devices: [{ ...device, health: 'NoSensorDataImpairedCommunication' }] },
    { code: 'device_not_reporting', deviceName: device.name, health: 'NoSensorDataImpairedCommunication' },
  ],
  [
    'one of ours under way',
    { openRemediation: { by: 'ana', sinceMs: 5 } },
    { code: 'already_open', deviceName: device.name, by: 'ana', sinceMs: 5 },
  ],
  [
    'one of Defender under way',
    { machineActions: [action({ type: 'Unisolate', requestor: 'bo', createdAt: '1970-01-01T00:00:01Z' })] },
    { code: 'already_open', deviceName: device.name, by: 'bo', sinceMs: 1000 },
  ],
  [
    'isolating',
    { isolation: known('isolating', { by: 'bo' }) },
    { code: 'already_open', deviceName: device.name, by: 'bo', sinceMs: undefined },
  ],
  [
    'releasing',
    { ...release, isolation: known('releasing', { by: 'bo' }) },
    { code: 'already_open', deviceName: device.name, by: 'bo', sinceMs: undefined },
  ],
  [
    'already isolated',
    { isolation: known('isolated', { since: '2026-11-24T05:00:00Z', by: 'bo' }) },
    { code: 'already_done', deviceName: device.name, state: 'isolated', since: '2026-11-24T05:00:00Z', by: 'bo' },
  ],
  [
    'not isolated',
    { ...release, isolation: known('not_isolated') },
    { code: 'already_done', deviceName: device.name, state: 'not_isolated', since: undefined, by: undefined },
  ],
  ['the limit', { usedLastHour: 10 }, { code: 'limit_reached', tenantName: 'Contoso', used: 10, limit: 10 }],
  ['the limit counts releases', { ...release, usedLastHour: 11 }, { code: 'limit_reached', tenantName: 'Contoso', used: 11, limit: 10 }],
  [
    'two people needed',
    { tenant: tenantWith({ approvals: { contain_host: 2 } }) },
    { code: 'approval_needed', tenantName: 'Contoso', needed: 2 },
  ],
  [
    'two people needed, before the modal',
    { stage: 'offer', tenant: tenantWith({ approvals: { contain_host: 2 } }) },
    { code: 'approval_needed', tenantName: 'Contoso', needed: 2 },
  ],
  ['no reason', { reason: '' }, { code: 'reason_missing' }],
  ['four letters in a lot of room', { reason: '  abcd\n\t ' }, { code: 'reason_missing' }],
])('refused: %s', (_, over, refusal) => {
  expect(answer(over)).toEqual(refusal);
});

/** Each column one question, its answers as changes of a request; the first answer stands against nothing. */
const QUESTIONS: [code: string, Partial<PolicyRequest>[]][] = [
  ['outsider', [{}, { workspace: 'T0ELSE' }]],
  ['not_permitted', [{}, { roles: { ...roles, responder: [], lead: [] } }]],
  ['wrong_channel', [{}, { channel: { record: 'C0SOC', click: 'C0X' } }]],
  ['stale_card', [{}, { stale: true }]],
  ['tenant_disabled', [{}, { tenant: tenantWith({ actions: [] }) }]],
  ['permission_missing', [{}, { permissions: [] }]],
  ['device_unresolved', [{}, { devices: [] }]],
  ['device_unsupported', [{}, { devices: [{ ...device, os: 'iOS' }] }]],
  ['protected_asset', [{}, { devices: [{ ...device, name: 'dc-9' }] }]],
  ['device_not_reporting', [{}, { devices: [{ ...device, health: 'NoSensorDataImpairedCommunication' }] }]],
  ['already_open', [{}, { openRemediation: { sinceMs: 1 } }, { machineActions: [action()] }]],
  ['already_done', [{}, { isolation: known('isolated') }]],
  ['limit_reached', [{}, { usedLastHour: 10 }]],
  ['approval_needed', [{}, { tenant: tenantWith({ approvals: { contain_host: 2 } }) }]],
  ['reason_missing', [{}, { reason: 'why' }]],
];
/** Questions that change the same field cannot be answered together. */
const fields = (index: number, at: number) => Object.keys(QUESTIONS[index]?.[1][at] ?? {});

test('of any two objections the earlier one in the published order is given', () => {
  for (let early = 0; early < QUESTIONS.length; early++) {
    for (let later = early + 1; later < QUESTIONS.length; later++) {
      if (fields(early, 1).some((field) => fields(later, 1).includes(field))) continue;
      expect(answer({ ...QUESTIONS[later]?.[1][1], ...QUESTIONS[early]?.[1][1] })).toMatchObject({ code: QUESTIONS[early]?.[0] });
    }
  }
});

test('over all combinations: allowed exactly when nothing at all stands against it', () => {
  let requests: { over: Partial<PolicyRequest>; objections: number }[] = [{ over: {}, objections: 0 }];
  for (const [, answers] of QUESTIONS) {
    requests = requests.flatMap(({ over, objections }) =>
      answers
        .map((change, at) => ({
          over: { ...over, ...change },
          objections: objections + Math.min(at, 1),
          overlap: Object.keys(change).some((key) => key in over),
        }))
        .filter(({ overlap }) => !overlap),
    );
  }
  expect(requests.length).toBeGreaterThan(10_000);
  const wrong = requests.filter(({ over, objections }) => decide({ ...fine, ...over }).allowed !== (objections === 0));
  expect(wrong).toEqual([]);
});

/** Anything that could come, in no tidy combination. */
const anything: fc.Arbitrary<PolicyRequest> = fc.record({
  action: fc.constantFrom('contain_host', 'release_host'),
  stage: fc.constantFrom('offer', 'submit'),
  person: fc.record({ user: fc.constantFrom('', 'U0ANALYST', 'U0RESPONDER', 'U0LEAD', 'U0X'), team: fc.constantFrom('', 'T0OWN', 'T0X') }),
  workspace: fc.constantFrom('', 'T0OWN'),
  roles: fc.constantFrom(roles, { analyst: [], responder: [], lead: [] }, { analyst: ['U0X'], responder: [], lead: ['U0LEAD'] }),
  tenant: fc
    .record({
      actions: fc.subarray(['contain_host', 'release_host', 'block_hash'] as const),
      approvals: fc.record({ contain_host: fc.constantFrom(1, 2), release_host: fc.constantFrom(1, 3) }, { requiredKeys: [] }),
      protectedDevices: fc.subarray(['dc-*', 'tag:vip', 'pc-12']),
      maxPerHour: fc.constantFrom(0, 1, 10),
    })
    .map((remediation) => ({ name: 'Contoso', remediation })),
  channel: fc.record({ record: fc.constantFrom('', 'C1'), click: fc.constantFrom('', 'C1', 'C2') }),
  stale: fc.boolean(),
  permissions: fc.option(fc.subarray(['Machine.Isolate', 'Machine.Read.All', 'Machine.ReadWrite.All']), { nil: undefined }),
  devices: fc.array(
    fc.record({
      id: fc.constant('a'),
      name: fc.constantFrom('pc-12.x', 'dc-1', 'web', ''),
      os: fc.constantFrom(undefined, 'Windows11', 'Ubuntu', 'iOS'),
      health: fc.constantFrom(undefined, 'Active', 'Inactive'),
      onboarding: fc.constantFrom(undefined, 'Onboarded', 'Unsupported'),
      tags: fc.subarray(['VIP', 'x']),
      current: fc.boolean(),
    }),
    { maxLength: 2 },
  ),
  isolationType: fc.constantFrom(undefined, 'Full', 'Selective'),
  isolation: fc.oneof(
    fc.constantFrom({ state: 'pending' } as const, { state: 'unavailable', why: 'x' } as const, { state: 'none', at: '' } as const),
    fc.constantFrom('isolated', 'not_isolated', 'isolating', 'releasing', 'unknown').map((state) => known(state as Isolation['state'])),
  ),
  openRemediation: fc.option(fc.record({ sinceMs: fc.constant(1) }), { nil: undefined }),
  machineActions: fc.array(
    fc.constantFrom(
      action(),
      action({ type: 'Unisolate', status: 'InProgress' }),
      action({ status: 'Failed' }),
      action({ type: 'LiveResponse' }),
    ),
    {
      maxLength: 2,
    },
  ),
  usedLastHour: fc.constantFrom(0, 1, 9, 10),
  reason: fc.constantFrom('', '    ', 'beacon seen'),
});

/** Up to four fields of a sound request replaced: of requests wholly by chance next to none would be allowed. */
const nearlyFine = fc
  .tuple(anything, fc.subarray(Object.keys(fine) as (keyof PolicyRequest)[], { maxLength: 4 }))
  .map(([other, keys]): PolicyRequest => ({ ...fine, ...Object.fromEntries(keys.map((key) => [key, other[key]])) }));

test('whatever comes: nothing is allowed that must never be', () => {
  let allowed = 0;
  fc.assert(
    fc.property(fc.oneof(anything, nearlyFine), (request) => {
      if (!decide(request).allowed) return;
      allowed++;
      const { person, tenant: t, devices } = request;
      expect([...request.roles.responder, ...request.roles.lead]).toContain(person.user);
      expect(person.team).toBe(request.workspace);
      expect(person.team).not.toBe('');
      expect(request.channel.click).toBe(request.channel.record);
      expect(request.stale).toBe(false);
      expect(t.remediation.actions).toContain(request.action);
      expect(t.remediation.approvals[request.action] ?? 1).toBe(1);
      expect(devices).toHaveLength(1);
      expect(request.usedLastHour).toBeLessThan(t.remediation.maxPerHour);
      expect(request.openRemediation).toBeUndefined();
      expect(
        request.machineActions.filter(({ type, status }) => type.endsWith('solate') && ['Pending', 'InProgress'].includes(status)),
      ).toEqual([]);
      const [{ name, tags, os, onboarding } = device] = devices;
      if (t.remediation.protectedDevices.includes('dc-*')) expect(name).not.toMatch(/^dc-/);
      if (t.remediation.protectedDevices.includes('pc-12')) expect(name).not.toMatch(/^pc-12/);
      if (t.remediation.protectedDevices.includes('tag:vip')) expect(tags).not.toContain('VIP');
      expect(os).not.toBe('iOS');
      if (os === 'Ubuntu' && request.action === 'contain_host') expect(request.isolationType).not.toBe('Selective');
      expect(onboarding).not.toBe('Unsupported');
      if (request.permissions) expect(request.permissions).toContain('Machine.Isolate');
      if (request.isolation.state === 'known') {
        expect(request.isolation.value.state).not.toBe(request.action === 'contain_host' ? 'isolated' : 'not_isolated');
        expect(['isolating', 'releasing']).not.toContain(request.isolation.value.state);
      }
      if (request.stage === 'submit') expect(request.reason.trim().length).toBeGreaterThanOrEqual(5);
    }),
    { numRuns: 6_000 },
  );
  expect(allowed).toBeGreaterThan(200);
});
