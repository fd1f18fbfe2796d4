import { asTocsinError, type TocsinError } from '../core/errors';
import type { Tenant } from '../core/tenant';
import type { JobData, JobHandlers, JobName } from '../ports/jobs';
import { advanceCase } from './advance-case';
import { advanceRemediation } from './advance-remediation';
import type { Flows } from './context';
import { pollTenant } from './poll-tenant';
import { reportTrouble } from './report-trouble';
import { showDetection } from './show-detection';
import { sweep } from './sweep';

/** One row per kind of job. A job of a tenant that was taken out of the configuration ends without effect. */
export function jobHandlers(flows: Flows): JobHandlers {
  const tenantOf = (id: string): Tenant | undefined => flows.tenants.get(id);
  const withTenant = (id: string, run: (tenant: Tenant) => Promise<void>): Promise<void> => {
    const tenant = tenantOf(id);
    return tenant ? run(tenant) : Promise.resolve();
  };
  return {
    poll: ({ tenant }) => withTenant(tenant, (known) => pollTenant(flows, known)),
    detection: ({ tenant, alertId }) => withTenant(tenant, (known) => inChannel(flows, known, () => showDetection(flows, known, alertId))),
    remediation: ({ tenant, operation }) =>
      withTenant(tenant, (known) => inChannel(flows, known, () => advanceRemediation(flows, known, operation))),
    case: ({ tenant, alertId }) => withTenant(tenant, (known) => inChannel(flows, known, () => advanceCase(flows, known, alertId))),
    sweep: () => sweep(flows),
  };
}

/** A channel that refuses messages is said in the ops channel, with the alerts kept; so is that it takes them again. */
async function inChannel(flows: Flows, tenant: Tenant, run: () => Promise<void>): Promise<void> {
  const { detections } = tenant.channels;
  const trouble = { owner: `channel:${detections}`, tenant };
  try {
    await run();
  } catch (thrown) {
    const error = asTocsinError(thrown);
    if (error.code === 'slack_final') {
      const what = `Detections of ${tenant.name} cannot be posted in ${detections}; they are kept and tried again`;
      await reportTrouble(flows, { ...trouble, what, error });
    }
    throw thrown;
  }
  await reportTrouble(flows, { ...trouble, what: `Detections of ${tenant.name} are posted in ${detections} again` });
}

/** A job that failed for good: its detection stays due and the sweep brings it back; people hear of it once. */
export async function reportGivenUp(flows: Flows, name: JobName, data: unknown, error: TocsinError): Promise<void> {
  if (name === 'poll' || error.code === 'slack_final') return; // said by the flow itself
  const { tenant } = (data ?? {}) as Partial<JobData['detection']>;
  const what = `Work of kind "${name}"${tenant ? ` for ${flows.tenants.get(tenant)?.name ?? tenant}` : ''} failed and will be tried again`;
  await reportTrouble(flows, { owner: `job:${name}:${tenant ?? ''}`, what, error });
}
