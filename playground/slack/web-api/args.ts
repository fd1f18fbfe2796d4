import { SlackRefusal, withMessages } from '../slack-error';
import type { Json } from '../state';

export type Args = Record<string, unknown>;

/** A text argument; numbers and booleans sent as JSON become text, as Slack takes either. Empty counts as missing. */
export function text(args: Args, name: string): string | undefined {
  const value = args[name];
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Throws `invalid_arguments` with Slack's message when it is missing. */
export function required(args: Args, name: string): string {
  const value = text(args, name);
  if (value === undefined) throw withMessages('invalid_arguments', [`missing required field: ${name}`]);
  return value;
}

export function flag(args: Args, name: string): boolean {
  return ['true', '1'].includes(text(args, name) ?? '');
}

/** An argument that is JSON: an object or array as such, or its text. Throws `code` when it is no JSON. */
export function json(args: Args, name: string, code: string): unknown {
  const value = args[name];
  if (typeof value !== 'string') return value === null ? undefined : value;
  if (value === '') return undefined;
  try {
    return JSON.parse(value);
  } catch {
    throw new SlackRefusal(code);
  }
}

/** A list of objects (`blocks`, `attachments`), or undefined when not given. */
export function objects(args: Args, name: string, code: string): Json[] | undefined {
  const value = json(args, name, code);
  if (value === undefined) return undefined;
  if (!Array.isArray(value) || value.some((item) => !item || typeof item !== 'object')) throw new SlackRefusal(code);
  return value as Json[];
}

/** A page of `items`: opaque cursor, `limit` at most `max`. */
export function page<T>(args: Args, items: readonly T[], fallback: number, max: number): { items: T[]; next: string } {
  const limit = Number(text(args, 'limit') ?? fallback);
  if (!Number.isInteger(limit) || limit < 1) throw new SlackRefusal('invalid_limit');
  const cursor = text(args, 'cursor');
  const from = cursor ? Number(Buffer.from(cursor, 'base64').toString().replace('next:', '')) : 0;
  if (!Number.isInteger(from)) throw new SlackRefusal('invalid_cursor');
  const to = from + Math.min(limit, max);
  return { items: items.slice(from, to), next: to < items.length ? Buffer.from(`next:${to}`).toString('base64') : '' };
}
