import { PERSON } from '../../../src/adapters/defender/caller';
import { errorOf } from '../http/http-fixtures';
import { connection, DEFENDER, MACHINE } from './defender-fixtures';
import { useDefender } from './directory';

const { start, api, more } = useDefender();
const MACHINES = '/api/machines';
const machine = (changes = {}) => ({
  id: MACHINE,
  computerDnsName: 'pc1.contoso.example',
  osPlatform: 'Windows11',
  version: '23H2',
  ...changes,
});
const NONE = { error: { code: 'ResourceNotFound', message: 'none', target: 't' } };

it('reads a device, and tells a merged or excluded record from a current one', async () => {
  api()
    .get(`${MACHINES}/${MACHINE}`)
    .reply(200, machine({ healthStatus: 'Active', machineTags: ['crown-jewel'], riskScore: null, rbacGroupName: 'A' }));
  const { defender } = start();
  await expect(defender.getMachine(MACHINE.toUpperCase(), PERSON)).resolves.toEqual({
    id: MACHINE,
    name: 'pc1.contoso.example',
    os: 'Windows11 23H2',
    health: 'Active',
    tags: ['crown-jewel'],
    group: 'A',
    current: true,
  });
  for (const old of [{ mergedIntoMachineId: 'x' }, { isExcluded: true }]) {
    more(DEFENDER).get(`${MACHINES}/${MACHINE}`).reply(200, machine(old));
    expect((await defender.getMachine(MACHINE, PERSON)).current).toBe(false);
  }
});

it('asks again for a known id that reads 404 for a moment', async () => {
  api().get(`${MACHINES}/${MACHINE}`).times(2).reply(404, NONE).get(`${MACHINES}/${MACHINE}`).reply(200, machine());
  await expect(start().defender.getMachine(MACHINE, PERSON)).resolves.toMatchObject({ id: MACHINE });
});

it.each(['', 'x', MACHINE.slice(1), `${MACHINE}0`, `../${MACHINE}`, `${MACHINE}?$filter=1`, `${MACHINE}\n`])(
  'sends nothing for the machine id %j',
  async (id) => {
    const { defender } = start();
    const calls = [
      defender.getMachine(id, PERSON),
      defender.machineLogonUsers(id, PERSON),
      defender.machineOpenAlerts(id, PERSON),
      defender.isolate(id, { type: 'Full', comment: 'c' }),
      defender.unisolate(id, { comment: 'c' }),
      defender.listMachineActions({ machineId: id }, PERSON),
    ];
    for (const call of calls) expect((await errorOf(call)).code).toBe('bad_request');
  },
);

describe('by name', () => {
  it('asks for the whole DNS name', async () => {
    api()
      .get(MACHINES)
      .query({ $filter: "computerDnsName eq 'pc1.contoso.example'", $top: '10000' })
      .reply(200, { value: [machine()] });
    await expect(start().defender.findMachinesByName('PC1.Contoso.example.', PERSON)).resolves.toHaveLength(1);
  });

  it('of a first label takes only the same label, in any domain, and shows all of them', async () => {
    const names = ['pc1.contoso.example', 'PC1.fabrikam.example', 'pc1', 'pc10.contoso.example', 'pc1-old.contoso.example', null];
    const value = names.map((computerDnsName, n) => machine({ id: String(n).repeat(40), computerDnsName }));
    api().get(MACHINES).query({ $filter: "startswith(computerDnsName,'pc1')", $top: '10000' }).reply(200, { value });
    const found = await start().defender.findMachinesByName('Pc1', PERSON);
    expect(found.map((device) => device.name)).toEqual(names.slice(0, 3));
  });

  it('is none at a 404, and a trouble at anything else', async () => {
    api().get(MACHINES).query(true).reply(404, NONE);
    const { defender } = start();
    await expect(defender.findMachinesByName('pc1', PERSON)).resolves.toEqual([]);
    more(DEFENDER)
      .get(MACHINES)
      .query(true)
      .reply(403, {
        error: { code: 'Forbidden', message: 'Missing application roles. API required roles: Machine.Read.All, application roles: .' },
      });
    expect((await errorOf(defender.findMachinesByName('pc1', PERSON))).facts).toMatchObject({
      code: 'permission_missing',
      permission: 'Machine.Read.All',
    });
  });

  it.each(["pc1' or 1 eq 1", 'a b', '', '.', 'x'.repeat(256), 'pc1\u202E', 'pc1/../x', '<!channel>'])(
    'sends nothing for %j',
    async (name) => {
      expect((await errorOf(start().defender.findMachinesByName(name, PERSON))).code).toBe('bad_request');
    },
  );
});

