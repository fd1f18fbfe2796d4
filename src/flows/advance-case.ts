import type { Alert } from '../core/alert';
import type { CaseRecord, PendingAct } from '../core/case-record';
import { delayed, planWrite, refused, type WritePlan, written } from '../core/case-write';
import { asTocsinError, type TocsinError } from '../core/errors';
import type { Tenant } from '../core/tenant';
import { RunAgain } from '../ports/jobs';
import { changeCase } from './case-of';
import { type Flows, iso } from './context';
import { PERSON } from './decide-remediation';
import { deliverMessage, messageKey } from './deliver-message';
import { eachInTurn, rootKey } from './show-detection';

/** A Defender that is away is said in the thread once the oldest act has waited for so long. */
const PATIENCE_MS = 60_000;
const AGAIN_MS = 15_000;
/** After a lost answer the alert is read again before anything is sent again. */
const LOOK_AGAIN_MS = 5_000;
/** The card is on its way; its thread begins with it. */
const NO_CARD_YET_MS = 2_000;
const RESULT_KEPT_MS = 90 * 24 * 3_600_000;

/**
 * Brings Defender and the thread up to what people did: says each act, writes what Defender does not have yet, says what came of it.
 * Safe to run again after a crash at any point: the alert is compared and comments are looked up before anything is sent. Slack or
 * Defender being away does not hold up the other. Throws `RunAgain` while something is left.
 */
export async function advanceCase(flows: Flows, tenant: Tenant, alertId: string): Promise<void> {
  const version = async () => (await flows.store.case(tenant.id, alertId))?.version;
  const before = await version();
  await eachInTurn([
    () => sayLines(flows, tenant, alertId),
    () => writeBack(flows, tenant, alertId),
    () => sayLines(flows, tenant, alertId),
    async () => {
      if ((await version()) === before) return;
      await flows.jobs.enqueue('detection', { tenant: tenant.id, alertId }, { key: `${tenant.id}/${alertId}` });
    },
  ]);
}

async function sayLines(flows: Flows, tenant: Tenant, alertId: string): Promise<void> {
  const record = await flows.store.case(tenant.id, alertId);
  if (!record || record.lines.length === 0) return;
  const root = await flows.store.message(tenant.id, rootKey(tenant.id, alertId));
  if (!root?.ts) throw new RunAgain(NO_CARD_YET_MS);
  for (const { id, said } of record.lines) {
    const key = messageKey(tenant.id, alertId, 'case', id);
    await deliverMessage(flows, tenant.id, { channel: root.channel, threadTs: root.ts, key, content: { kind: 'case_note', said } });
    await changeCase(flows, tenant.id, alertId, (held) => ({ ...held, lines: held.lines.filter((line) => line.id !== id) }));
  }
}

async function writeBack(flows: Flows, tenant: Tenant, alertId: string): Promise<void> {
  const record = await flows.store.case(tenant.id, alertId);
  if (!record || record.acts.length === 0) return;
  const { acts } = record;
  if (flows.dryRun) {
    await recordResults(flows, record, acts, 'dry run');
    const ids = new Set(acts.map(({ id }) => id));
    await changeCase(flows, tenant.id, alertId, (held) => ({ ...held, acts: held.acts.filter(({ id }) => !ids.has(id)) }));
    return;
  }
  let sent: { plan: WritePlan; alert: Alert };
  try {
    sent = await send(flows, tenant, record);
  } catch (thrown) {
    return await notTaken(flows, tenant, record, asTocsinError(thrown));
  }
  const { plan, alert } = sent;
  await recordResults(flows, record, acts, plan.conflict?.winner === 'defender' ? 'overtaken in Defender' : 'written');
  await changeCase(flows, tenant.id, alertId, (held) => written(held, plan, alert, flows.people));
}

/** Looks before it sends: what Defender has already is not sent, also after a crash or a lost answer. */
async function send({ defender }: Flows, tenant: Tenant, record: CaseRecord): Promise<{ plan: WritePlan; alert: Alert }> {
  const service = defender.of(tenant.id);
  const before = await service.getAlert(record.alertId, PERSON);
  const plan = planWrite(record, before);
  const nothing = Object.keys(plan.change).length === 0;
  const alert = nothing ? before : await service.updateAlert(record.alertId, plan.change, PERSON);
  for (const { comment } of plan.comments) await service.commentAlert(record.alertId, comment ?? '', PERSON);
  return { plan, alert };
}

async function notTaken(flows: Flows, tenant: Tenant, { alertId, acts }: CaseRecord, error: TocsinError): Promise<void> {
  const { log, clock } = flows;
  const { person, retryAfterMs } = error.facts;
  log.warn({ tenant: tenant.id, alert: alertId, acts: acts.map(({ id }) => id), err: error }, 'triage not written to Defender');
  if (error.retry === 'never') {
    await recordResults(flows, { tenant: tenant.id, alertId }, acts, `not written: ${error.code}`);
    await changeCase(flows, tenant.id, alertId, (held) => refused(held, acts, person));
    return;
  }
  const waitedMs = clock.now() - Math.min(...acts.map(({ atMs }) => atMs));
  if (waitedMs > PATIENCE_MS) await changeCase(flows, tenant.id, alertId, (held) => delayed(held, person));
  throw new RunAgain(error.retry === 'reconcile' ? LOOK_AGAIN_MS : (retryAfterMs ?? AGAIN_MS));
}

/** What became of each act goes on record, once, also when a crash comes right after it. */
async function recordResults(
  { store, audit, clock }: Flows,
  { tenant, alertId }: Pick<CaseRecord, 'tenant' | 'alertId'>,
  acts: PendingAct[],
  outcome: string,
): Promise<void> {
  for (const { id, verb, by } of acts) {
    const done = `result/${id}`;
    if (await store.cached<boolean>(tenant, done)) continue;
    const actor = { user: by.user ?? '' };
    await audit.append({ at: iso(clock.now()), tenant, kind: 'result', verb, actor, target: { alert: alertId }, operation: id, outcome });
    await store.cache(tenant, done, true, RESULT_KEPT_MS);
  }
}
