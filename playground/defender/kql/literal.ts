import { elements, kindOf, part, type SyntaxNode, tokenText } from './language';
import { Dynamic, KqlError, parseDateTime, parseTimeSpan, type Value } from './value';

const inner = (text: string) => {
  const found = /^\w+\s*\((.*)\)$/s.exec(text);
  return (found?.[1] ?? text).trim();
};

const unquoted = (text: string) => text.replace(/^['"](.*)['"]$/s, '$1');

function required(value: Value, text: string): Value {
  if (value === null) throw new KqlError(`'${text}' is not a valid literal.`);
  return value;
}

/** Literals by the library's kind of the node; the text is the token's, `datetime(…)` and all. */
const LITERALS: Record<string, (text: string) => Value> = {
  LongLiteralExpression: (text) => (inner(text) === 'null' ? null : BigInt(inner(text))),
  IntLiteralExpression: (text) => (inner(text) === 'null' ? null : BigInt(inner(text))),
  RealLiteralExpression: (text) => (inner(text) === 'null' ? null : Number(inner(text))),
  BooleanLiteralExpression: (text) => (inner(text) === 'null' ? null : /^(true|1)$/i.test(inner(text))),
  DateTimeLiteralExpression: (text) => (inner(text) === 'null' ? null : required(parseDateTime(unquoted(inner(text))), text)),
  TimespanLiteralExpression: (text) => (inner(text) === 'null' ? null : required(parseTimeSpan(unquoted(inner(text))), text)),
  GuidLiteralExpression: inner,
};

function jsonOf(node: SyntaxNode): unknown {
  const kind = kindOf(node);
  if (kind === 'JsonArrayExpression') return elements(part(node, 'Values')).map(jsonOf);
  if (kind === 'JsonObjectExpression') {
    return Object.fromEntries(
      elements(part(node, 'Pairs')).map((pair) => [unquoted(tokenText(part(pair, 'Name'))), jsonOf(part(pair, 'Value'))]),
    );
  }
  const value = literalOf(node);
  if (value === undefined) throw new KqlError(`'${kind}' is not supported inside dynamic().`);
  return typeof value === 'bigint' ? Number(value) : value;
}

/** The literal's value; undefined when the node is no literal. */
export function literalOf(node: SyntaxNode): Value | undefined {
  const kind = kindOf(node);
  if (kind === 'StringLiteralExpression' || kind === 'CompoundStringLiteralExpression') return String(node.LiteralValue);
  if (kind === 'NullLiteralExpression') return null;
  if (kind === 'DynamicExpression') return new Dynamic(jsonOf(part(node, 'Expression')));
  return LITERALS[kind]?.(tokenText(part(node, 'Token')));
}
