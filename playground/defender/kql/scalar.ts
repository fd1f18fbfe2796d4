import { binaryOperator, membershipOperator } from './binary';
import type { Environment, Evaluate } from './environment';
import { scalarFunction } from './functions';
import { elements, kindOf, nameOf, part, type SyntaxNode, tokenText } from './language';
import { literalOf } from './literal';
import { compare, Dynamic, fromJson, KqlError, textOf, type Value } from './value';

function reference(node: SyntaxNode, env: Environment): Evaluate {
  const name = nameOf(node);
  return (row) => {
    if (Object.hasOwn(row, name)) return row[name] ?? null;
    const bound = env.lets.get(name);
    if (bound?.kind === 'scalar') return bound.value;
    throw new KqlError(`The name '${name}' does not refer to any known column or variable.`);
  };
}

function member(of: Evaluate, key: (row: Parameters<Evaluate>[0]) => Value): Evaluate {
  return (row) => {
    const value = of(row);
    const json = value instanceof Dynamic ? value.json : null;
    const index = key(row);
    if (Array.isArray(json) && typeof index === 'bigint') return fromJson(json.at(Number(index)));
    if (json === null || typeof json !== 'object') return null;
    const name = textOf(index);
    return Object.hasOwn(json, name) ? fromJson((json as Record<string, unknown>)[name]) : null;
  };
}

function call(node: SyntaxNode, env: Environment): Evaluate {
  const name = nameOf(part(node, 'Name'));
  const given = elements(part(part(node, 'ArgumentList'), 'Expressions'));
  const run = scalarFunction(name);
  const parts = given.map((item) => compileScalar(item, env));
  return (row) =>
    run(
      parts.map((evaluate) => evaluate(row)),
      env,
    );
}

/** The first value of a table, read once. */
function toScalar(node: SyntaxNode, env: Environment): Evaluate {
  const { columns, rows } = env.tableOf(part(node, 'Expression'));
  const value = rows[0]?.[columns[0]?.name ?? ''] ?? null;
  return () => value;
}

/** The right side of `in` and its kin: values, dynamic lists or a one-column table. */
function listOf(node: SyntaxNode, env: Environment): (row: Parameters<Evaluate>[0]) => Value[] {
  const parts = elements(part(node, 'Expressions')).map((item): ((row: Parameters<Evaluate>[0]) => Value[]) => {
    if (env.isTabular(item)) {
      const { columns, rows } = env.tableOf(item);
      const values = rows.map((row) => row[columns[0]?.name ?? ''] ?? null);
      return () => values;
    }
    const evaluate = compileScalar(item, env);
    return (row) => {
      const value = evaluate(row);
      return value instanceof Dynamic && Array.isArray(value.json) ? value.json.map(fromJson) : [value];
    };
  });
  return (row) => parts.flatMap((values) => values(row));
}

function between(node: SyntaxNode, env: Environment): Evaluate {
  const left = compileScalar(part(node, 'Left'), env);
  const couple = part(node, 'Right');
  const [low, high] = [compileScalar(part(couple, 'First'), env), compileScalar(part(couple, 'Second'), env)];
  const negated = tokenText(part(node, 'Operator')).startsWith('!');
  const plus = binaryOperator('+');
  return (row) => {
    const [value, from, to] = [left(row), low(row), high(row)];
    // `datetime .. timespan` counts the span from the first.
    const end =
      from !== null && to !== null && from.constructor.name === 'DateTime' && to.constructor.name === 'TimeSpan' ? plus(from, to) : to;
    const [a, b] = [compare(value, from), compare(value, end)];
    return a === null || b === null ? null : (a >= 0 && b <= 0) !== negated;
  };
}

function unary(node: SyntaxNode, env: Environment): Evaluate {
  const of = compileScalar(part(node, 'Expression'), env);
  const negative = tokenText(part(node, 'Operator')) === '-';
  const times = binaryOperator('*');
  return (row) => (negative ? times(-1n, of(row)) : of(row));
}

const BY_KIND: Record<string, (node: SyntaxNode, env: Environment) => Evaluate> = {
  NameReference: reference,
  FunctionCallExpression: call,
  ToScalarExpression: toScalar,
  BetweenExpression: between,
  NotBetweenExpression: between,
  UnaryMinusExpression: unary,
  UnaryPlusExpression: unary,
  ParenthesizedExpression: (node, env) => compileScalar(part(node, 'Expression'), env),
  PathExpression: (node, env) => {
    const selector = part(node, 'Selector');
    return member(compileScalar(part(node, 'Expression'), env), () => nameOf(selector));
  },
  ElementExpression: (node, env) =>
    member(compileScalar(part(node, 'Expression'), env), compileScalar(part(part(node, 'Selector'), 'Expression'), env)),
};

/** Turns an expression into a function of a row; throws, naming it, for what is not supported. */
export function compileScalar(node: SyntaxNode, env: Environment): Evaluate {
  const literal = literalOf(node);
  if (literal !== undefined) return () => literal;
  const known = BY_KIND[kindOf(node)];
  if (known) return known(node, env);
  const right = node.Right as SyntaxNode | undefined;
  if (!right || !node.Left || !node.Operator) throw new KqlError(`The expression '${kindOf(node)}' is not supported.`);
  const name = tokenText(part(node, 'Operator'));
  const left = compileScalar(part(node, 'Left'), env);
  if (kindOf(right) === 'ExpressionList') {
    const test = membershipOperator(name);
    const list = listOf(right, env);
    return (row) => test(left(row), list(row));
  }
  const operate = binaryOperator(name);
  const other = compileScalar(right, env);
  return (row) => operate(left(row), other(row));
}
