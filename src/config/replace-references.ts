import { type Fault, formatPath } from './fault';
import { type ConfigSource, readSecret } from './read-environment';

type Path = readonly (string | number)[];

/**
 * The data with `${NAME}` in its texts replaced by the environment's NAME (or the contents of the file NAME_FILE). Done after parsing,
 * so that a value never changes the file's shape. A text that could not be replaced is left out, and is a fault.
 */
export function replaceReferences(data: unknown, source: ConfigSource, path: Path = []): { data: unknown; faults: Fault[] } {
  if (typeof data === 'string') return replaceText(data, source, path);
  if (Array.isArray(data)) {
    const items = data.map((item, index) => replaceReferences(item, source, [...path, index]));
    return { data: items.map((item) => item.data), faults: items.flatMap((item) => item.faults) };
  }
  if (typeof data !== 'object' || data === null) return { data, faults: [] };
  const entries = Object.entries(data).map(([key, value]) => ({ key, ...replaceReferences(value, source, [...path, key]) }));
  return { data: Object.fromEntries(entries.map(({ key, data }) => [key, data])), faults: entries.flatMap(({ faults }) => faults) };
}

function replaceText(text: string, source: ConfigSource, path: Path): { data: unknown; faults: Fault[] } {
  const faults: Fault[] = [];
  const here = formatPath(path);
  const replaced = text.replace(/\$\{([^}]*)\}?/g, (reference, name: string) => {
    if (!/^\$\{[A-Z_][A-Z0-9_]*\}$/.test(reference)) {
      faults.push({ path: here, problem: 'has a ${ that is no reference', remedy: 'Write ${NAME}: capital letters, digits and _.' });
      return '';
    }
    const read = readSecret(source, name);
    if ('fault' in read) faults.push({ ...read.fault, path: here, problem: `${read.fault.path} ${read.fault.problem}` });
    else if (read.value === undefined) {
      faults.push({
        path: here,
        problem: `names ${name}, which is not set`,
        remedy: `Set ${name}, or ${name}_FILE to the path of a file that holds it.`,
      });
    } else return read.value;
    return '';
  });
  return { data: faults.length > 0 ? undefined : replaced, faults };
}
