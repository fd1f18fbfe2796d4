import type { Environment } from '../environment';
import { columnsOf, elements, part, type SyntaxNode } from '../language';
import type { Table } from '../value';

export function union(input: Table, node: SyntaxNode, env: Environment): Table {
  const columns = columnsOf(node);
  const tables = [input, ...elements(part(node, 'Expressions')).map((item) => env.tableOf(item))];
  const rows = tables.flatMap((table) =>
    table.rows.map((row) => Object.fromEntries(columns.map(({ name, type }) => [name, row[name] ?? (type === 'string' ? '' : null)]))),
  );
  return { columns, rows };
}
