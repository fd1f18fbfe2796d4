import { regexOf } from './binary';
import {
  compare,
  DateTime,
  Dynamic,
  fromJson,
  KqlError,
  parseDateTime,
  parseTimeSpan,
  TimeSpan,
  textOf,
  toJson,
  type Value,
} from './value';

export interface FunctionContext {
  now: DateTime;
}

type Scalar = (values: Value[], context: FunctionContext) => Value;

const arg = (values: Value[], index: number): Value => values[index] ?? null;
const text = (values: Value[], index = 0): string => textOf(arg(values, index));

function whole(value: Value): bigint | null {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number') return BigInt(Math.trunc(value));
  if (typeof value === 'boolean') return value ? 1n : 0n;
  const plain = textOf(value).trim();
  if (/^[+-]?\d+$/.test(plain)) return BigInt(plain);
  if (/^0x[0-9a-f]+$/i.test(plain)) return BigInt(plain);
  return /^[+-]?\d*\.\d+$/.test(plain) ? BigInt(Math.trunc(Number(plain))) : null;
}

function real(value: Value): number | null {
  if (typeof value === 'bigint' || typeof value === 'number') return Number(value);
  const plain = textOf(value).trim();
  return plain !== '' && !Number.isNaN(Number(plain)) ? Number(plain) : null;
}

function dateTime(value: Value): DateTime | null {
  return value instanceof DateTime ? value : parseDateTime(textOf(value));
}

function parseJson(value: Value): Value {
  if (value instanceof Dynamic || value === null) return value;
  try {
    return new Dynamic(JSON.parse(textOf(value)));
  } catch {
    return new Dynamic(textOf(value));
  }
}

const floorTo = (ticks: bigint, step: bigint) => ticks - (((ticks % step) + step) % step);

function bin(values: Value[]): Value {
  const [value, step] = [arg(values, 0), arg(values, 1)];
  if (step instanceof TimeSpan && step.ticks > 0n) {
    if (value instanceof DateTime) return new DateTime(floorTo(value.ticks, step.ticks));
    if (value instanceof TimeSpan) return new TimeSpan(floorTo(value.ticks, step.ticks));
  }
  if (typeof value === 'bigint' && typeof step === 'bigint' && step > 0n) return floorTo(value, step);
  const [number, size] = [real(value), real(step)];
  return number === null || size === null || size <= 0 ? null : Math.floor(number / size) * size;
}

function choose(values: Value[]): Value {
  for (let index = 0; index + 1 < values.length; index += 2) {
    if (values[index] === true) return arg(values, index + 1);
  }
  return arg(values, values.length - 1);
}

function isEmpty(value: Value): boolean {
  return value === null || value === '';
}

const listOf = (value: Value): unknown[] | null => (value instanceof Dynamic && Array.isArray(value.json) ? value.json : null);

const extreme = (sign: number) => (values: Value[]) => {
  const known = values.filter((value) => value !== null);
  return known.reduce<Value>((best, value) => (best === null || sign * (compare(value, best) ?? 0) > 0 ? value : best), null);
};

/** Scalar functions by name. */
const FUNCTIONS: Record<string, Scalar> = {
  now: (values, { now }) => (values[0] instanceof TimeSpan ? new DateTime(now.ticks + values[0].ticks) : now),
  ago: (values, { now }) => (values[0] instanceof TimeSpan ? new DateTime(now.ticks - values[0].ticks) : null),
  not: (values) => (arg(values, 0) === null ? null : arg(values, 0) !== true),
  isempty: (values) => isEmpty(arg(values, 0)),
  isnotempty: (values) => !isEmpty(arg(values, 0)),
  notempty: (values) => !isEmpty(arg(values, 0)),
  isnull: (values) => arg(values, 0) === null,
  isnotnull: (values) => arg(values, 0) !== null,
  tostring: (values) => text(values),
  tolong: (values) => whole(arg(values, 0)),
  toint: (values) => whole(arg(values, 0)),
  toreal: (values) => real(arg(values, 0)),
  todouble: (values) => real(arg(values, 0)),
  tobool: (values) => (/^(true|1)$/i.test(text(values)) ? true : /^(false|0)$/i.test(text(values)) ? false : null),
  todatetime: (values) => dateTime(arg(values, 0)),
  totimespan: (values) => (values[0] instanceof TimeSpan ? values[0] : parseTimeSpan(text(values))),
  tolower: (values) => text(values).toLowerCase(),
  toupper: (values) => text(values).toUpperCase(),
  strcat: (values) => values.map(textOf).join(''),
  strlen: (values) => BigInt([...text(values)].length),
  substring: (values) => {
    const start = Number(arg(values, 1));
    const length = values[2] === undefined ? undefined : start + Number(values[2]);
    return text(values).slice(start, length);
  },
  split: (values) => new Dynamic(text(values).split(text(values, 1))),
  replace_string: (values) => text(values).replaceAll(text(values, 1), text(values, 2)),
  extract: (values) => regexOf(text(values, 0)).exec(text(values, 2))?.[Number(arg(values, 1))] ?? '',
  iff: (values) => (arg(values, 0) === true ? arg(values, 1) : arg(values, 2)),
  iif: (values) => (arg(values, 0) === true ? arg(values, 1) : arg(values, 2)),
  case: choose,
  coalesce: (values) => values.find((value) => !isEmpty(value)) ?? arg(values, values.length - 1),
  bin,
  floor: bin,
  startofday: (values) => bin([dateTime(arg(values, 0)), new TimeSpan(864_000_000_000n)]),
  parse_json: (values) => parseJson(arg(values, 0)),
  todynamic: (values) => parseJson(arg(values, 0)),
  array_length: (values) => {
    const list = listOf(arg(values, 0));
    return list ? BigInt(list.length) : null;
  },
  pack_array: (values) => new Dynamic(values.map(toJson)),
  strcat_array: (values) => (listOf(arg(values, 0)) ?? []).map((item) => textOf(fromJson(item))).join(text(values, 1)),
  set_has_element: (values) => (listOf(arg(values, 0)) ?? []).some((item) => compare(fromJson(item), arg(values, 1)) === 0),
  max_of: extreme(1),
  min_of: extreme(-1),
};

/** Throws, naming it, for a function that is not supported. */
export function scalarFunction(name: string): Scalar {
  const found = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (!found) throw new KqlError(`The function '${name}()' is not supported.`);
  return found;
}
