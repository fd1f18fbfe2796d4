import { createQueryParser } from '../../../../playground/defender/kql/language';
import { runQuery } from '../../../../playground/defender/kql/run';

const NOW = Date.parse('2026-11-24T06:00:00Z');
const HOUR = 3_600_000;
const parse = createQueryParser();

const TABLES: Record<string, Record<string, unknown>[]> = {
  DeviceProcessEvents: [
    {
      Timestamp: '2026-11-24T05:00:00.1234567Z',
      DeviceId: 'd1',
      ProcessId: 10,
      FileName: 'PowerShell.exe',
      ProcessCommandLine: 'powershell -enc AAA',
      AccountName: 'ana',
      ProcessUniqueId: '9288674231451001',
    },
    {
      Timestamp: '2026-11-24T05:10:00Z',
      DeviceId: 'd1',
      ProcessId: 11,
      FileName: 'cmd.exe',
      ProcessCommandLine: 'cmd /c net user_admin',
      AccountName: 'ana',
      InitiatingProcessId: 10,
    },
    {
      Timestamp: '2026-11-24T05:50:00Z',
      DeviceId: 'd2',
      ProcessId: 12,
      FileName: 'net.exe',
      ProcessCommandLine: "net use '\\\\x'",
      AccountName: '',
      AdditionalFields: '{"a":{"b":[1,2]},"c":"x"}',
    },
    { Timestamp: '2026-11-20T00:00:00Z', DeviceId: 'd3', ProcessId: 13, FileName: 'old.exe', ProcessCommandLine: '', AccountName: 'tom' },
  ],
  DeviceNetworkEvents: [
    { Timestamp: '2026-11-24T05:01:00Z', DeviceId: 'd1', RemoteIP: '203.0.113.7', RemotePort: 443, InitiatingProcessId: 10 },
    { Timestamp: '2026-11-24T05:02:00Z', DeviceId: 'd1', RemoteIP: '203.0.113.8', RemotePort: 80, InitiatingProcessId: 10 },
  ],
};

const run = (query: string, span = { from: NOW - 30 * 24 * HOUR, to: NOW }) =>
  runQuery(parse, query, { rows: (name) => TABLES[name] ?? [], nowMs: NOW, ...span });

/** The rows without the annotations, as lists of values. */
const values = (query: string, span?: { from: number; to: number }) => {
  const { schema, results } = run(query, span);
  return results.map((row) => schema.map(({ name }) => row[name]));
};
const P = 'DeviceProcessEvents';
const ids = (where: string) => values(`${P} | where ${where} | project ProcessId`).flat();

test.each([
  ['ProcessId == 10', [10]],
  ['ProcessId != 10', [11, 12, 13]],
  ['ProcessId > 10 and ProcessId <= 12', [11, 12]],
  ['ProcessId < 11 or ProcessId >= 13', [10, 13]],
  ['not(ProcessId == 10)', [11, 12, 13]],
  ['ProcessId between (11 .. 12)', [11, 12]],
  ['ProcessId !between (11 .. 12)', [10, 13]],
  ['Timestamp between (datetime(2026-11-24T05:00:00Z) .. 15m)', [10, 11]],
  ['Timestamp > ago(1h)', [10, 11, 12]],
  ['Timestamp > datetime(2026-11-24T05:00:00.1234567Z)', [11, 12]],
  ['Timestamp >= datetime(2026-11-24 05:00:00.1234567)', [10, 11, 12]],
  ['Timestamp < now() - 3d', [13]],
  ["FileName == 'powershell.exe'", []],
  ["FileName =~ 'powershell.exe'", [10]],
  ["FileName !~ 'powershell.exe'", [11, 12, 13]],
  ["FileName in ('cmd.exe', 'net.exe', 'POWERSHELL.EXE')", [11, 12]],
  ["FileName in~ ('CMD.exe', 'POWERSHELL.EXE')", [10, 11]],
  ["FileName !in ('cmd.exe')", [10, 12, 13]],
  ["FileName !in~ (dynamic(['CMD.EXE', 'old.exe']))", [10, 12]],
  ['ProcessId in (10, 13)', [10, 13]],
  ["ProcessCommandLine has 'net'", [11, 12]],
  ["ProcessCommandLine has 'user'", [11]],
  ["ProcessCommandLine has 'use'", [12]],
  ["ProcessCommandLine has_cs 'NET'", []],
  ["ProcessCommandLine !has 'net'", [10, 13]],
  ["ProcessCommandLine has_any ('enc', 'use')", [10, 12]],
  ["ProcessCommandLine has_all ('net', 'cmd')", [11]],
  ["ProcessCommandLine contains 'SER_AD'", [11]],
  ["ProcessCommandLine contains_cs 'SER_AD'", []],
  ["FileName startswith 'POWER'", [10]],
  ["FileName !endswith '.exe'", []],
  ["FileName matches regex '(?i)^(power|old)'", [10, 13]],
  ["FileName matches regex @'^n\\w+\\.exe$'", [12]],
  ['isempty(AccountName)', [12]],
  ['isnotempty(AccountName) and isnull(InitiatingProcessId)', [10, 13]],
  ['InitiatingProcessId == 10', [11]],
  ["tolower(FileName) == 'powershell.exe' and toupper(DeviceId) == 'D1'", [10]],
  ['DeviceId in ((DeviceNetworkEvents | project DeviceId))', [10, 11]],
  ["parse_json(AdditionalFields).c == 'x'", [12]],
  ['tolong(parse_json(AdditionalFields).a.b[1]) == 2', [12]],
  ["tostring(parse_json(AdditionalFields)['c']) =~ 'X'", [12]],
])('where %s', (where, expected) => {
  expect(ids(where)).toEqual(expected);
});

