import { randomUUID } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import axios, { isAxiosError } from 'axios';
import { TocsinError } from '../../core/errors';

/** A service as the operator configured it; every request goes to exactly this origin. */
export interface Service {
  /** In people's words, e.g. `Microsoft Defender`. */
  name: string;
  /** `https://host`, or `http://` on loopback for a local stand-in. */
  base: string;
}

export interface Outgoing {
  service: Service;
  method: 'GET' | 'POST' | 'PATCH';
  /** Begins with one `/`; each part that comes from outside is `encodeURIComponent`ed by the caller. */
  path: string;
  /** Values are encoded here; names stay as they are (`$filter`). */
  query?: Record<string, string>;
  headers?: Record<string, string>;
  /** Already serialised. */
  body?: string;
}

export interface HttpAnswer {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  text: string;
}

/** Why there is no whole answer. `unsent`: the service cannot have seen the request; `lost`: it may have carried it out. */
export type Exchange = { answer: HttpAnswer } | { failure: 'unsent' | 'lost' | 'too_large'; cause: string };

/** A page of 1,000 alerts is about 7 MB; more than this is not worth holding in memory. */
const MOST_BYTES = 64 * 1024 * 1024;

const UNSENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL', 'EPROTO']);
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL/;

const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** A request sent once must not go out on a kept connection that the service is just closing: its loss would look like a lost answer. */
const fresh = { httpAgent: new http.Agent({ keepAlive: false }), httpsAgent: new https.Agent({ keepAlive: false }) };

function addressOf({ service, path, query }: Outgoing): string {
  const base = new URL(service.base);
  if (base.protocol !== 'https:' && !(base.protocol === 'http:' && LOOPBACK.has(base.hostname))) {
    throw refused(`${service.name}: ${base.protocol} is allowed on loopback only`);
  }
  const address = new URL(path, base);
  if (!path.startsWith('/') || address.origin !== base.origin || address.username !== '') {
    throw refused(`${service.name}: a path must stay on ${base.origin}`);
  }
  const pairs = Object.entries(query ?? {}).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return pairs.length > 0 ? `${address.href}?${pairs.join('&')}` : address.href;
}

const refused = (message: string): TocsinError =>
  new TocsinError({ code: 'bug', retry: 'never', message, person: 'Something went wrong on our side; nothing was sent.' });

/**
 * One request, one answer of any status, nothing repeated, no redirect followed, no proxy. axios errors end here: they carry the bearer
 * token and the body. Throws only where our own code asked for something that must not be sent.
 */
export async function exchange(outgoing: Outgoing, timeoutMs: number): Promise<Exchange> {
  const url = addressOf(outgoing);
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), timeoutMs);
  try {
    const response = await axios.request<string>({
      url,
      method: outgoing.method,
      data: outgoing.body,
      headers: { 'client-request-id': randomUUID(), ...outgoing.headers },
      responseType: 'text',
      transformResponse: [(text: unknown) => text],
      validateStatus: () => true,
      maxRedirects: 0,
      maxContentLength: MOST_BYTES,
      proxy: false,
      signal: abort.signal,
      ...(outgoing.method === 'GET' ? {} : fresh),
    });
    const headers = Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
    return { answer: { status: response.status, headers, text: typeof response.data === 'string' ? response.data : '' } };
  } catch (error) {
    return failureOf(error, abort.signal.aborted, timeoutMs);
  } finally {
    clearTimeout(timer);
  }
}

function failureOf(error: unknown, timedOut: boolean, timeoutMs: number): Exchange {
  if (timedOut) return { failure: 'lost', cause: `no answer within ${timeoutMs} ms` };
  const code = (isAxiosError(error) && error.code) || 'unknown';
  if (isAxiosError(error) && /maxContentLength/.test(error.message)) return { failure: 'too_large', cause: 'answer too large' };
  // A time-out of the connection itself: the request never left.
  const connecting = isAxiosError(error) && (error.cause as NodeJS.ErrnoException | undefined)?.syscall === 'connect';
  return { failure: UNSENT.has(code) || CERTIFICATE.test(code) || connecting ? 'unsent' : 'lost', cause: code };
}
