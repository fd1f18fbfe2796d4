import { isIsolationAction } from '../isolation';
import type { DeviceState, Isolation, LookUp } from '../look-up';
import { isFinal, type MachineAction } from '../machine-action';
import { type IsolationType, isolationSupport } from '../platform';
import { holds } from '../roles';
import type { Person, Roles, Tenant } from '../tenant';
import { protectedBy } from './protected';
import type { Refusal } from './refusal';

/** Everything a decision rests on, read afresh by the caller. */
export interface PolicyRequest {
  action: 'contain_host' | 'release_host';
  /** `offer`: may the modal be opened? `submit`: may it be carried out? Only the latter asks for a reason. */
  stage: 'offer' | 'submit';
  person: Person;
  /** Slack team id of our own workspace. */
  workspace: string;
  roles: Roles;
  tenant: Pick<Tenant, 'name' | 'remediation'>;
  /** Channel id in which the detection's card stands, and the one that the click came from. */
  channel: { record: string; click: string };
  /** The click is about a detection or modal that is no longer the current one. */
  stale: boolean;
  /** Application permissions in the tenant's Defender token; undefined where they could not be read. */
  permissions: readonly string[] | undefined;
  /** What the device was resolved to; only exactly one can be acted on. */
  devices: readonly DeviceState[];
  /** Name as the alert has it, for the refusal where no device was found. */
  deviceName?: string;
  /** Asked for with `contain_host`. */
  isolationType?: IsolationType;
  isolation: LookUp<Isolation>;
  /** A remediation of ours on the device that has not ended. */
  openRemediation?: { by?: string; sinceMs: number };
  /** Machine actions of the device in Defender, where they were read. */
  machineActions: readonly MachineAction[];
  /** Remediations of the tenant accepted in the last hour, releases among them: letting an intruder back in is as dangerous. */
  usedLastHour: number;
  reason: string;
}

export type Decision = { allowed: true } | { allowed: false; refusal: Refusal };

export const MIN_REASON_LENGTH = 5;

type AskingCheck = (request: PolicyRequest) => Refusal | undefined;
type DeviceCheck = (request: PolicyRequest, device: DeviceState) => Refusal | undefined;

const isContain = ({ action }: PolicyRequest): boolean => action === 'contain_host';

const outsider: AskingCheck = ({ person, workspace }) => (workspace !== '' && person.team === workspace ? undefined : { code: 'outsider' });

const permitted: AskingCheck = ({ person, roles, tenant }) => {
  if (holds(person.user, 'responder', roles)) return undefined;
  const ask = roles.lead.length > 0 ? roles.lead : roles.responder;
  return { code: 'not_permitted', tenantName: tenant.name, needs: 'responder', ask };
};

const channel: AskingCheck = (request) =>
  request.channel.record !== '' && request.channel.record === request.channel.click ? undefined : { code: 'wrong_channel' };

const fresh: AskingCheck = ({ stale }) => (stale ? { code: 'stale_card' } : undefined);

const enabled: AskingCheck = ({ action, tenant }) =>
  tenant.remediation.actions.includes(action) ? undefined : { code: 'tenant_disabled', tenantName: tenant.name, action };

/** Each needs any one of its names; without the reading one the action could neither be checked nor followed. */
const NEEDED: readonly (readonly [string, ...string[]])[] = [['Machine.Isolate'], ['Machine.Read.All', 'Machine.ReadWrite.All']];

const granted: AskingCheck = ({ permissions, tenant }) => {
  const missing = permissions && NEEDED.find((names) => !names.some((name) => permissions.includes(name)));
  return missing ? { code: 'permission_missing', tenantName: tenant.name, permission: missing[0] } : undefined;
};

const supported: DeviceCheck = ({ isolationType, ...request }, { name, os, onboarding }) => {
  if (onboarding !== undefined && onboarding.toLowerCase() !== 'onboarded') {
    return { code: 'device_unsupported', detail: `${name} is not onboarded to Defender (${onboarding}).` };
  }
  const { types, limit } = isolationSupport(os);
  const wanted = request.action === 'contain_host' ? isolationType : undefined;
  const fits = types.length > 0 && (wanted === undefined || types.includes(wanted));
  return fits ? undefined : { code: 'device_unsupported', detail: limit ?? 'This device cannot be isolated.' };
};

