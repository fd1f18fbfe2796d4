import type { Environment, Evaluate } from '../environment';
import { columnsOf, elements, kindOf, nameOf, part, type SyntaxNode } from '../language';
import { compileScalar } from '../scalar';
import { KqlError, keyOf, type Row, type Table, type Value } from '../value';
import { aggregate, rowOfBest } from './aggregates';
import { expressionOf } from './columns';

/** One aggregate of `summarize`: as many values as it has columns. */
type GroupValues = (rows: Row[]) => Value[];

const ARG_BEST: Record<string, number> = { arg_max: 1, arg_min: -1 };

/** `arg_max(Timestamp, *)` gives the time and every other column that is not grouped by. */
function argBest(given: SyntaxNode[], sign: number, input: Table, by: string[], env: Environment): GroupValues {
  const [first, ...rest] = given;
  if (!first) throw new KqlError('arg_max() and arg_min() need an expression.');
  const of = compileScalar(first, env);
  const firstName = kindOf(first) === 'NameReference' ? nameOf(first) : undefined;
  const others = input.columns.map((column) => column.name).filter((name) => name !== firstName && !by.includes(name));
  const parts = rest.flatMap((node): Evaluate[] =>
    kindOf(node) === 'StarExpression'
      ? others.map(
          (name): Evaluate =>
            (row) =>
              row[name] ?? null,
        )
      : [compileScalar(node, env)],
  );
  return (rows) => {
    const row = rowOfBest(rows, of, sign);
    return [of, ...parts].map((evaluate) => (row ? evaluate(row) : null));
  };
}

function compileAggregate(item: SyntaxNode, input: Table, by: string[], env: Environment): GroupValues {
  const node = expressionOf(item);
  if (kindOf(node) !== 'FunctionCallExpression') throw new KqlError('summarize takes aggregate functions only.');
  const name = nameOf(part(node, 'Name'));
  const given = elements(part(part(node, 'ArgumentList'), 'Expressions'));
  const sign = ARG_BEST[name];
  if (sign !== undefined) return argBest(given, sign, input, by, env);
  const run = aggregate(name);
  const parts = given.map((argument) => compileScalar(argument, env));
  return (rows) => [run(rows, parts)];
}

export function summarize(input: Table, node: SyntaxNode, env: Environment): Table {
  const clause = node.ByClause as SyntaxNode | undefined;
  const byItems = clause ? elements(part(clause, 'Expressions')) : [];
  const by = byItems.map((item) => compileScalar(expressionOf(item), env));
  const byNames = byItems.map((item) => (kindOf(item) === 'NameReference' ? nameOf(item) : ''));
  const aggregates = elements(part(node, 'Aggregates')).map((item) => compileAggregate(item, input, byNames, env));
  const groups = new Map<string, { keys: Value[]; rows: Row[] }>();
  for (const row of input.rows) {
    const keys = by.map((evaluate) => evaluate(row));
    const key = keys.map(keyOf).join('\u0000');
    const group = groups.get(key) ?? { keys, rows: [] };
    group.rows.push(row);
    groups.set(key, group);
  }
  if (by.length === 0 && groups.size === 0) groups.set('', { keys: [], rows: [] });
  const columns = columnsOf(node);
  const rows = [...groups.values()].map((group) => {
    const values = [...group.keys, ...aggregates.flatMap((values) => values(group.rows))];
    return Object.fromEntries(columns.map((column, index) => [column.name, values[index] ?? null]));
  });
  return { columns, rows };
}
