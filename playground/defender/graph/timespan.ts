import { badRequest } from '../fault';
import { DAY, HOUR, MINUTE, SECOND, timeMs } from '../world/time';

const LOOK_BACK = 30 * DAY;
/** Without an end the span reaches past now: what happened within this very millisecond counts. */
const OPEN_END = MINUTE;
const DURATION = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

function durationMs(text: string): number | undefined {
  const found = DURATION.exec(text);
  if (!found || text === 'P') return undefined;
  const [days, hours, minutes, seconds] = found.slice(1).map((digits) => Number(digits ?? 0));
  return (days ?? 0) * DAY + (hours ?? 0) * HOUR + (minutes ?? 0) * MINUTE + (seconds ?? 0) * SECOND;
}

/**
 * `Timespan` of a hunting request as the span of time in ms: `P30D`, `start/end`, `P1D/end`, `start/P1D`, or one date (from then on).
 * Without it, and at most, 30 days back.
 */
export function timespanOf(text: unknown, now: number): { from: number; to: number } {
  if (text === undefined || text === null) return { from: now - LOOK_BACK, to: now + OPEN_END };
  const refuse = () => badRequest(`The timespan '${String(text)}' is not valid.`);
  if (typeof text !== 'string') throw refuse();
  const [first = '', second, ...rest] = text.split('/');
  if (rest.length > 0) throw refuse();
  const [length, span] = [durationMs(first), second === undefined ? undefined : durationMs(second)];
  const [start, end] = [timeMs(first), second === undefined ? now : timeMs(second)];
  const to = second === undefined ? now + OPEN_END : end;
  let range = { from: start, to };
  if (length !== undefined) range = { from: end - length, to };
  else if (span !== undefined) range = { from: start, to: start + span };
  if (Number.isNaN(range.from) || Number.isNaN(range.to)) throw refuse();
  return { from: Math.max(range.from, now - LOOK_BACK), to: range.to };
}
