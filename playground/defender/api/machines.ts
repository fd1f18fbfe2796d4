import { badRequest, notFound, ServiceFault } from '../fault';
import { listRows } from '../odata/list';
import type { Call, Reply } from '../route';
import { alertsOfMachine } from '../world/alert-facts';
import { DAY, MINUTE, timeMs } from '../world/time';
import type { Device } from '../world/types';
import { classicAlert } from './classic-alert';
import { contextOf, defenderList } from './entity';

const MACHINE_LIST = defenderList([
  'computerDnsName',
  'id',
  'version',
  'deviceValue',
  'aadDeviceId',
  'machineTags',
  'lastSeen',
  'exposureLevel',
  'onboardingStatus',
  'lastIpAddress',
  'healthStatus',
  'osPlatform',
  'riskScore',
  'rbacGroupId',
]);

const NEAR = 15 * MINUTE;
const LOOK_BACK = 30 * DAY;

/** By the 40-hex id or, as the service also allows, the full DNS name. */
export function findDevice(call: Call): Device {
  const id = (call.params.id ?? '').toLowerCase();
  const found = call.tenant.devices.find((device) => device.machine.id === id || device.machine.computerDnsName === id);
  if (!found) throw notFound(`Machine ${call.params.id} was not found`);
  return found;
}

/** No match is 404, not an empty list; there is never a next link. */
export function listMachines(call: Call): Reply {
  const result = listRows(
    call.tenant.devices.map((device) => device.machine),
    call.query,
    MACHINE_LIST,
  );
  if (result.total === 0) throw notFound('No machines were found');
  return { status: 200, body: { ...contextOf(call, 'Machines'), value: result.rows } };
}

export function getMachine(call: Call): Reply {
  return { status: 200, body: { ...contextOf(call, 'Machines/$entity'), ...findDevice(call).machine } };
}

export function machineLogonUsers(call: Call): Reply {
  return { status: 200, body: { ...contextOf(call, 'Users'), value: findDevice(call).logonUsers } };
}

export function machineAlerts(call: Call): Reply {
  const { machine } = findDevice(call);
  const alerts = alertsOfMachine(call.tenant, machine.id).map((alert) => classicAlert(call.tenant, alert));
  return { status: 200, body: { ...contextOf(call, 'Alerts'), value: alerts } };
}

const FIND_BY_IP = /^ip='([^']+)',timestamp=(\S+)$/;

/** `findbyip(ip='10.0.0.1',timestamp=2026-11-24T06:00:00Z)`: who held the address within 15 minutes of that time. */
export function findByIp(call: Call): Reply {
  const found = FIND_BY_IP.exec(call.params.args ?? '');
  if (!found?.[1] || !found[2]) throw badRequest("findbyip takes ip='…' and timestamp=….");
  const [, ip, time] = found;
  const at = timeMs(time);
  if (Number.isNaN(at)) throw badRequest(`'${time}' is not a valid timestamp.`);
  if (at < call.now - LOOK_BACK || at > call.now + NEAR) {
    throw new ServiceFault(400, 'InvalidInput', 'The timestamp must be within the last 30 days.');
  }
  const value = call.tenant.devices
    .filter((device) => device.addresses.some((held) => held.ip === ip && held.from <= at + NEAR && (held.to ?? call.now) >= at - NEAR))
    .map((device) => device.machine);
  return { status: 200, body: { ...contextOf(call, 'Machines'), value } };
}
