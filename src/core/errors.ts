/**
 * Every error of ours, in one file. `message` is the log sentence (no secret, no payload); `person` is what the person who asked
 * reads. `retry` is the decision: `never` (the same request will fail again), `later` (safe to send again, after `retryAfterMs` if set),
 * `reconcile` (it may have been carried out: look it up, never send it again blindly).
 */
export type Retry = 'never' | 'later' | 'reconcile';

export type ErrorCode =
  // Defender and the way to it
  | 'bad_request'
  | 'credentials_rejected'
  | 'permission_missing'
  | 'not_allowed'
  | 'not_found'
  | 'already_open'
  | 'device_unsupported'
  | 'query_too_heavy'
  | 'throttled'
  | 'service_unavailable'
  | 'outcome_unknown'
  | 'bad_answer'
  // Slack
  | 'slack_final'
  | 'slack_auth'
  | 'slack_throttled'
  | 'slack_unavailable'
  | 'slack_outcome_unknown'
  // our own
  | 'store_unavailable'
  | 'audit_unavailable'
  | 'config_invalid'
  | 'bug';

export interface ErrorFacts {
  code: ErrorCode;
  retry: Retry;
  /** Log sentence. */
  message: string;
  /** What the person who asked reads: what happened and what to do next. */
  person: string;
  retryAfterMs?: number;
  /** The service's own correlation id (Defender `error.target`, Graph `request-id`), to quote to its support. */
  correlationId?: string;
  /** The service's error code, e.g. `ActiveRequestAlreadyExists`, `channel_not_found`. */
  serviceCode?: string;
  httpStatus?: number;
  /** The permission that is missing, with `permission_missing`, e.g. `Machine.Isolate`. */
  permission?: string;
  tenant?: string;
}

export class TocsinError extends Error {
  override readonly name = 'TocsinError';
  readonly facts: ErrorFacts;
  constructor(facts: ErrorFacts) {
    super(facts.message);
    this.facts = facts;
  }
  get code(): ErrorCode {
    return this.facts.code;
  }
  get retry(): Retry {
    return this.facts.retry;
  }
}

/** Any thrown value as one of ours; what we did not expect is a `bug`, whose text stays out of what people read. */
export function asTocsinError(error: unknown): TocsinError {
  if (error instanceof TocsinError) return error;
  return new TocsinError({
    code: 'bug',
    retry: 'never',
    message: error instanceof Error ? `${error.name}: ${error.message}` : `thrown: ${String(error)}`,
    person: 'Something went wrong on our side; nothing more was done.',
  });
}
