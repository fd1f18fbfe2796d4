import { timeKey } from '../world/time';
import type { Filter, Literal } from './filter';

type Row = Record<string, unknown>;

/** Negative, zero or positive; undefined when the two cannot be compared. Times compare as instants, to 100 ns. */
export function compareValues(left: unknown, right: unknown): number | undefined {
  if (left === null || left === undefined || right === null) return (left ?? null) === right ? 0 : undefined;
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left === 'boolean' && typeof right === 'boolean') return Number(left) - Number(right);
  const a = String(left);
  const b = String(right);
  const keys = [timeKey(a), timeKey(b)];
  const [x, y] = keys[0] && keys[1] ? [keys[0], keys[1]] : [a, b];
  return x < y ? -1 : x > y ? 1 : 0;
}

function holds(op: string, order: number | undefined): boolean {
  if (op === 'ne') return order !== 0;
  if (order === undefined) return false;
  if (op === 'eq') return order === 0;
  if (op === 'gt') return order > 0;
  if (op === 'ge') return order >= 0;
  if (op === 'lt') return order < 0;
  return order <= 0;
}

const TEXT_TEST = {
  startswith: (text: string, part: string) => text.startsWith(part),
  endswith: (text: string, part: string) => text.endsWith(part),
  contains: (text: string, part: string) => text.includes(part),
};

export function matches(filter: Filter, row: Row): boolean {
  switch (filter.kind) {
    case 'and':
      return matches(filter.left, row) && matches(filter.right, row);
    case 'or':
      return matches(filter.left, row) || matches(filter.right, row);
    case 'not':
      return !matches(filter.of, row);
    case 'compare':
      return holds(filter.op, compareValues(row[filter.field], filter.value));
    case 'in':
      return filter.values.some((value: Literal) => compareValues(row[filter.field], value) === 0);
    case 'text':
      return TEXT_TEST[filter.fn](String(row[filter.field] ?? '').toLowerCase(), filter.value.toLowerCase());
    case 'any': {
      const list = row[filter.field];
      return Array.isArray(list) && list.some((item) => matches(filter.of, { ...row, [filter.variable]: item }));
    }
  }
}
