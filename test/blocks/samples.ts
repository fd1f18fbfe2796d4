import type { DetectionCard, RemediationView } from '../../src/core/detection-card';
import type { DoctorReport } from '../../src/core/doctor';
import type { DeviceState } from '../../src/core/look-up';
import { PERMISSIONS } from '../../src/core/permissions';
import type { ContainPrompt } from '../../src/core/remediation/prompt';

const AT = '2026-11-24T14:05:00Z';
export const MACHINE = '1e5bc9d7e413ddd7902c2932e418702b84d0cc07';
export const SHA256 = '9f914d42706fe215501044acd85a32d58aaef1419d404fddfa5d3b48f66ccd9f';

export const device: DeviceState = {
  id: MACHINE,
  name: 'ws-0142.contoso.com',
  os: 'Windows 11 23H2',
  health: 'Active',
  lastSeen: '2026-11-24T12:00:00Z',
  risk: 'High',
  exposure: 'Medium',
  value: 'Normal',
  tags: ['finance', 'laptop'],
  lastIp: '10.20.30.40',
  current: true,
};

/** A hands-on-keyboard alert with every kind of evidence, looked up in full. */
export function sampleCard(change: Partial<DetectionCard> = {}): DetectionCard {
  return {
    detection: 'd7f3a91c0b',
    tenantName: 'Contoso Ltd',
    seenAt: '2026-11-24T14:02:30Z',
    dryRun: false,
    notes: [],
    triage: { state: 'open', at: '2026-11-24T14:02:10.5Z', notes: 0 },
    remediations: [],
    facts: {
      tenant: 'contoso',
      alertId: 'da637865765418431569_-773071023',
      device: { id: MACHINE, name: 'ws-0142', os: 'Windows 11', platform: 'windows', ip: '10.20.30.40' },
      otherDevices: [],
      user: { name: 'svc_backup', domain: 'CONTOSO', upn: 'svc_backup@contoso.com', sid: 'S-1-5-21-1111111111-2222222222-3333333333-1104' },
      otherUsers: [],
      process: {
        image: { name: 'powershell.exe', path: 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0', sha256: SHA256, sha1: 'a'.repeat(40) },
        pid: 5532,
        commandLine: 'powershell.exe -nop -w hidden -enc "SQBFAFgA" && whoami > C:\\temp\\`out`.txt',
        startedAt: '2026-11-24T14:01:12.1234567Z',
        account: { name: 'svc_backup', domain: 'CONTOSO' },
        parent: { image: { name: 'winword.exe' }, pid: 4120, startedAt: '2026-11-24T13:58:00Z' },
      },
      otherProcesses: [
        {
          image: { name: 'whoami.exe', sha1: 'b'.repeat(40) },
          pid: 6010,
          commandLine: 'whoami /all',
          startedAt: '2026-11-24T14:01:20Z',
          parent: { image: { name: 'powershell.exe' }, pid: 5532 },
        },
      ],
      file: {
        name: 'invoice.js',
        path: 'C:\\Users\\ana\\Downloads',
        sha256: SHA256,
        sha1: 'c'.repeat(40),
        md5: 'd'.repeat(32),
        size: 120_000,
      },
      otherFiles: [],
      ips: [{ ip: '185.220.101.4', country: 'NL', public: true, role: 'commandAndControl' }],
      urls: [{ url: 'https://cdn.evil.example/a.ps1', host: 'cdn.evil.example' }],
      registry: [{ key: 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run', valueName: 'Updater', value: 'C:\\temp\\u.exe' }],
      others: [{ type: 'mailClusterEvidence' }],
      omitted: 3,
      severity: 'critical',
      severityReasons: ['category credential access raises it'],
      vendorSeverity: 'high',
      alert: {
        tenant: 'contoso',
        id: 'da637865765418431569_-773071023',
        title: 'Suspicious PowerShell command line',
        description:
          'A suspicious PowerShell activity was observed. It fetched https://cdn.evil.example/a.ps1 and ran it with powershell.exe.',
        severity: 'high',
        status: 'new',
        category: 'CredentialAccess',
        detectionSource: 'microsoftDefenderForEndpoint',
        techniques: ['T1059.001', 'T1027'],
        incidentId: '384',
        webUrl: 'https://security.microsoft.com/alerts/da637865765418431569_-773071023',
        recommendedActions: 'Isolate the device.\nCollect an investigation package.',
        createdAt: '2026-11-24T14:02:00Z',
        updatedAt: '2026-11-24T14:02:10.5Z',
        firstActivityAt: '2026-11-24T14:01:12Z',
        lastActivityAt: '2026-11-24T14:01:20Z',
        evidence: [],
        comments: [],
      },
    },
    enrichment: {
      device: { state: 'known', at: AT, value: device },
      loggedOn: { state: 'known', at: AT, value: [{ name: 'ana', domain: 'CONTOSO', logonTypes: ['Interactive'], domainAdmin: true }] },
      isolation: { state: 'known', at: AT, value: { state: 'not_isolated' } },
      openAlerts: {
        state: 'known',
        at: AT,
        value: [
          { id: 'da637865765418431569_-773071023', title: 'this one', severity: 'high', createdAt: '2026-11-24T14:02:00Z' },
          { id: 'da2', title: 'Credential dumping', severity: 'High', createdAt: '2026-11-24T13:00:00Z' },
          { id: 'da3', title: 'Older', severity: 'Low', createdAt: '2026-11-23T13:00:00Z' },
        ],
      },
      file: { state: 'known', at: AT, value: { devices: 3, firstSeen: '2026-11-20T00:00:00Z', global: 12_000, names: ['invoice.js'] } },
      ip: { state: 'unavailable', why: 'throttled' },
      domain: { state: 'none', at: AT },
      connections: { state: 'known', at: AT, value: [{ ip: '185.220.101.4', port: 443, processName: 'powershell.exe', pid: 5532 }] },
      incident: { state: 'known', at: AT, value: { id: '384', title: 'Multi-stage incident', severity: 'high', status: 'active' } },
    },
    ...change,
  };
}

export function sampleRemediation(change: Partial<RemediationView> = {}): RemediationView {
  return {
    operation: 'op7f3a91',
    action: 'contain_host',
    state: 'accepted',
    deviceName: 'ws-0142.contoso.com',
    machineId: MACHINE,
    isolationType: 'Full',
    askedBy: 'U0RESPONDER',
    askedAt: '2026-11-24T14:06:00Z',
    reason: 'Hands on keyboard',
    machineAction: { id: '11111111-aaaa-bbbb-cccc-222222222222', status: 'Pending', createdAt: '2026-11-24T14:06:01Z' },
    dryRun: false,
    updatedAt: '2026-11-24T14:06:02Z',
    ...change,
  };
}

export function samplePrompt(change: Partial<ContainPrompt> = {}): ContainPrompt {
  const { enrichment } = sampleCard();
  return {
    prompt: 'p1a2b3c4',
    action: 'contain_host',
    tenantName: 'Contoso Ltd',
    devices: [device],
    loggedOn: enrichment.loggedOn,
    isolation: enrichment.isolation,
    warnings: ['A domain admin has been logged on: ana. Their credentials may be in its memory.'],
    types: ['Full', 'Selective'],
    dryRun: false,
    ...change,
  };
}

/** One tenant with something wrong of every kind. */
export function sampleReport(): DoctorReport {
  const granted = (name: string) => (name === 'Machine.Isolate' ? false : name === 'Ti.ReadWrite' ? ('unknown' as const) : true);
  return {
    dryRun: false,
    tenants: [
      {
        tenantName: 'Fabrikam',
        tokens: [{ backend: 'graph' }, { backend: 'defender' }],
        permissions: PERMISSIONS.map((permission) => ({ permission, granted: true })),
        pollLagMs: 4_000,
        pollSeconds: 15,
        channels: [{ channel: 'C0FABRIKAM', use: 'detections', member: true }],
      },
      {
        tenantName: 'Contoso Ltd',
        tokens: [{ backend: 'graph' }, { backend: 'defender', trouble: 'The client secret has expired; make a new one in Entra.' }],
        permissions: PERMISSIONS.map((permission) => ({ permission, granted: granted(permission.anyOf[0]) })),
        pollLagMs: 400_000,
        pollSeconds: 15,
        channels: [
          { channel: 'C0CONTOSO', use: 'detections', member: false },
          { channel: 'C0OPS', use: 'ops', member: 'unknown' },
        ],
      },
    ],
  };
}
