import { deviceWarnings } from '../../src/core/device-warnings';
import type { DeviceState, LoggedOnUser, LookUp } from '../../src/core/look-up';

const NOW = Date.UTC(2026, 10, 24, 12);
const VPN = 'On a full-tunnel VPN or behind a web proxy it may also lose Defender, and then the release.';
const pc: DeviceState = {
  id: 'a',
  name: 'pc-12.contoso.example',
  os: 'Windows11',
  health: 'Active',
  onboarding: 'Onboarded',
  lastSeen: '2026-11-24T06:00:00Z',
  tags: [],
  current: true,
};
const nobody: LookUp<LoggedOnUser[]> = { state: 'none', at: '' };
const warnings = (over: Partial<DeviceState>, loggedOn: LookUp<LoggedOnUser[]> = nobody) =>
  deviceWarnings({ ...pc, ...over }, loggedOn, NOW);

test('an ordinary workstation has only the remark on VPNs', () => {
  expect(warnings({})).toEqual([VPN]);
  expect(warnings({ lastSeen: undefined, health: undefined, onboarding: undefined })).toEqual([VPN]);
});

const CONTROLLER = 'This looks like a domain controller: sign-in may fail for everybody it serves.';
const SERVER = 'This is a server: whoever uses its services is cut off too.';

test.each<[Partial<DeviceState>, string]>([
  [{ os: 'WindowsServer2019' }, SERVER],
  [{ name: 'vnevado-dc.contoso.example', os: 'WindowsServer2019' }, CONTROLLER],
  [{ name: 'DC01', os: 'WindowsServer2022' }, CONTROLLER],
  [{ name: 'dc-2.x', os: 'WindowsServer2022' }, CONTROLLER],
  [{ name: 'addc1', os: undefined }, CONTROLLER],
  [{ name: 'srv1', os: 'WindowsServer2022', tags: ['Domain Controllers'] }, CONTROLLER],
  [{ tags: ['Crown-Jewel', 'EU', 'Tier 0'] }, 'Tagged "Crown-Jewel", "Tier 0" in Defender.'],
  [{ value: 'High' }, 'Defender has it as a high-value device.'],
  [{ lastSeen: '2026-11-22T12:00:00Z' }, 'Last report 2 days ago: the action may wait up to 3 days.'],
  [{ lastSeen: '2026-11-14T06:00:00.1234567Z', health: 'Inactive' }, 'Last report 10 days ago: the action may wait up to 3 days.'],
  [{ health: 'Inactive' }, 'Defender calls it inactive: the action may wait up to 3 days.'],
  [{ health: 'ImpairedCommunication' }, 'Its connection to Defender is impaired: the action may wait up to 3 days.'],
  [{ current: false }, 'Defender has merged this record into another or excluded it: check that it is the right device.'],
  [{ onboarding: 'CanBeOnboarded' }, 'It is not onboarded to Defender (CanBeOnboarded).'],
  [{ os: 'Ubuntu' }, 'Linux takes Full isolation only, without exceptions for mail or chat; an iptables rule added later lifts it.'],
  [{ os: 'macOS' }, 'macOS has no exceptions for mail or chat, and needs client 101.98.84 or later.'],
])('%j: %s', (over, sentence) => {
  expect(warnings(over)).toEqual([sentence, VPN]);
});

test.each<Partial<DeviceState>>([
  { lastSeen: '2026-11-22T12:00:01Z' },
  { lastSeen: 'yesterday' },
  { name: 'dcooper-laptop' },
  { name: 'hdc-tv' },
  { name: 'dc-1', os: 'macOS' },
  { value: 'Normal' },
  { tags: ['EU'] },
  { onboarding: 'onboarded' },
])('%j is nothing to warn of', (over) => {
  expect(warnings(over).filter((sentence) => !sentence.startsWith('macOS') && sentence !== VPN)).toEqual([]);
});

test('domain admins come first, the latest by name, the others counted', () => {
  const admin = (name: string, lastSeen?: string): LoggedOnUser => ({ name, logonTypes: [], domainAdmin: true, lastSeen });
  const known = (...value: LoggedOnUser[]): LookUp<LoggedOnUser[]> => ({ state: 'known', at: '', value });
  expect(
    warnings(
      { os: 'WindowsServer2022' },
      known(admin('ana', '2026-11-20T00:00:00Z'), admin('bo', '2026-11-23T00:00:00Z'), { ...admin('cy'), domainAdmin: false }),
    ),
  ).toEqual(['A domain admin has been logged on: bo and 1 more. Their credentials may be in its memory.', SERVER, VPN]);
  expect(warnings({}, known({ ...admin('cy'), domainAdmin: false }))).toEqual([VPN]);
  expect(warnings({}, { state: 'unavailable', why: 'throttled' })).toEqual([VPN]);
});
