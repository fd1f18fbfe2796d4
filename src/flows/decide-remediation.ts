import { isolationOf } from '../core/isolation';
import type { DeviceState, Isolation, LookUp } from '../core/look-up';
import type { MachineAction } from '../core/machine-action';
import type { IsolationType } from '../core/platform';
import { type Decision, decide } from '../core/remediation/policy';
import type { Person, Tenant } from '../core/tenant';
import type { CallOptions } from '../ports/defender';
import { type Flows, iso } from './context';
import { rootKey } from './show-detection';

export const PERSON: CallOptions = { priority: 'person', budgetMs: 8_000 };

export interface DeviceNow {
  isolation: LookUp<Isolation>;
  machineActions: MachineAction[];
}

/** The device's actions and what follows from them, as of now and not from a cache; `unavailable` where Defender does not answer. */
export async function freshState({ defender, clock, log }: Flows, tenant: Tenant, machineId: string): Promise<DeviceNow> {
  try {
    const machineActions = await defender.of(tenant.id).listMachineActions({ machineId, top: 100 }, PERSON);
    return { machineActions, isolation: { state: 'known', value: isolationOf(machineActions), at: iso(clock.now()) } };
  } catch (error) {
    log.warn({ tenant: tenant.id, machineId, err: error }, 'state of the device not readable');
    return { machineActions: [], isolation: { state: 'unavailable', why: 'Defender did not answer' } };
  }
}

export interface Asking {
  action: 'contain_host' | 'release_host';
  stage: 'offer' | 'submit';
  person: Person;
  tenant: Tenant;
  record: { alertId: string };
  channel: string;
  device: DeviceState;
  state: DeviceNow;
  isolationType?: IsolationType;
  reason: string;
}

/** Gathers what the policy decides on, and asks it. */
export async function decideFor(flows: Flows, asking: Asking): Promise<Decision> {
  const { tenant, device, record, channel, state, ...rest } = asking;
  const { store, defender, roles, workspace, log } = flows;
  const [open, usedLastHour, card, permissions] = await Promise.all([
    store.openRemediationOf(tenant.id, device.id),
    store.usedLastHour(tenant.id),
    store.message(tenant.id, rootKey(tenant.id, record.alertId)),
    defender
      .of(tenant.id)
      .grantedRoles('defender')
      .catch((error: unknown) => {
        log.warn({ tenant: tenant.id, err: error }, 'permissions not readable; Defender will say');
        return undefined;
      }),
  ]);
  return decide({
    ...rest,
    ...state,
    workspace,
    roles,
    tenant,
    channel: { record: card?.channel ?? '', click: channel },
    stale: false,
    permissions,
    devices: [device],
    openRemediation: open && { by: open.askedBy.name ?? open.askedBy.user, sinceMs: open.askedAtMs },
    usedLastHour,
  });
}
