import { asTocsinError } from '../core/errors';
import type { Refusal } from '../core/remediation/refusal';
import type { Person } from '../core/tenant';
import { type Flows, iso } from './context';

export interface Refused {
  action: string;
  person: Person;
  tenant?: { id: string };
  record?: { alertId: string };
  channel: string;
  machine?: { id: string; name: string };
}

/**
 * Puts a refusal on record and answers the id that the person sees and the log has. It refuses nothing by itself, and never throws:
 * a refusal stands even when it cannot be recorded.
 */
export async function recordRefusal({ audit, clock, log }: Flows, refused: Refused, refusal: Refusal): Promise<string> {
  const { action, person, tenant, record, channel, machine } = refused;
  const id = clock.newId();
  const facts = { id, verb: action, user: person.user, team: person.team, tenant: tenant?.id, outcome: refusal.code };
  log.info(facts, 'refused');
  try {
    await audit.append({
      at: iso(clock.now()),
      tenant: tenant?.id ?? '',
      kind: 'refused',
      actor: { user: person.user, team: person.team },
      verb: action,
      target: { device: machine?.id, deviceName: machine?.name, alert: record?.alertId, channel },
      outcome: refusal.code,
      reference: id,
    });
  } catch (error) {
    log.error({ ...facts, err: asTocsinError(error) }, 'a refusal could not be put on record');
  }
  return id;
}
