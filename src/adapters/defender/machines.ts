import type { z } from 'zod';
import type { DeviceState, LoggedOnUser, OpenAlert } from '../../core/look-up';
import type { Defender } from '../../ports/defender';
import { itemOf, listOf, orNone } from './answers';
import type { Ask, Caller } from './caller';
import { hostName, ipAddress, machineId, quoted, utcInstant } from './checks';
import { readEach } from './read';
import { classicAlert, logonUser, machine } from './schema-device';
import { present } from './to-evidence';

/** Defender's most per page; with `$top` there is no next link. */
const MOST = 10_000;

type MachinesPart = Pick<
  Defender,
  'getMachine' | 'findMachinesByName' | 'findMachinesByIp' | 'listMachines' | 'machineLogonUsers' | 'machineOpenAlerts'
>;

const toDevice = (one: z.infer<typeof machine>): DeviceState =>
  present({
    id: one.id,
    name: one.computerDnsName ?? one.id,
    os: [one.osPlatform, one.version].filter(Boolean).join(' ') || undefined,
    health: one.healthStatus,
    onboarding: one.onboardingStatus,
    lastSeen: one.lastSeen,
    risk: one.riskScore,
    exposure: one.exposureLevel,
    value: one.deviceValue,
    tags: one.machineTags,
    lastIp: one.lastIpAddress,
    lastExternalIp: one.lastExternalIpAddress,
    group: one.rbacGroupName,
    current: one.mergedIntoMachineId === undefined && one.isExcluded !== true,
  });

const toUser = (one: z.infer<typeof logonUser>): LoggedOnUser =>
  present({
    name: one.accountName,
    domain: one.accountDomain,
    logonTypes: one.logonTypes?.match(/[A-Za-z]+/g) ?? [],
    domainAdmin: one.isDomainAdmin === true,
    lastSeen: one.lastSeen,
  });

/** Machines of a list answer; 404 is how Defender says "none". */
export async function devicesOf(caller: Caller, ask: Ask): Promise<DeviceState[]> {
  const items = await orNone(
    caller.defender(ask).then((body) => listOf(caller, 'defender', body).items),
    [],
  );
  return caller.reading((skipped) => readEach(items, machine, 'machine', skipped).map(toDevice));
}

/** Alerts of a list answer that are not resolved. */
export async function openAlertsOf(caller: Caller, ask: Ask): Promise<OpenAlert[]> {
  const { items } = listOf(caller, 'defender', await caller.defender(ask));
  const alerts = caller.reading((skipped) => readEach(items, classicAlert, 'alert', skipped));
  return alerts
    .filter((alert) => alert.status?.toLowerCase() !== 'resolved')
    .map((alert) => ({
      id: alert.id,
      title: alert.title ?? 'Alert without a title',
      severity: alert.severity?.toLowerCase() ?? 'unknown',
      createdAt: alert.alertCreationTime ?? '',
    }));
}

/** Devices: Defender for Endpoint API. */
export function createMachines(caller: Caller): MachinesPart {
  return {
    getMachine: async (id, options) => {
      const body = await caller.defender({ path: `/api/machines/${machineId(id)}`, options, retry404: true });
      return toDevice(itemOf(caller, 'defender', body, machine, 'a machine'));
    },

    findMachinesByName: async (name, options) => {
      const wanted = hostName(name);
      const full = wanted.includes('.');
      const $filter = full ? `computerDnsName eq ${quoted(wanted)}` : `startswith(computerDnsName,${quoted(wanted)})`;
      const found = await devicesOf(caller, { path: '/api/machines', query: { $filter, $top: String(MOST) }, options });
      // `startswith` also finds PC-10 for PC-1.
      return found.filter((device) => (full ? device.name.toLowerCase() : device.name.toLowerCase().split('.')[0]) === wanted);
    },

    findMachinesByIp: async (ip, at, options) => {
      const place = `ip='${encodeURIComponent(ipAddress(ip))}',timestamp=${encodeURIComponent(utcInstant(at))}`;
      return devicesOf(caller, { path: `/api/machines/findbyip(${place})`, options });
    },

    listMachines: async ({ top, skip }, options) => {
      const query = { $top: String(Math.min(top, MOST)), ...(skip ? { $skip: String(skip) } : {}) };
      return devicesOf(caller, { path: '/api/machines', query, options });
    },

    machineLogonUsers: async (id, options) => {
      const body = await caller.defender({ path: `/api/machines/${machineId(id)}/logonusers`, options, retry404: true });
      const { items } = listOf(caller, 'defender', body);
      return caller.reading((skipped) => readEach(items, logonUser, 'logged-on user', skipped).map(toUser));
    },

    machineOpenAlerts: async (id, options) =>
      openAlertsOf(caller, { path: `/api/machines/${machineId(id)}/alerts`, options, retry404: true }),
  };
}
