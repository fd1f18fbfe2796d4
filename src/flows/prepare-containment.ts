import type { DeviceFacts } from '../core/detection-facts';
import { deviceWarnings } from '../core/device-warnings';
import type { DeviceState, LookUp } from '../core/look-up';
import { factsOf } from '../core/normalise';
import { isolationSupport } from '../core/platform';
import type { ContainPrompt } from '../core/remediation/prompt';
import type { Refusal } from '../core/remediation/refusal';
import type { Person, Tenant } from '../core/tenant';
import type { DetectionRecord } from '../ports/store';
import type { Flows } from './context';
import { decideFor, freshState, PERSON } from './decide-remediation';
import { machineQuestions } from './enrich-detection';
import { lookUp } from './look-up';
import { recordRefusal } from './record-refusal';
import { resolveDevice } from './resolve-device';

export type ContainAction = 'contain_host' | 'release_host';

/** What a modal is about, kept under its opaque id; the submission is checked against it. */
export interface PromptRecord {
  action: ContainAction;
  tenant: string;
  alertId: string;
  detection: string;
  channel: string;
  user: string;
  /** The machines the modal named: nothing else can be asked for. */
  machines: { id: string; name: string }[];
}

/** A modal left open longer than this is about a device as it was. */
const PROMPT_TTL_MS = 30 * 60_000;
const ISOLATION_TYPES = ['Full', 'Selective'] as const;

export type Prepared = { ok: true; prompt: ContainPrompt } | { ok: false; refusal: Refusal; id: string };

export interface ContainRequest {
  action: ContainAction;
  person: Person;
  tenant: Tenant;
  record: DetectionRecord;
  channel: string;
}

/**
 * What the Contain or Release modal shows: the device, resolved to exactly one machine or to those between which the person must
 * choose, what else would be hit, and everything that can be known to stand against it now. A refusal is on record.
 */
export async function prepareContainment(flows: Flows, request: ContainRequest): Promise<Prepared> {
  const { action, person, tenant, record, channel } = request;
  const facts = factsOf(record.alert);
  const refuse = async (refusal: Refusal): Promise<Prepared> => ({ ok: false, refusal, id: await recordRefusal(flows, request, refusal) });

  const devices = await candidates(flows, tenant, facts.device, facts.alert.lastActivityAt ?? facts.alert.createdAt);
  if (!devices) return refuse({ code: 'service_unavailable', sent: 'nothing' });
  const [only] = devices;
  if (!only) return refuse({ code: 'device_unresolved', deviceName: facts.device?.name, found: 0 });

  const defender = flows.defender.of(tenant.id);
  const ask = machineQuestions(defender, only.id, PERSON);
  const single = devices.length === 1;
  const [loggedOn, state] = single
    ? await Promise.all([lookUp(flows, tenant.id, ask.loggedOn), freshState(flows, tenant, only.id)])
    : [NOT_ASKED, NOT_READ];

  if (single) {
    const decision = await decideFor(flows, { ...request, stage: 'offer', device: only, state, reason: '' });
    if (!decision.allowed) return refuse(decision.refusal);
  }

  const promptId = flows.clock.newId();
  const machines = devices.map(({ id, name }) => ({ id, name }));
  const kept: PromptRecord = {
    action,
    tenant: tenant.id,
    alertId: record.alertId,
    detection: record.detection,
    channel,
    user: person.user,
    machines,
  };
  await flows.store.keep(promptId, kept, PROMPT_TTL_MS);
  return {
    ok: true,
    prompt: {
      prompt: promptId,
      action,
      tenantName: tenant.name,
      devices,
      loggedOn,
      isolation: state.isolation,
      warnings: single ? deviceWarnings(only, loggedOn, flows.clock.now()) : [],
      types: ISOLATION_TYPES.filter((type) => devices.every(({ os }) => isolationSupport(os).types.includes(type))),
      dryRun: flows.dryRun,
    },
  };
}

const NOT_ASKED = { state: 'none', at: '' } as const satisfies LookUp<never>;
const NOT_READ = { isolation: NOT_ASKED, machineActions: [] };

async function candidates(flows: Flows, tenant: Tenant, device: DeviceFacts | undefined, at: string): Promise<DeviceState[] | undefined> {
  return device ? resolveDevice(flows, tenant.id, device, at, PERSON) : [];
}
