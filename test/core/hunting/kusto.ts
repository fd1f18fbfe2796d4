/** Microsoft's own KQL parser, which hangs itself on the global object. */
import '@kusto/language-service-next/bridge.min.js';
import '@kusto/language-service-next/Kusto.Language.Bridge.min.js';

/** The columns of `DeviceNetworkEvents` that matter here, as Microsoft documents them. */
const TABLE =
  '(Timestamp: datetime, DeviceId: string, DeviceName: string, ActionType: string, RemoteIP: string, RemotePort: int, RemoteUrl: string, ' +
  'InitiatingProcessFileName: string, InitiatingProcessId: long, InitiatingProcessCommandLine: string, InitiatingProcessUniqueId: string)';

// biome-ignore lint/suspicious/noExplicitAny: the package's declarations describe another way of loading it.
const language = (globalThis as any).Kusto.Language;

const database = new language.Symbols.DatabaseSymbol.ctor('db', [language.Symbols.TableSymbol.From(TABLE).WithName('DeviceNetworkEvents')]);
const globals = language.GlobalState.Default.WithDatabase(database);

/** What the parser and binder have against a query, one sentence each. */
export function faultsIn(query: string): string[] {
  const diagnostics = language.KustoCode.ParseAndAnalyze(query, globals).GetDiagnostics();
  const faults: string[] = [];
  for (let index = 0; index < diagnostics.Count; index++) faults.push(String(diagnostics.getItem(index).Message));
  return faults;
}

/** The values of the string literals of a query, as the parser reads them. */
export function literalsIn(query: string): string[] {
  const literals: string[] = [];
  language.KustoCode.Parse(query).Syntax.WalkNodes((node: { Kind: unknown; LiteralValue?: unknown }) => {
    if (node.Kind === language.Syntax.SyntaxKind.StringLiteralExpression) literals.push(String(node.LiteralValue));
  });
  return literals;
}
