import fc from 'fast-check';
import { alert as schema } from '../../../src/adapters/defender/schema-alert';
import { toAlert } from '../../../src/adapters/defender/to-alert';
import { MACHINE } from './defender-fixtures';

const read = (raw: unknown) => {
  const skipped: string[] = [];
  const parsed = schema.parse(raw);
  return { alert: toAlert('contoso', parsed, (what) => skipped.push(what)), skipped };
};
const bare = { id: 'da1_1', lastUpdateDateTime: '2026-11-24T06:00:00.1234567Z' };
const graphType = (name: string) => `#microsoft.graph.security.${name}`;
const evidenceOf = (piece: unknown) => read({ ...bare, evidence: [piece] }).alert.evidence[0];

it('needs an id and nothing else', () => {
  expect(read({ id: 'da1_1' }).alert).toEqual({
    tenant: 'contoso',
    id: 'da1_1',
    title: 'Alert without a title',
    severity: 'unknown',
    status: 'unknown',
    techniques: [],
    createdAt: '1970-01-01T00:00:00Z',
    updatedAt: '1970-01-01T00:00:00Z',
    evidence: [],
    comments: [],
  });
  expect(schema.safeParse({ title: 'no id' }).success).toBe(false);
});

it('takes null, the text "null", "unknown" and empty text for nothing', () => {
  const { alert } = read({ ...bare, category: 'null', classification: 'unknown', determination: null, assignedTo: '', description: '  ' });
  expect(alert).not.toHaveProperty('category');
  expect(alert).not.toHaveProperty('classification');
  expect(alert).not.toHaveProperty('determination');
  expect(alert).not.toHaveProperty('assignedTo');
  expect(alert).not.toHaveProperty('description');
});

it('keeps times as they came, and takes the year 1 for none', () => {
  const { alert } = read({ ...bare, createdDateTime: '2026-11-24T05:00:00.12Z', resolvedDateTime: '0001-01-01T00:00:00Z' });
  expect([alert.updatedAt, alert.createdAt, alert.resolvedAt]).toEqual([bare.lastUpdateDateTime, '2026-11-24T05:00:00.12Z', undefined]);
});

it('reads an enumeration whatever its case, and a new member as unknown', () => {
  expect(read({ ...bare, severity: 'High', status: 'InProgress' }).alert).toMatchObject({ severity: 'high', status: 'inProgress' });
  expect(read({ ...bare, severity: 'catastrophic', status: 7 }).alert).toMatchObject({ severity: 'unknown', status: 'unknown' });
});

it('reads ids and numbers that came as the other', () => {
  const { alert } = read({ ...bare, incidentId: 28282, evidence: [{ '@odata.type': graphType('processEvidence'), processId: '4104' }] });
  expect([alert.incidentId, alert.evidence[0]]).toMatchObject(['28282', { pid: 4104 }]);
});

it('reads lists that came as null, as an object with numbers, or as one item', () => {
  expect(read({ ...bare, evidence: null, comments: undefined, mitreTechniques: null }).alert).toMatchObject({
    evidence: [],
    techniques: [],
  });
  const url = { '@odata.type': graphType('urlEvidence'), url: 'https://x.example' };
  expect(read({ ...bare, evidence: { 0: url, 1: url } }).alert.evidence).toHaveLength(2);
  expect(read({ ...bare, evidence: url }).alert.evidence).toHaveLength(1);
});

it('leaves broken evidence out one by one', () => {
  const { alert, skipped } = read({
    ...bare,
    evidence: [null, 'text', { '@odata.type': graphType('urlEvidence'), url: 'u' }],
    comments: [{}],
  });
  expect([alert.evidence.length, skipped]).toEqual([1, ['evidence', 'evidence', 'comment']]);
});

