import type { Call, Reply } from '../route';
import { accountsOfAlert } from '../world/alert-facts';
import { classicAlert } from './classic-alert';
import { contextOf } from './entity';

const nameOf = (call: Call) => (call.params.name ?? '').toLowerCase();

/** By account name, never by UPN; an unknown one gives an empty list. */
export function userAlerts(call: Call): Reply {
  const name = nameOf(call);
  const found = call.tenant.alerts.filter((alert) => accountsOfAlert(alert).some((account) => account.accountName?.toLowerCase() === name));
  return { status: 200, body: { ...contextOf(call, 'Alerts'), value: found.map((alert) => classicAlert(call.tenant, alert)) } };
}

export function userMachines(call: Call): Reply {
  const name = nameOf(call);
  const value = call.tenant.devices
    .filter((device) => device.logonUsers.some((user) => user.accountName.toLowerCase() === name))
    .map((device) => device.machine);
  return { status: 200, body: { ...contextOf(call, 'Machines'), value } };
}