describe('by address', () => {
  it('asks for the address and its time', async () => {
    api().get("/api/machines/findbyip(ip='10.0.0.5',timestamp=2026-11-24T06%3A00%3A00Z)").reply(404, NONE);
    await expect(start().defender.findMachinesByIp('10.0.0.5', '2026-11-24T06:00:00Z', PERSON)).resolves.toEqual([]);
  });

  it.each([
    ["1.2.3.4',timestamp=x)", '2026-11-24T06:00:00Z'],
    ['127.1', '2026-11-24T06:00:00Z'],
    ['10.0.0.0/8', '2026-11-24T06:00:00Z'],
    ['fe80::1%eth0', '2026-11-24T06:00:00Z'],
    ['10.0.0.5', '2026-11-24T06:00:00+09:00'],
  ])('sends nothing for %j at %j', async (ip, at) => {
    expect((await errorOf(start().defender.findMachinesByIp(ip, at, PERSON))).code).toBe('bad_request');
  });
});

it('reads who was logged on', async () => {
  const value = [
    { id: 'contoso\\ana', accountName: 'ana', accountDomain: 'contoso', logonTypes: 'Interactive, Network', isDomainAdmin: true },
    {},
  ];
  api().get(`${MACHINES}/${MACHINE}/logonusers`).reply(200, { value });
  const { defender, log } = start();
  await expect(defender.machineLogonUsers(MACHINE, PERSON)).resolves.toEqual([
    { name: 'ana', domain: 'contoso', logonTypes: ['Interactive', 'Network'], domainAdmin: true },
  ]);
  expect(log.lines.at(-1)?.facts).toEqual({ tenant: 'contoso', skipped: { 'logged-on user': 1 } });
});

it('lists the alerts of a device that are not resolved', async () => {
  const value = [
    { id: 'a', title: 'A', severity: 'High', status: 'New', alertCreationTime: '2026-11-24T06:00:00Z' },
    { id: 'b', status: 'Resolved' },
    { id: 'c', status: null },
  ];
  api().get(`${MACHINES}/${MACHINE}/alerts`).reply(200, { value });
  const open = await start().defender.machineOpenAlerts(MACHINE, PERSON);
  expect(open.map((alert) => [alert.id, alert.severity])).toEqual([
    ['a', 'high'],
    ['c', 'unknown'],
  ]);
});

it('pages devices by skip, and keeps a missing list apart from an empty one', async () => {
  api()
    .get(MACHINES)
    .query({ $top: '100', $skip: '100' })
    .reply(200, { value: [machine()] });
  const { defender } = start();
  await expect(defender.listMachines({ top: 100, skip: 100 }, PERSON)).resolves.toHaveLength(1);
  more(DEFENDER).get(MACHINES).query(true).reply(200, {});
  expect((await errorOf(defender.listMachines({ top: 1 }, PERSON))).code).toBe('bad_answer');
});

it('knows only tenants that are configured, and keeps their Defenders apart', () => {
  const { directory } = start([connection(), connection({ id: 'fabrikam' })]);
  expect(directory.of('contoso')).toBe(directory.of('contoso'));
  expect(directory.of('fabrikam').tenant).toBe('fabrikam');
  for (const id of ['', 'nobody', '__proto__', 'constructor']) expect(() => directory.of(id)).toThrow('not configured');
});
