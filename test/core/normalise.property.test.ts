import fc from 'fast-check';
import type { Account, Alert, Evidence, FileFacts } from '../../src/core/alert';
import type { DetectionFacts } from '../../src/core/detection-facts';
import { canonicalAddress } from '../../src/core/network-address';
import { factsOf } from '../../src/core/normalise';
import { alertOf } from './alert-fixtures';

/** Few values, so that things are named twice, and hostile ones among them. */
const word = fc.constantFrom(
  'a',
  'B',
  'svchost.exe',
  'SYSTEM',
  'ana$',
  'root',
  '',
  ' ',
  '../x',
  '"',
  '\u202e',
  '__proto__',
  'constructor',
  'x'.repeat(300),
);
const maybe = <T>(arb: fc.Arbitrary<T>) => fc.option(arb, { nil: undefined });
const path = fc.constantFrom('C:\\Windows\\System32', 'C:\\Temp', '/usr/bin', '/Users/ana', '\\\\srv\\x', '/', '');
const instant = fc.constantFrom('2026-11-24T06:00:00.1234567Z', '2026-11-24T06:00:00Z', 'yesterday', '');
const deviceId = fc.constantFrom('a'.repeat(40), 'b'.repeat(40), 'C', '');
const common = {
  roles: fc.array(fc.constantFrom('PrimaryDevice', 'attacked', 'contextual', 'unknown', ''), { maxLength: 2 }),
  verdict: maybe(fc.constantFrom('malicious' as const, 'suspicious' as const, 'noThreatsFound' as const, 'unknown' as const)),
  remediation: maybe(fc.constantFrom('none', 'prevented', 'active')),
};
const hash = fc.constantFrom('1', '2', '3');
const file: fc.Arbitrary<FileFacts> = fc.record({
  name: maybe(word),
  path: maybe(path),
  sha1: maybe(hash),
  sha256: maybe(hash),
  md5: maybe(hash),
});
const account: fc.Arbitrary<Account> = fc.record({
  name: maybe(word),
  domain: maybe(word),
  sid: maybe(fc.constantFrom('S-1-5-18', 'S-1-5-21-1')),
  upn: maybe(word),
});
const number = maybe(fc.constantFrom(0, 4, 8, -1, Number.NaN));
const kind = <K extends Evidence['kind']>(name: K) => fc.constant(name);

const evidence: fc.Arbitrary<Evidence> = fc.oneof(
  fc.record({
    ...common,
    kind: kind('device'),
    deviceId: maybe(deviceId),
    name: maybe(word),
    os: maybe(word),
    lastIp: maybe(word),
    loggedOn: fc.array(account, { maxLength: 3 }),
  }),
  fc.record({
    ...common,
    kind: kind('process'),
    deviceId: maybe(deviceId),
    pid: number,
    parentPid: number,
    commandLine: maybe(word),
    startedAt: maybe(instant),
    image: file,
    parentImage: file,
    account: maybe(account),
  }),
  fc.record({ ...common, kind: kind('file'), deviceId: maybe(deviceId), file }),
  fc.record({ ...common, kind: kind('user'), account }),
  fc.record({
    ...common,
    kind: kind('ip'),
    ip: fc.oneof(word, fc.ipV4(), fc.ipV6(), fc.constantFrom('127.1', '::ffff:8.8.8.8', '999.1.1.1')),
  }),
  fc.record({
    ...common,
    kind: kind('url'),
    url: fc.oneof(word, fc.webUrl(), fc.constantFrom('http://', 'javascript:alert(1)', 'https://[', 'evil.example')),
  }),
  fc.record({ ...common, kind: kind('registry'), hive: maybe(word), key: maybe(word), valueName: maybe(word), value: maybe(word) }),
  fc.record({ ...common, kind: kind('other'), type: word, label: maybe(word) }),
);

const severity = fc.constantFrom('high' as const, 'medium' as const, 'low' as const, 'informational' as const, 'unknown' as const);
const alerts = (max: number): fc.Arbitrary<Alert> =>
  fc
    .record({
      evidence: fc.array(evidence, { maxLength: max }),
      category: maybe(word),
      severity,
      title: word,
      techniques: fc.array(word, { maxLength: 2 }),
    })
    .map((over) => alertOf(over));

const lower = (text: string | undefined): string | undefined => text?.toLowerCase();
const sameFile = (a: FileFacts, b: FileFacts): boolean =>
  (['sha256', 'sha1', 'md5'] as const).some((key) => a[key] !== undefined && a[key] === b[key]) ||
  (lower(a.name) === lower(b.name) && (a.path ?? '') === (b.path ?? ''));
const sameAccount = (a: Account, b: Account): boolean =>
  Boolean((a.sid && a.sid === b.sid) || (a.upn && lower(a.upn) === lower(b.upn)) || (a.name && lower(a.name) === lower(b.name)));

