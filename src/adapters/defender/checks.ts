import { isIP } from 'node:net';
import { TocsinError } from '../../core/errors';

/** What comes from outside is checked before it becomes part of an address or a filter; nothing is sent otherwise. */

const refused = (person: string): TocsinError =>
  new TocsinError({ code: 'bad_request', retry: 'never', message: `not sent: ${person}`, person });

/** Defender's machine id in lower case, or `undefined`. */
export function machineIdOf(value: string | undefined): string | undefined {
  return value !== undefined && /^[0-9a-f]{40}$/i.test(value) ? value.toLowerCase() : undefined;
}

export function machineId(value: string): string {
  const found = machineIdOf(value);
  if (!found) throw refused('A device is named to Defender by its machine id of 40 hex digits.');
  return found;
}

/** SHA-1 or SHA-256: Defender's file end points take no MD5. */
export function fileHash(value: string): string {
  if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(value))
    throw refused('Defender looks a file up by its SHA-1 (40 hex digits) or SHA-256 (64).');
  return value.toLowerCase();
}

export function ipAddress(value: string): string {
  if (isIP(value) === 0 || value.includes('%')) throw refused('This is not a whole IP address.');
  return value;
}

/** A DNS or NetBIOS name in lower case without the last dot. */
export function hostName(value: string): string {
  const name = value.trim().toLowerCase().replace(/\.$/, '');
  if (name.length > 255 || !/^[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*$/u.test(name)) throw refused('This is not the name of a host.');
  return name;
}

/** An account name, without domain: Defender answers a UPN with nothing, which would read as "no alerts". */
export function accountName(value: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  if (!/^[^@\\/\u0000-\u001f]{1,256}$/.test(value))
    throw refused('Defender looks a user up by the account name alone, without domain and without @.');
  return value;
}

/** For a filter, where it stands without quotes. */
export function utcInstant(value: string): string {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/.test(value)) throw refused('This is not a time in UTC.');
  return value;
}

/** An OData string literal. */
export const quoted = (value: string): string => `'${value.replaceAll("'", "''")}'`;
