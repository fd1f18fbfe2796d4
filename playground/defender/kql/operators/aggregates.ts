import type { Evaluate } from '../environment';
import { compare, Dynamic, KqlError, keyOf, type Row, toJson, type Value } from '../value';

/** A plain aggregate: the group's rows and the compiled arguments in, one value out. */
type Aggregate = (rows: Row[], args: Evaluate[]) => Value;

const valuesOf = (rows: Row[], of: Evaluate | undefined): Value[] => (of ? rows.map(of).filter((value) => value !== null) : []);

function best(sign: number): Aggregate {
  return (rows, [of]) =>
    valuesOf(rows, of).reduce<Value>((found, value) => (found === null || sign * (compare(value, found) ?? 0) > 0 ? value : found), null);
}

function unique(values: Value[]): Value[] {
  return [...new Map(values.map((value) => [keyOf(value), value])).values()];
}

function sum(values: Value[]): Value {
  if (values.every((value) => typeof value === 'bigint')) return values.reduce<bigint>((total, value) => total + (value as bigint), 0n);
  return values.reduce<number>((total, value) => total + Number(value), 0);
}

const list = (values: Value[], most: Value): Value =>
  new Dynamic(values.map(toJson).slice(0, typeof most === 'bigint' ? Number(most) : 1_048_576));

const any: Aggregate = (rows, [of]) => valuesOf(rows, of)[0] ?? null;
const trueOf = (rows: Row[], test: Evaluate | undefined) => rows.filter((row) => test?.(row) === true);

const AGGREGATES: Record<string, Aggregate> = {
  count: (rows) => BigInt(rows.length),
  countif: (rows, [test]) => BigInt(trueOf(rows, test).length),
  dcount: (rows, [of]) => BigInt(unique(valuesOf(rows, of)).length),
  count_distinct: (rows, [of]) => BigInt(unique(valuesOf(rows, of)).length),
  dcountif: (rows, [of, test]) => BigInt(unique(valuesOf(trueOf(rows, test), of)).length),
  min: best(-1),
  max: best(1),
  sum: (rows, [of]) => sum(valuesOf(rows, of)),
  avg: (rows, [of]) => {
    const values = valuesOf(rows, of);
    return values.length > 0 ? Number(sum(values)) / values.length : null;
  },
  make_set: (rows, [of, most]) => list(unique(valuesOf(rows, of)), most?.({}) ?? null),
  make_list: (rows, [of, most]) => list(valuesOf(rows, of), most?.({}) ?? null),
  take_any: any,
  any,
};

/** Throws, naming it, for an aggregate that is not supported. */
export function aggregate(name: string): Aggregate {
  const found = Object.hasOwn(AGGREGATES, name) ? AGGREGATES[name] : undefined;
  if (!found) throw new KqlError(`The aggregate function '${name}()' is not supported.`);
  return found;
}

/** The row whose `of` is greatest (or least), for `arg_max` and `arg_min`. */
export function rowOfBest(rows: Row[], of: Evaluate, sign: number): Row | undefined {
  let found: Row | undefined;
  for (const row of rows) {
    const value = of(row);
    if (value === null) continue;
    if (!found || sign * (compare(value, of(found)) ?? 0) > 0) found = row;
  }
  return found;
}
