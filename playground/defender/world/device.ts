import { DEVICE_SEEDS, type DeviceKey, type DeviceSeed } from './device-seeds';
import { deviceIdOf, guidOf, numberOf } from './hash';
import { personOf } from './people';
import { DAY, HOUR, timeText } from './time';
import type { Device, LogonUser, Machine, TenantState } from './types';

function macOf(text: string): string {
  return `02${numberOf(text, 0xffffffffff).toString(16).toUpperCase().padStart(10, '0')}`;
}

function machineOf(key: string, seed: DeviceSeed, domain: string, now: number): Machine {
  const salt = `${domain}:${key}`;
  const fraction = numberOf(salt, 9999) + 1;
  return {
    id: deviceIdOf(salt),
    mergedIntoMachineId: null,
    isPotentialDuplication: false,
    isExcluded: false,
    exclusionReason: null,
    computerDnsName: `${seed.name}.${domain}`,
    firstSeen: timeText(now - 200 * DAY, fraction),
    lastSeen: timeText(now - (1 + numberOf(salt, 20)) * HOUR, fraction),
    osPlatform: seed.os,
    osVersion: null,
    osProcessor: 'x64',
    osArchitecture: '64-bit',
    version: seed.version,
    lastIpAddress: seed.ip,
    lastExternalIpAddress: seed.externalIp,
    agentVersion: seed.agent,
    osBuild: seed.build,
    healthStatus: seed.health ?? 'Active',
    deviceValue: seed.value,
    rbacGroupId: 100 + numberOf(seed.group, 50),
    rbacGroupName: seed.group,
    riskScore: 'None',
    exposureLevel: seed.exposure,
    isAadJoined: seed.os.startsWith('Windows1'),
    aadDeviceId: seed.os.startsWith('Windows') ? guidOf(salt) : null,
    machineTags: [...seed.tags],
    onboardingStatus: seed.onboarding ?? 'Onboarded',
    managedBy: seed.os.startsWith('Windows') ? 'Intune' : 'Unknown',
    managedByStatus: 'Success',
    ipAddresses: [
      { ipAddress: seed.ip, macAddress: macOf(salt), type: 'Ethernet', operationalStatus: 'Up' },
      { ipAddress: '127.0.0.1', macAddress: null, type: 'SoftwareLoopback', operationalStatus: 'Up' },
    ],
    vmMetadata: null,
  };
}

function logonUserOf(name: string, domain: string, now: number): LogonUser {
  const person = personOf(name, domain);
  return {
    id: `${person.domain.toLowerCase()}\\${name}`,
    accountName: name,
    accountDomain: person.domain,
    accountSid: person.sid,
    firstSeen: timeText(now - 180 * DAY),
    lastSeen: timeText(now - 2 * HOUR),
    logonTypes: 'Interactive, CachedInteractive',
    isDomainAdmin: person.domainAdmin,
    isOnlyNetworkUser: false,
    mostPrevalentMachineId: null,
    leastPrevalentMachineId: null,
  };
}

export function buildDevice(key: string, seed: DeviceSeed, domain: string, now: number): Device {
  return {
    machine: machineOf(key, seed, domain, now),
    online: !seed.offline,
    isolation: 'none',
    logonUsers: seed.users.map((name) => logonUserOf(name, domain, now)),
    addresses: [{ ip: seed.ip, from: now - 200 * DAY }],
  };
}

/** The tenant's device of that key, made if it has none yet, so that every story plays in every tenant. */
export function ensureDevice(tenant: TenantState, key: DeviceKey, now: number): Device {
  const id = deviceIdOf(`${tenant.domain}:${key}`);
  const known = tenant.devices.find((device) => device.machine.id === id);
  if (known) return known;
  const seed: DeviceSeed = DEVICE_SEEDS[key];
  const device = buildDevice(key, seed, tenant.domain, now);
  tenant.devices.push(device);
  for (const name of seed.users) ensurePerson(tenant, name);
  return device;
}

export function ensurePerson(tenant: TenantState, name: string) {
  const known = tenant.people.find((person) => person.name === name);
  if (known) return known;
  const person = personOf(name, tenant.domain);
  tenant.people.push(person);
  return person;
}
