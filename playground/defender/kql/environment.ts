import type { SyntaxNode } from './language';
import type { DateTime, Row, Table, Value } from './value';

export type Binding = { kind: 'scalar'; value: Value } | { kind: 'table'; table: Table };

/** What names mean while a query runs. */
export interface Environment {
  now: DateTime;
  lets: Map<string, Binding>;
  /** A hunting table within the time span of the request. */
  table(name: string): Table | undefined;
  /** Evaluates a tabular expression: given here so that scalars, operators and tables do not import each other in a ring. */
  tableOf(node: SyntaxNode): Table;
  isTabular(node: SyntaxNode): boolean;
}

export type Evaluate = (row: Row) => Value;
