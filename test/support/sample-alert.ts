import type { Alert } from '../../src/core/alert';

/** A small alert; `changes` win. */
export function sampleAlert(changes: Partial<Alert> = {}): Alert {
  return {
    tenant: 'contoso',
    id: 'da0001_1',
    title: 'Suspicious PowerShell command line',
    severity: 'medium',
    status: 'new',
    category: 'Execution',
    techniques: ['T1059.001'],
    createdAt: '2026-11-24T06:00:00.12Z',
    updatedAt: '2026-11-24T06:00:05.1234567Z',
    evidence: [
      {
        kind: 'device',
        roles: ['PrimaryDevice'],
        deviceId: 'a'.repeat(40),
        name: 'laptop-7.contoso.example',
        os: 'Windows11',
        loggedOn: [],
      },
    ],
    comments: [],
    ...changes,
  };
}
