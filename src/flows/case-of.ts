import { followAlert, newCase } from '../core/case-follow';
import type { CaseRecord } from '../core/case-record';
import { RunAgain } from '../ports/jobs';
import type { DetectionRecord } from '../ports/store';
import type { Flows } from './context';

const TRIES = 5;
const LOST_RACE_MS = 500;

/** Changes a stored case: read, change, compare and set, again where somebody else was first. Undefined when there is none. */
export async function changeCase(
  { store }: Flows,
  tenant: string,
  alertId: string,
  change: (record: CaseRecord) => CaseRecord,
): Promise<CaseRecord | undefined> {
  for (let tries = 0; tries < TRIES; tries++) {
    const record = await store.case(tenant, alertId);
    if (!record) return undefined;
    const next = change(record);
    if (next === record) return record;
    const saved = { ...next, version: record.version + 1 };
    if (await store.saveCase(saved)) return saved;
  }
  throw new RunAgain(LOST_RACE_MS);
}

/**
 * The case of a detection, made where there is none, with what somebody changed in Defender taken in; a line about that is then on its
 * way to the thread.
 */
export async function caseOf(flows: Flows, { tenant, alertId, alert }: DetectionRecord): Promise<CaseRecord> {
  const { store, people } = flows;
  if (!(await store.case(tenant, alertId))) await store.saveCase({ ...newCase(alert, people), version: 1 });
  const record = await changeCase(flows, tenant, alertId, (held) => followAlert(held, alert, people));
  if (!record) throw new RunAgain(LOST_RACE_MS);
  if (record.lines.length > 0) await queueCase(flows, tenant, alertId);
  return record;
}

export const queueCase = ({ jobs }: Flows, tenant: string, alertId: string): Promise<void> =>
  jobs.enqueue('case', { tenant, alertId }, { key: `${tenant}/${alertId}/case` });
