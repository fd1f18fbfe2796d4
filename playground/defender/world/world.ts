import { createSchedule, type Schedule } from './schedule';
import { buildTenant, CONTOSO, FABRIKAM, type NewTenant } from './tenant';
import { createStamp } from './time';
import type { TenantState } from './types';

/** All tenants, the clock and what is still to come. */
export interface World {
  tenants: TenantState[];
  schedule: Schedule;
  /** Total time of a machine action from Pending to Succeeded, in ms. */
  actionPaceMs: number;
  now(): number;
  /** The service's text for an instant, later than every one before it. */
  stamp(ms: number): string;
  /** Throws for a name nobody added. */
  tenant(name: string): TenantState;
  add(request: NewTenant): TenantState;
  /** Back to the tenants of the start, with nothing played. */
  reset(): void;
}

export function createWorld(options: { now: () => number; actionPaceMs: number }): World {
  const tenants: TenantState[] = [];
  const schedule = createSchedule();
  const added: NewTenant[] = [CONTOSO, FABRIKAM];
  const fill = () => tenants.push(...added.map((request) => buildTenant(request, options.now())));
  fill();
  return {
    tenants,
    schedule,
    actionPaceMs: options.actionPaceMs,
    now: options.now,
    stamp: createStamp(),
    tenant(name) {
      const found = tenants.find((tenant) => tenant.name === name);
      if (!found) throw new Error(`The local Defender has no tenant "${name}"; it has ${tenants.map((tenant) => tenant.name).join(', ')}.`);
      return found;
    },
    add(request) {
      const taken = tenants.some((tenant) => tenant.name === request.name || tenant.entraTenantId === request.entraTenantId);
      if (taken) throw new Error(`The local Defender has a tenant "${request.name}" or its Entra id already.`);
      const tenant = buildTenant(request, options.now());
      added.push(request);
      tenants.push(tenant);
      return tenant;
    },
    reset() {
      schedule.clear();
      tenants.length = 0;
      fill();
    },
  };
}