const unprotected: DeviceCheck = ({ tenant }, device) => {
  const pattern = protectedBy(tenant.remediation.protectedDevices, device);
  return pattern === undefined ? undefined : { code: 'protected_asset', deviceName: device.name, tenantName: tenant.name, pattern };
};

/** Neither hears nor answers. An inactive device may come back within the three days that Defender keeps trying: that is a warning only. */
const UNREACHABLE = ['nosensordataimpairedcommunication'];

/** A release that waits does no harm, so it is never held up by the device's health. */
const reporting: DeviceCheck = (request, { name, health }) =>
  isContain(request) && health !== undefined && UNREACHABLE.includes(health.toLowerCase())
    ? { code: 'device_not_reporting', deviceName: name, health }
    : undefined;

const notOpen: DeviceCheck = ({ openRemediation, machineActions, isolation }, { name }) => {
  if (openRemediation) return { code: 'already_open', deviceName: name, by: openRemediation.by, sinceMs: openRemediation.sinceMs };
  const known = isolation.state === 'known' ? isolation.value : undefined;
  const underWay = known?.state === 'isolating' || known?.state === 'releasing';
  const open = machineActions.find((action) => isIsolationAction(action) && !isFinal(action.status));
  if (!open && !underWay) return undefined;
  const since = Date.parse(open?.createdAt ?? known?.since ?? '');
  return { code: 'already_open', deviceName: name, by: known?.by ?? open?.requestor, sinceMs: Number.isNaN(since) ? undefined : since };
};

/** Only a state that is known can make an action needless. */
const notDone: DeviceCheck = (request, { name }) => {
  const known = request.isolation.state === 'known' ? request.isolation.value : undefined;
  const done = isContain(request) ? 'isolated' : 'not_isolated';
  return known?.state === done ? { code: 'already_done', deviceName: name, state: done, since: known.since, by: known.by } : undefined;
};

const belowLimit: DeviceCheck = ({ tenant, usedLastHour }) => {
  const limit = tenant.remediation.maxPerHour;
  return usedLastHour < limit ? undefined : { code: 'limit_reached', tenantName: tenant.name, used: usedLastHour, limit };
};

/** Nobody can approve yet, so whatever needs more than the one who asks is not sent. */
const approved: DeviceCheck = ({ action, tenant }) => {
  const needed = tenant.remediation.approvals[action] ?? 1;
  return needed > 1 ? { code: 'approval_needed', tenantName: tenant.name, needed } : undefined;
};

const reasoned: DeviceCheck = ({ stage, reason }) =>
  stage === 'submit' && reason.trim().length < MIN_REASON_LENGTH ? { code: 'reason_missing' } : undefined;

/** In this order; the first refusal is the answer. Who asks and from where comes before anything is said about a device. */
const OF_THE_ASKING: readonly AskingCheck[] = [outsider, permitted, channel, fresh, enabled, granted];
const OF_THE_DEVICE: readonly DeviceCheck[] = [supported, unprotected, reporting, notOpen, notDone, belowLimit, approved, reasoned];

/**
 * May this remediation be offered or carried out? Pure: the caller reads everything afresh, and still lets the store accept it
 * atomically (limit, one open per machine) and puts the intent on record before anything is sent.
 */
export function decide(request: PolicyRequest): Decision {
  const [device, ...more] = request.devices;
  const refusal =
    first(OF_THE_ASKING, (check) => check(request)) ??
    (device && more.length === 0
      ? first(OF_THE_DEVICE, (check) => check(request, device))
      : ({ code: 'device_unresolved', deviceName: device?.name ?? request.deviceName, found: request.devices.length } as const));
  return refusal ? { allowed: false, refusal } : { allowed: true };
}

function first<C>(checks: readonly C[], run: (check: C) => Refusal | undefined): Refusal | undefined {
  for (const check of checks) {
    const refusal = run(check);
    if (refusal) return refusal;
  }
  return undefined;
}