test.each([
  ["print x = strcat('a', 1, '-', true)", ['a1-true']],
  ["print x = iff(1 > 2, 'y', 'n')", ['n']],
  ["print x = case(1 > 2, 'a', 2 > 1, 'b', 'c')", ['b']],
  ["print x = coalesce('', 'b')", ['b']],
  ['print x = 5 / 2, y = 5.0 / 2, z = 7 % 4, w = -3 * 2', [2, 2.5, 3, -6]],
  ['print x = bin(17, 5)', [15]],
  ['print x = bin(datetime(2026-11-24T05:59:59.9Z), 1h)', ['2026-11-24T05:00:00.0000000Z']],
  ["print x = todatetime('2026-11-24T05:00:00.5Z') + 1.5h", ['2026-11-24T06:30:00.5000000Z']],
  ['print x = datetime(2026-11-24) - datetime(2026-11-22T12:00:00Z)', ['1.12:00:00']],
  ["print x = tolong('12'), y = tolong('x'), z = tostring(5)", [12, null, '5']],
  ["print x = array_length(dynamic([1, 2, {'a': 'b'}]))", [3]],
  ["print x = dynamic({'a': [1, 'z']})", ['{"a":[1,"z"]}']],
  ['print x = @\'C:\\a\', y = "q\\"t"', ['C:\\a', 'q"t']],
  ["print x = extract(@'(\\d+)', 1, 'ab12c'), y = substring('abcdef', 1, 3), z = strlen('abc')", ['12', 'bcd', 3]],
])('%s', (query, expected) => {
  expect(values(query)).toEqual([expected]);
});

