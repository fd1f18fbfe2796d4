import { randomUUID } from 'node:crypto';
import type { Disturbance, Disturbances } from './disturbances';
import { applyChange } from './graph/alert-change';
import type { StoryName } from './stories/story';
import { resumeActions, timeOutAction } from './world/action-life';
import { buildAlert } from './world/alert';
import { playStory } from './world/play';
import { storm } from './world/storm';
import type { NewTenant } from './world/tenant';
import type { Credentials, GraphAlert, GraphComment, Machine, MachineAction } from './world/types';
import type { World } from './world/world';

export interface TenantInfo {
  name: string;
  entraTenantId: string;
  clientId: string;
  clientSecret: string;
  devices: { id: string; name: string; os: string }[];
  users: string[];
  files: { name: string; sha1: string; sha256: string }[];
}

export interface TenantSnapshot {
  alerts: GraphAlert[];
  machineActions: MachineAction[];
  devices: (Machine & { online: boolean; isolation: string })[];
  comments: ({ alertId: string } & GraphComment)[];
  roles: string[];
}

export type DeviceChanges = Partial<Pick<Machine, 'healthStatus' | 'onboardingStatus' | 'machineTags' | 'agentVersion' | 'osPlatform'>> & {
  online?: boolean;
  lastIpAddress?: string;
};

/** What a test or the demo's control panel does to the local Defender. Tenants go by their short names. */
export interface Controls {
  addTenant(request: NewTenant): TenantInfo;
  /** Ids in order of arrival. */
  play(story: StoryName, tenant: string, options?: { atOnce?: boolean }): string[];
  /** So many small alerts at once, over the tenant's devices; several share one update time. */
  storm(tenant: string, count: number): string[];
  /** Adds an alert over sensible defaults; returns it. Times default to now. */
  addAlert(tenant: string, alert: Partial<GraphAlert>): GraphAlert;
  /** Moves `lastUpdateDateTime` unless `changes` sets it. */
  updateAlert(tenant: string, id: string, changes: Partial<GraphAlert>): GraphAlert;
  fault(disturbance: Disturbance): void;
  clearFaults(): void;
  /** Works at once, also for tokens already issued. */
  removeRole(tenant: string, role: string): void;
  /** Shows in tokens issued from now on. */
  addRole(tenant: string, role: string): void;
  /** Tokens issued so far are refused as expired. */
  expireTokens(tenant: string): void;
  setCredentials(tenant: string, changes: Partial<Credentials>): void;
  /** By machine id. A device that comes back online carries out what waits for it. */
  setDevice(tenant: string, machineId: string, changes: DeviceChanges): void;
  /** The three days of every action that is Pending are over. */
  timeOutActions(tenant: string): void;
  state(tenant: string): TenantSnapshot;
}

interface ControlParts {
  world: World;
  disturbances: Disturbances;
}

export function createControls({ world, disturbances }: ControlParts): Controls {
  const deviceOf = (tenant: string, id: string) => {
    const found = world.tenant(tenant).devices.find((device) => device.machine.id === id);
    if (!found) throw new Error(`Tenant ${tenant} has no device "${id}".`);
    return found;
  };
  return {
    addTenant: (request) => describeTenant(world, world.add(request).name),
    play: (story, tenant, options) => playStory(world, world.tenant(tenant), story, options),
    storm: (tenant, count) => storm(world, world.tenant(tenant), count),
    addAlert(name, values) {
      const tenant = world.tenant(name);
      const at = values.createdDateTime ?? world.stamp(world.now());
      const alert = buildAlert(tenant, values.id ?? `da${randomUUID()}_1`, at, values);
      tenant.alerts.push(alert);
      return alert;
    },
    updateAlert(name, id, changes) {
      const alert = world.tenant(name).alerts.find((other) => other.id === id);
      if (!alert) throw new Error(`Tenant ${name} has no alert "${id}" yet.`);
      applyChange(alert, changes, changes.lastUpdateDateTime ?? world.stamp(world.now()));
      return alert;
    },
    fault: (disturbance) => disturbances.add(disturbance),
    clearFaults: () => disturbances.clear(),
    removeRole: (tenant, role) => void world.tenant(tenant).roles.delete(role),
    addRole: (tenant, role) => void world.tenant(tenant).roles.add(role),
    expireTokens: (tenant) => {
      world.tenant(tenant).tokenGeneration += 1;
    },
    setCredentials: (tenant, changes) => void Object.assign(world.tenant(tenant).credentials, changes),
    setDevice(tenant, id, { online, lastIpAddress, ...changes }) {
      const device = deviceOf(tenant, id);
      Object.assign(device.machine, changes);
      if (lastIpAddress !== undefined) {
        for (const held of device.addresses) held.to ??= world.now();
        device.addresses.push({ ip: lastIpAddress, from: world.now() });
        device.machine.lastIpAddress = lastIpAddress;
      }
      if (online === undefined) return;
      const back = online && !device.online;
      device.online = online;
      if (back) resumeActions(world, world.tenant(tenant), device);
    },
    timeOutActions(tenant) {
      for (const action of world.tenant(tenant).actions) timeOutAction(world, action, world.now());
    },
    state(name) {
      world.schedule.settle(world.now());
      const tenant = world.tenant(name);
      return structuredClone({
        alerts: tenant.alerts,
        machineActions: tenant.actions,
        devices: tenant.devices.map(({ machine, online, isolation }) => ({ ...machine, online, isolation })),
        comments: tenant.alerts.flatMap((alert) => alert.comments.map((comment) => ({ alertId: alert.id, ...comment }))),
        roles: [...tenant.roles].sort(),
      });
    },
  };
}

/** What a client of the tenant needs to sign in, and what is there to be looked up. */
export function describeTenant(world: World, name: string): TenantInfo {
  const tenant = world.tenant(name);
  return {
    name,
    entraTenantId: tenant.entraTenantId,
    clientId: tenant.clientId,
    clientSecret: tenant.credentials.secret,
    devices: tenant.devices.map(({ machine }) => ({ id: machine.id, name: machine.computerDnsName, os: machine.osPlatform })),
    users: tenant.people.map((person) => person.name),
    files: tenant.files.map(({ name: file, sha1, sha256 }) => ({ name: file, sha1, sha256 })),
  };
}
