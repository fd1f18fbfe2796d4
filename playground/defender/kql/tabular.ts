import type { Environment } from './environment';
import { columnsOf, elements, kindOf, nameOf, part, type SyntaxNode, tokenText } from './language';
import { literalOf } from './literal';
import { OPERATORS } from './operators/table';
import { KqlError, type Row, type Table } from './value';

/** Kinds that only wrap a tabular expression. */
const WRAPPERS = ['ParenthesizedExpression', 'MaterializeExpression'];

/** Whether the expression yields a table rather than a value. */
export function isTabular(node: SyntaxNode, env: Environment): boolean {
  const kind = kindOf(node);
  if (kind === 'PipeExpression' || kind === 'DataTableExpression') return true;
  if (WRAPPERS.includes(kind)) return isTabular(part(node, 'Expression'), env);
  if (kind !== 'NameReference') return false;
  const bound = env.lets.get(nameOf(node));
  return bound ? bound.kind === 'table' : columnsOf(node).length > 0;
}

function dataTable(node: SyntaxNode): Table {
  const columns = columnsOf(node);
  const values = elements(part(node, 'Values')).map((item) => literalOf(item) ?? null);
  const rows: Row[] = [];
  for (let at = 0; at < values.length; at += columns.length) {
    rows.push(Object.fromEntries(columns.map((column, index) => [column.name, values[at + index] ?? null])));
  }
  return { columns, rows };
}

function named(node: SyntaxNode, env: Environment): Table {
  const name = nameOf(node);
  const bound = env.lets.get(name);
  const table = bound?.kind === 'table' ? bound.table : env.table(name);
  if (!table) throw new KqlError(`The name '${name}' does not refer to any known table.`);
  return table;
}

/** The operator as a person writes it: its first word. */
function wordOf(node: SyntaxNode): string {
  const first = node.GetChild(0);
  return first ? tokenText(first) : kindOf(node);
}

function operate(input: Table, operator: SyntaxNode, env: Environment): Table {
  const run = OPERATORS[kindOf(operator)];
  if (!run) throw new KqlError(`The operator '${wordOf(operator)}' is not supported.`);
  return run(input, operator, env);
}

/** Evaluates a tabular expression; throws, naming it, for what is not supported. */
export function tableOf(node: SyntaxNode, env: Environment): Table {
  const kind = kindOf(node);
  if (kind === 'PipeExpression') return operate(tableOf(part(node, 'Expression'), env), part(node, 'Operator'), env);
  if (WRAPPERS.includes(kind)) return tableOf(part(node, 'Expression'), env);
  if (kind === 'DataTableExpression') return dataTable(node);
  if (kind === 'NameReference') return named(node, env);
  // `union A, B` and `print` may stand first, with nothing before them.
  return operate({ columns: [], rows: [] }, node, env);
}
