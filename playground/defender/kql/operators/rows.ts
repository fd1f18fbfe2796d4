import type { Environment } from '../environment';
import { columnsOf, elements, kindOf, part, type SyntaxNode, tokenText } from '../language';
import { compileScalar } from '../scalar';
import { compare, Dynamic, fromJson, KqlError, type Row, type Table, type Value } from '../value';
import { expressionOf } from './columns';

export function filter(input: Table, node: SyntaxNode, env: Environment): Table {
  const test = compileScalar(part(node, 'Condition'), env);
  return { columns: input.columns, rows: input.rows.filter((row) => test(row) === true) };
}

function countOf(node: SyntaxNode, env: Environment): number {
  const value = compileScalar(part(node, 'Expression'), env)({});
  if (typeof value !== 'bigint') throw new KqlError('A whole number of rows was expected.');
  return Number(value);
}

export function take(input: Table, node: SyntaxNode, env: Environment): Table {
  return { columns: input.columns, rows: input.rows.slice(0, countOf(node, env)) };
}

export function count(input: Table): Table {
  return { columns: [{ name: 'Count', type: 'long' }], rows: [{ Count: BigInt(input.rows.length) }] };
}

/** Descending unless told; nulls come last going down and first going up. */
function orderBy(item: SyntaxNode, env: Environment): (a: Row, b: Row) => number {
  const ordered = kindOf(item) === 'OrderedExpression';
  const clause = ordered ? (part(item, 'Ordering') as SyntaxNode) : undefined;
  const direction = clause?.AscOrDescKeyword as SyntaxNode | undefined;
  const ascending = direction ? tokenText(direction) === 'asc' : false;
  const nulls = clause?.NullsClause as SyntaxNode | undefined;
  const nullsFirst = nulls ? tokenText(part(nulls, 'FirstOrLastKeyword')) === 'first' : ascending;
  const of = compileScalar(expressionOf(ordered ? part(item, 'Expression') : item), env);
  return (a, b) => {
    const [x, y] = [of(a), of(b)];
    if (x === null || y === null) {
      if (x === y) return 0;
      return (x === null) === nullsFirst ? -1 : 1;
    }
    return (compare(x, y) ?? 0) * (ascending ? 1 : -1);
  };
}

function sorted(rows: Row[], items: SyntaxNode[], env: Environment): Row[] {
  const orders = items.map((item) => orderBy(item, env));
  return [...rows].sort((a, b) => {
    for (const order of orders) {
      const result = order(a, b);
      if (result !== 0) return result;
    }
    return 0;
  });
}

export function sort(input: Table, node: SyntaxNode, env: Environment): Table {
  return { columns: input.columns, rows: sorted(input.rows, elements(part(node, 'Expressions')), env) };
}

export function top(input: Table, node: SyntaxNode, env: Environment): Table {
  return { columns: input.columns, rows: sorted(input.rows, [part(node, 'ByExpression')], env).slice(0, countOf(node, env)) };
}

function valuesIn(value: Value): Value[] {
  if (!(value instanceof Dynamic)) return [value];
  if (Array.isArray(value.json)) return value.json.length > 0 ? value.json.map(fromJson) : [null];
  if (value.json !== null && typeof value.json === 'object')
    return Object.entries(value.json).map(([key, of]) => new Dynamic({ [key]: of }));
  return [fromJson(value.json)];
}

/** One list column at a time; several grow side by side. */
export function mvExpand(input: Table, node: SyntaxNode, env: Environment): Table {
  const columns = columnsOf(node);
  const items = elements(part(node, 'Expressions')).map((item) => {
    const inner = kindOf(item) === 'MvExpandExpression' ? part(item, 'Expression') : item;
    const named = kindOf(inner) === 'SimpleNamedExpression';
    return { name: String((named ? part(inner, 'Name') : inner).SimpleName ?? ''), evaluate: compileScalar(expressionOf(inner), env) };
  });
  const rows = input.rows.flatMap((row) => {
    const lists = items.map(({ evaluate }) => valuesIn(evaluate(row)));
    const longest = Math.max(...lists.map((list) => list.length));
    return Array.from({ length: longest }, (_, at) => ({
      ...row,
      ...Object.fromEntries(items.map(({ name }, index) => [name, lists[index]?.[at] ?? null])),
    }));
  });
  return { columns, rows };
}
