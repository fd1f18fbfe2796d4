import { asTocsinError } from '../core/errors';
import type { DeviceState } from '../core/look-up';
import type { PromptEnd } from '../core/remediation/prompt';
import type { RemediationRecord } from '../core/remediation/record';
import type { Refusal } from '../core/remediation/refusal';
import type { Person, Tenant } from '../core/tenant';
import type { AcceptResult } from '../ports/store';
import { type Flows, iso } from './context';
import { decideFor, freshState, PERSON } from './decide-remediation';
import type { PromptRecord } from './prepare-containment';
import { recordRefusal } from './record-refusal';

export interface Submission {
  /** What was kept when the modal opened: the only machines that can be asked for. */
  prompt: PromptRecord;
  tenant: Tenant;
  person: Person;
  /** Chosen among several; the only one needs no choice. */
  machineId?: string;
  isolationType: 'Full' | 'Selective';
  reason: string;
}

/**
 * Asks for one containment or release: everything is read again and decided again, the intent goes on record, the store accepts it
 * (one open per machine, so many an hour), and a job sends it. Nothing is sent here. A refusal is on record as well.
 */
export async function askRemediation(flows: Flows, submission: Submission): Promise<PromptEnd> {
  const { prompt, tenant, person, isolationType, reason } = submission;
  const { store, jobs, audit, clock, dryRun } = flows;
  const { action, channel, alertId, detection } = prompt;
  const machine =
    prompt.machines.find(({ id }) => id === submission.machineId) ?? (prompt.machines.length === 1 ? prompt.machines[0] : undefined);
  const refuse = async (refusal: Refusal): Promise<PromptEnd> => {
    const id = await recordRefusal(flows, { action, person, tenant, record: { alertId }, channel, machine }, refusal);
    return { kind: 'refused', refusal, id };
  };
  if (!machine) return refuse({ code: 'device_unresolved', found: prompt.machines.length });

  let device: DeviceState;
  try {
    device = await flows.defender.of(tenant.id).getMachine(machine.id, PERSON);
  } catch (thrown) {
    const error = asTocsinError(thrown);
    if (error.code === 'not_found') return refuse({ code: 'device_unresolved', deviceName: machine.name, found: 0 });
    return refuse({ code: 'service_unavailable', sent: 'nothing', detail: error.facts.person });
  }
  const state = await freshState(flows, tenant, machine.id);
  const asked = { action, person, tenant, record: { alertId }, channel, reason };
  const type = action === 'contain_host' ? isolationType : undefined;
  const decision = await decideFor(flows, { ...asked, stage: 'submit', device, state, isolationType: type });
  if (!decision.allowed) return refuse(decision.refusal);

  const now = clock.now();
  const record: RemediationRecord = {
    version: 1,
    tenant: tenant.id,
    operation: clock.newId(),
    action,
    detection,
    alertId,
    machineId: machine.id,
    deviceName: device.name,
    isolationType: type,
    askedBy: person,
    askedAtMs: now,
    reason,
    channel,
    state: 'asked',
    dryRun,
    updatedAtMs: now,
  };
  try {
    await audit.append({ ...auditFacts(record), at: iso(now), kind: 'intent', reason });
  } catch (error) {
    flows.log.error({ operation: record.operation, err: error }, 'intent not on record; refused');
    return refuse({ code: 'audit_unavailable' });
  }
  const accepted = await accept(flows, record, tenant.remediation.maxPerHour);
  if (!accepted) return refuse({ code: 'service_unavailable', sent: 'unknown', detail: MAYBE_ACCEPTED });
  if (!accepted.accepted) {
    if (accepted.because === 'limit_reached') {
      const { maxPerHour: limit } = tenant.remediation;
      return refuse({ code: 'limit_reached', tenantName: tenant.name, used: accepted.used, limit });
    }
    const open = await store.remediation(tenant.id, accepted.operation);
    return refuse({
      code: 'already_open',
      deviceName: device.name,
      by: open?.askedBy.name ?? open?.askedBy.user,
      sinceMs: open?.askedAtMs,
    });
  }
  // A crash or an outage here leaves it open: the sweep queues it.
  await jobs
    .enqueue('remediation', { tenant: tenant.id, operation: record.operation }, { key: record.operation })
    .catch((error: unknown) => flows.log.warn({ operation: record.operation, err: asTocsinError(error) }, 'left to the sweep'));
  return { kind: 'asked', action, deviceName: device.name, dryRun };
}

const MAYBE_ACCEPTED =
  'The store went away in the middle. If it has the request, it is carried out when the store is back, and shown in the thread.';

/** The answer of an accept may be lost after it was carried out: then the record itself tells. Undefined where it cannot be read either. */
async function accept({ store, log }: Flows, record: RemediationRecord, maxPerHour: number): Promise<AcceptResult | undefined> {
  try {
    return await store.acceptRemediation(record, maxPerHour);
  } catch (thrown) {
    log.warn({ operation: record.operation, err: asTocsinError(thrown) }, 'not known whether the store accepted it; reading it back');
  }
  try {
    const stored = await store.remediation(record.tenant, record.operation);
    return stored ? { accepted: true } : await store.acceptRemediation(record, maxPerHour);
  } catch {
    return undefined;
  }
}

/** What every audit entry of one remediation says. */
export function auditFacts(record: RemediationRecord) {
  const { tenant, operation, action, machineId, deviceName, alertId, channel, askedBy } = record;
  return {
    tenant,
    operation,
    verb: action,
    actor: { user: askedBy.user, team: askedBy.team },
    target: { device: machineId, deviceName, alert: alertId, channel },
  };
}
