import { createHmac } from 'node:crypto';
import { parseJson } from '../http';
import type { Json } from '../state';
import type { Envelope } from './sockets';

/** Slack's signature of a request: v0 HMAC-SHA256 over `v0:timestamp:body` (docs.slack.dev/authentication/verifying-requests-from-slack). */
export function sign(secret: string, timestamp: string, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}

export interface HttpAnswer {
  /** 0 when nothing came back. */
  status: number;
  body: unknown;
  noRetry: boolean;
  timedOut: boolean;
}

export interface RawRequest {
  body: string;
  /** Seconds, as the header has them; now when left out. */
  timestamp?: string;
  /** The right one when left out. */
  signature?: string;
  contentType?: string;
  headers?: Record<string, string>;
}

/** Posts one request to the app's URL, signed unless told otherwise, and waits up to `ackMs`. */
export async function postSigned(url: string, secret: string, now: number, ackMs: number, raw: RawRequest): Promise<HttpAnswer> {
  const timestamp = raw.timestamp ?? String(Math.floor(now / 1000));
  const headers = {
    'content-type': raw.contentType ?? 'application/x-www-form-urlencoded',
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': raw.signature ?? sign(secret, timestamp, raw.body),
    ...raw.headers,
  };
  try {
    const response = await fetch(url, { method: 'POST', headers, body: raw.body, signal: AbortSignal.timeout(ackMs), redirect: 'manual' });
    const text = await response.text();
    return {
      status: response.status,
      body: parseJson(text) ?? (text || undefined),
      noRetry: response.headers.get('x-slack-no-retry') === '1',
      timedOut: false,
    };
  } catch (error) {
    return { status: 0, body: undefined, noRetry: false, timedOut: (error as Error).name === 'TimeoutError' };
  }
}

/** The body and content type Slack uses for each kind: events are JSON, commands a form, interactions a form with one field `payload`. */
export function encode(envelope: Pick<Envelope, 'type' | 'payload'>): { body: string; contentType: string } {
  if (envelope.type === 'events_api') return { body: JSON.stringify(envelope.payload), contentType: 'application/json' };
  const form: Json = envelope.type === 'slash_commands' ? envelope.payload : { payload: JSON.stringify(envelope.payload) };
  const body = new URLSearchParams(Object.entries(form).map(([key, value]): [string, string] => [key, String(value)])).toString();
  return { body, contentType: 'application/x-www-form-urlencoded' };
}
