import type { CasePerson } from '../case-record';
import type { Role } from '../tenant';

/**
 * Why a remediation or an act of triage is not offered or was refused. The code goes into the audit; the sentence (`blocks/refusal.ts`) is what the person reads.
 */
export type Refusal =
  | { code: 'not_permitted'; tenantName: string; needs: Role; ask: string[] }
  | { code: 'outsider' }
  | { code: 'wrong_channel' }
  | { code: 'tenant_disabled'; tenantName: string; action: string }
  | { code: 'approval_needed'; tenantName: string; needed: number }
  | { code: 'permission_missing'; tenantName: string; permission: string }
  | { code: 'device_unresolved'; deviceName?: string; found: number }
  | { code: 'device_unsupported'; detail: string }
  | { code: 'device_not_reporting'; deviceName: string; health: string }
  | { code: 'protected_asset'; deviceName: string; tenantName: string; pattern: string }
  | { code: 'limit_reached'; tenantName: string; used: number; limit: number }
  | { code: 'already_open'; deviceName: string; by?: string; sinceMs?: number }
  | { code: 'already_done'; deviceName: string; state: 'isolated' | 'not_isolated'; since?: string; by?: string }
  | { code: 'case_closed'; by?: CasePerson }
  | { code: 'case_not_closed' }
  | { code: 'case_claimed'; by: CasePerson }
  | { code: 'case_not_yours'; by?: CasePerson }
  | { code: 'assignee_not_permitted'; user: string }
  | { code: 'note_empty' }
  | { code: 'no_case' }
  | { code: 'reason_missing' }
  | { code: 'stale_card' }
  | { code: 'audit_unavailable' }
  | { code: 'service_unavailable'; sent: 'nothing' | 'unknown'; detail?: string };

export type RefusalCode = Refusal['code'];
