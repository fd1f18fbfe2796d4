const SECOND = 1_000;
const MINUTE = 60 * SECOND;

const between = (low: number, value: number, high: number): number => Math.round(Math.min(high, Math.max(low, value)));

/** Until the status is asked for again, by age of the action: 5 s while people watch, growing to 5 min over the days it may take. */
export const followDelayMs = (ageMs: number): number => between(5 * SECOND, ageMs / 10, 5 * MINUTE);

/** Until the next look-up of a lost answer, by time since the send: at least 5 s, at most a minute. */
export const reconcileDelayMs = (ageMs: number): number => between(5 * SECOND, ageMs / 5, MINUTE);

/** A send is over this long after it began (the HTTP time limit is shorter): before that a look-up would find nothing. */
export const SEND_SETTLED_MS = 15 * SECOND;

/** After this long without a trace in Defender a person has to look. */
export const NOT_FOUND_AFTER_MS = 10 * MINUTE;
