import { randomUUID } from 'node:crypto';
import { DAY } from './time';
import type { ActionStatus, Device, MachineAction, TenantState } from './types';
import type { World } from './world';

/** How long the service tries an unreachable device. */
const GIVE_UP_AFTER = 3 * DAY;
/** Seen in real records: aborted; unreachable. */
const HRESULT_ABORTED = -2147467260;
const HRESULT_TIMEOUT = -2145844840;

export interface ActionRequest {
  type: string;
  scope: string | null;
  comment: string;
  sha1?: string;
}

export const isOpen = (action: MachineAction) => action.status === 'Pending' || action.status === 'InProgress';

function move(world: World, action: MachineAction, status: ActionStatus, ms: number): void {
  action.status = status;
  action.lastUpdateDateTimeUtc = world.stamp(ms);
}

function takeEffect(device: Device, action: MachineAction): void {
  if (action.type === 'Isolate') device.isolation = action.scope === 'Selective' ? 'Selective' : 'Full';
  if (action.type === 'Unisolate') device.isolation = 'none';
}

/** Pending for a third of the pace, InProgress for the rest; each step waits while the device is offline. */
function carryOut(world: World, device: Device, action: MachineAction, from: number): void {
  const third = world.actionPaceMs / 3;
  world.schedule.at(from + third, (ms) => {
    if (action.status !== 'Pending' || !device.online) return;
    move(world, action, 'InProgress', ms);
    world.schedule.at(ms + 2 * third, (end) => {
      if (action.status !== 'InProgress') return;
      takeEffect(device, action);
      move(world, action, 'Succeeded', end);
    });
  });
}

export function timeOutAction(world: World, action: MachineAction, ms: number): void {
  if (action.status !== 'Pending') return;
  action.errorHResult = HRESULT_TIMEOUT;
  move(world, action, 'TimeOut', ms);
}

export function startAction(world: World, tenant: TenantState, device: Device, request: ActionRequest): MachineAction {
  const now = world.now();
  const at = world.stamp(now);
  const action: MachineAction = {
    id: randomUUID(),
    type: request.type,
    title: null,
    scope: request.scope,
    requestor: tenant.appName,
    requestorComment: request.comment,
    status: 'Pending',
    machineId: device.machine.id,
    computerDnsName: device.machine.computerDnsName,
    creationDateTimeUtc: at,
    lastUpdateDateTimeUtc: at,
    cancellationRequestor: null,
    cancellationComment: null,
    cancellationDateTimeUtc: null,
    errorHResult: 0,
    externalId: null,
    requestSource: 'PublicApi',
    relatedFileInfo: request.sha1 ? { fileIdentifier: request.sha1, fileIdentifierType: 'Sha1' } : null,
    commands: [],
    troubleshootInfo: null,
  };
  tenant.actions.push(action);
  carryOut(world, device, action, now);
  world.schedule.at(now + GIVE_UP_AFTER, (ms) => timeOutAction(world, action, ms));
  return action;
}

/** The device is back: what waited for it goes on. */
export function resumeActions(world: World, tenant: TenantState, device: Device): void {
  for (const action of tenant.actions) {
    if (action.machineId === device.machine.id && action.status === 'Pending') carryOut(world, device, action, world.now());
  }
}

export function withdrawAction(world: World, tenant: TenantState, action: MachineAction, comment: string): void {
  const at = world.stamp(world.now());
  action.status = 'Cancelled';
  action.errorHResult = HRESULT_ABORTED;
  action.cancellationRequestor = tenant.clientId;
  action.cancellationComment = comment;
  action.cancellationDateTimeUtc = at;
  action.lastUpdateDateTimeUtc = at;
}
