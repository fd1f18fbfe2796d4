/** The part of OData's `$filter` that the services take: comparisons, `in`, `and`/`or`/`not`, brackets, three string functions, `any`. */
export type Literal = string | number | boolean | null;

export type Filter =
  | { kind: 'and' | 'or'; left: Filter; right: Filter }
  | { kind: 'not'; of: Filter }
  | { kind: 'compare'; field: string; op: 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le'; value: Literal }
  | { kind: 'in'; field: string; values: Literal[] }
  | { kind: 'text'; fn: 'startswith' | 'endswith' | 'contains'; field: string; value: string }
  | { kind: 'any'; field: string; variable: string; of: Filter };

const TOKEN =
  /\s*(?:('(?:[^']|'')*')|(\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2})?)?)|(-?\d+(?:\.\d+)?)(?![\w-])|([A-Za-z_][\w/]*)|([(),:]))/y;

export class FilterError extends Error {}

type Token = { type: 'string' | 'time' | 'number' | 'word' | 'sign'; text: string };

const TYPES = ['string', 'time', 'number', 'word', 'sign'] as const;

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const at = TOKEN.lastIndex;
    const found = TOKEN.exec(text);
    if (!found) throw new FilterError(`Syntax error at position ${at} in '${text}'.`);
    const index = found.slice(1).findIndex((group) => group !== undefined);
    tokens.push({ type: TYPES[index] ?? 'sign', text: found[index + 1] ?? '' });
  }
  return tokens;
}

function literalOf(token: Token | undefined): Literal {
  if (token?.type === 'string') return token.text.slice(1, -1).replace(/''/g, "'");
  if (token?.type === 'time') return token.text;
  if (token?.type === 'number') return Number(token.text);
  if (token?.text === 'true' || token?.text === 'false') return token.text === 'true';
  if (token?.text === 'null') return null;
  throw new FilterError(`A literal was expected${token ? ` instead of '${token.text}'` : ' at the end'}.`);
}

/** Throws `FilterError` with the place. */
export function parseFilter(text: string): Filter {
  const tokens = tokensOf(text);
  let at = 0;
  const peek = () => tokens[at];
  const next = () => tokens[at++];
  const sign = (expected: string) => {
    const token = next();
    if (token?.text !== expected) throw new FilterError(`'${expected}' was expected in '${text}'.`);
  };
  const field = () => {
    const token = next();
    if (token?.type !== 'word') throw new FilterError(`A property name was expected in '${text}'.`);
    return token.text;
  };
  const list = (): Literal[] => {
    sign('(');
    const values = [literalOf(next())];
    while (peek()?.text === ',') {
      next();
      values.push(literalOf(next()));
    }
    sign(')');
    return values;
  };
  const primary = (): Filter => {
    if (peek()?.text === '(') {
      next();
      const inner = or();
      sign(')');
      return inner;
    }
    const name = field();
    if (name === 'not') return { kind: 'not', of: primary() };
    if (name === 'startswith' || name === 'endswith' || name === 'contains') {
      sign('(');
      const of = field();
      sign(',');
      const value = literalOf(next());
      sign(')');
      return { kind: 'text', fn: name, field: of, value: String(value) };
    }
    if (name.endsWith('/any')) {
      sign('(');
      const variable = field();
      sign(':');
      const of = or();
      sign(')');
      return { kind: 'any', field: name.slice(0, -4), variable, of };
    }
    const op = next()?.text ?? '';
    if (op === 'in') return { kind: 'in', field: name, values: list() };
    if (op === 'eq' || op === 'ne' || op === 'gt' || op === 'ge' || op === 'lt' || op === 'le') {
      return { kind: 'compare', field: name, op, value: literalOf(next()) };
    }
    throw new FilterError(`'${op}' is not an operator in '${text}'.`);
  };
  const and = (): Filter => {
    let left = primary();
    while (peek()?.text === 'and') {
      next();
      left = { kind: 'and', left, right: primary() };
    }
    return left;
  };
  const or = (): Filter => {
    let left = and();
    while (peek()?.text === 'or') {
      next();
      left = { kind: 'or', left, right: and() };
    }
    return left;
  };
  const filter = or();
  if (at < tokens.length) throw new FilterError(`Syntax error near '${peek()?.text}' in '${text}'.`);
  return filter;
}

/** Every property the filter names, without the variables of `any`. */
export function fieldsOf(filter: Filter): string[] {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return [...fieldsOf(filter.left), ...fieldsOf(filter.right)];
    case 'not':
      return fieldsOf(filter.of);
    case 'any':
      return [filter.field, ...fieldsOf(filter.of).filter((name) => name !== filter.variable)];
    default:
      return [filter.field];
  }
}
