import type { Evidence } from '../../src/core/alert';
import { factsOf } from '../../src/core/normalise';
import { alertOf, device, file, ip, process, registry, url, user } from './alert-fixtures';

const facts = (...evidence: Evidence[]) => factsOf(alertOf({ evidence }));
const ID = 'a'.repeat(40);
const OTHER = 'b'.repeat(40);

test('an alert without evidence has no device, no user, nothing', () => {
  const empty = factsOf(alertOf());
  expect(empty).toMatchObject({
    tenant: 'contoso',
    alertId: 'da1_1',
    otherDevices: [],
    ips: [],
    omitted: 0,
    severity: 'medium',
    vendorSeverity: 'medium',
  });
  expect([empty.device, empty.user, empty.process, empty.file]).toEqual([undefined, undefined, undefined, undefined]);
});

describe('device', () => {
  test('by role before place, by what points at it before place', () => {
    const [first, second] = [device({ deviceId: OTHER, name: 'one' }), device({ deviceId: ID, name: 'two' })];
    expect(facts(first, { ...second, roles: ['PrimaryDevice'] }).device?.name).toBe('two');
    expect(facts(first, { ...second, roles: ['attacked'] }).device?.name).toBe('two');
    expect(facts({ ...first, roles: ['attacker'] }, second).device?.name).toBe('two');
    expect(facts(first, second, process('C:\\T\\a.exe', { deviceId: ID })).device?.name).toBe('two');
    const both = facts(first, second);
    expect(both.device?.name).toBe('one');
    expect(both.otherDevices.map(({ name }) => name)).toEqual(['two']);
  });

  test('named twice is one, also where one mention has no id', () => {
    const one = facts(
      device({ name: 'PC.contoso.example' }),
      device({ deviceId: ID, name: 'pc.contoso.example', os: 'Windows11', lastIp: '10.0.0.9' }),
    );
    expect(one.device).toEqual({ id: ID, name: 'PC.contoso.example', os: 'Windows11', platform: 'windows', ip: '10.0.0.9' });
    expect(one.otherDevices).toEqual([]);
  });

  test('two of one name stay two', () => {
    expect(facts(device({ deviceId: ID, name: 'pc' }), device({ deviceId: OTHER, name: 'pc' })).otherDevices).toHaveLength(1);
  });

  test('only pointed at: by its id, the platform by a path', () => {
    expect(facts(process('/Users/ana/x', { deviceId: ID })).device).toEqual({
      id: ID,
      name: undefined,
      os: undefined,
      platform: 'macos',
      ip: undefined,
    });
  });

  test('an OS name that says nothing gives way to the paths', () => {
    expect(facts(device({ deviceId: ID, os: 'unknownFutureValue' }), process('/usr/bin/sh', { deviceId: ID })).device?.platform).toBe(
      'linux',
    );
    expect(facts(device({ deviceId: ID }), registry({ key: 'Software\\Run' })).device?.platform).toBe('windows');
  });

  test('none at all: one internal address stands for it, several do not', () => {
    expect(facts(ip('8.8.8.8'), ip('10.0.0.7')).device).toEqual({ ip: '10.0.0.7', platform: 'other' });
    expect(facts(ip('10.0.0.6'), ip('10.0.0.7')).device).toBeUndefined();
    expect(facts(ip('10.0.0.6'), ip('10.0.0.7', { roles: ['source'] })).device?.ip).toBe('10.0.0.7');
  });
});

describe('user', () => {
  const ana = { name: 'ana', domain: 'CONTOSO', sid: 'S-1-5-21-1-2-3-1001' };

  test.each([
    { name: 'SYSTEM', domain: 'NT AUTHORITY', sid: 'S-1-5-18' },
    { name: 'LocalSystem' },
    { name: 'PC-12$', domain: 'CONTOSO' },
    { name: 'DWM-3', domain: 'Window Manager' },
    { name: 'www-data' },
    { name: '_spotlight' },
    { name: 'root' },
    { sid: 'S-1-5-19' },
  ])('%j gives way to a person', (account) => {
    const both = facts(user(account), user(ana));
    expect(both.user?.name).toBe('ana');
    expect(both.otherUsers).toHaveLength(1);
    expect(facts(user(account)).user).toMatchObject(account);
  });

  test("Defender's word decides between people; the account of a process counts where no person is named", () => {
    expect(facts(user({ name: 'bo' }), user({ name: 'cy' }, { verdict: 'suspicious' })).user?.name).toBe('cy');
    expect(facts(user({ name: 'SYSTEM' }), process('C:\\T\\a.exe', { account: ana })).user?.name).toBe('ana');
    expect(facts(process('C:\\T\\a.exe', { account: { name: 'bo' } }), user(ana)).user?.name).toBe('ana');
  });

  test('named twice is one with all that is known; another SID is another account', () => {
    const upn = 'ana@contoso.example';
    const once = facts(user(ana), user({ ...ana, upn, displayName: 'Ana Ruiz' }));
    expect(once.user).toEqual({ ...ana, upn, displayName: 'Ana Ruiz' });
    expect(once.otherUsers).toEqual([]);
    expect(facts(user(ana), user({ ...ana, sid: 'S-1-5-21-9-9-9-500' })).otherUsers).toHaveLength(1);
  });

  test('where no person is named, the only one logged on stands in, of several none', () => {
    expect(facts(device({ deviceId: ID, loggedOn: [ana, { name: 'PC$' }] })).user?.name).toBe('ana');
    expect(facts(device({ deviceId: ID, loggedOn: [ana, { name: 'bo' }] })).user).toBeUndefined();
    expect(facts(device({ deviceId: ID, loggedOn: [ana] }), user({ name: 'bo' })).user?.name).toBe('bo');
  });

  test('an account that says nothing is passed over', () => {
    expect(facts(user({})).user).toBeUndefined();
  });
});

