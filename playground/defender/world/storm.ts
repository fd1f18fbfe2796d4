import { randomUUID } from 'node:crypto';
import { buildAlert } from './alert';
import type { GraphEvidence, TenantState } from './types';
import type { World } from './world';

const TITLES = [
  'Suspicious process injection observed',
  'Unusual number of failed logons',
  'Malware was detected',
  'Suspicious scheduled task',
];
const SEVERITIES = ['low', 'medium', 'medium', 'high', 'informational'];
/** So many alerts in a row share one time, as a batch of the service does. */
const SAME_TIME = 5;

export function storm(world: World, tenant: TenantState, count: number): string[] {
  const ids: string[] = [];
  let at = '';
  for (let index = 0; index < count; index += 1) {
    if (index % SAME_TIME === 0) at = world.stamp(world.now());
    const id = `da${randomUUID()}_1`;
    const device = tenant.devices[index % Math.max(1, tenant.devices.length)];
    const evidence: GraphEvidence[] = device
      ? [
          {
            '@odata.type': '#microsoft.graph.security.deviceEvidence',
            createdDateTime: at,
            verdict: 'unknown',
            remediationStatus: 'none',
            roles: [],
            detailedRoles: ['PrimaryDevice'],
            tags: [],
            mdeDeviceId: device.machine.id,
            deviceDnsName: device.machine.computerDnsName,
            hostName: device.machine.computerDnsName.split('.')[0],
            osPlatform: device.machine.osPlatform,
            loggedOnUsers: [],
          },
        ]
      : [];
    const values = { title: TITLES[index % TITLES.length], severity: SEVERITIES[index % SEVERITIES.length], evidence };
    tenant.alerts.push(buildAlert(tenant, id, at, values));
    ids.push(id);
  }
  return ids;
}
