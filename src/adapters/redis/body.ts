import { gunzipSync, gzipSync } from 'node:zlib';

/** Records compress to about a fifth; base64 keeps them text, as node-redis returns text. */
export const pack = (value: unknown): string => gzipSync(JSON.stringify(value)).toString('base64');

export const unpack = <T>(body: string): T => JSON.parse(gunzipSync(Buffer.from(body, 'base64')).toString('utf8')) as T;
