import type { Json } from '../state';

export type Surface = 'message' | 'modal' | 'home';

/** One fault, in the shape of `blocks.validate`: what is wrong, where (JSON pointer), and the limit that was broken. */
export interface BlockFault {
  code: string;
  message: string;
  field: string;
  pointer: string;
  constraint?: string;
}

/** What a walk over one payload knows. */
export interface Walk {
  surface: Surface;
  faults: BlockFault[];
  blockIds: Set<string>;
  /** Of the block being walked. */
  actionIds: Set<string>;
  blockTypes: string[];
  markdownLength: number;
  focused: number;
}

/** Checks one value and adds what is wrong to the walk. */
export type Rule = (value: unknown, pointer: string, walk: Walk) => void;

/** A type of block, element or object: where it may be, which fields it may have, which it must have. */
export interface Shape {
  surfaces?: readonly Surface[];
  fields: Readonly<Record<string, Rule>>;
  required?: readonly string[];
  /** What no single field can tell. */
  check?: Check;
}

export type Check = (node: Json, pointer: string, walk: Walk) => void;

export function fault(walk: Walk, code: string, pointer: string, message: string, constraint?: number | string): void {
  const field = pointer.split('/').findLast((part) => part !== '' && !/^\d+$/.test(part)) ?? '';
  walk.faults.push({ code, message, field, pointer, ...(constraint === undefined ? {} : { constraint: String(constraint) }) });
}

export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Slack counts characters of a text, not UTF-16 units. */
const characters = (value: string): number => [...value].length;

/** A string of `min` to `max` characters, matching `pattern` where one is given. */
export function str(max: number, { min = 1, pattern }: { min?: number; pattern?: RegExp } = {}): Rule {
  return (value, pointer, walk) => {
    if (typeof value !== 'string') return fault(walk, 'invalid_type', pointer, 'must be a string');
    if (characters(value) > max) fault(walk, 'too_long', pointer, `must be less than ${max + 1} characters`, max);
    if (characters(value) < min) fault(walk, 'too_short', pointer, `must be more than ${min - 1} characters`, min);
    if (pattern && value.length >= min && !pattern.test(value)) fault(walk, 'invalid_format', pointer, 'invalid format', pattern.source);
  };
}

export const url = (max = 3000): Rule => str(max, { pattern: /^(https?:\/\/|mailto:|tel:|slack:\/\/)/i });

export const bool: Rule = (value, pointer, walk) => {
  if (typeof value !== 'boolean') fault(walk, 'invalid_type', pointer, 'must be a boolean');
};

export function integer(min: number, max: number): Rule {
  return (value, pointer, walk) => {
    if (!Number.isInteger(value)) return fault(walk, 'invalid_type', pointer, 'must be an integer');
    if ((value as number) < min) fault(walk, 'too_small', pointer, `must be greater than ${min - 1}`, min);
    if ((value as number) > max) fault(walk, 'too_large', pointer, `must be less than ${max + 1}`, max);
  };
}

export const number: Rule = (value, pointer, walk) => {
  if (typeof value !== 'number' || !Number.isFinite(value)) fault(walk, 'invalid_type', pointer, 'must be a number');
};

export function choice(...allowed: readonly string[]): Rule {
  return (value, pointer, walk) => {
    if (typeof value !== 'string' || !allowed.includes(value)) {
      fault(walk, 'invalid_value', pointer, `must be one of: ${allowed.join(', ')}`, allowed.join('|'));
    }
  };
}

export function list(rule: Rule, max: number, min = 1): Rule {
  return (value, pointer, walk) => {
    if (!Array.isArray(value)) return fault(walk, 'invalid_type', pointer, 'must be an array');
    if (value.length > max) fault(walk, 'too_many_items', pointer, `no more than ${max} items allowed`, max);
    if (value.length < min) fault(walk, 'too_few_items', pointer, `no fewer than ${min} items allowed`, min);
    for (const [index, item] of value.entries()) rule(item, `${pointer}/${index}`, walk);
  };
}

/** An object with the fields of `shape`; `ignored` fields were checked by the caller. */
export function shaped(shape: Shape, ignored: readonly string[] = []): Rule {
  return (value, pointer, walk) => {
    if (!isObject(value)) return fault(walk, 'invalid_type', pointer, 'must be an object');
    for (const name of shape.required ?? []) {
      if (value[name] === undefined || value[name] === null) fault(walk, 'missing_field', pointer, `missing required field: ${name}`, name);
    }
    for (const [name, item] of Object.entries(value)) {
      if (item === undefined || item === null || ignored.includes(name)) continue;
      const rule = Object.hasOwn(shape.fields, name) ? shape.fields[name] : undefined;
      if (rule) rule(item, `${pointer}/${name}`, walk);
      else fault(walk, 'unknown_field', pointer, `invalid additional property: ${name}`, name);
    }
    shape.check?.(value, pointer, walk);
  };
}

/** One of the types in `table`, and among `allowed` of them. */
export function typed(table: Readonly<Record<string, Shape>>, allowed: readonly string[] = Object.keys(table)): Rule {
  return (value, pointer, walk) => {
    if (!isObject(value)) return fault(walk, 'invalid_type', pointer, 'must be an object');
    if (typeof value.type !== 'string') return fault(walk, 'missing_field', pointer, 'missing required field: type', 'type');
    const shape = allowed.includes(value.type) && Object.hasOwn(table, value.type) ? table[value.type] : undefined;
    if (!shape) return fault(walk, 'unsupported_type', `${pointer}/type`, `unsupported type: ${value.type}`);
    if (shape.surfaces && !shape.surfaces.includes(walk.surface)) {
      return fault(
        walk,
        'unsupported_surface',
        `${pointer}/type`,
        `unsupported type: ${value.type} is not allowed in a ${walk.surface}`,
        walk.surface,
      );
    }
    shaped(shape, ['type'])(value, pointer, walk);
  };
}
