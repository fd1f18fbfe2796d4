import type { ChannelHealth, DoctorReport, TenantHealth, TokenHealth } from '../core/doctor';
import { asTocsinError } from '../core/errors';
import { PERMISSIONS } from '../core/permissions';
import type { Tenant } from '../core/tenant';
import type { Flows } from './context';
import { POLLED_AT } from './poll-tenant';

const BACKENDS = ['graph', 'defender'] as const;

/** Asks each tenant for a token of each back end, what it permits, when alerts were last read, and whether the bot is in its channels. */
export async function examine(flows: Flows): Promise<DoctorReport> {
  return { dryRun: flows.dryRun, tenants: await Promise.all([...flows.tenants.values()].map((tenant) => examineTenant(flows, tenant))) };
}

async function examineTenant(flows: Flows, tenant: Tenant): Promise<TenantHealth> {
  const { defender, store, clock, opsChannel } = flows;
  const answers = await Promise.all(
    BACKENDS.map(async (backend): Promise<TokenHealth & { roles?: string[] }> => {
      try {
        return { backend, roles: await defender.of(tenant.id).grantedRoles(backend) };
      } catch (thrown) {
        return { backend, trouble: asTocsinError(thrown).facts.person };
      }
    }),
  );
  const rolesOf = (backend: string) => answers.find((answer) => answer.backend === backend)?.roles;
  const polledAt = await store.cached<number>(tenant.id, POLLED_AT);
  const { detections, customer } = tenant.channels;
  const uses = [['detections', detections], ...(customer ? [['customer', customer]] : []), ['ops', opsChannel]] as [
    ChannelHealth['use'],
    string,
  ][];
  return {
    tenantName: tenant.name,
    tokens: answers.map(({ backend, trouble }) => ({ backend, trouble })),
    permissions: PERMISSIONS.map((permission) => {
      const roles = rolesOf(permission.backend);
      return { permission, granted: roles ? permission.anyOf.some((name) => roles.includes(name)) : 'unknown' };
    }),
    pollLagMs: polledAt === undefined ? undefined : clock.now() - polledAt,
    pollSeconds: tenant.pollSeconds,
    channels: await Promise.all(uses.map(async ([use, channel]) => ({ use, channel, member: await flows.chat.isMember(channel) }))),
  };
}
