import { z } from 'zod';
import type { Log } from '../../ports/log';

/**
 * Readers for what the service sends. It is loose: a field may be absent, null, of another type or of a newer enumeration; none of
 * that may cost us the rest of the item. So a reader never fails but for an id, and answers `undefined` for what it cannot use.
 */

/** May also be absent. */
const loose = z.unknown().optional();

const asText = (value: unknown): string | undefined => {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
};

/** 2019 data has the category as the text "null". */
export const text = loose.transform((value) => (value === 'null' ? undefined : asText(value)));

/** The one thing an item must have. */
export const id = z.union([z.string().min(1), z.number().transform(String)]);

export const whole = loose.transform((value): number | undefined => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined;
});

export const flag = loose.transform((value) => (typeof value === 'boolean' ? value : undefined));

/** A UTC instant as it came; .NET's "never" (year 1) is none. */
export const instant = loose.transform((value) =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) && !value.startsWith('0001-') ? value : undefined,
);

/** Any list, also one that came as an object with numbers for names, or as its single item. */
export const list = loose.transform((value): unknown[] => {
  if (Array.isArray(value)) return value;
  if (value === null || typeof value !== 'object') return [];
  const names = Object.keys(value);
  return names.length > 0 && names.every((name) => /^\d+$/.test(name)) ? Object.values(value) : [value];
});

export const texts = list.transform((values) => values.map(asText).filter((value) => value !== undefined));

/** One of `known`, whatever the case of its letters; else `unknown`. */
export const oneOf = <const T extends string>(known: readonly T[]) =>
  loose.transform((value): T | 'unknown' => {
    const lower = typeof value === 'string' ? value.toLowerCase() : '';
    return known.find((one) => one.toLowerCase() === lower) ?? 'unknown';
  });

/** An object's fields; anything else reads as an object without fields. */
export const fields = <S extends z.ZodRawShape>(shape: S) =>
  loose.transform((value) => (value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {})).pipe(z.object(shape));

/** How a broken item is told to the operator: once per answer, with a count, never with what stood in it. */
export type Skipped = (what: string) => void;

export function createSkipped(log: Log, tenant: string): { skipped: Skipped; report: () => void } {
  const counts: Record<string, number> = Object.create(null) as Record<string, number>;
  return {
    skipped: (what) => {
      counts[what] = (counts[what] ?? 0) + 1;
    },
    report: () => {
      if (Object.keys(counts).length > 0)
        log.warn({ tenant, skipped: { ...counts } }, 'items of an answer could not be read and were left out');
    },
  };
}

/** The items that can be read; the others are counted. */
export function readEach<T>(values: unknown[], schema: z.ZodType<T>, what: string, skipped: Skipped): T[] {
  return values.flatMap((value) => {
    const result = schema.safeParse(value);
    if (result.success) return [result.data];
    skipped(what);
    return [];
  });
}