test.each([
  [`${P} | project ProcessId, F = FileName | take 1`, [[10, 'PowerShell.exe']]],
  [`${P} | project ProcessId, FileName, DeviceId | project-away FileName | limit 1`, [[10, 'd1']]],
  [`${P} | project ProcessId, DeviceId | project-rename Pid = ProcessId | where Pid == 12`, [[12, 'd2']]],
  [`${P} | project ProcessId | extend Next = ProcessId + 1, ProcessId = ProcessId * 10 | take 1`, [[100, 11]]],
  [`${P} | project ProcessId | extend strcat('p', ProcessId) | take 1`, [[10, 'p10']]],
  [`${P} | top 2 by Timestamp desc | project ProcessId`, [[12], [11]]],
  [`${P} | top 1 by Timestamp asc | project ProcessId`, [[13]]],
  [`${P} | sort by DeviceId asc, ProcessId desc | project ProcessId`, [[11], [10], [12], [13]]],
  [`${P} | order by InitiatingProcessId | project ProcessId | take 1`, [[11]]],
  [`${P} | order by InitiatingProcessId asc | project ProcessId | take 1`, [[10]]],
  [`${P} | order by InitiatingProcessId asc nulls last | project ProcessId | take 1`, [[11]]],
  [`${P} | count`, [[4]]],
  [`${P} | summarize count()`, [[4]]],
  [`${P} | where ProcessId > 99 | summarize count(), max(Timestamp)`, [[0, null]]],
  [
    `${P} | summarize n = count(), dcount(AccountName), min(ProcessId), max(ProcessId) by DeviceId | where DeviceId == 'd1'`,
    [['d1', 2, 1, 10, 11]],
  ],
  [
    `${P} | summarize arg_max(Timestamp, ProcessId, FileName) by DeviceId | project DeviceId, ProcessId, FileName | take 2`,
    [
      ['d1', 11, 'cmd.exe'],
      ['d2', 12, 'net.exe'],
    ],
  ],
  [`${P} | project Timestamp, DeviceId, ProcessId | summarize arg_min(Timestamp, *) by DeviceId | project ProcessId`, [[10], [12], [13]]],
  [`${P} | summarize Names = make_set(AccountName), Ids = make_list(ProcessId) by DeviceId | take 1`, [['d1', '["ana"]', '[10,11]']]],
  [`${P} | summarize take_any(FileName) by DeviceId | take 1`, [['d1', 'PowerShell.exe']]],
  [
    `${P} | where DeviceId != 'd3' | summarize count() by bin(Timestamp, 30m) | sort by Timestamp asc`,
    [
      ['2026-11-24T05:00:00.0000000Z', 2],
      ['2026-11-24T05:30:00.0000000Z', 1],
    ],
  ],
  [`${P} | distinct DeviceId`, [['d1'], ['d2'], ['d3']]],
  [
    `${P} | project DeviceId, AccountName | distinct *`,
    [
      ['d1', 'ana'],
      ['d2', ''],
      ['d3', 'tom'],
    ],
  ],
  [
    `${P} | project DeviceId, ProcessId | join kind=inner (DeviceNetworkEvents | project DeviceId, RemotePort, Owner = InitiatingProcessId) on DeviceId, $left.ProcessId == $right.Owner`,
    [
      ['d1', 10, 'd1', 443, 10],
      ['d1', 10, 'd1', 80, 10],
    ],
  ],
  [
    `${P} | project DeviceId, ProcessId | join (DeviceNetworkEvents | project DeviceId, RemotePort) on DeviceId | project ProcessId, RemotePort`,
    [
      [10, 443],
      [10, 80],
    ],
  ],
  [
    `${P} | where ProcessId >= 11 | project DeviceId, ProcessId | join kind=leftouter (DeviceNetworkEvents | where RemotePort == 80 | project DeviceId, RemoteIP, RemotePort) on DeviceId | project ProcessId, RemoteIP, RemotePort`,
    [
      [11, '203.0.113.8', 80],
      [12, '', null],
      [13, '', null],
    ],
  ],
  [`${P} | join kind=leftanti DeviceNetworkEvents on DeviceId | project ProcessId`, [[12], [13]]],
  [`union ${P}, DeviceNetworkEvents | where DeviceId == 'd1' | count`, [[4]]],
  [`${P} | project A = ProcessId | union (DeviceNetworkEvents | project A = tolong(RemotePort)) | summarize sum(A)`, [[569]]],
  [`let dev = 'd1'; let after = ago(55m); ${P} | where DeviceId == dev and Timestamp > after | project ProcessId`, [[11]]],
  [
    `let picked = materialize(${P} | where DeviceId == 'd1'); let n = toscalar(picked | count); picked | extend n | project ProcessId, n`,
    [
      [10, 2],
      [11, 2],
    ],
  ],
  [
    `let wanted = datatable(name:string, weight:long)['cmd.exe', 3, 'net.exe', -4]; ${P} | join kind=inner wanted on $left.FileName == $right.name | project ProcessId, weight`,
    [
      [11, 3],
      [12, -4],
    ],
  ],
  [
    `${P} | where ProcessId == 12 | extend L = parse_json(AdditionalFields).a.b | mv-expand L | project ProcessId, tolong(L)`,
    [
      [12, 1],
      [12, 2],
    ],
  ],
])('%s', (query, expected) => {
  expect(values(query)).toEqual(expected);
});

test('the answer names types, gives times seven digits, and marks Int64 columns', () => {
  const { schema, results } = run(
    `${P} | where ProcessId == 10 | project Timestamp, ProcessId, ProcessUniqueId, IsProcessRemoteSession, X = dynamic([1])`,
  );
  expect(schema.map(({ type }) => type)).toEqual(['DateTime', 'Int64', 'String', 'SByte', 'Object']);
  expect(results).toEqual([
    {
      Timestamp: '2026-11-24T05:00:00.1234567Z',
      'ProcessId@odata.type': '#Int64',
      ProcessId: 10,
      ProcessUniqueId: '9288674231451001',
      IsProcessRemoteSession: null,
      X: '[1]',
    },
  ]);
});

test('only rows in the time span of the request are seen', () => {
  expect(values(`${P} | project ProcessId`, { from: NOW - HOUR, to: NOW - HOUR / 2 })).toEqual([[10], [11]]);
});

test('text that looks like a query stays text', () => {
  const evil = "x' | take 0 //";
  expect(values(`print x = @'${evil.replaceAll("'", "''")}'`)).toEqual([[evil]]);
});

test.each([
  [`${P} | where`, /Line: 1, Position: \d+/],
  [`${P}\n| where Nothing == 1`, /'Nothing'.*Line: 2, Position: 9/],
  ['NoSuchTable | take 1', /'NoSuchTable'/],
  [`${P} | evaluate bag_unpack(AdditionalFields)`, /'evaluate'|dynamic/],
  [`${P} | make-series count() on Timestamp step 1h`, /'make-series' is not supported/],
  [`${P} | parse FileName with a '.' b`, /'parse' is not supported/],
  [`${P} | join kind=fullouter DeviceNetworkEvents on DeviceId`, /'join kind=fullouter' is not supported/],
  [`${P} | extend h = hash_sha256(FileName)`, /'hash_sha256\(\)' is not supported/],
  [`${P} | summarize percentile(ProcessId, 50)`, /'percentile\(\)' is not supported/],
  [`let f = (x: string) { x }; ${P} | take 1`, /'let' with a function/],
  ["print 'a' matches regex '['", /regular expression/],
  ['let a = 1;', /./],
])('%s is refused', (query, words) => {
  expect(() => run(query)).toThrow(words);
});
