import type { Environment } from './environment';
import { elements, kindOf, nameOf, part, type QueryParser, type SyntaxNode } from './language';
import { compileScalar } from './scalar';
import { type Column, TABLES } from './tables';
import { isTabular, tableOf } from './tabular';
import { DateTime, Dynamic, fromMs, KqlError, parseDateTime, type Row, type Table, textOf, toJson, type Value } from './value';

export interface QuerySource {
  /** Rows of a hunting table, as JSON; undefined values read as missing. */
  rows(table: string): Record<string, unknown>[];
  nowMs: number;
  /** Only rows with `Timestamp` in here, in ms. */
  from: number;
  to: number;
}

export interface QueryResult {
  schema: { name: string; type: string }[];
  results: Record<string, unknown>[];
}

const TYPE_NAMES: Record<string, string> = {
  string: 'String',
  long: 'Int64',
  int: 'Int32',
  real: 'Double',
  bool: 'SByte',
  datetime: 'DateTime',
  timespan: 'TimeSpan',
  dynamic: 'Object',
  guid: 'Guid',
};

function readValue(column: Column, json: unknown): Value {
  if (json === undefined || json === null) return column.type === 'string' ? '' : null;
  if (column.type === 'datetime') return parseDateTime(String(json));
  if (column.type === 'long' || column.type === 'int') return BigInt(json as number);
  if (column.type === 'bool') return Boolean(json);
  return column.type === 'dynamic' ? new Dynamic(json) : String(json);
}

function loadTable(name: string, source: QuerySource): Table | undefined {
  const columns = TABLES.get(name);
  if (!columns) return undefined;
  const [from, to] = [fromMs(source.from).ticks, fromMs(source.to).ticks];
  const rows = source
    .rows(name)
    .map((json): Row => Object.fromEntries(columns.map((column) => [column.name, readValue(column, json[column.name])])))
    .filter((row) => row.Timestamp instanceof DateTime && row.Timestamp.ticks >= from && row.Timestamp.ticks <= to);
  return { columns, rows };
}

function bind(statement: SyntaxNode, env: Environment): void {
  const name = nameOf(part(statement, 'Name'));
  const expression = part(statement, 'Expression');
  if (kindOf(expression) === 'FunctionDeclaration') throw new KqlError(`The operator 'let' with a function ('${name}') is not supported.`);
  if (env.isTabular(expression)) env.lets.set(name, { kind: 'table', table: env.tableOf(expression) });
  else env.lets.set(name, { kind: 'scalar', value: compileScalar(expression, env)({}) });
}

/** Hunting writes whole numbers as JSON numbers, and lists and bags as text that holds JSON. */
function jsonOf(value: Value): unknown {
  return value instanceof Dynamic ? textOf(value) : toJson(value);
}

function answer(table: Table): QueryResult {
  const results = table.rows.map((row) => {
    const json: Record<string, unknown> = {};
    for (const { name, type } of table.columns) {
      if (type === 'long' && row[name] !== null) json[`${name}@odata.type`] = '#Int64';
      json[name] = jsonOf(row[name] ?? null);
    }
    return json;
  });
  return { schema: table.columns.map(({ name, type }) => ({ name, type: TYPE_NAMES[type] ?? 'String' })), results };
}

function place(text: string, start: number): string {
  const lines = text.slice(0, start).split('\n');
  return `Line: ${lines.length}, Position: ${(lines.at(-1)?.length ?? 0) + 1}`;
}

/** Evaluates a query. Throws `KqlError` with the place of a fault, or naming what is not supported. */
export function runQuery(parse: QueryParser, text: string, source: QuerySource): QueryResult {
  const { root, errors } = parse(text);
  const [error] = errors;
  if (error) throw new KqlError(`${error.message} ${place(text, error.start)}. Fix the errors in your query.`);
  const env: Environment = {
    now: fromMs(source.nowMs),
    lets: new Map(),
    table: (name) => loadTable(name, source),
    tableOf: (node) => tableOf(node, env),
    isTabular: (node) => isTabular(node, env),
  };
  let result: Table | undefined;
  for (const statement of elements(part(root, 'Statements'))) {
    const kind = kindOf(statement);
    if (kind === 'LetStatement') bind(statement, env);
    else if (kind === 'ExpressionStatement') result = env.tableOf(part(statement, 'Expression'));
    else throw new KqlError(`The statement '${kind}' is not supported.`);
  }
  if (!result) throw new KqlError('The query has no tabular expression statement.');
  return answer(result);
}
