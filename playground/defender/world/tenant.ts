import { ALL_ROLES } from '../auth/roles';
import { ensureDevice } from './device';
import type { DeviceKey } from './device-seeds';
import { seedIndicators } from './indicators';
import type { TenantState } from './types';

export interface NewTenant {
  name: string;
  entraTenantId: string;
  clientId: string;
  clientSecret: string;
  /** Display name of the application; the default is `Tocsin`. */
  appName?: string;
  /** The devices it begins with; stories add those they need. */
  devices?: DeviceKey[];
}

export const CONTOSO: NewTenant = {
  name: 'contoso',
  entraTenantId: '11111111-1111-1111-1111-111111111111',
  clientId: '22222222-2222-2222-2222-222222222222',
  clientSecret: 'contoso-local-secret-3f9a',
  devices: ['wks-fin-07', 'laptop-12', 'laptop-12-spare', 'dc-01', 'fs-01', 'wks-hr-03', 'wks-old-01', 'printer-2f', 'web-01'],
};

export const FABRIKAM: NewTenant = {
  name: 'fabrikam',
  entraTenantId: '33333333-3333-3333-3333-333333333333',
  clientId: '44444444-4444-4444-4444-444444444444',
  clientSecret: 'fabrikam-local-secret-7c1d',
  devices: ['mac-des-04', 'mac-old-01', 'wks-ops-02', 'web-01'],
};

export function buildTenant(request: NewTenant, now: number): TenantState {
  const tenant: TenantState = {
    name: request.name,
    entraTenantId: request.entraTenantId,
    clientId: request.clientId,
    appName: request.appName ?? 'Tocsin',
    domain: `${request.name}.example`,
    credentials: { secret: request.clientSecret, secretExpired: false, appDisabled: false, defenderConsented: true },
    roles: new Set(ALL_ROLES),
    tokenGeneration: 1,
    people: [],
    devices: [],
    files: [],
    alerts: [],
    incidents: [],
    actions: [],
    indicators: seedIndicators(`${request.name}.example`, now),
    investigations: [],
    events: new Map(),
    plays: 0,
  };
  for (const key of request.devices ?? []) ensureDevice(tenant, key, now);
  return tenant;
}
