import { compare, DateTime, KqlError, TimeSpan, textOf, type Value } from './value';

type Binary = (left: Value, right: Value) => Value;

const lower = (value: Value) => textOf(value).toLowerCase();
const LETTER = /[\p{L}\p{N}]/u;

/** Whole terms: what stands before and after the needle must not be a letter or digit. */
function hasTerm(text: string, term: string): boolean {
  if (term === '') return true;
  for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1)) {
    const before = text.charAt(at - 1);
    const after = text.charAt(at + term.length);
    if (!LETTER.test(before) && !LETTER.test(after)) return true;
  }
  return false;
}

function startsTerm(text: string, term: string): boolean {
  for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1)) {
    if (!LETTER.test(text.charAt(at - 1))) return true;
  }
  return false;
}

/** Text tests: each exists without case, with `_cs`, and negated by `!`. */
const TEXT: Record<string, (text: string, part: string) => boolean> = {
  has: hasTerm,
  hasprefix: startsTerm,
  contains: (text, part) => text.includes(part),
  startswith: (text, part) => text.startsWith(part),
  endswith: (text, part) => text.endsWith(part),
};

/** RE2 takes its flags in front; JavaScript does not. */
export function regexOf(pattern: string): RegExp {
  const flags = /^\(\?([ims]+)\)/.exec(pattern);
  try {
    return new RegExp(flags ? pattern.slice(flags[0].length) : pattern, `u${flags?.[1] ?? ''}`);
  } catch {
    throw new KqlError(`The regular expression '${pattern}' is not valid.`);
  }
}

const ticksOf = (value: Value) => (value instanceof DateTime || value instanceof TimeSpan ? value.ticks : null);
const isNumber = (value: Value): value is bigint | number => typeof value === 'bigint' || typeof value === 'number';

function numeric(onWhole: (a: bigint, b: bigint) => bigint | null, onReal: (a: number, b: number) => number): Binary {
  return (left, right) => {
    if (typeof left === 'bigint' && typeof right === 'bigint') return onWhole(left, right);
    return isNumber(left) && isNumber(right) ? onReal(Number(left), Number(right)) : null;
  };
}

const plusNumbers = numeric(
  (a, b) => a + b,
  (a, b) => a + b,
);
const minusNumbers = numeric(
  (a, b) => a - b,
  (a, b) => a - b,
);

const plus: Binary = (left, right) => {
  const [a, b] = [ticksOf(left), ticksOf(right)];
  if (a === null || b === null) return plusNumbers(left, right);
  return left instanceof TimeSpan && right instanceof TimeSpan ? new TimeSpan(a + b) : new DateTime(a + b);
};

const minus: Binary = (left, right) => {
  const [a, b] = [ticksOf(left), ticksOf(right)];
  if (a === null || b === null) return minusNumbers(left, right);
  return left instanceof DateTime && right instanceof TimeSpan ? new DateTime(a - b) : new TimeSpan(a - b);
};

const timesNumbers = numeric(
  (a, b) => a * b,
  (a, b) => a * b,
);
const times: Binary = (left, right) => {
  const [span, factor] = left instanceof TimeSpan ? [left, right] : [right, left];
  if (span instanceof TimeSpan && isNumber(factor)) return new TimeSpan(BigInt(Math.round(Number(span.ticks) * Number(factor))));
  return timesNumbers(left, right);
};

const overNumbers = numeric(
  (a, b) => (b === 0n ? null : a / b),
  (a, b) => a / b,
);
const over: Binary = (left, right) => {
  if (left instanceof TimeSpan && right instanceof TimeSpan) return right.ticks === 0n ? null : Number(left.ticks) / Number(right.ticks);
  if (left instanceof TimeSpan && isNumber(right)) return new TimeSpan(BigInt(Math.round(Number(left.ticks) / Number(right))));
  return overNumbers(left, right);
};

/** A comparison with null is null, which `where` takes as false; only `!=` of a null and a value is true. */
function ordered(test: (order: number) => boolean): Binary {
  return (left, right) => {
    const order = compare(left, right);
    return order === null ? null : test(order);
  };
}

const unequal: Binary = (left, right) => {
  if (left === null && right === null) return null;
  return compare(left, right) !== 0;
};

const OPERATORS: Record<string, Binary> = {
  '==': ordered((order) => order === 0),
  '!=': unequal,
  '<>': unequal,
  '<': ordered((order) => order < 0),
  '<=': ordered((order) => order <= 0),
  '>': ordered((order) => order > 0),
  '>=': ordered((order) => order >= 0),
  '=~': (left, right) => lower(left) === lower(right),
  '!~': (left, right) => lower(left) !== lower(right),
  'matches regex': (left, right) => regexOf(textOf(right)).test(textOf(left)),
  and: (left, right) => left === true && right === true,
  or: (left, right) => left === true || right === true,
  '+': plus,
  '-': minus,
  '*': times,
  '/': over,
  '%': numeric(
    (a, b) => (b === 0n ? null : a % b),
    (a, b) => a % b,
  ),
};

function textOperator(name: string): Binary | undefined {
  const negated = name.startsWith('!');
  const exact = name.endsWith('_cs');
  const test = TEXT[name.replace(/^!/, '').replace(/_cs$/, '')];
  if (!test) return undefined;
  const of = exact ? textOf : lower;
  return (left, right) => test(of(left), of(right)) !== negated;
}

/** The two-sided operator of that spelling; throws, naming it, for one that is not supported. */
export function binaryOperator(name: string): Binary {
  const found = OPERATORS[name] ?? textOperator(name);
  if (!found) throw new KqlError(`The operator '${name}' is not supported.`);
  return found;
}

type Membership = (left: Value, list: Value[]) => boolean;

/** `in`, `has_any` and their kin. */
const MEMBERSHIP: Record<string, Membership> = {
  in: (left, list) => list.some((item) => compare(left, item) === 0),
  'in~': (left, list) => list.some((item) => lower(left) === lower(item)),
  has_any: (left, list) => list.some((item) => hasTerm(lower(left), lower(item))),
  has_all: (left, list) => list.every((item) => hasTerm(lower(left), lower(item))),
};

export function membershipOperator(name: string): Membership {
  const test = MEMBERSHIP[name.replace(/^!/, '')];
  if (!test) throw new KqlError(`The operator '${name}' is not supported.`);
  return name.startsWith('!') ? (left, list) => !test(left, list) : test;
}
