import { type ErrorCode, type ErrorFacts, type Retry, TocsinError } from '../../core/errors';
import { readErrorBody } from './error-body';
import type { HttpAnswer } from './exchange';
import { retryAfterMs } from './retry-after';

/**
 * What a request does when carried out twice. `none`: a read. `repeatable`: sets a value, twice is once. `once`: must never be sent
 * again while it is not known whether it was carried out.
 */
export type Effect = 'none' | 'repeatable' | 'once';

export interface Asked {
  service: string;
  effect: Effect;
  tenant?: string;
}

/** A throttled answer without `Retry-After`. */
const DEFAULT_PAUSE_MS = 30_000;

const seconds = (ms: number): string => `${Math.max(1, Math.ceil(ms / 1_000))} s`;

/** By the service's own code; the code decides before the HTTP status does. */
const BY_CODE: Record<string, ErrorCode> = {
  ActiveRequestAlreadyExists: 'already_open',
  OsPlatformNotSupported: 'device_unsupported',
  ClientVersionNotSupported: 'device_unsupported',
  DisabledFeature: 'not_allowed',
  DisallowedOperation: 'not_allowed',
  TooManyRequests: 'throttled',
};

/** learn.microsoft.com, "Common REST API error codes"; the sentences as seen in public issue threads. */
const MISSING_ROLES = /missing application roles\. api required roles:\s*(.*?)(?:,?\s*application roles:|\.\s*$|$)/i;
const MISSING_SCOPES = /api requires one of '([^']+)'/i;
const TOO_HEAVY = /exceeded the allowed (?:limits|result size)|preempted/i;
const ALREADY = /already in progress/i;

/** The permission as Defender names it, the first of several that would do. */
export function missingPermission(message: string | undefined): string | undefined {
  const named = MISSING_ROLES.exec(message ?? '')?.[1] ?? MISSING_SCOPES.exec(message ?? '')?.[1];
  const first = named?.split(',')[0]?.trim();
  return first && /^[\w.-]{3,60}$/.test(first) ? first : undefined;
}

function codeOf(status: number, code: string | undefined, message: string | undefined, effect: Effect): ErrorCode {
  const byCode = code ? BY_CODE[code] : undefined;
  if (byCode) return byCode;
  if (status === 429) return 'throttled';
  if (status === 401) return 'credentials_rejected';
  if (status === 403) return 'permission_missing';
  if (status === 404) return 'not_found';
  if (status === 400 && ALREADY.test(message ?? '')) return 'already_open';
  if (status === 400 && TOO_HEAVY.test(message ?? '')) return 'query_too_heavy';
  if (status >= 300 && status < 400) return 'bad_answer';
  if (status >= 500 || status === 408) {
    // Only a 503 with the service's own error says that the service did not take the request; a gateway's page says nothing.
    return effect === 'once' && !(status === 503 && code) ? 'outcome_unknown' : 'service_unavailable';
  }
  return 'bad_request';
}

const RETRY: Partial<Record<ErrorCode, Retry>> = {
  throttled: 'later',
  service_unavailable: 'later',
  store_unavailable: 'later',
  bad_answer: 'later',
  outcome_unknown: 'reconcile',
};

function personSentence(code: ErrorCode, service: string, said: string, facts: { permission?: string; waitMs?: number }): string {
  switch (code) {
    case 'credentials_rejected':
      return `${service} refused Tocsin's token for this tenant. Check the tenant's application in Entra, then try again.`;
    case 'permission_missing':
      return facts.permission
        ? `Tocsin's application lacks the permission ${facts.permission} in this tenant. An administrator has to add it and grant consent.`
        : `${service} does not allow this to Tocsin's application in this tenant. An administrator has to check its permissions.`;
    case 'not_allowed':
      return `${service} does not allow this here: a tenant setting is off, or the target is excluded.${said}`;
    case 'not_found':
      return `${service} does not know it.`;
    case 'already_open':
      return `${service} already has such an action under way on this device. Wait for it to end, or cancel it.`;
    case 'device_unsupported':
      return `${service} cannot do this on this device: its operating system or sensor version does not support it.`;
    case 'query_too_heavy':
      return 'The query is too heavy for this tenant. Narrow its time or its devices.';
    case 'throttled':
      return `${service}'s call limit for this tenant is used up. Try again in ${seconds(facts.waitMs ?? DEFAULT_PAUSE_MS)}.`;
    case 'outcome_unknown':
      return `${service} did not confirm the request. Tocsin is looking up whether it was carried out; please do not send it again.`;
    case 'bad_answer':
      return `${service} gave an answer that could not be read. Try again in a minute.`;
    case 'service_unavailable':
      return `${service} is not answering just now. Try again in a minute.`;
    default:
      return `${service} refused the request.${said}`;
  }
}

interface Said {
  message: string;
  /** Defender's sentence, for people: only where it helps to mend the request. */
  said?: string;
  serviceCode?: string;
  correlationId?: string;
  httpStatus?: number;
  permission?: string;
  retryAfterMs?: number;
}

/** An error of the door in our words. */
export function failure(asked: Asked, code: ErrorCode, { said, ...facts }: Said, retry: Retry = RETRY[code] ?? 'never'): TocsinError {
  const extra = said ? ` It says: ${said}` : '';
  const person = personSentence(code, asked.service, extra, { permission: facts.permission, waitMs: facts.retryAfterMs });
  const all: ErrorFacts = { code, retry, person, tenant: asked.tenant, ...facts };
  return new TocsinError(Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as unknown as ErrorFacts);
}

/** An answer that is no success, in our words. */
export function refusal(asked: Asked, answer: HttpAnswer, now: number): TocsinError {
  const body = readErrorBody(answer.text, answer.headers);
  const code = codeOf(answer.status, body.code, body.message, asked.effect);
  const waitMs = retryAfterMs(answer.headers, now);
  const about = [`HTTP ${answer.status}`, body.code, body.message].filter(Boolean).join(': ');
  return failure(asked, code, {
    message: `${asked.service} answered ${about}`,
    said: body.message,
    serviceCode: body.code,
    correlationId: body.correlationId,
    httpStatus: answer.status,
    permission: code === 'permission_missing' ? missingPermission(body.message) : undefined,
    retryAfterMs: code === 'throttled' ? (waitMs ?? DEFAULT_PAUSE_MS) : waitMs,
  });
}
