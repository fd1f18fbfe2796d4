/**
 * Text as a KQL string literal, so that it can only be data:
 * https://learn.microsoft.com/kusto/query/scalar-data-types/string (backslash escapes inside double quotes).
 * Throws a `RangeError` for control characters and lone surrogates other than tab and line ends: no name or path holds them.
 */
export function kqlString(text: string): string {
  if (/[\p{Cs}\p{Cc}\u2028\u2029]/u.test(text.replace(/[\t\r\n]/g, ''))) throw new RangeError('control character in a query parameter');
  const escaped = text.replace(/[\\"'\t\r\n]/g, (character) => ESCAPES[character] ?? '');
  return `"${escaped}"`;
}

const ESCAPES: Record<string, string> = { '\\': '\\\\', '"': '\\"', "'": "\\'", '\t': '\\t', '\r': '\\r', '\n': '\\n' };

const DEVICE_ID = /^[0-9a-f]{40}$/i;

/** A Defender device id as a literal. Throws a `RangeError` for anything but 40 hex digits. */
export function kqlDeviceId(id: string): string {
  if (!DEVICE_ID.test(id)) throw new RangeError('not a device id');
  return kqlString(id.toLowerCase());
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,7})?Z$/;

/** A UTC instant as a `datetime` literal, digits untouched. Throws a `RangeError` for anything else. */
export function kqlInstant(instant: string): string {
  if (!INSTANT.test(instant) || Number.isNaN(Date.parse(instant))) throw new RangeError('not a UTC instant');
  return `datetime(${instant})`;
}
