import type { Refusal } from '../../src/core/remediation/refusal';
import type { Person, Tenant } from '../../src/core/tenant';
import { rootKey } from '../../src/flows/show-detection';
import type { DetectionRecord } from '../../src/ports/store';
import type { Deps } from '../deps';
import { isKnown } from './person';

export interface Click {
  person: Person;
  /** The only thing of a button that is looked at; it grants nothing. */
  detection: string | undefined;
  channel: string | undefined;
}

export type Clicked =
  | { ok: true; record: DetectionRecord; tenant: Tenant; channel: string }
  | { ok: false; refusal: Refusal; tenant?: Tenant; record?: DetectionRecord };

/**
 * Finds the record a click is about: it must exist, belong to a tenant we know, and be clicked in the channel its card is in
 * (a message carried over to another channel has no effect), by a member of our workspace or a named contact.
 */
export async function clickedRecord({ flows }: Deps, { person, detection, channel }: Click): Promise<Clicked> {
  const record = detection ? await flows.store.findDetection(detection) : undefined;
  const tenant = record ? flows.tenants.get(record.tenant) : undefined;
  if (!isKnown(person, flows.workspace, tenant)) return { ok: false, refusal: { code: 'outsider' }, tenant, record };
  if (!record || !tenant) return { ok: false, refusal: { code: 'stale_card' } };
  const card = await flows.store.message(tenant.id, rootKey(tenant.id, record.alertId));
  if (!channel || channel !== card?.channel) return { ok: false, refusal: { code: 'wrong_channel' }, tenant, record };
  return { ok: true, record, tenant, channel };
}
