import { fullPath, isolationSupport, isServer, platformOf, platformOfPath } from '../../src/core/platform';

test.each([
  ['Windows10', 'windows'],
  ['Windows10WVD', 'windows'],
  ['WindowsServer2019', 'windows'],
  ['Azure Stack HCI', 'windows'],
  ['macOS', 'macos'],
  ['Mac OS X', 'macos'],
  ['RedHatEnterpriseLinux', 'linux'],
  ['Ubuntu', 'linux'],
  ['SUSE', 'linux'],
  ['iOS', 'other'],
  ['Android', 'other'],
  ['', 'other'],
  ['null', 'other'],
  [undefined, 'other'],
])('%p is %p', (os, expected) => {
  expect(platformOf(os)).toBe(expected);
});

test.each([
  ['C:\\Windows', 'windows'],
  ['c:', 'windows'],
  ['\\\\server\\share', 'windows'],
  ['\\Device\\HarddiskVolume3\\x', 'windows'],
  ['/Users/ana/Downloads', 'macos'],
  ['/usr/bin', 'linux'],
  ['relative', 'other'],
])('the path %p is of %p', (path, expected) => {
  expect(platformOfPath(path)).toBe(expected);
});

test.each([
  [{ path: 'C:\\Temp', name: 'a.exe' }, 'other', 'C:\\Temp\\a.exe'],
  [{ path: 'C:\\', name: 'a.exe' }, 'windows', 'C:\\a.exe'],
  [{ path: '/opt/app', name: 'app' }, 'linux', '/opt/app/app'],
  [{ path: '/', name: 'init' }, 'linux', '/init'],
  // Defender's OS name is wrong or missing more often than a path is.
  [{ path: '/tmp', name: 'x' }, 'windows', '/tmp/x'],
  [{ path: 'Temp', name: 'a.exe' }, 'windows', 'Temp\\a.exe'],
  [{ path: 'tmp', name: 'x' }, 'macos', 'tmp/x'],
  [{ name: 'a.exe' }, 'windows', 'a.exe'],
  [{ path: '/tmp' }, 'linux', '/tmp'],
  [{}, 'linux', undefined],
] as const)('%j on %s is %p', (file, platform, expected) => {
  expect(fullPath(file, platform)).toBe(expected);
});

test.each([
  ['Windows11', ['Full', 'Selective']],
  ['WindowsServer2012R2', ['Full', 'Selective']],
  ['macOS', ['Full', 'Selective']],
  ['SomethingNew', ['Full', 'Selective']],
  [undefined, ['Full', 'Selective']],
  ['Ubuntu', ['Full']],
  ['Windows7', []],
  ['Windows8.1', []],
  ['WindowsServer2008R2', []],
  ['WindowsServer2012', []],
  ['iOS', []],
  ['Android', []],
])('%p takes isolation %p', (os, types) => {
  const support = isolationSupport(os);
  expect(support.types).toEqual(types);
  expect(support.limit === undefined).toBe(types.length === 2);
});

test('servers are told by their OS name', () => {
  expect([isServer('WindowsServer2022'), isServer('Windows11'), isServer(undefined)]).toEqual([true, false, false]);
});
