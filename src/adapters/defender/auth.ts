import { TocsinError } from '../../core/errors';
import type { Log } from '../../ports/log';
import type { Http } from '../http/client';
import type { Places } from './clouds';
import type { Backend, TenantConnection } from './connection';
import { requestToken, TokenFailed } from './request-token';
import { readClaims, wrongToken } from './token-claims';

/** A wrong credential is not tried again for so long. */
const HOLD_MS = 5 * 60_000;
/** Between tries while sign-in is down: doubled each time, up to the most. */
const BACKOFF_MS = { first: 1_000, most: 30_000 };
const REFRESH_AT = 0.8;

export interface Auth {
  /**
   * A token for the back end, from memory while it is fresh. `refused` is one the service did not take: it is dropped. Throws
   * `credentials_rejected`, `throttled` or `service_unavailable`; while one of these holds it is answered from memory.
   */
  token(backend: Backend, refused?: string): Promise<string>;
  /** Permissions the token names; `undefined` when it names none that we can read. */
  roles(backend: Backend): Promise<string[] | undefined>;
}

interface Held {
  token: string;
  roles?: string[];
  refreshAt: number;
  expiresAt: number;
}

interface Options {
  http: Http;
  log: Log;
  now: () => number;
  /** Milliseconds of a clock that is never set. */
  elapsed: () => number;
}

/** One tenant's tokens: memory only, one request at a time per back end, checked for tenant and audience before first use. */
export function createAuth(connection: TenantConnection, places: Places, { http, log, now, elapsed }: Options): Auth {
  const { id: tenant, entraTenantId } = connection;
  const held = new Map<Backend, Held>();
  const asking = new Map<Backend, Promise<Held>>();
  const troubles = new Map<Backend | 'tenant', { error: TocsinError; until: number; tries: number }>();
  let saidOpaque = false;

  const fetchToken = async (backend: Backend): Promise<Held> => {
    const { token, lifeMs } = await requestToken(connection, places, backend, { http, now });
    const claims = readClaims(token);
    const wrong = claims && wrongToken(claims, { tenant, entraTenantId, backend, places });
    if (wrong) throw new TokenFailed({ error: wrong, wholeTenant: false });
    if (!claims && !saidOpaque) {
      saidOpaque = true;
      log.warn({ tenant }, 'the token cannot be read: its tenant, audience and permissions are not checked');
    }
    return { token, roles: claims?.roles, refreshAt: elapsed() + lifeMs * REFRESH_AT, expiresAt: elapsed() + lifeMs };
  };

  const remember = ({ refusal: { error, wholeTenant } }: TokenFailed, backend: Backend): void => {
    const key = wholeTenant ? 'tenant' : backend;
    const tries = (troubles.get(key)?.tries ?? 0) + 1;
    const backoff = Math.max(error.facts.retryAfterMs ?? 0, Math.min(BACKOFF_MS.first * 2 ** (tries - 1), BACKOFF_MS.most));
    troubles.set(key, { error, until: elapsed() + (error.retry === 'never' ? HOLD_MS : backoff), tries });
  };

  const renew = async (backend: Backend): Promise<Held> => {
    const trouble = [troubles.get('tenant'), troubles.get(backend)].find((one) => one && one.until > elapsed());
    if (trouble) throw trouble.error;
    try {
      const fresh = await fetchToken(backend);
      troubles.delete('tenant');
      troubles.delete(backend);
      held.set(backend, fresh);
      return fresh;
    } catch (thrown) {
      if (!(thrown instanceof TokenFailed)) throw thrown;
      remember(thrown, backend);
      throw thrown.refusal.error;
    }
  };

  const renewOnce = (backend: Backend): Promise<Held> => {
    const already = asking.get(backend);
    if (already) return already;
    const mine = renew(backend).finally(() => asking.delete(backend));
    asking.set(backend, mine);
    return mine;
  };

  const current = async (backend: Backend, refused?: string): Promise<Held> => {
    if (refused !== undefined && held.get(backend)?.token === refused) held.delete(backend);
    const have = held.get(backend);
    if (have && elapsed() < have.refreshAt) return have;
    try {
      return await renewOnce(backend);
    } catch (error) {
      // An early refresh that fails for the moment does no harm: the old token is good until its end.
      if (have && elapsed() < have.expiresAt && error instanceof TocsinError && error.retry === 'later') return have;
      throw error;
    }
  };

  return {
    token: async (backend, refused) => (await current(backend, refused)).token,
    roles: async (backend) => (await current(backend)).roles,
  };
}
