import { randomUUID } from 'node:crypto';
import type { ServiceFault } from './fault';
import type { Family } from './route';

/** Graph gives a request id inside; Defender a `target` to quote to its support. */
export function errorBody(family: Family, fault: ServiceFault, now: number, clientRequestId?: string): Record<string, unknown> {
  const id = randomUUID();
  if (family === 'defender') return { error: { code: fault.code, message: fault.message, target: id } };
  return {
    error: {
      code: fault.code,
      message: fault.message,
      innerError: { date: new Date(now).toISOString().slice(0, 19), 'request-id': id, 'client-request-id': clientRequestId ?? id },
    },
  };
}

/** What a proxy in front of the service says when the service does not: no JSON. */
export function proxyPage(status: number): string {
  return `<html><head><title>${status}</title></head><body><h1>${status}</h1><p>The service is unavailable.</p></body></html>`;
}
