/** One thing that is wrong with the configuration. None of the three texts ever holds a value that was read. */
export interface Fault {
  /** Where: `REDIS_URL`, or `tenants[0].client_secret` in the file. */
  path: string;
  problem: string;
  /** What to do about it. */
  remedy: string;
}

/** `['tenants', 0, 'client_secret']` as `tenants[0].client_secret`. */
export function formatPath(path: readonly PropertyKey[]): string {
  return path.map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index > 0 ? '.' : ''}${String(part)}`)).join('');
}

/** All faults as the text an operator reads: one a paragraph, in the order found. Safe to print and to log. */
export function formatFaults(faults: readonly Fault[]): string {
  const count = faults.length === 1 ? 'The configuration has one fault' : `The configuration has ${faults.length} faults`;
  return [`${count}; nothing was started.`, ...faults.map(({ path, problem, remedy }) => `  ${path}: ${problem}\n    ${remedy}`), ''].join(
    '\n',
  );
}
