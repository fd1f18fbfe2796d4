import type { Person } from '../../src/core/tenant';
import type { Deps } from '../deps';
import type { Clicked } from './clicked-record';
import { isKnown } from './person';

/** The record that a message is about: it stands in the thread of a card of ours, or is the card. */
export async function threadedRecord({ flows }: Deps, person: Person, { channel, ts }: { channel: string; ts: string }): Promise<Clicked> {
  const card = await flows.store.cardAt({ channel, ts });
  const tenant = card && flows.tenants.get(card.tenant);
  const record = card && tenant && (await flows.store.detection(card.tenant, card.alertId));
  if (!isKnown(person, flows.workspace, tenant)) return { ok: false, refusal: { code: 'outsider' }, tenant, record };
  if (!record || !tenant) return { ok: false, refusal: { code: 'no_case' } };
  return { ok: true, record, tenant, channel };
}
