import type { CallOptions } from '../../ports/defender';
import type { Log } from '../../ports/log';
import type { Http, HttpCall } from '../http/client';
import type { Effect } from '../http/failure';
import { type Limit, limits } from '../http/limits';
import type { Auth } from './auth';
import type { Places } from './clouds';
import type { Backend } from './connection';
import { createSkipped, type Skipped } from './read';

/** A call as the files of this folder write it; everything about the tenant is added here. */
export interface Ask {
  method?: HttpCall['method'];
  path: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: unknown;
  effect?: Effect;
  limit?: Limit;
  options: CallOptions;
  retry404?: boolean;
}

/** What the capability files work with: one tenant's way to both back ends. */
export interface Caller {
  tenant: string;
  names: Record<Backend, string>;
  graph(ask: Ask): Promise<unknown>;
  defender(ask: Ask): Promise<unknown>;
  /** Runs `read` and then tells the operator what it had to leave out. */
  reading<T>(read: (skipped: Skipped) => T): T;
}

/** Commands a person waits for. */
export const PERSON: CallOptions = { priority: 'person' };

export function createCaller(tenant: string, { http, auth, places, log }: { http: Http; auth: Auth; places: Places; log: Log }): Caller {
  const call = (backend: Backend, usual: Limit) => (ask: Ask) =>
    http.call({
      service: places.services[backend],
      method: ask.method ?? 'GET',
      path: ask.path,
      query: ask.query,
      headers: { ...(ask.body === undefined ? {} : { 'Content-Type': 'application/json; charset=utf-8' }), ...ask.headers },
      body: ask.body === undefined ? undefined : JSON.stringify(ask.body),
      effect: ask.effect ?? 'none',
      tenant,
      limit: ask.limit ?? usual,
      ...ask.options,
      authorise: (refused) => auth.token(backend, refused),
      retry404: ask.retry404,
    });
  return {
    tenant,
    names: { graph: places.services.graph.name, defender: places.services.defender.name },
    graph: call('graph', limits.graphSecurity),
    defender: call('defender', limits.defender),
    reading: (read) => {
      const { skipped, report } = createSkipped(log, tenant);
      const result = read(skipped);
      report();
      return result;
    },
  };
}