describe('process', () => {
  const services = process('C:\\Windows\\System32\\services.exe', { pid: 700, commandLine: 'services.exe', verdict: 'malicious' });
  const child = process('C:\\T\\a.exe', { pid: 800, parentPid: 700, commandLine: 'a.exe', verdict: 'suspicious' });

  test('found malicious before suspicious before none before found harmless', () => {
    const of = (verdict?: 'malicious' | 'suspicious' | 'noThreatsFound') =>
      process(`C:\\T\\${verdict}.exe`, { pid: 1, commandLine: `x ${verdict}`, verdict });
    const all = facts(of('noThreatsFound'), of(), of('suspicious'), of('malicious'));
    expect([all.process, ...all.otherProcesses].map((one) => one?.commandLine)).toEqual([
      'x malicious',
      'x suspicious',
      'x undefined',
      'x noThreatsFound',
    ]);
  });

  test('not a long-lived host where its child is named', () => {
    expect(facts(services, child).process?.pid).toBe(800);
    expect(facts(services).process?.pid).toBe(700);
    expect(facts(services, { ...child, parentPid: 1 }).process?.pid).toBe(700);
  });

  test('the one that says most among equals, the host least', () => {
    const whoami = process('C:\\W\\whoami.exe', { pid: 2, commandLine: '"whoami.exe"', verdict: 'suspicious' });
    const shell = process('C:\\W\\powershell.exe', { pid: 3, commandLine: '"C:\\W\\powershell.exe" -enc AAAA', verdict: 'suspicious' });
    const host = process('C:\\W\\svchost.exe', { pid: 4, commandLine: `svchost.exe -k ${'x'.repeat(99)}`, verdict: 'suspicious' });
    expect(facts(whoami, host, shell).process?.pid).toBe(3);
  });

  test('with its parent, and once where pid and start are the same to the last digit that counts', () => {
    const start = '2026-11-24T06:00:00.1Z';
    const one = process('/usr/bin/sh', {
      pid: 9,
      startedAt: start,
      parentPid: 8,
      parentStartedAt: '2026-11-24T05:00:00Z',
      parentImage: { name: 'apache2' },
    });
    const twice = facts(one, { ...one, startedAt: '2026-11-24T06:00:00.1000000Z', commandLine: 'sh -c id' });
    expect(twice.process).toMatchObject({
      commandLine: 'sh -c id',
      parent: { pid: 8, startedAt: '2026-11-24T05:00:00Z', image: { name: 'apache2' } },
    });
    expect(twice.otherProcesses).toEqual([]);
    expect(facts(one, { ...one, startedAt: '2026-11-24T06:00:00.2Z' }).otherProcesses).toHaveLength(1);
  });

  test('of the device that the alert is about', () => {
    const far = process('C:\\T\\far.exe', { deviceId: OTHER, verdict: 'malicious' });
    const here = process('C:\\T\\here.exe', { deviceId: ID });
    expect(facts(device({ deviceId: ID, roles: ['PrimaryDevice'] }), device({ deviceId: OTHER }), far, here).process?.image.name).toBe(
      'here.exe',
    );
  });
});

