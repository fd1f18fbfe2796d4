import { TocsinError } from '../../core/errors';
import type { Budget } from '../../ports/budget';
import type { Clock } from '../../ports/clock';
import type { Priority } from '../../ports/defender';
import type { Log } from '../../ports/log';
import { parseJson } from './error-body';
import { type Exchange, exchange, type HttpAnswer, type Outgoing } from './exchange';
import { type Asked, type Effect, failure, refusal } from './failure';
import { createGate } from './gate';
import type { Limit } from './limits';

export interface HttpCall extends Outgoing {
  effect: Effect;
  /** Who is limited, and whose token it is. */
  tenant: string;
  limit: Limit;
  priority: Priority;
  /** Total time in ms for queueing, all tries and the answer; default: the limit's. */
  budgetMs?: number;
  /** A bearer token; `refused` is one the service answered 401 to. */
  authorise?: (refused?: string) => Promise<string>;
  /** For an id that the service has named before: it sometimes says 404 for it (microsoft-365-docs#13047). */
  retry404?: boolean;
}

export interface Http {
  /**
   * Sends until there is a 2xx answer with JSON or nothing in it; answers the parsed body. Throws `TocsinError` only. Repeats within the
   * budget what may be repeated (`effect` is not `once`), obeys `Retry-After`, renews the token once on 401.
   */
  call(request: HttpCall): Promise<unknown>;
  /** One try, any status. For the token end point, whose client decides for itself. Throws when there is no answer. */
  once(request: Outgoing & { tenant: string }, timeoutMs: number): Promise<HttpAnswer>;
}

export interface HttpOptions {
  log: Log;
  clock: Clock;
  budget: Budget;
  sleep?: (ms: number) => Promise<void>;
  /** From 0 up to 1. */
  random?: () => number;
}

const MOST_TRIES = 4;
const BACKOFF_MS = { first: 500, most: 8_000 };
const NOT_FOUND_WAITS_MS = [600, 1_500];

const pauseFor = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The one door to every service but Slack. */
export function createHttp({ log, clock, budget, sleep = pauseFor, random = Math.random }: HttpOptions): Http {
  const now = clock.now;
  const gate = createGate({ budget, log, now, sleep, random });

  const attempt = (request: HttpCall, token: string | undefined, deadline: number): Promise<Exchange> => {
    const headers = { Accept: 'application/json', ...request.headers, ...(token ? { Authorization: `Bearer ${token}` } : {}) };
    const passage = {
      owner: request.tenant,
      limit: request.limit,
      priority: request.priority,
      deadline,
      read: request.effect === 'none',
      service: request.service.name,
    };
    return gate.pass(passage, () => exchange({ ...request, headers }, Math.max(1, Math.min(request.limit.timeoutMs, deadline - now()))));
  };

  /** How long until another try, or `undefined` when there is to be none. */
  const nextTry = (request: HttpCall, error: TocsinError, tries: number, missing: number): number | undefined => {
    if (error.code === 'not_found') return request.retry404 ? NOT_FOUND_WAITS_MS[missing - 1] : undefined;
    if (request.effect === 'once' || tries >= MOST_TRIES) return undefined;
    // The gate holds the next try back for as long as the pause lasts.
    if (error.code === 'throttled') return 0;
    if (error.code !== 'service_unavailable') return undefined;
    const backoff = random() * Math.min(BACKOFF_MS.first * 2 ** (tries - 1), BACKOFF_MS.most);
    return Math.max(error.facts.retryAfterMs ?? 0, backoff);
  };

  const call = async (request: HttpCall): Promise<unknown> => {
    const asked: Asked = { service: request.service.name, effect: request.effect, tenant: request.tenant };
    const deadline = now() + (request.budgetMs ?? request.limit.budgetMs);
    let renewed = false;
    let refused: string | undefined;
    let missing = 0;
    for (let tries = 1; ; tries++) {
      const token = request.authorise && (await inTime(request.authorise(refused), deadline - now(), asked));
      const result = await attempt(request, token, deadline);
      const read = readAnswer(asked, result, now());
      if (!(read instanceof TocsinError)) return read.body;
      const { httpStatus, correlationId, serviceCode } = read.facts;
      const facts = {
        tenant: request.tenant,
        service: asked.service,
        method: request.method,
        tries,
        httpStatus,
        serviceCode,
        correlationId,
      };
      if (httpStatus === 401 && request.authorise && !renewed) {
        log.debug(facts, 'token refused; renewing it once');
        renewed = true;
        refused = token;
        continue;
      }
      if (read.code === 'throttled') await gate.pause({ owner: request.tenant, limit: request.limit }, read.facts.retryAfterMs ?? 0);
      if (read.code === 'not_found') missing++;
      const waitMs = nextTry(request, read, tries, missing);
      if (waitMs === undefined || now() + waitMs > deadline) throw read;
      log.debug({ ...facts, code: read.code, waitMs: Math.round(waitMs) }, 'trying again');
      await sleep(waitMs);
    }
  };

  return {
    call,
    once: async (request, timeoutMs) => {
      const result = await exchange(request, timeoutMs);
      if ('answer' in result) return result.answer;
      throw noAnswer({ service: request.service.name, effect: 'none', tenant: request.tenant }, result);
    },
  };
}

function noAnswer(asked: Asked, { failure: why, cause }: Exclude<Exchange, { answer: HttpAnswer }>): TocsinError {
  if (why === 'unsent') {
    return failure(asked, 'service_unavailable', { message: `${asked.service} could not be reached (${cause}); nothing was sent` });
  }
  if (asked.effect === 'once') return failure(asked, 'outcome_unknown', { message: `${asked.service}: the answer was lost (${cause})` });
  const code = why === 'too_large' ? 'bad_answer' : 'service_unavailable';
  return failure(asked, code, { message: `${asked.service}: ${cause}` }, why === 'too_large' ? 'never' : 'later');
}

/** The parsed body of a good answer, or the error. */
function readAnswer(asked: Asked, result: Exchange, now: number): { body: unknown } | TocsinError {
  if ('failure' in result) return noAnswer(asked, result);
  const { answer } = result;
  if (answer.status < 200 || answer.status >= 300) return refusal(asked, answer, now);
  if (answer.text.trim() === '') return { body: undefined };
  const body = parseJson(answer.text);
  if (body !== undefined) return { body };
  const facts = { message: `${asked.service} answered HTTP ${answer.status} without JSON`, httpStatus: answer.status };
  return failure(asked, asked.effect === 'once' ? 'outcome_unknown' : 'bad_answer', facts);
}

/** The call's deadline also holds for getting a token; the token itself may still come, for others. */
async function inTime<T>(work: Promise<T>, ms: number, asked: Asked): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = failure(asked, 'service_unavailable', { message: `${asked.service}: no token in time; nothing was sent` });
    timer = setTimeout(() => reject(error), Math.max(0, ms));
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
