/** KQL's values: long and int are bigint, real is number; times count 100 ns ticks since 1970. Text is never null, only empty. */
export class DateTime {
  readonly ticks: bigint;
  constructor(ticks: bigint) {
    this.ticks = ticks;
  }
}

export class TimeSpan {
  readonly ticks: bigint;
  constructor(ticks: bigint) {
    this.ticks = ticks;
  }
}

export class Dynamic {
  readonly json: unknown;
  constructor(json: unknown) {
    this.json = json;
  }
}

export type Value = null | boolean | string | bigint | number | DateTime | TimeSpan | Dynamic;
export type Row = Record<string, Value>;

export interface Table {
  columns: { name: string; type: string }[];
  rows: Row[];
}

/** A query the service refuses; `message` names what it refuses. */
export class KqlError extends Error {}

const TICKS_PER_MS = 10_000n;
const DAY_TICKS = 864_000_000_000n;

export const fromMs = (ms: number) => new DateTime(BigInt(Math.floor(ms)) * TICKS_PER_MS);

const DATE = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,7}))?)?)?\s*(?:Z|\+00:00)?$/i;

export function parseDateTime(text: string): DateTime | null {
  const found = DATE.exec(text.trim());
  if (!found) return null;
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map((digits) => Number(digits ?? 0));
  const ms = Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1, hour ?? 0, minute ?? 0, second ?? 0);
  return Number.isNaN(ms) ? null : new DateTime(BigInt(ms) * TICKS_PER_MS + BigInt((found[7] ?? '').padEnd(7, '0')));
}

/** Always seven fraction digits, as hunting writes times. */
export function dateTimeText({ ticks }: DateTime): string {
  const fraction = ((ticks % 10_000_000n) + 10_000_000n) % 10_000_000n;
  const seconds = Number((ticks - fraction) / TICKS_PER_MS);
  return `${new Date(seconds).toISOString().slice(0, 19)}.${String(fraction).padStart(7, '0')}Z`;
}

const UNITS: [RegExp, bigint][] = [
  [/^(d|days?)$/, DAY_TICKS],
  [/^(h|hr|hrs|hours?)$/, 36_000_000_000n],
  [/^(m|min|minutes?)$/, 600_000_000n],
  [/^(s|sec|seconds?)$/, 10_000_000n],
  [/^(ms|milliseconds?)$/, TICKS_PER_MS],
  [/^(microseconds?)$/, 10n],
  [/^(ticks?)$/, 1n],
];

const CLOCK = /^(-)?(?:(\d+)\.)?(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,7}))?)?$/;

/** `1h`, `1.5d`, `1.02:03:04.5`. */
export function parseTimeSpan(text: string): TimeSpan | null {
  const plain = text.trim();
  const found = /^(-?\d+(?:\.\d+)?)\s*([a-z]+)$/i.exec(plain);
  const unit = found ? UNITS.find(([names]) => names.test(String(found[2]).toLowerCase()))?.[1] : undefined;
  if (found && unit !== undefined) return new TimeSpan(BigInt(Math.round(Number(found[1]) * Number(unit))));
  const clock = CLOCK.exec(plain);
  if (!clock) return null;
  const [days, hours, minutes, seconds] = clock.slice(2, 6).map((digits) => BigInt(digits ?? 0));
  const whole = (days ?? 0n) * DAY_TICKS + ((hours ?? 0n) * 3600n + (minutes ?? 0n) * 60n + (seconds ?? 0n)) * 10_000_000n;
  const ticks = whole + BigInt((clock[6] ?? '').padEnd(7, '0'));
  return new TimeSpan(clock[1] ? -ticks : ticks);
}

export function timeSpanText({ ticks }: TimeSpan): string {
  const size = ticks < 0n ? -ticks : ticks;
  const two = (value: bigint) => String(value).padStart(2, '0');
  const days = size / DAY_TICKS;
  const seconds = (size % DAY_TICKS) / 10_000_000n;
  const fraction = size % 10_000_000n;
  const clock = `${two(seconds / 3600n)}:${two((seconds / 60n) % 60n)}:${two(seconds % 60n)}`;
  return `${ticks < 0n ? '-' : ''}${days > 0n ? `${days}.` : ''}${clock}${fraction > 0n ? `.${String(fraction).padStart(7, '0')}` : ''}`;
}

/** What JSON holds as a value: scalars become themselves, lists and bags stay dynamic. */
export function fromJson(json: unknown): Value {
  if (json === null || json === undefined) return null;
  if (typeof json === 'string' || typeof json === 'boolean') return json;
  if (typeof json === 'number') return Number.isInteger(json) ? BigInt(json) : json;
  return new Dynamic(json);
}

export function toJson(value: Value): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof DateTime) return dateTimeText(value);
  if (value instanceof TimeSpan) return timeSpanText(value);
  if (value instanceof Dynamic) return value.json;
  return value;
}

/** `tostring()`. */
export function textOf(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (value instanceof Dynamic) return typeof value.json === 'string' ? value.json : JSON.stringify(value.json);
  return typeof value === 'object' ? String(toJson(value)) : String(value);
}

/** A key that is equal exactly for equal values. */
export function keyOf(value: Value): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return `s${value}`;
  if (typeof value === 'bigint' || typeof value === 'number') return `n${value}`;
  return `${value.constructor.name}${textOf(value)}`;
}

/** Negative, zero, positive; null when either is null or they are of kinds that do not compare. */
export function compare(left: Value, right: Value): number | null {
  if (left === null || right === null) return null;
  const [a, b] = [left instanceof Dynamic ? fromJson(left.json) : left, right instanceof Dynamic ? fromJson(right.json) : right];
  const order = (x: bigint | number | string | boolean, y: typeof x) => (x < y ? -1 : x > y ? 1 : 0);
  if (a instanceof DateTime && b instanceof DateTime) return order(a.ticks, b.ticks);
  if (a instanceof TimeSpan && b instanceof TimeSpan) return order(a.ticks, b.ticks);
  const numbers = (value: Value) => typeof value === 'bigint' || typeof value === 'number';
  if (numbers(a) && numbers(b)) return order(a as bigint, b as bigint);
  if (typeof a === 'string' && typeof b === 'string') return order(a, b);
  if (typeof a === 'boolean' && typeof b === 'boolean') return order(a, b);
  if (a instanceof Dynamic && b instanceof Dynamic) return order(textOf(a), textOf(b));
  return null;
}
