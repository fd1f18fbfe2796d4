import { stringify } from 'yaml';
import type { LocalDefender } from '../playground/defender';

/** `tocsin.yml` of a bench's bot: tenants of the local Defender, whose secret is in `TENANT_SECRET`. */
export function stageConfig(
  tenants: string[],
  defender: LocalDefender,
  pollSeconds: number,
  channelOf: (tenant: string) => string,
): string {
  const known = defender.tenants; // Made anew at each look.
  return stringify({
    soc: { channel: 'C0SOC', ops_channel: 'C0OPS' },
    roles: { analyst: ['U0ANALYST'], responder: ['U0RESPONDER'], lead: ['U0LEAD'] },
    tenants: tenants.map((name) => ({
      id: name,
      name: `Customer ${name}`,
      entra_tenant_id: known[name]?.entraTenantId,
      client_id: known[name]?.clientId,
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a reference as tocsin.yml has it
      client_secret: '${TENANT_SECRET}',
      endpoints: { login: defender.url, graph: defender.url, defender: defender.url },
      poll_seconds: pollSeconds,
      channels: { detections: channelOf(name) },
      remediation: { actions: ['contain_host', 'release_host'], max_per_hour: 50 },
    })),
  });
}
