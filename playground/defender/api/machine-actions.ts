import { requireRole } from '../auth/roles';
import { badRequest, notFound, ServiceFault } from '../fault';
import { listRows } from '../odata/list';
import type { Call, Reply } from '../route';
import { isOpen, startAction, withdrawAction } from '../world/action-life';
import { timeKey } from '../world/time';
import type { MachineAction } from '../world/types';
import { ACTION_VERBS, type ActionVerb, readActionBody } from './action-verbs';
import { contextOf, defenderList } from './entity';
import { findDevice } from './machines';

const ACTION_LIST = defenderList(['id', 'status', 'machineId', 'type', 'requestor', 'creationDateTimeUtc', 'lastUpdateDateTimeUtc']);

/** `POST /api/machines/{id}/<verb>`: 201 with the action in Pending. */
export function requestAction(verb: ActionVerb): (call: Call) => Reply {
  return (call) => {
    const device = findDevice(call);
    const { comment, values } = readActionBody(verb.keys, call.body);
    const scope = verb.scope ? (values[verb.scope] ?? null) : null;
    if (device.machine.onboardingStatus !== 'Onboarded') throw badRequest(`Machine ${device.machine.id} is not onboarded.`);
    verb.check(device, scope);
    const open = call.tenant.actions.some((other) => other.machineId === device.machine.id && other.type === verb.type && isOpen(other));
    if (open) throw new ServiceFault(400, 'ActiveRequestAlreadyExists', 'Action is already in progress');
    const action = startAction(call.world, call.tenant, device, { type: verb.type, scope, comment, sha1: values.Sha1 });
    return { status: 201, body: { ...contextOf(call, 'MachineActions/$entity'), ...action } };
  };
}

function findAction(call: Call): MachineAction {
  const found = call.tenant.actions.find((action) => action.id === call.params.id);
  if (!found) throw notFound(`Machine action ${call.params.id} was not found`);
  return found;
}

export function listActions(call: Call): Reply {
  const newest = [...call.tenant.actions].sort((a, b) =>
    (timeKey(a.creationDateTimeUtc) ?? '') > (timeKey(b.creationDateTimeUtc) ?? '') ? -1 : 1,
  );
  return { status: 200, body: { ...contextOf(call, 'MachineActions'), value: listRows(newest, call.query, ACTION_LIST).rows } };
}

export function getAction(call: Call): Reply {
  return { status: 200, body: { ...contextOf(call, 'MachineActions/$entity'), ...findAction(call) } };
}

/** Needs the permission of the action itself; only while it is not final. */
export function cancelAction(call: Call): Reply {
  const action = findAction(call);
  const role = ACTION_VERBS.find((verb) => verb.type === action.type)?.role;
  if (role) requireRole([role], call.roles);
  const { comment } = readActionBody({}, call.body);
  if (!isOpen(action)) throw badRequest(`Machine action ${action.id} is ${action.status} and cannot be cancelled.`);
  withdrawAction(call.world, call.tenant, action, comment);
  return { status: 200, body: { ...contextOf(call, 'MachineActions/$entity'), ...action } };
}
