import { createHash } from 'node:crypto';

function digest(algorithm: string, text: string): string {
  return createHash(algorithm).update(text).digest('hex');
}

export interface Hashes {
  md5: string;
  sha1: string;
  sha256: string;
}

/** Hashes of the text itself: real-looking, the same on every run, of no real file. */
export function hashesOf(text: string): Hashes {
  return { md5: digest('md5', text), sha1: digest('sha1', text), sha256: digest('sha256', text) };
}

/** A device id's form: 40 hex digits. */
export function deviceIdOf(text: string): string {
  return digest('sha1', `device:${text}`);
}

export function guidOf(text: string): string {
  const hex = digest('sha256', `guid:${text}`);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** A whole number below `limit` that depends on the text only. */
export function numberOf(text: string, limit: number): number {
  return Number.parseInt(digest('sha256', `number:${text}`).slice(0, 12), 16) % limit;
}
