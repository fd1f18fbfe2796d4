import { randomUUID } from 'node:crypto';
import type { SlackLimits } from '../limits';
import { encode, type HttpAnswer, postSigned, type RawRequest } from './http-receiver';
import { type Envelope, Sockets } from './sockets';

/** What became of one payload. `error`: `dispatch_failed` (nobody took it), `operation_timeout` (no ack in time), or the HTTP status. */
export interface Outcome {
  ok: boolean;
  ackMs?: number;
  response?: unknown;
  error?: string;
}

/** One attempt to hand a payload to the app, for tests to look at. */
export interface Attempt {
  at: number;
  kind: Envelope['type'];
  transport: 'socket' | 'http' | 'none';
  envelopeId: string;
  attempt: number;
  payload: Record<string, unknown>;
  outcome?: Outcome;
}

/** Hands payloads to the app: over a socket when one is open, else to its URL; events again when they were not acked. */
export class Delivery {
  readonly sockets: Sockets;
  readonly attempts: Attempt[] = [];
  receiver?: string;
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(
    private readonly limits: SlackLimits,
    private readonly now: () => number,
    private readonly secret: string,
    changed: () => void,
  ) {
    this.sockets = new Sockets(limits.sockets, changed);
  }

  connected(): boolean {
    return this.sockets.count() > 0 || this.receiver !== undefined;
  }

  /** A command or an interaction: one try; a socket lost before the ack hands the same envelope to another one. */
  async send(type: 'slash_commands' | 'interactive', payload: Record<string, unknown>): Promise<Outcome> {
    return this.#attempt({ type, payload, accepts_response_payload: true }, 0);
  }

  /** An event; tried again in the background after each time in `eventRetryMs` until it is acked. */
  async event(payload: Record<string, unknown>): Promise<Outcome> {
    const outcome = await this.#attempt({ type: 'events_api', payload, accepts_response_payload: false }, 0);
    if (!outcome.ok) this.#retryEvent(payload, 1, outcome);
    return outcome;
  }

  /** A request of the caller's own making to the app's URL. */
  async raw(request: RawRequest): Promise<HttpAnswer> {
    if (!this.receiver) throw new Error('no HTTP receiver: call httpReceiver(url) first');
    return postSigned(this.receiver, this.secret, this.now(), this.limits.ackMs, request);
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.sockets.cut();
  }

  #retryEvent(payload: Record<string, unknown>, attempt: number, before: Outcome): void {
    const delay = this.limits.eventRetryMs[attempt - 1];
    if (delay === undefined || before.error === 'no_retry') return;
    const timer = setTimeout(async () => {
      this.#timers.delete(timer);
      const reason = before.error === 'operation_timeout' ? 'timeout' : 'http_error';
      const outcome = await this.#attempt({ type: 'events_api', payload, accepts_response_payload: false }, attempt, reason);
      if (!outcome.ok) this.#retryEvent(payload, attempt + 1, outcome);
    }, delay);
    this.#timers.add(timer);
  }

  async #attempt(envelope: Envelope, attempt: number, reason = ''): Promise<Outcome> {
    const envelopeId = randomUUID();
    const transport = this.sockets.count() > 0 ? 'socket' : this.receiver ? 'http' : 'none';
    const record: Attempt = { at: this.now(), kind: envelope.type, transport, envelopeId, attempt, payload: envelope.payload };
    this.attempts.push(record);
    const started = performance.now();
    const retry = { retry_attempt: attempt, retry_reason: reason };
    if (transport === 'none') record.outcome = { ok: false, error: 'dispatch_failed' };
    else if (transport === 'socket') record.outcome = await this.#bySocket({ ...envelope, ...retry }, envelopeId, started);
    else record.outcome = await this.#byHttp(envelope, attempt, reason, started);
    return record.outcome;
  }

  async #bySocket(envelope: Envelope, id: string, started: number): Promise<Outcome> {
    const left = () => this.limits.ackMs - (performance.now() - started);
    let sent = await this.sockets.send(envelope, left(), id);
    while (sent?.lost && left() > 0) {
      sent = (await this.sockets.send(envelope, left(), id)) ?? { acked: false, lost: true };
      if (sent.lost) await new Promise((resolve) => setTimeout(resolve, 20));
    }
    if (!sent?.acked) return { ok: false, error: sent?.lost ? 'dispatch_failed' : 'operation_timeout' };
    return { ok: true, ackMs: performance.now() - started, response: sent.body };
  }

  async #byHttp(envelope: Envelope, attempt: number, reason: string, started: number): Promise<Outcome> {
    const retry: Record<string, string> =
      attempt > 0 ? { 'x-slack-retry-num': String(attempt), 'x-slack-retry-reason': reason === 'timeout' ? 'http_timeout' : reason } : {};
    const answer = await this.raw({ ...encode(envelope), headers: retry });
    if (answer.status >= 200 && answer.status < 300) return { ok: true, ackMs: performance.now() - started, response: answer.body };
    if (answer.timedOut) return { ok: false, error: 'operation_timeout' };
    return { ok: false, error: answer.noRetry ? 'no_retry' : answer.status ? `http_${answer.status}` : 'dispatch_failed' };
  }
}
