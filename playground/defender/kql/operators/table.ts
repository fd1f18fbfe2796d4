import type { Environment } from '../environment';
import type { SyntaxNode } from '../language';
import type { Table } from '../value';
import { distinct, extend, keepColumns, project, renameColumns } from './columns';
import { join } from './join';
import { count, filter, mvExpand, sort, take, top } from './rows';
import { summarize } from './summarize';
import { union } from './union';

/** Tabular operators by the library's kind; any other is refused by name. */
export const OPERATORS: Record<string, (input: Table, node: SyntaxNode, env: Environment) => Table> = {
  FilterOperator: filter,
  TakeOperator: take,
  TopOperator: top,
  SortOperator: sort,
  CountOperator: count,
  ProjectOperator: project,
  ProjectAwayOperator: keepColumns,
  ProjectKeepOperator: keepColumns,
  ProjectReorderOperator: keepColumns,
  ProjectRenameOperator: renameColumns,
  ExtendOperator: extend,
  DistinctOperator: distinct,
  SummarizeOperator: summarize,
  JoinOperator: join,
  UnionOperator: union,
  MvExpandOperator: mvExpand,
  PrintOperator: (_input, node, env) => project({ columns: [], rows: [{}] }, node, env),
};