describe('file', () => {
  const shell = { name: 'powershell.exe', path: 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0', sha1: '1'.repeat(40) };
  const dropped = { name: 'a.ps1', path: 'C:\\Users\\ana', sha256: '2'.repeat(64) };

  test.each([
    shell,
    { name: 'bash', path: '/usr/bin', sha1: '1'.repeat(40) },
    { name: 'osascript', path: '/usr/bin', sha256: '1'.repeat(64), publisher: 'Apple Inc.' },
  ])("the system's own %j gives way to what was dropped, without a hash too", (system) => {
    expect(facts(file(system, { verdict: 'suspicious' }), file(dropped)).file).toEqual(dropped);
    expect(facts(file(system, { verdict: 'suspicious' }), file({ name: 'a.ps1', path: 'C:\\T' })).file?.name).toBe('a.ps1');
    expect(facts(file(system, { verdict: 'suspicious' }), file({ name: '%COMSPEC%' })).file?.name).toBe(system.name);
  });

  test('malicious first, also where it hides among the system files or signs itself', () => {
    const hidden = { name: 'evil.exe', path: 'C:\\Windows\\System32', sha1: '3'.repeat(40) };
    expect(facts(file(dropped, { verdict: 'suspicious' }), file(hidden, { verdict: 'malicious' })).file).toEqual(hidden);
    expect(facts(file(shell), file({ ...hidden, publisher: 'Evil Ltd' })).file?.name).toBe('evil.exe');
  });

  test('where none is named it is the image of the process, which is not said twice', () => {
    const tool = process('C:\\T\\tool.exe', { image: { name: 'tool.exe', path: 'C:\\T', sha256: '4'.repeat(64) }, verdict: 'suspicious' });
    expect(facts(tool)).toMatchObject({ file: { name: 'tool.exe', sha256: '4'.repeat(64) }, otherFiles: [] });
    expect(facts(tool, file(shell, { verdict: 'suspicious' })).file?.name).toBe('tool.exe');
    expect(facts(process(`${shell.path}\\${shell.name}`, { verdict: 'malicious' }), file(dropped))).toMatchObject({
      file: dropped,
      otherFiles: [],
    });
  });

  test('one hash is one file with all that is known; one place with two hashes is two', () => {
    const sha1 = '5'.repeat(40);
    const once = facts(
      file({ ...dropped }),
      file({ name: 'copy.ps1', sha256: dropped.sha256.toUpperCase(), sha1 }),
      file({ name: dropped.name, path: dropped.path }),
    );
    expect(once.file).toEqual({ ...dropped, sha1 });
    expect(once.otherFiles).toEqual([]);
    expect(facts(file(dropped), file({ ...dropped, sha256: '6'.repeat(64) })).otherFiles).toHaveLength(1);
  });
});

test('addresses: public first, each once, with country and role', () => {
  const { ips } = facts(
    ip('10.0.0.5'),
    ip('::ffff:198.51.100.1'),
    ip('8.8.8.8', { country: 'US' }),
    ip('::ffff:8.8.8.8', { roles: ['contextual', 'commandAndControl'] }),
    ip(' '),
  );
  expect(ips).toEqual([
    { ip: '8.8.8.8', country: 'US', public: true, role: 'commandAndControl' },
    { ip: '10.0.0.5', country: undefined, public: false, role: undefined },
    { ip: '198.51.100.1', country: undefined, public: false, role: undefined },
  ]);
});

test('URLs with their host, registry values with their hive, other evidence by its type, each once', () => {
  const named = facts(
    url('http://evil.example/a'),
    url('http://evil.example/a'),
    url('http://198.51.100.1/b'),
    registry({ hive: 'HKEY_LOCAL_MACHINE', key: 'SOFTWARE\\Run', valueName: 'x', value: 'calc' }),
    registry({ hive: 'HKEY_LOCAL_MACHINE', key: 'software\\run', valueName: 'x', value: 'calc' }),
    registry({}),
    { kind: 'other', roles: [], type: 'mailboxEvidence', label: 'ana' },
    { kind: 'other', roles: [], type: 'mailboxEvidence', label: 'ana' },
  );
  expect(named.urls).toEqual([
    { url: 'http://evil.example/a', host: 'evil.example' },
    { url: 'http://198.51.100.1/b', host: undefined },
  ]);
  expect(named.registry).toEqual([{ key: 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Run', valueName: 'x', value: 'calc' }]);
  expect(named.others).toEqual([{ type: 'mailboxEvidence', label: 'ana' }]);
});

test('lists are cut at twenty and the rest is counted', () => {
  const many = Array.from({ length: 30 }, (_, at) => at);
  const named = facts(
    ...many.map((at) => ip(`198.18.0.${at}`)),
    ...many.map((at) => user({ name: `u${at}` })),
    ...many.map((at) => url(`http://h${at}.example`)),
  );
  expect([named.ips.length, named.otherUsers.length, named.urls.length, named.omitted]).toEqual([20, 20, 20, 10 + 9 + 10]);
});

test('a server raises privilege escalation', () => {
  const evidence = [device({ deviceId: ID, os: 'WindowsServer2022' })];
  expect(factsOf(alertOf({ category: 'PrivilegeEscalation', evidence })).severity).toBe('high');
});
