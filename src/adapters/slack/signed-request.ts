import { createHmac, timingSafeEqual } from 'node:crypto';

/** Slack's own window for a request's time, both ways: Bolt checks the past only (slack.md a4). */
const WINDOW_S = 300;

export interface SignedRequest {
  body: Buffer;
  timestamp: string | undefined;
  signature: string | undefined;
  nowMs: number;
}

/**
 * Whether Slack signed this request lately: `v0=` HMAC-SHA256 over `v0:<timestamp>:<raw body>` with one of the secrets (two while one
 * is being rotated). Source: Slack docs, "Verifying requests from Slack".
 */
export function isSignedBySlack(secrets: readonly string[], { body, timestamp, signature, nowMs }: SignedRequest): boolean {
  if (!timestamp || !signature || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(nowMs / 1_000 - Number(timestamp)) > WINDOW_S) return false;
  const given = Buffer.from(signature);
  return secrets.some((secret) => {
    const wanted = Buffer.from(`v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex')}`);
    return wanted.length === given.length && timingSafeEqual(wanted, given);
  });
}
