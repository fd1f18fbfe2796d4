import { accountsOfAlert, deviceIdOfAlert } from '../world/alert-facts';
import type { GraphAlert, TenantState } from '../world/types';

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** The classic API's names of what Graph calls otherwise. */
const DETECTION_SOURCE: Record<string, string> = { microsoftDefenderForEndpoint: 'WindowsDefenderAtp', antivirus: 'WindowsDefenderAv' };

/** An alert in the classic API's shape; its evidence is empty, as in lists without `$expand`. */
export function classicAlert(tenant: TenantState, alert: GraphAlert): Record<string, unknown> {
  const machineId = deviceIdOfAlert(alert);
  const account = accountsOfAlert(alert)[0];
  return {
    id: alert.id,
    incidentId: Number(alert.incidentId),
    investigationId: null,
    assignedTo: alert.assignedTo,
    severity: capital(alert.severity),
    status: capital(alert.status),
    classification: alert.classification === null || alert.classification === 'unknown' ? null : capital(alert.classification),
    determination: alert.determination === null || alert.determination === 'unknown' ? null : capital(alert.determination),
    investigationState: 'Queued',
    detectionSource: DETECTION_SOURCE[alert.detectionSource] ?? capital(alert.detectionSource),
    detectorId: alert.detectorId ?? null,
    category: alert.category,
    threatFamilyName: alert.threatFamilyName ?? null,
    threatName: alert.threatDisplayName ?? null,
    title: alert.title,
    description: alert.description ?? null,
    alertCreationTime: alert.createdDateTime,
    firstEventTime: alert.firstActivityDateTime,
    lastEventTime: alert.lastActivityDateTime,
    lastUpdateTime: alert.lastUpdateDateTime,
    resolvedTime: alert.resolvedDateTime,
    machineId: machineId ?? null,
    computerDnsName: tenant.devices.find((device) => device.machine.id === machineId)?.machine.computerDnsName ?? null,
    rbacGroupName: null,
    aadTenantId: tenant.entraTenantId,
    mitreTechniques: alert.mitreTechniques,
    relatedUser: account ? { userName: account.accountName, domainName: account.domainName } : null,
    loggedOnUsers: [],
    comments: [],
    evidence: [],
    domains: [],
  };
}
