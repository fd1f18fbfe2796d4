import { compareValues, matches } from './evaluate';
import { type Filter, FilterError, fieldsOf, parseFilter } from './filter';

/** What one list end point takes. `refuse` makes the family's own 400. */
export interface ListRules {
  filterable: string[];
  sortable: string[];
  defaultTop: number;
  /** More than this is clamped. */
  mostTop: number;
  mostSkip?: number;
  refuse(message: string): Error;
}

export interface ListResult<T> {
  rows: T[];
  total: number;
  top: number;
  skip: number;
}

function wholeNumber(query: URLSearchParams, name: string, fallback: number, rules: ListRules): number {
  const text = query.get(name);
  if (text === null) return fallback;
  if (!/^\d+$/.test(text)) throw rules.refuse(`Invalid value '${text}' for ${name} query option found. It must be a non-negative integer.`);
  return Number(text);
}

function filterOf(query: URLSearchParams, rules: ListRules): Filter | undefined {
  const text = query.get('$filter');
  if (text === null) return undefined;
  try {
    const filter = parseFilter(text);
    const unknown = fieldsOf(filter).find((field) => !rules.filterable.includes(field));
    if (unknown !== undefined) throw new FilterError(`Could not find a property named '${unknown}' that can be filtered on.`);
    return filter;
  } catch (error) {
    if (error instanceof FilterError) throw rules.refuse(`Invalid filter clause: ${error.message}`);
    throw error;
  }
}

function orderOf(query: URLSearchParams, rules: ListRules): { field: string; sign: number }[] {
  const text = query.get('$orderby');
  if (text === null) return [];
  return text.split(',').map((part) => {
    const [field = '', direction = 'asc', ...rest] = part.trim().split(/\s+/);
    const known = rules.sortable.includes(field) && /^(asc|desc)$/i.test(direction) && rest.length === 0;
    if (!known) throw rules.refuse(`Invalid $orderby clause '${part.trim()}'.`);
    return { field, sign: direction.toLowerCase() === 'desc' ? -1 : 1 };
  });
}

/** `$filter`, `$orderby`, `$top`, `$skip` over rows that are in the list's own order. */
export function listRows<T extends object>(all: T[], query: URLSearchParams, rules: ListRules): ListResult<T> {
  const filter = filterOf(query, rules);
  const order = orderOf(query, rules);
  const top = Math.min(wholeNumber(query, '$top', rules.defaultTop, rules), rules.mostTop);
  const skip = wholeNumber(query, '$skip', 0, rules);
  if (rules.mostSkip !== undefined && skip > rules.mostSkip) throw rules.refuse(`The $skip value must not exceed ${rules.mostSkip}.`);
  const found = filter ? all.filter((row) => matches(filter, row as Record<string, unknown>)) : [...all];
  found.sort((a, b) => {
    for (const { field, sign } of order) {
      const result = compareValues((a as Record<string, unknown>)[field], (b as Record<string, unknown>)[field]);
      if (result) return sign * result;
    }
    return 0;
  });
  return { rows: found.slice(skip, skip + top), total: found.length, top, skip };
}
