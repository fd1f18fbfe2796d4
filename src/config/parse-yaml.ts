import { LineCounter, parseDocument, type YAMLError } from 'yaml';
import type { Fault } from './fault';

/** Our own sentences: the library's messages quote the source, and the source may hold a secret. */
const PROBLEMS: Partial<Record<YAMLError['code'], string>> = {
  DUPLICATE_KEY: 'holds the same key twice',
  TAG_RESOLVE_FAILED: 'holds a tag (!…) or a value that a tag does not allow',
  BAD_ALIAS: 'holds an alias (*…) without its anchor',
  MULTIPLE_DOCS: 'holds more than one document (---)',
  TAB_AS_INDENT: 'is indented with a tab',
  BAD_INDENT: 'is indented wrongly',
};

/**
 * The text of a configuration file as plain data. YAML 1.2 core: `no` and `09:00` are texts, there are no types of code, no merge
 * keys, at most 50 aliases. `path` names the file in faults.
 */
export function parseYaml(text: string, path: string): { data?: unknown; faults: Fault[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { version: '1.2', schema: 'core', prettyErrors: false, lineCounter: lines, uniqueKeys: true });
  const faults = [...document.errors, ...document.warnings].map(({ code, pos }) => ({
    path,
    problem: `line ${lines.linePos(pos[0]).line} ${PROBLEMS[code] ?? `is not YAML (${code})`}`,
    remedy: 'Compare with tocsin.example.yml.',
  }));
  if (faults.length > 0) return { faults };
  try {
    return { data: document.toJS({ maxAliasCount: 50 }), faults: [] };
  } catch {
    return { faults: [{ path, problem: 'has aliases (*…) that lead nowhere or grow without end', remedy: 'Write the values out.' }] };
  }
}
