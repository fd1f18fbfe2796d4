/**
 * Defender's UTC strings have 0 to 7 fraction digits, trailing zeros cut; JavaScript's Date keeps 3. So instants are kept as the
 * strings they came as and compared as text of equal length.
 */
const INSTANT = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?(?:Z|\+00:00)?$/;

/** The instant as text that sorts by time: always 9 fraction digits. What is no UTC instant sorts first, as itself. */
export function comparableInstant(instant: string): string {
  const parts = INSTANT.exec(instant.trim());
  return parts ? `${parts[1]}.${(parts[2] ?? '').padEnd(9, '0')}Z` : ` ${instant}`;
}

/** Negative when `a` is earlier, 0 at the same instant, positive when later. */
export function compareInstants(a: string, b: string): number {
  const [x, y] = [comparableInstant(a), comparableInstant(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}
