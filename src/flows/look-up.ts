import { asTocsinError } from '../core/errors';
import type { LookUp } from '../core/look-up';
import { type Flows, iso } from './context';

export interface Question<T> {
  /** Name of the fact within the tenant, e.g. `machine/<id>`. */
  key: string;
  /** How long an answer stays true enough. A "none" is kept a tenth of that, a failure not at all. */
  ttlMs: number;
  ask(): Promise<T>;
}

/**
 * One fact, asked for once per tenant while it is fresh. Never throws: a look-up that failed or was throttled is `unavailable`,
 * which is shown as such and never as "clean".
 */
export async function lookUp<T>({ store, clock, log }: Flows, tenant: string, question: Question<T>): Promise<LookUp<T>> {
  try {
    const held = await store.cached<LookUp<T>>(tenant, question.key);
    if (held) return held;
  } catch (error) {
    log.warn({ tenant, key: question.key, err: error }, 'cache not readable, asking Defender');
  }
  const { answer, keepMs } = await ask(question, iso(clock.now()));
  if (answer.state === 'unavailable') log.warn({ tenant, key: question.key, why: answer.why }, 'look-up failed');
  if (keepMs > 0) {
    await store.cache(tenant, question.key, answer, keepMs).catch((error: unknown) => {
      log.warn({ tenant, key: question.key, err: error }, 'answer not cached');
    });
  }
  return answer;
}

/** The same for background work: alerts of one device that come together ask once. A person never waits behind a background call. */
export function lookUpTogether<T>(flows: Flows, tenant: string, question: Question<T>): Promise<LookUp<T>> {
  const key = `${tenant}/${question.key}`;
  const underWay = flows.asking.get(key) as Promise<LookUp<T>> | undefined;
  if (underWay) return underWay;
  const asked = lookUp(flows, tenant, question).finally(() => flows.asking.delete(key));
  flows.asking.set(key, asked);
  return asked;
}

async function ask<T>({ ask, ttlMs }: Question<T>, at: string): Promise<{ answer: LookUp<T>; keepMs: number }> {
  try {
    return { answer: { state: 'known', value: await ask(), at }, keepMs: ttlMs };
  } catch (thrown) {
    const error = asTocsinError(thrown);
    if (error.code === 'not_found') return { answer: { state: 'none', at }, keepMs: Math.round(ttlMs / 10) };
    return {
      answer: { state: 'unavailable', why: WHY[error.code] ?? 'Defender did not answer', passing: error.retry === 'later' },
      keepMs: 0,
    };
  }
}

/** In words for the card; the log has the rest. */
const WHY: Partial<Record<string, string>> = {
  throttled: 'Defender is throttling',
  permission_missing: 'permission missing',
  credentials_rejected: 'sign-in to Defender failed',
  query_too_heavy: 'query too heavy',
  bad_answer: 'answer not understood',
};
