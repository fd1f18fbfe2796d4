import { ServiceFault } from '../fault';

/** Application permissions by back end (`defender-api` facts: Graph security and WindowsDefenderATP). */
export const GRAPH_ROLES = ['SecurityAlert.ReadWrite.All', 'SecurityIncident.ReadWrite.All', 'ThreatHunting.Read.All'];

export const DEFENDER_ROLES = [
  'Alert.ReadWrite.All',
  'Machine.Read.All',
  'Machine.Isolate',
  'Machine.RestrictExecution',
  'Machine.Scan',
  'Machine.CollectForensics',
  'Machine.StopAndQuarantine',
  'Machine.LiveResponse',
  'Library.Manage',
  'Ti.ReadWrite.All',
  'File.Read.All',
  'Ip.Read.All',
  'URL.Read.All',
  'User.Read.All',
];

export const ALL_ROLES = [...GRAPH_ROLES, ...DEFENDER_ROLES];

const GRAPH_ONLY = /^(SecurityAlert|SecurityIncident|ThreatHunting)\./;

export function backendOfRole(role: string): 'graph' | 'defender' {
  return GRAPH_ONLY.test(role) ? 'graph' : 'defender';
}

/** Throws the service's 403 unless one of `wanted` is granted. */
export function requireRole(wanted: string[], granted: string[]): void {
  if (wanted.some((role) => granted.includes(role))) return;
  throw new ServiceFault(
    403,
    'Forbidden',
    `Missing application roles. API required roles: ${wanted.join(',')}, application roles: ${granted.join(',')}.`,
  );
}