describe('evidence', () => {
  it('of a device has Defender’s id, both roles lists, and who was logged on', () => {
    expect(
      evidenceOf({
        '@odata.type': graphType('deviceEvidence'),
        mdeDeviceId: MACHINE.toUpperCase(),
        deviceDnsName: 'pc1.contoso.example',
        osPlatform: 'Windows11',
        verdict: 'unknown',
        roles: ['compromised'],
        detailedRoles: ['PrimaryDevice'],
        loggedOnUsers: [{ accountName: 'ana', domainName: 'CONTOSO' }, {}],
      }),
    ).toEqual({
      kind: 'device',
      verdict: 'unknown',
      roles: ['compromised', 'PrimaryDevice'],
      deviceId: MACHINE,
      name: 'pc1.contoso.example',
      os: 'Windows11',
      loggedOn: [{ name: 'ana', domain: 'CONTOSO' }],
    });
  });

  it('of a device that Defender does not manage has no id', () => {
    expect(evidenceOf({ '@odata.type': graphType('deviceEvidence'), mdeDeviceId: '', hostName: 'pc2' })).toMatchObject({ name: 'pc2' });
    expect(evidenceOf({ '@odata.type': graphType('deviceEvidence'), mdeDeviceId: '../x' })).not.toHaveProperty('deviceId');
  });

  it('of a process has its parent and its account', () => {
    expect(
      evidenceOf({
        '@odata.type': graphType('processEvidence'),
        verdict: 'malicious',
        remediationStatus: 'prevented',
        processId: 12412,
        parentProcessId: 6448,
        processCommandLine: 'powershell -enc AAAA',
        processCreationDateTime: '2026-11-24T05:47:16.330794Z',
        imageFile: { fileName: 'powershell.exe', filePath: 'C:\\Windows', sha256: 'AB'.repeat(32), fileSize: null },
        parentProcessImageFile: null,
        userAccount: { accountName: 'ana', userSid: 'S-1-5-21-1' },
        mdeDeviceId: MACHINE,
        detectionStatus: 'detected',
      }),
    ).toEqual({
      kind: 'process',
      verdict: 'malicious',
      remediation: 'prevented',
      roles: [],
      deviceId: MACHINE,
      pid: 12412,
      parentPid: 6448,
      commandLine: 'powershell -enc AAAA',
      startedAt: '2026-11-24T05:47:16.330794Z',
      image: { name: 'powershell.exe', path: 'C:\\Windows', sha256: 'ab'.repeat(32) },
      parentImage: {},
      account: { name: 'ana', sid: 'S-1-5-21-1' },
      detectionStatus: 'detected',
    });
  });

  it.each([
    [
      { '@odata.type': graphType('fileEvidence'), fileDetails: { fileName: 'a.exe', fileSize: '7' } },
      { kind: 'file', file: { name: 'a.exe', size: 7 } },
    ],
    [
      { '@odata.type': graphType('userEvidence'), userAccount: { userPrincipalName: 'a@x' } },
      { kind: 'user', account: { upn: 'a@x' } },
    ],
    [
      { '@odata.type': graphType('ipEvidence'), ipAddress: '1.2.3.4', countryLetterCode: 'SE' },
      { kind: 'ip', ip: '1.2.3.4', country: 'SE' },
    ],
    [
      { '@odata.type': graphType('urlEvidence'), url: 'https://x' },
      { kind: 'url', url: 'https://x' },
    ],
    [
      { '@odata.type': graphType('registryKeyEvidence'), registryHive: 'HKLM', registryKey: 'Run' },
      { kind: 'registry', hive: 'HKLM', key: 'Run' },
    ],
    [
      { '@odata.type': graphType('registryValueEvidence'), registryValueName: 'n', registryValue: 'v' },
      { kind: 'registry', valueName: 'n', value: 'v' },
    ],
    [{ '@odata.type': graphType('ipEvidence') }, { kind: 'other', type: 'ipEvidence' }],
    [
      { '@odata.type': graphType('mailboxEvidence'), displayName: 'Ana' },
      { kind: 'other', type: 'mailboxEvidence', label: 'Ana' },
    ],
    [
      { '@odata.type': graphType('evidenceOfTomorrow'), verdict: 'dubious' },
      { kind: 'other', type: 'evidenceOfTomorrow', verdict: 'unknown' },
    ],
    [{}, { kind: 'other', type: 'unknown' }],
  ])('%j is %j', (raw, expected) => expect(evidenceOf(raw)).toMatchObject(expected));
});

it('reads anything that has an id without throwing', () => {
  const loose = fc.dictionary(
    fc.constantFrom(
      'title',
      'severity',
      'evidence',
      'comments',
      'mitreTechniques',
      'lastUpdateDateTime',
      'incidentId',
      '__proto__',
      'constructor',
    ),
    fc.anything({ withNullPrototype: true }),
  );
  fc.assert(
    fc.property(loose, (raw) => {
      const { alert } = read({ ...raw, id: 'x' });
      expect(Array.isArray(alert.evidence)).toBe(true);
      expect(typeof alert.title).toBe('string');
    }),
  );
});
