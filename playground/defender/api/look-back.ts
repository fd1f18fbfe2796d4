import { badRequest } from '../fault';
import type { Call } from '../route';

const MOST_HOURS = 720;

/** `lookBackHours`, 1 to 720; 30 days without it. */
export function lookBackHours(call: Call): number {
  const text = call.query.get('lookBackHours');
  if (text === null) return MOST_HOURS;
  const hours = Number(text);
  if (!Number.isInteger(hours) || hours < 1 || hours > MOST_HOURS) throw badRequest(`lookBackHours must be between 1 and ${MOST_HOURS}.`);
  return hours;
}
