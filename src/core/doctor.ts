import type { Permission } from './permissions';

/** What `/mde doctor` found. A check that could not be made is `unknown` and reads so, never as well. */
export interface DoctorReport {
  tenants: TenantHealth[];
  dryRun: boolean;
}

export interface TenantHealth {
  tenantName: string;
  tokens: TokenHealth[];
  permissions: { permission: Permission; granted: boolean | 'unknown' }[];
  /** Since the last poll that worked; `undefined` when none has yet. */
  pollLagMs: number | undefined;
  pollSeconds: number;
  channels: ChannelHealth[];
}

export interface TokenHealth {
  backend: Permission['backend'];
  /** The sentence for people of the error, when no token was given: it names the remedy. */
  trouble?: string;
}

export interface ChannelHealth {
  channel: string;
  use: 'detections' | 'customer' | 'ops';
  member: boolean | 'unknown';
}

/** Five polls missed, and at least a minute: one slow answer is no trouble. */
export function pollIsLate({ pollLagMs, pollSeconds }: Pick<TenantHealth, 'pollLagMs' | 'pollSeconds'>): boolean {
  return pollLagMs === undefined || pollLagMs > Math.max(60_000, pollSeconds * 5_000);
}

/** True when every check was made and came out well. */
export function isHealthy(tenant: TenantHealth): boolean {
  return (
    tenant.tokens.every(({ trouble }) => trouble === undefined) &&
    tenant.permissions.every(({ granted }) => granted === true) &&
    tenant.channels.every(({ member }) => member === true) &&
    !pollIsLate(tenant)
  );
}
