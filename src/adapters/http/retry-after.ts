const MOST_MS = 3_600_000;

/**
 * `Retry-After` in milliseconds from now: seconds, or a date, which is taken against the answer's own `Date` because our clock may be
 * off. `undefined` when there is none that can be read.
 */
export function retryAfterMs(headers: Record<string, string>, now: number): number | undefined {
  const value = headers['retry-after']?.trim();
  if (!value) return undefined;
  if (/^\d+(\.\d+)?$/.test(value)) return Math.min(Math.ceil(Number(value) * 1_000), MOST_MS);
  const until = Date.parse(value);
  if (Number.isNaN(until)) return undefined;
  const theirNow = Date.parse(headers.date ?? '');
  return Math.min(Math.max(until - (Number.isNaN(theirNow) ? now : theirNow), 0), MOST_MS);
}
