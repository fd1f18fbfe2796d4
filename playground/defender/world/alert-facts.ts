import type { GraphAlert, GraphEvidence, TenantState } from './types';

export function deviceIdOfAlert(alert: GraphAlert): string | undefined {
  const found = alert.evidence.find((item) => item['@odata.type'].endsWith('.deviceEvidence') && typeof item.mdeDeviceId === 'string');
  return found?.mdeDeviceId as string | undefined;
}

/** Every account name an alert gives, in user and process evidence. */
export function accountsOfAlert(alert: GraphAlert): { accountName?: string; domainName?: string }[] {
  return alert.evidence.flatMap((item: GraphEvidence) =>
    item.userAccount ? [item.userAccount as { accountName?: string; domainName?: string }] : [],
  );
}

export function alertsOfMachine(tenant: TenantState, machineId: string): GraphAlert[] {
  return tenant.alerts.filter((alert) => alert.evidence.some((item) => item.mdeDeviceId === machineId));
}
