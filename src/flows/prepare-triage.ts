import { triageRefusal } from '../core/case-policy';
import type { Refusal } from '../core/remediation/refusal';
import type { Person, Tenant } from '../core/tenant';
import type { DetectionRecord } from '../ports/store';
import { caseOf } from './case-of';
import type { Flows } from './context';
import { recordRefusal } from './record-refusal';

/** What a form is about, kept under its opaque id; the submission is checked against it. */
export interface TriagePrompt {
  verb: 'close' | 'note' | 'assign';
  tenant: string;
  alertId: string;
  channel: string;
  user: string;
}

const PROMPT_TTL_MS = 60 * 60_000;

export type PreparedTriage =
  | { ok: true; prompt: { prompt: string; title: string; tenantName: string } }
  | { ok: false; refusal: Refusal; id: string };

/** Before a form is shown: whether the person may, and whether the case can be closed or assigned at all. */
export async function prepareTriage(
  flows: Flows,
  ask: { verb: TriagePrompt['verb']; person: Person; tenant: Tenant; record: DetectionRecord; channel: string },
): Promise<PreparedTriage> {
  const { verb, person, tenant, record, channel } = ask;
  const { store, clock, roles, workspace } = flows;
  const forbidden = triageRefusal({ person, workspace, roles, tenantName: tenant.name });
  const held = forbidden ? undefined : await caseOf(flows, record);
  const closed = held?.state === 'closed' && verb !== 'note';
  const refusal: Refusal | undefined = forbidden ?? (closed ? { code: 'case_closed', by: held.closing?.by } : undefined);
  if (refusal) return { ok: false, refusal, id: await recordRefusal(flows, { action: verb, person, tenant, record, channel }, refusal) };
  const prompt = clock.newId();
  const kept: TriagePrompt = { verb, tenant: tenant.id, alertId: record.alertId, channel, user: person.user };
  await store.keep(prompt, kept, PROMPT_TTL_MS);
  return { ok: true, prompt: { prompt, title: record.alert.title, tenantName: tenant.name } };
}
