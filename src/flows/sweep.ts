import { queueCase } from './case-of';
import type { Flows } from './context';

/** Work normally takes seconds; what is due for longer was left by a crash between two writes, or is waiting for an outage to end. */
const LEFT_BEHIND_MS = 20_000;

/** Queues again what a crash left between two writes. Joining keys make a second queueing harmless. */
export async function sweep(flows: Flows): Promise<void> {
  const { tenants, store, jobs, log } = flows;
  for (const tenant of tenants.keys()) {
    const due = await store.due(tenant, LEFT_BEHIND_MS);
    if (due.length > 0) log.info({ tenant, due: due.length }, 'detections left behind are queued again');
    await Promise.all(due.map((alertId) => jobs.enqueue('detection', { tenant, alertId }, { key: `${tenant}/${alertId}` })));
    for (const { operation } of await store.openRemediations(tenant)) {
      await jobs.enqueue('remediation', { tenant, operation }, { key: operation });
    }
    for (const alertId of await store.waitingCases(tenant)) await queueCase(flows, tenant, alertId);
  }
}
