import type { Environment, Evaluate } from '../environment';
import { columnsOf, elements, kindOf, nameOf, part, type SyntaxNode } from '../language';
import { compileScalar } from '../scalar';
import { keyOf, type Row, type Table } from '../value';

/** `name = expression` or a bare expression. */
export function expressionOf(node: SyntaxNode): SyntaxNode {
  return kindOf(node) === 'SimpleNamedExpression' ? part(node, 'Expression') : node;
}

const compileAll = (node: SyntaxNode, list: string, env: Environment): Evaluate[] =>
  elements(part(node, list)).map((item) => compileScalar(expressionOf(item), env));

const isStar = (node: SyntaxNode) => kindOf(node) === 'StarExpression';

function fill(columns: { name: string }[], evaluate: Evaluate[], row: Row): Row {
  return Object.fromEntries(columns.map((column, index) => [column.name, evaluate[index]?.(row) ?? null]));
}

export function project(input: Table, node: SyntaxNode, env: Environment): Table {
  const columns = columnsOf(node);
  const evaluate = compileAll(node, 'Expressions', env);
  return { columns, rows: input.rows.map((row) => fill(columns, evaluate, row)) };
}

/** Only the library knows the names it gives to unnamed expressions; a name that exists is replaced. */
export function extend(input: Table, node: SyntaxNode, env: Environment): Table {
  const columns = columnsOf(node);
  const items = elements(part(node, 'Expressions'));
  const fresh = columns.filter((column) => !input.columns.some((old) => old.name === column.name)).map((column) => column.name);
  const named = items.map((item) => ({
    name: kindOf(item) === 'SimpleNamedExpression' ? nameOf(part(item, 'Name')) : (fresh.shift() ?? ''),
    evaluate: compileScalar(expressionOf(item), env),
  }));
  for (const { name } of named) if (fresh[0] === name) fresh.shift();
  const rows = input.rows.map((row) => ({ ...row, ...Object.fromEntries(named.map(({ name, evaluate }) => [name, evaluate(row)])) }));
  return { columns, rows };
}

/** `project-away`, `project-keep`, `project-reorder`: the library says which columns are left. */
export function keepColumns(input: Table, node: SyntaxNode): Table {
  const columns = columnsOf(node);
  return { columns, rows: input.rows.map((row) => Object.fromEntries(columns.map(({ name }) => [name, row[name] ?? null]))) };
}

export function renameColumns(input: Table, node: SyntaxNode): Table {
  const columns = columnsOf(node);
  const before = input.columns.map((column) => column.name);
  return {
    columns,
    rows: input.rows.map((row) => Object.fromEntries(columns.map(({ name }, at) => [name, row[before[at] ?? ''] ?? null]))),
  };
}

export function distinct(input: Table, node: SyntaxNode, env: Environment): Table {
  const columns = columnsOf(node);
  const items = elements(part(node, 'Expressions'));
  const rows = items.some(isStar) ? input.rows : project(input, node, env).rows;
  const seen = new Set<string>();
  const first = rows.filter((row) => {
    const key = columns.map(({ name }) => keyOf(row[name] ?? null)).join('\u0000');
    return !seen.has(key) && seen.add(key);
  });
  return { columns, rows: first };
}
