import type { Environment } from '../environment';
import { columnsOf, elements, kindOf, nameOf, part, type SyntaxNode, tokenText } from '../language';
import { KqlError, keyOf, type Row, type Table } from '../value';

const KINDS = ['innerunique', 'inner', 'leftouter', 'leftanti', 'anti', 'leftantisemi', 'leftsemi'];

/** The value of `name=value` among an operator's parameters. */
function parameterOf(node: SyntaxNode, name: string): string | undefined {
  const found = elements(part(node, 'Parameters')).find((item) => nameOf(part(item, 'Name')) === name);
  const value = found ? part(found, 'Expression') : undefined;
  return value ? tokenText((value.Token as SyntaxNode | undefined) ?? value) : undefined;
}

function sideOf(node: SyntaxNode): { side: string; column: string } {
  if (kindOf(node) !== 'PathExpression') throw new KqlError("join takes 'on Column' and 'on $left.A == $right.B' only.");
  return { side: nameOf(part(node, 'Expression')), column: nameOf(part(node, 'Selector')) };
}

function pairOf(node: SyntaxNode): { left: string; right: string } {
  if (kindOf(node) === 'NameReference') return { left: nameOf(node), right: nameOf(node) };
  if (kindOf(node) !== 'EqualExpression') throw new KqlError("join takes 'on Column' and 'on $left.A == $right.B' only.");
  const sides = [sideOf(part(node, 'Left')), sideOf(part(node, 'Right'))];
  const column = (side: string) => sides.find((item) => item.side === side)?.column ?? '';
  return { left: column('$left'), right: column('$right') };
}

function merge(columns: { name: string }[], left: Table, right: Table, a: Row, b: Row | undefined): Row {
  const values = [
    ...left.columns.map((column) => a[column.name] ?? null),
    // Text that is not there is empty, not null.
    ...right.columns.map((column) => (b ? (b[column.name] ?? null) : column.type === 'string' ? '' : null)),
  ];
  return Object.fromEntries(columns.map((column, index) => [column.name, values[index] ?? null]));
}

export function join(left: Table, node: SyntaxNode, env: Environment): Table {
  const kind = parameterOf(node, 'kind') ?? 'innerunique';
  if (!KINDS.includes(kind)) throw new KqlError(`The operator 'join kind=${kind}' is not supported.`);
  const right = env.tableOf(part(node, 'Expression'));
  const clause = part(node, 'ConditionClause');
  const pairs = elements(part(clause, 'Expressions')).map(pairOf);
  const keyed = (row: Row, side: 'left' | 'right') => pairs.map((pair) => keyOf(row[pair[side]] ?? null)).join('\u0000');
  const matches = new Map<string, Row[]>();
  for (const row of right.rows) matches.set(keyed(row, 'right'), [...(matches.get(keyed(row, 'right')) ?? []), row]);
  const columns = columnsOf(node);
  const found = (row: Row) => matches.get(keyed(row, 'left')) ?? [];
  if (kind === 'leftsemi') return { columns, rows: left.rows.filter((row) => found(row).length > 0) };
  if (kind.includes('anti')) return { columns, rows: left.rows.filter((row) => found(row).length === 0) };
  const seen = new Set<string>();
  const rows = left.rows
    // Without a kind the left side keeps one row per key.
    .filter((row) => kind !== 'innerunique' || (!seen.has(keyed(row, 'left')) && seen.add(keyed(row, 'left'))))
    .flatMap((row) => {
      const others = found(row);
      if (others.length === 0) return kind === 'leftouter' ? [merge(columns, left, right, row, undefined)] : [];
      return others.map((other) => merge(columns, left, right, row, other));
    });
  return { columns, rows };
}
