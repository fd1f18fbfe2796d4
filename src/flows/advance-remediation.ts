import { remediationView } from '../core/build-card';
import { asTocsinError, TocsinError } from '../core/errors';
import { isIsolationAction } from '../core/isolation';
import { isFinal, type MachineAction } from '../core/machine-action';
import { actionComment, operationIn } from '../core/remediation/comment';
import { FINAL_STATES, type RemediationEffect, type RemediationEvent, step } from '../core/remediation/machine';
import type { RemediationRecord } from '../core/remediation/record';
import type { Tenant } from '../core/tenant';
import { RunAgain } from '../ports/jobs';
import { auditFacts } from './ask-remediation';
import { type Flows, iso } from './context';
import { deliverMessage, messageKey } from './deliver-message';
import { reportTrouble } from './report-trouble';
import { rootKey } from './show-detection';

/** The look-up after a lost answer starts this much before the send: Defender's clock is not ours. */
const SKEW_MS = 5 * 60_000;
/** Somebody else took the record a step further in this moment. */
const LOST_RACE_MS = 500;
const RESULT_KEPT_MS = 90 * 24 * 3_600_000;

const isEnded = ({ state }: RemediationRecord): boolean => FINAL_STATES.includes(state);

/**
 * Takes one remediation a step further and shows where it is: sends it, once; looks it up where the answer was lost; follows Defender's
 * action to its end. Everything is decided by the table in `core/remediation/machine.ts`. Slack being away holds nothing up but the
 * messages. Throws `RunAgain` until the end is reached.
 */
export async function advanceRemediation(flows: Flows, tenant: Tenant, operation: string): Promise<void> {
  const before = await flows.store.remediation(tenant.id, operation);
  if (!before) return;
  const { record, effects } = isEnded(before) ? { record: before, effects: [] } : await advance(flows, tenant, before);
  await recordResult(flows, record);
  for (const effect of effects) {
    if (effect.kind === 'tell_ops') await tellOps(flows, tenant, record, effect.detail);
  }
  await show(flows, tenant, record);
  const next = effects.find((effect) => effect.kind === 'follow' || effect.kind === 'reconcile');
  if (!isEnded(record)) throw new RunAgain(next && 'delayMs' in next ? next.delayMs : 0);
}

interface Step {
  record: RemediationRecord;
  effects: RemediationEffect[];
}

/** Saves before anything is done about it; whoever loses the race comes back and reads again. */
async function apply({ store, clock }: Flows, record: RemediationRecord, event: RemediationEvent): Promise<Step> {
  const next = step(record, event, clock.now());
  if (next.record !== record && !(await store.saveRemediation(next.record))) throw new RunAgain(LOST_RACE_MS);
  return next;
}

async function advance(flows: Flows, tenant: Tenant, record: RemediationRecord): Promise<Step> {
  switch (record.state) {
    case 'asked': {
      const sending = await apply(flows, record, { kind: 'send_started' });
      const mustPost = sending.effects.some(({ kind }) => kind === 'post');
      return mustPost ? apply(flows, sending.record, await post(flows, tenant, sending.record)) : sending;
    }
    case 'unknown':
      return apply(flows, record, await reconcile(flows, tenant, record));
    case 'accepted': {
      const machineAction = await flows.defender.of(tenant.id).getMachineAction(record.machineAction?.id ?? '', { priority: 'background' });
      return apply(flows, record, { kind: 'status', machineAction });
    }
    default:
      return apply(flows, record, { kind: 'resumed' });
  }
}

async function post(flows: Flows, tenant: Tenant, record: RemediationRecord): Promise<RemediationEvent> {
  const { askedBy, reason, alertId, operation, machineId, isolationType } = record;
  const defender = flows.defender.of(tenant.id);
  const comment = actionComment({ person: askedBy, reason, tenant: tenant.id, alertId, operation });
  try {
    const machineAction =
      record.action === 'contain_host'
        ? await defender.isolate(machineId, { type: isolationType ?? 'Full', comment })
        : await defender.unisolate(machineId, { comment });
    return { kind: 'sent_ok', machineAction };
  } catch (thrown) {
    const error = asTocsinError(thrown);
    flows.log.warn({ tenant: tenant.id, operation, machineId, err: error }, 'Defender did not take the action');
    if (error.code === 'already_open') return { kind: 'already_open', machineAction: await openAction(flows, tenant, record) };
    // What we did not foresee may have happened after the send.
    if (error.retry === 'reconcile' || error.code === 'bug' || error.code === 'bad_answer') return { kind: 'answer_lost' };
    return { kind: 'refused_by_service', error: error.facts };
  }
}

/** The action that Defender says is under way; undefined where it cannot be told. */
async function openAction(flows: Flows, tenant: Tenant, record: RemediationRecord): Promise<MachineAction | undefined> {
  try {
    const actions = await flows.defender
      .of(tenant.id)
      .listMachineActions({ machineId: record.machineId, top: 100 }, { priority: 'person' });
    return actions.find((action) => isIsolationAction(action) && !isFinal(action.status));
  } catch (error) {
    flows.log.warn({ tenant: tenant.id, operation: record.operation, err: error }, 'open action not found');
    return undefined;
  }
}

async function reconcile({ defender, clock }: Flows, tenant: Tenant, record: RemediationRecord): Promise<RemediationEvent> {
  const sinceMs = (record.sentAtMs ?? record.askedAtMs) - SKEW_MS;
  const filter = { machineId: record.machineId, since: iso(Math.min(sinceMs, clock.now())), top: 100 };
  const actions = await defender.of(tenant.id).listMachineActions(filter, { priority: 'person' });
  const machineAction = actions.find(({ comment }) => operationIn(comment) === record.operation);
  return machineAction ? { kind: 'found', machineAction } : { kind: 'not_found', sinceMs };
}

/** The end of a remediation goes on record, also when a crash came between the end and this line. */
async function recordResult({ store, audit }: Flows, record: RemediationRecord): Promise<void> {
  if (!isEnded(record)) return;
  const done = `result/${record.operation}`;
  if (await store.cached<boolean>(record.tenant, done)) return;
  const outcome = record.dryRun ? `${record.state} (dry run)` : record.state;
  await audit.append({ ...auditFacts(record), at: iso(record.updatedAtMs), kind: 'result', outcome, reference: record.machineAction?.id });
  await store.cache(record.tenant, done, true, RESULT_KEPT_MS);
}

async function tellOps(flows: Flows, tenant: Tenant, record: RemediationRecord, detail: string): Promise<void> {
  const error = new TocsinError({ code: 'outcome_unknown', retry: 'never', message: detail, person: detail, tenant: tenant.id });
  await reportTrouble(flows, {
    owner: `operation:${record.operation}`,
    what: `A remediation of ${tenant.name} needs a look`,
    error,
    tenant,
  });
}

/** The receipt in the thread of the card, edited in place, and the card itself. */
async function show(flows: Flows, tenant: Tenant, record: RemediationRecord): Promise<void> {
  const root = await flows.store.message(tenant.id, rootKey(tenant.id, record.alertId));
  await deliverMessage(flows, tenant.id, {
    channel: root?.channel ?? record.channel,
    threadTs: root?.ts,
    key: messageKey(tenant.id, record.operation, 'receipt'),
    content: { kind: 'remediation', remediation: remediationView(record), detection: record.detection, tenantName: tenant.name },
  });
  await flows.jobs.enqueue('detection', { tenant: tenant.id, alertId: record.alertId }, { key: `${tenant.id}/${record.alertId}` });
}
