import { stringify } from 'yaml';

/** `tocsin.yml` of the demo: two tenants on one local Defender, people and channels of the local Slack. */
export function demoConfig(defenderUrl: string): string {
  const tenant = (
    id: string,
    name: string,
    ids: { entra: string; client: string },
    channels: { detections: string; customer: string },
  ) => ({
    id,
    name,
    entra_tenant_id: ids.entra,
    client_id: ids.client,
    client_secret: `\${${id.toUpperCase()}_CLIENT_SECRET}`,
    endpoints: { login: defenderUrl, graph: defenderUrl, defender: defenderUrl },
    poll_seconds: 2,
    channels,
    time_zone: 'Europe/London',
    remediation: { actions: ['contain_host', 'release_host'], protected_devices: ['dc-*'], max_per_hour: 10 },
  });
  const contoso = tenant(
    'contoso',
    'Contoso Ltd',
    { entra: '11111111-1111-1111-1111-111111111111', client: '22222222-2222-2222-2222-222222222222' },
    { detections: 'C0CONTOSOSOC', customer: 'C0CONTOSO' },
  );
  const fabrikam = tenant(
    'fabrikam',
    'Fabrikam Inc',
    { entra: '33333333-3333-3333-3333-333333333333', client: '44444444-4444-4444-4444-444444444444' },
    { detections: 'C0FABRIKAMSOC', customer: 'C0FABRIKAM' },
  );
  return stringify({
    soc: { channel: 'C0SOC', ops_channel: 'C0OPS' },
    roles: { analyst: ['U0ANALYST'], responder: ['U0RESPONDER'], lead: ['U0LEAD'] },
    people: { U0ANALYST: { upn: 'ana@soc.example' }, U0RESPONDER: { upn: 'rui@soc.example' }, U0LEAD: { upn: 'lea@soc.example' } },
    tenants: [{ ...contoso, contacts: [{ user: 'U0CUSTOMER', team: 'T0CONTOSO', role: 'contact' }] }, fabrikam],
  });
}
