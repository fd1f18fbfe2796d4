/** Longer lists than this are cut: a card shows a few, the thread some more, Defender has them all. */
export const LIST_CAP = 20;

/** How one kind of thing is recognised when it is named twice. */
export interface Sameness<T> {
  /** Names under which the thing is known, e.g. `sha1:…`. A thing without any cannot be told from others: it is left alone. */
  namesOf(item: T): string[];
  /** True when the two cannot be the same although they share a name. */
  conflict?(a: T, b: T): boolean;
  /** Both in one. The default keeps the first and fills what it lacks. */
  merge?(a: T, b: T): T;
}

/** Fields of `a`, and of `b` where `a` has none. */
export function fill<T extends object>(a: T, b: T): T {
  const given = Object.entries(a).filter(([, value]) => value !== undefined);
  return { ...b, ...Object.fromEntries(given) };
}

/** Each thing once, in order of first mention, in linear time (an alert may hold ten thousand pieces). */
export function distinct<T extends object>(items: T[], { namesOf, conflict, merge = fill }: Sameness<T>): T[] {
  const kept: T[] = [];
  const placeOf = new Map<string, number>();
  for (const item of items) {
    const names = namesOf(item);
    const place = names.map((name) => placeOf.get(name)).find((at) => at !== undefined && !conflict?.(kept[at] as T, item));
    if (place === undefined) kept.push(item);
    else kept[place] = merge(kept[place] as T, item);
    for (const name of names) if (!placeOf.has(name)) placeOf.set(name, place ?? kept.length - 1);
  }
  return kept;
}

/** Sorted by what `rank` says, highest first, compared place by place; equals keep their order. */
export function ranked<T>(items: T[], rank: (item: T) => (number | boolean)[]): T[] {
  return items
    .map((item) => ({ item, key: rank(item).map(Number) }))
    .sort((a, b) => {
      const place = a.key.findIndex((value, at) => value !== b.key[at]);
      return place < 0 ? 0 : (b.key[place] as number) - (a.key[place] as number);
    })
    .map(({ item }) => item);
}

/** Weight of Defender's word; `noThreatsFound` counts less than no word. */
export function weightOf(verdict: string | undefined): number {
  return { malicious: 3, suspicious: 2, noThreatsFound: 0 }[verdict ?? ''] ?? 1;
}

export const strongest = <T extends { verdict?: string }>(a: T, b: T): T['verdict'] =>
  weightOf(b.verdict) > weightOf(a.verdict) ? b.verdict : (a.verdict ?? b.verdict);
