import type { z } from 'zod';
import { type Fault, formatPath } from './fault';
import { fileJsonSchema } from './file-schema';

interface Node {
  description?: string;
  properties?: Record<string, Node>;
  additionalProperties?: Node | boolean;
  propertyNames?: { enum?: string[] };
  items?: Node;
}

const KINDS: Record<string, string> = {
  string: 'is not text (put it in quotes)',
  number: 'is not a number',
  int: 'is not a whole number',
  boolean: 'is neither true nor false',
  array: 'is not a list',
  object: 'is not a group of keys',
  record: 'is not a group of keys',
};

/** What the schema found wrong with the file's data, in words, with what each place expects. */
export function fileFaults(error: z.ZodError, data: unknown): Fault[] {
  const root = fileJsonSchema() as Node;
  return error.issues.flatMap((issue): Fault[] => {
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(root, issue.path, key));
    if (issue.code === 'invalid_key') return [unknownKey(root, issue.path.slice(0, -1), String(issue.path.at(-1)))];
    return [{ path: formatPath(issue.path) || 'the file', problem: describe(issue, data), remedy: expectation(nodeAt(root, issue.path)) }];
  });
}

function describe(issue: z.core.$ZodIssue, data: unknown): string {
  const value = issue.path.reduce<unknown>(
    (at, part) => (typeof at === 'object' && at !== null ? at[part as keyof typeof at] : undefined),
    data,
  );
  if (value === undefined) return 'is missing';
  return (issue.code === 'invalid_type' ? KINDS[issue.expected] : undefined) ?? issue.message;
}

function expectation({ description, properties }: Node): string {
  if (description) return `Expected: ${description}.`;
  return `Expected the keys ${Object.keys(properties ?? {}).join(', ')}.`;
}

function unknownKey(root: Node, path: readonly PropertyKey[], key: string): Fault {
  const { properties, propertyNames } = nodeAt(root, path);
  const known = propertyNames?.enum ?? Object.keys(properties ?? {});
  const nearest = known.map((name) => ({ name, far: distance(key.toLowerCase(), name) })).sort((a, b) => a.far - b.far)[0];
  const guess = nearest && nearest.far <= Math.max(1, Math.floor(nearest.name.length / 3)) ? `Did you mean ${nearest.name}? ` : '';
  // A key of another shape may be a value that slipped, even a secret: it is not repeated.
  const shown = /^[a-z_-]{1,32}$/i.test(key) ? key : '(odd key)';
  return { path: formatPath([...path, shown]), problem: 'is not a known key', remedy: `${guess}Known here: ${known.join(', ')}.` };
}

function nodeAt(root: Node, path: readonly PropertyKey[]): Node {
  return path.reduce<Node>((node, part) => {
    if (typeof part === 'number') return node.items ?? {};
    const open = typeof node.additionalProperties === 'object' ? node.additionalProperties : {};
    return node.properties?.[String(part)] ?? open;
  }, root);
}

/** Edits (insert, delete, replace one letter) between two words. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...from].entries()) {
    const next = [i + 1];
    for (let j = 1; j <= to.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (letter === to[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
