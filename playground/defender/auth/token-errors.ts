import { randomUUID } from 'node:crypto';

/** A refusal of the token endpoint: AADSTS number, HTTP status, OAuth error and text. */
export class TokenRefusal extends Error {
  readonly number: number;
  readonly status: number;
  readonly error: string;
  constructor(number: number, status: number, error: string, message: string) {
    super(message);
    this.number = number;
    this.status = status;
    this.error = error;
  }
}

export function tokenErrorBody(refusal: TokenRefusal, now: number): Record<string, unknown> {
  const trace = randomUUID();
  const correlation = randomUUID();
  const timestamp = new Date(now)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z/, 'Z');
  return {
    error: refusal.error,
    error_description: `AADSTS${refusal.number}: ${refusal.message} Trace ID: ${trace} Correlation ID: ${correlation} Timestamp: ${timestamp}`,
    error_codes: [refusal.number],
    timestamp,
    trace_id: trace,
    correlation_id: correlation,
    error_uri: `https://login.microsoftonline.com/error?code=${refusal.number}`,
  };
}
