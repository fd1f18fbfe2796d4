import { type CaseAct, step } from '../core/case';
import { triageRefusal } from '../core/case-policy';
import type { CaseRecord } from '../core/case-record';
import { asTocsinError } from '../core/errors';
import type { Refusal } from '../core/remediation/refusal';
import { holds } from '../core/roles';
import type { Person, Tenant } from '../core/tenant';
import { RunAgain } from '../ports/jobs';
import type { DetectionRecord } from '../ports/store';
import { caseOf, queueCase } from './case-of';
import { type Flows, iso } from './context';
import { recordRefusal } from './record-refusal';

export interface TriageAsk {
  tenant: Tenant;
  record: DetectionRecord;
  person: Person;
  /** Where it was asked. */
  channel: string;
  act: CaseAct;
}

export type TriageEnd = { ok: true; record: CaseRecord } | { ok: false; refusal: Refusal; id: string };

const TRIES = 5;

/**
 * Carries out one act of triage: who may and what the state allows is decided, the intent goes on record, the case is saved; jobs then
 * write it to Defender, say it in the thread and show it on the card. A refusal is on record as well.
 */
export async function triage(flows: Flows, { tenant, record, person, channel, act }: TriageAsk): Promise<TriageEnd> {
  const { store, audit, clock, roles, workspace, people, log } = flows;
  const { alertId } = record;
  const refuse = async (refusal: Refusal): Promise<TriageEnd> => {
    const id = await recordRefusal(flows, { action: act.verb, person, tenant, record, channel }, refusal);
    return { ok: false, refusal, id };
  };
  const forbidden = triageRefusal({ person, workspace, roles, tenantName: tenant.name });
  if (forbidden) return refuse(forbidden);
  if (act.verb === 'assign' && !holds(act.to.user, 'analyst', roles)) return refuse({ code: 'assignee_not_permitted', user: act.to.user });

  const id = clock.newId();
  const by = { user: person.user, name: person.name };
  let onRecord = false;
  for (let tries = 0; tries < TRIES; tries++) {
    const before = await caseOf(flows, record);
    const next = step(before, { id, act, by, atMs: clock.now(), lead: holds(person.user, 'lead', roles) }, people);
    if (!next.ok) return refuse(next.refusal);
    if (!onRecord) {
      const facts = { tenant: tenant.id, operation: id, verb: act.verb, actor: { user: person.user, team: person.team } };
      try {
        await audit.append({ ...facts, at: iso(clock.now()), kind: 'intent', target: { alert: alertId, channel }, reason: reasonOf(act) });
      } catch (error) {
        log.error({ operation: id, err: asTocsinError(error) }, 'intent not on record; refused');
        return refuse({ code: 'audit_unavailable' });
      }
      onRecord = true;
    }
    const saved = { ...next.record, version: before.version + 1 };
    if (!(await store.saveCase(saved))) continue;
    await queue(flows, tenant.id, alertId, id);
    return { ok: true, record: saved };
  }
  throw new RunAgain(0);
}

/** A crash or an outage here leaves it waiting: the sweep queues it. */
async function queue(flows: Flows, tenant: string, alertId: string, operation: string): Promise<void> {
  try {
    await queueCase(flows, tenant, alertId);
    await flows.jobs.enqueue('detection', { tenant, alertId }, { key: `${tenant}/${alertId}` });
  } catch (error) {
    flows.log.warn({ tenant, operation, err: asTocsinError(error) }, 'left to the sweep');
  }
}

function reasonOf(act: CaseAct): string | undefined {
  switch (act.verb) {
    case 'close':
      return `${act.classification}/${act.determination}: ${act.comment}`;
    case 'note':
      return act.text;
    case 'assign':
      return `to ${act.to.user}`;
    default:
      return undefined;
  }
}
