import fc from 'fast-check';
import { connectionOwnersFrom, connectionOwnersQuery } from '../../../src/core/hunting/connection-owners';
import { faultsIn, literalsIn } from './kusto';

const deviceId = '0123456789abcdef0123456789abcdef01234567';
const aroundIso = '2026-11-24T06:00:00.1234567Z';

test('the query is sound KQL over the published schema, bounded in time and rows', () => {
  const query = connectionOwnersQuery({ deviceId, ips: ['198.51.100.7', '2001:db8::1'], aroundIso });
  expect(faultsIn(query)).toEqual([]);
  expect(query).toContain('Timestamp between');
  expect(query).toMatch(/\| take 20$/);
  expect(literalsIn(query)).toEqual([deviceId, '198.51.100.7', '::ffff:198.51.100.7', '2001:db8::1', '::ffff:2001:db8::1']);
});

test('hostile addresses stay literals, and only twenty are asked about', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme-ascii', maxLength: 40 }), { minLength: 1, maxLength: 30 }), (ips) => {
      const query = connectionOwnersQuery({ deviceId, ips, aroundIso });
      expect(faultsIn(query)).toEqual([]);
      expect(literalsIn(query)).toHaveLength(1 + 2 * Math.min(20, ips.length));
    }),
    { numRuns: 50 },
  );
});

test('what is no device id or instant is refused', () => {
  expect(() => connectionOwnersQuery({ deviceId: '" or true //', ips: ['1.1.1.1'], aroundIso })).toThrow(RangeError);
  expect(() => connectionOwnersQuery({ deviceId, ips: ['1.1.1.1'], aroundIso: 'ago(1d)' })).toThrow(RangeError);
});

test('rows become owners: each process once per address and port, newest first', () => {
  const row = {
    Timestamp: '2026-11-24T06:00:01.5Z',
    RemoteIP: '::ffff:198.51.100.7',
    RemotePort: 443,
    InitiatingProcessFileName: 'powershell.exe',
    InitiatingProcessId: 4104,
    InitiatingProcessCommandLine: 'powershell -enc AA==',
    ProcessUniqueId: '1970324836978944',
  };
  const owners = connectionOwnersFrom([
    row,
    { ...row, Timestamp: '2026-11-24T05:59:01Z' },
    { ...row, ProcessUniqueId: '1970324836978945' },
    { ...row, RemotePort: 80 },
  ]);
  expect(owners).toHaveLength(3);
  expect(owners[0]).toEqual({
    ip: '198.51.100.7',
    port: 443,
    at: '2026-11-24T06:00:01.5Z',
    processName: 'powershell.exe',
    pid: 4104,
    commandLine: 'powershell -enc AA==',
  });
});

test('odd rows do no harm: numbers as text, nulls, missing columns', () => {
  expect(
    connectionOwnersFrom([
      {},
      { RemoteIP: null },
      { RemoteIP: '198.51.100.7', RemotePort: '443', InitiatingProcessId: 'x', InitiatingProcessFileName: '' },
    ]),
  ).toEqual([{ ip: '198.51.100.7', port: 443, at: undefined, processName: undefined, pid: undefined, commandLine: undefined }]);
});
