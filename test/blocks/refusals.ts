import type { Refusal, RefusalCode } from '../../src/core/remediation/refusal';

/** One of each code; the type makes a new code an error here. */
const byCode: { [C in RefusalCode]: Extract<Refusal, { code: C }>[] } = {
  not_permitted: [
    { code: 'not_permitted', tenantName: 'Contoso Ltd', needs: 'responder', ask: ['U0LEAD'] },
    { code: 'not_permitted', tenantName: 'Contoso Ltd', needs: 'lead', ask: [] },
  ],
  outsider: [{ code: 'outsider' }],
  wrong_channel: [{ code: 'wrong_channel' }],
  tenant_disabled: [{ code: 'tenant_disabled', tenantName: 'Contoso Ltd', action: 'contain_host' }],
  approval_needed: [{ code: 'approval_needed', tenantName: 'Contoso Ltd', needed: 2 }],
  permission_missing: [{ code: 'permission_missing', tenantName: 'Contoso Ltd', permission: 'Machine.Isolate' }],
  device_unresolved: [
    { code: 'device_unresolved', deviceName: 'LAPTOP-12', found: 2 },
    { code: 'device_unresolved', found: 0 },
  ],
  device_unsupported: [{ code: 'device_unsupported', detail: 'macOS before client 101.98.84 cannot be isolated.' }],
  device_not_reporting: [{ code: 'device_not_reporting', deviceName: 'LAPTOP-12', health: 'NoSensorData' }],
  protected_asset: [{ code: 'protected_asset', deviceName: 'dc-01', tenantName: 'Contoso Ltd', pattern: 'dc-*' }],
  limit_reached: [{ code: 'limit_reached', tenantName: 'Contoso Ltd', used: 10, limit: 10 }],
  already_open: [
    { code: 'already_open', deviceName: 'LAPTOP-12', by: 'U0RESPONDER', sinceMs: Date.parse('2026-11-24T14:00:00Z') },
    { code: 'already_open', deviceName: 'LAPTOP-12' },
  ],
  already_done: [{ code: 'already_done', deviceName: 'LAPTOP-12', state: 'isolated', since: '2026-11-24T14:00:00Z', by: 'ana' }],
  case_closed: [
    { code: 'case_closed', by: { user: 'U0ANALYST' } },
    { code: 'case_closed', by: {} },
  ],
  case_not_closed: [{ code: 'case_not_closed' }],
  case_claimed: [{ code: 'case_claimed', by: { name: 'lea@soc.example' } }],
  case_not_yours: [{ code: 'case_not_yours', by: { user: 'U0ANALYST' } }, { code: 'case_not_yours' }],
  assignee_not_permitted: [{ code: 'assignee_not_permitted', user: 'U0OUTSIDER' }],
  note_empty: [{ code: 'note_empty' }],
  no_case: [{ code: 'no_case' }],
  reason_missing: [{ code: 'reason_missing' }],
  stale_card: [{ code: 'stale_card' }],
  audit_unavailable: [{ code: 'audit_unavailable' }],
  service_unavailable: [
    { code: 'service_unavailable', sent: 'nothing' },
    { code: 'service_unavailable', sent: 'unknown', detail: 'Defender limits requests.' },
  ],
};

export const everyRefusal: Refusal[] = Object.values(byCode).flat();
