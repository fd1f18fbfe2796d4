import type { Alert } from '../../src/core/alert';
import { severityOf } from '../../src/core/severity';
import { alertOf, file, process } from './alert-fixtures';

const of = (over: Partial<Alert>, server = false) => severityOf(alertOf(over), { server });

test.each([
  // category, Defender's severity, ours, ours on a server
  ['InitialAccess', 'medium', 'medium', 'medium'],
  ['Execution', 'high', 'high', 'high'],
  ['Persistence', 'low', 'low', 'low'],
  ['PrivilegeEscalation', 'medium', 'medium', 'high'],
  ['PrivilegeEscalation', 'high', 'high', 'critical'],
  ['DefenseEvasion', 'medium', 'medium', 'medium'],
  ['CredentialAccess', 'informational', 'low', 'low'],
  ['CredentialAccess', 'medium', 'high', 'high'],
  ['CredentialAccess', 'high', 'critical', 'critical'],
  ['Credential Access', 'medium', 'high', 'high'],
  ['credentialaccess', 'medium', 'high', 'high'],
  ['CredentialTheft', 'medium', 'high', 'high'],
  ['Discovery', 'low', 'low', 'low'],
  ['Reconnaissance', 'low', 'low', 'low'],
  ['LateralMovement', 'medium', 'high', 'high'],
  ['NetworkPropagation', 'medium', 'high', 'high'],
  ['CommandAndControl', 'medium', 'medium', 'medium'],
  ['Exfiltration', 'medium', 'medium', 'medium'],
  ['Ransomware', 'low', 'critical', 'critical'],
  ['Malware', 'medium', 'medium', 'medium'],
  ['UnwantedSoftware', 'medium', 'low', 'low'],
  ['UnwantedSoftware', 'informational', 'informational', 'informational'],
  ['UnwantedSoftware', 'high', 'high', 'high'],
  ['SuspiciousActivity', 'low', 'low', 'low'],
  ['null', 'medium', 'medium', 'medium'],
  [undefined, 'unknown', 'medium', 'medium'],
  ['SomethingNew', 'high', 'high', 'high'],
] as const)('%s of Defender severity %s is %s, on a server %s', (category, severity, ours, onServer) => {
  expect(of({ category, severity }).severity).toBe(ours);
  expect(of({ category, severity }, true).severity).toBe(onServer);
});

test('impaired defences, a named CVE and the reasons for them', () => {
  expect(of({ category: 'DefenseEvasion', techniques: ['T1059', 'T1562.001'] })).toEqual({
    severity: 'high',
    reasons: ['category defense evasion raises it (impairs defences)'],
  });
  expect(of({ category: 'DefenseEvasion', techniques: ['T15621'] }).severity).toBe('medium');
  expect(of({ category: 'Exploit', title: 'Exploitation of CVE-2026-12345' }).severity).toBe('high');
  expect(of({ category: 'Exploit', title: 'Exploitation' }).severity).toBe('medium');
  expect(of({ severity: 'unknown' })).toEqual({ severity: 'medium', reasons: [] });
});

const dropped = { name: 'a.exe', path: 'C:\\Temp' };

test.each([
  ['prevented', undefined, 'low'],
  ['blocked', undefined, 'low'],
  ['remediated', undefined, 'low'],
  ['Remediated', undefined, 'low'],
  ['none', 'prevented', 'low'],
  [undefined, 'blocked', 'low'],
  ['active', 'blocked', 'medium'],
  ['partiallyRemediated', undefined, 'medium'],
  ['none', 'detected', 'medium'],
  [undefined, undefined, 'medium'],
] as const)('malware whose file is %s and %s is %s', (remediation, detectionStatus, ours) => {
  expect(of({ category: 'Malware', evidence: [file(dropped, { remediation, detectionStatus })] }).severity).toBe(ours);
});

test('malware is lowered only when everything was dealt with, and never below a high of Defender', () => {
  const handled = file(dropped, { remediation: 'prevented' });
  const running = process('C:\\Temp\\b.exe', { remediation: 'active' });
  expect(of({ category: 'Malware', evidence: [handled, running] }).severity).toBe('medium');
  expect(of({ category: 'Malware', severity: 'high', evidence: [handled] })).toEqual({
    severity: 'high',
    reasons: ['everything found was blocked or remediated', "never below Defender's high without a person"],
  });
  // Other categories are about what somebody did, not about a file.
  expect(of({ category: 'Execution', evidence: [handled] }).severity).toBe('medium');
});

test.each<[string, Partial<Alert>, string]>([
  ['a threat name', { threatName: 'VirTool:Win32/Kekeo.A!MTB' }, 'high'],
  ['a file', { evidence: [file({ name: 'Rubeus.exe' })] }, 'high'],
  ['a script', { evidence: [file({ name: 'Invoke-Mimikatz.ps1' })] }, 'high'],
  ['a process', { evidence: [process('C:\\T\\mimikatz.exe')] }, 'high'],
  ['a title', { title: 'Cobalt Strike beacon' }, 'high'],
  ['a HackTool of another name', { threatName: 'HackTool:Win32/Mikatz!dha' }, 'high'],
  ['a licence cracker', { threatName: 'HackTool:Win32/AutoKMS' }, 'low'],
  ['a word of everyday in a title', { title: 'Havoc on the empire' }, 'low'],
  ['a word of everyday within a file name', { evidence: [file({ name: 'empire_invoices.xlsx' })] }, 'low'],
  ['a program of such a name', { evidence: [file({ name: 'chisel.exe' })] }, 'high'],
])('an attacker tool in %s', (_, over, ours) => {
  expect(of({ category: 'Malware', severity: 'low', ...over }).severity).toBe(ours);
});

test('a blocked attacker tool is still somebody trying', () => {
  expect(of({ category: 'Malware', severity: 'low', evidence: [file({ name: 'mimikatz.exe' }, { remediation: 'prevented' })] })).toEqual({
    severity: 'high',
    reasons: ["Mimikatz is an attacker's tool"],
  });
});
