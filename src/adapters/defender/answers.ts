import type { z } from 'zod';
import { TocsinError } from '../../core/errors';
import { failure } from '../http/failure';
import type { Caller } from './caller';
import type { Backend } from './connection';
import { fields, list, text } from './read';

const page = fields({ value: list, '@odata.nextLink': text });

/** The items of a list answer, and whether the service says that there are more. A body that is no list is a `bad_answer`. */
export function listOf(caller: Caller, backend: Backend, body: unknown): { items: unknown[]; more: boolean } {
  const isList = body !== null && typeof body === 'object' && 'value' in body;
  if (!isList) throw unreadable(caller, backend, 'a list');
  const { value, '@odata.nextLink': next } = page.parse(body);
  return { items: value, more: next !== undefined };
}

/** One item; what cannot be read is a `bad_answer`. */
export function itemOf<T>(caller: Caller, backend: Backend, body: unknown, schema: z.ZodType<T>, what: string): T {
  const result = schema.safeParse(body);
  if (!result.success) throw unreadable(caller, backend, what);
  return result.data;
}

export function unreadable(caller: Caller, backend: Backend, what: string): TocsinError {
  const service = caller.names[backend];
  return failure({ service, effect: 'none', tenant: caller.tenant }, 'bad_answer', { message: `${service}: the answer is not ${what}` });
}

/** `fallback` where the service says 404 to mean "none". */
export async function orNone<T>(work: Promise<T>, fallback: T): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof TocsinError && error.code === 'not_found') return fallback;
    throw error;
  }
}
