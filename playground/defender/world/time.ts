/** The service's times: UTC with up to seven fraction digits, trailing zeros cut. */

const TEN_THOUSAND = 10_000;

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** `ms` since 1970 plus 0 to 9999 units of 100 ns, e.g. `2026-11-24T06:00:00.1234567Z`. */
export function timeText(ms: number, fraction = 0): string {
  const text = `${new Date(ms).toISOString().slice(0, -1)}${String(fraction % TEN_THOUSAND).padStart(4, '0')}`;
  return `${text.replace(/\.?0+$/, '')}Z`;
}

const TIME = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2})?)(?:\.(\d{1,9}))?(?:Z|\+00:00)?)?$/i;

/** The text as a key that sorts like the instant, or undefined if it is no UTC time. */
export function timeKey(text: string): string | undefined {
  const found = TIME.exec(text.trim());
  if (!found) return undefined;
  const clock = found[2] ?? '00:00:00';
  const key = `${found[1]}T${clock.length === 5 ? `${clock}:00` : clock}.${(found[3] ?? '').padEnd(7, '0').slice(0, 7)}`;
  return Number.isNaN(Date.parse(`${key.slice(0, 23)}Z`)) ? undefined : key;
}

/** Milliseconds of a service time; NaN if it is none. */
export function timeMs(text: string): number {
  const key = timeKey(text);
  return key ? Date.parse(`${key.slice(0, 23)}Z`) : Number.NaN;
}

/** Gives times that never go back and never repeat, so that two changes of one millisecond still have an order. */
export function createStamp(): (ms: number) => string {
  let lastMs = 0;
  let fraction = 0;
  return (ms) => {
    if (ms > lastMs) {
      lastMs = ms;
      fraction = (fraction * 31 + 1237) % 5000;
    } else {
      fraction += 1;
      if (fraction >= TEN_THOUSAND) {
        lastMs += 1;
        fraction = 0;
      }
    }
    return timeText(lastMs, fraction);
  };
}