/** What a piece would have to show to be worth showing, and whether it is there. */
function isShown(piece: Evidence, facts: DetectionFacts): boolean {
  const devices = [facts.device, ...facts.otherDevices];
  const processes = [facts.process, ...facts.otherProcesses];
  switch (piece.kind) {
    case 'device':
      return (
        !(piece.deviceId || piece.name || piece.lastIp) ||
        devices.some((one) => one && ((piece.deviceId && lower(one.id) === lower(piece.deviceId)) || lower(one.name) === lower(piece.name)))
      );
    case 'process': {
      const says = piece.pid !== undefined || piece.commandLine || piece.image.name || piece.image.sha1 || piece.image.sha256;
      return (
        !says || processes.some((one) => one && Object.is(one.pid, piece.pid) && (piece.startedAt || one.commandLine === piece.commandLine))
      );
    }
    case 'file': {
      const { name, path: folder, sha1, sha256, md5 } = piece.file;
      if (!(name || folder || sha1 || sha256 || md5)) return true;
      return [facts.file, ...facts.otherFiles].some((one) => one && sameFile(piece.file, one));
    }
    case 'user':
      return (
        !(piece.account.sid || piece.account.upn || piece.account.name) ||
        [facts.user, ...facts.otherUsers].some((one) => one && sameAccount(one, piece.account))
      );
    case 'ip':
      return piece.ip.trim() === '' || facts.ips.some((one) => one.ip === canonicalAddress(piece.ip));
    case 'url':
      return piece.url.trim() === '' || facts.urls.some((one) => one.url === piece.url.trim());
    case 'registry':
      return (
        !(piece.hive || piece.key || piece.valueName !== undefined) ||
        facts.registry.some((one) => one.valueName === piece.valueName && one.value === piece.value)
      );
    case 'other':
      return facts.others.some((one) => one.type === piece.type && one.label === piece.label);
  }
}

const sameDevice = (a: Evidence, b: Evidence): boolean =>
  a.kind === 'device' &&
  b.kind === 'device' &&
  Boolean((a.deviceId && lower(a.deviceId) === lower(b.deviceId)) || (a.name && lower(a.name) === lower(b.name)));
const same = (a: Evidence, b: Evidence): boolean =>
  sameDevice(a, b) ||
  (a.kind === 'file' && b.kind === 'file' && sameFile(a.file, b.file)) ||
  (a.kind === 'user' && b.kind === 'user' && sameAccount(a.account, b.account));

/** Pieces of which nothing is shown: neither they nor, under another of its names, what they are the same as. */
function lost(alert: Alert): Evidence[] {
  const facts = factsOf(alert);
  const shown = alert.evidence.filter((piece) => isShown(piece, facts));
  for (const one of shown) shown.push(...alert.evidence.filter((piece) => !shown.includes(piece) && same(one, piece)));
  return alert.evidence.filter((piece) => !shown.includes(piece));
}

test('no alert makes it throw, no list is over twenty, and a few pieces are all shown', () => {
  fc.assert(
    fc.property(alerts(18), (alert) => {
      expect(factsOf(alert).omitted).toBe(0);
      expect(lost(alert)).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

test('of many pieces, what is not shown is counted', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 120 }),
      fc.constantFrom('ip', 'url', 'user', 'file', 'process', 'device', 'registry', 'other'),
      (count, name) => {
        const each = (at: number): Evidence => {
          const shared = { roles: [] };
          switch (name) {
            case 'ip':
              return { ...shared, kind: name, ip: `20.0.0.${at}` };
            case 'url':
              return { ...shared, kind: name, url: `http://h${at}.example` };
            case 'user':
              return { ...shared, kind: name, account: { name: `u${at}` } };
            case 'file':
              return { ...shared, kind: name, file: { sha1: String(at) } };
            case 'process':
              return { ...shared, kind: name, pid: at, image: {}, parentImage: {} };
            case 'device':
              return { ...shared, kind: name, deviceId: String(at), loggedOn: [] };
            case 'registry':
              return { ...shared, kind: name, key: String(at) };
            default:
              return { ...shared, kind: 'other', type: String(at) };
          }
        };
        const facts = factsOf(alertOf({ evidence: Array.from({ length: count }, (_, at) => each(at)) }));
        const firsts = [facts.device, facts.user, facts.process, facts.file].filter((one) => one !== undefined).length;
        const lists = [
          facts.otherDevices,
          facts.otherUsers,
          facts.otherProcesses,
          facts.otherFiles,
          facts.ips,
          facts.urls,
          facts.registry,
          facts.others,
        ];
        expect(Math.max(...lists.map((list) => list.length))).toBeLessThanOrEqual(20);
        expect(firsts + lists.flat().length + facts.omitted).toBe(count);
      },
    ),
    { numRuns: 200 },
  );
});

test('the order of evidence does not decide whether anything is shown, and reading changes nothing', () => {
  fc.assert(
    fc.property(alerts(18), (alert) => {
      const before = structuredClone(alert);
      factsOf(alert);
      expect(alert).toEqual(before);
      expect(lost({ ...alert, evidence: [...alert.evidence].reverse() })).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

test('ten thousand pieces are read without growing out of hand', () => {
  const pieces = Array.from(
    { length: 10_000 },
    (_, at): Evidence => ({ kind: 'file', roles: [], file: { name: `f${at}`, path: 'C:\\T' } }),
  );
  expect(factsOf(alertOf({ evidence: pieces })).omitted).toBe(10_000 - 21);
});
