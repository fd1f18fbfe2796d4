import { TABLES } from './tables';

/** A node of the Kusto library's syntax tree; its parts are properties with the library's own names. */
export interface SyntaxNode {
  readonly Kind: number;
  readonly ChildCount: number;
  readonly TextStart: number;
  readonly [part: string]: unknown;
  GetChild(index: number): SyntaxNode | null;
}

interface Diagnostic {
  Severity: string;
  Start: number;
  Message: string;
}

interface ResultColumn {
  Name: string;
  Type: { Name: string };
}

export interface ParsedQuery {
  root: SyntaxNode;
  errors: { message: string; start: number }[];
}

interface Listed<T> {
  Count: number;
  getItem(index: number): T;
}

interface KustoLibrary {
  KustoCode: { ParseAndAnalyze(text: string, globals: unknown): { Syntax: SyntaxNode; GetDiagnostics(): Listed<Diagnostic> } };
  GlobalState: { Default: { WithDatabase(database: unknown): unknown } };
  Syntax: { SyntaxKind: unknown };
  Symbols: {
    Symbol: unknown;
    TableSymbol: { $ctor7: new (name: string, schema: string, description: string) => unknown };
    DatabaseSymbol: { ctor: new (name: string, members: unknown) => unknown };
  };
}

interface BridgeSystem {
  Array: { init(items: unknown[], type: unknown): unknown };
  Enum: { toString(type: unknown, value: number): string };
}

/** Loaded at the first query only: it is 5 MB of script. It puts its name spaces on `globalThis`. */
function library(): { language: KustoLibrary; system: BridgeSystem } {
  require('@kusto/language-service-next/bridge.min');
  require('@kusto/language-service-next/Kusto.Language.Bridge.min');
  const { Kusto, System } = globalThis as unknown as { Kusto: { Language: KustoLibrary }; System: BridgeSystem };
  return { language: Kusto.Language, system: System };
}

export type QueryParser = (text: string) => ParsedQuery;

/** Parses and binds against the hunting tables. The first query takes a second or two, as the library is loaded then. */
export function createQueryParser(): QueryParser {
  let globals: unknown;
  const schema = () => {
    const { language, system } = library();
    const { Symbols } = language;
    const tables = [...TABLES].map(
      ([name, columns]) =>
        new Symbols.TableSymbol.$ctor7(name, `(${columns.map((column) => `${column.name}:${column.type}`).join(', ')})`, ''),
    );
    const database = new Symbols.DatabaseSymbol.ctor('hunting', system.Array.init(tables, Symbols.Symbol));
    return language.GlobalState.Default.WithDatabase(database);
  };
  return (text) => {
    globals ??= schema();
    const code = library().language.KustoCode.ParseAndAnalyze(text, globals);
    const found = code.GetDiagnostics();
    const errors = Array.from({ length: found.Count }, (_, index) => found.getItem(index))
      .filter((diagnostic) => diagnostic.Severity === 'Error')
      .map((diagnostic) => ({ message: diagnostic.Message, start: diagnostic.Start }));
    return { root: code.Syntax, errors };
  };
}

/** The library's name of the node's kind, e.g. `FilterOperator`. */
export function kindOf(node: SyntaxNode): string {
  const { language, system } = library();
  return system.Enum.toString(language.Syntax.SyntaxKind, node.Kind);
}

export function part(node: SyntaxNode, name: string): SyntaxNode {
  const found = node[name];
  if (!found) throw new Error(`The syntax node ${kindOf(node)} has no part ${name}.`);
  return found as SyntaxNode;
}

/** The elements of a list node, without separators. */
export function elements(list: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let index = 0; index < list.ChildCount; index += 1) {
    const child = list.GetChild(index);
    if (child) found.push(((child.Element ?? child.Element$1) as SyntaxNode | undefined) ?? child);
  }
  return found;
}

export function tokenText(node: SyntaxNode): string {
  return String(node.Text ?? '');
}

/** The name a reference or declaration gives, without quoting. */
export function nameOf(node: SyntaxNode): string {
  return String(node.SimpleName ?? '');
}

/** Names and types of what a tabular expression or operator yields, as the library binds it. */
export function columnsOf(node: SyntaxNode): { name: string; type: string }[] {
  const columns = (node.ResultType as { Columns?: Listed<ResultColumn> } | null)?.Columns;
  if (!columns) return [];
  return Array.from({ length: columns.Count }, (_, index) => columns.getItem(index)).map((column) => ({
    name: column.Name,
    type: column.Type.Name,
  }));
}
