import type { LimitClass } from './limits';
import type { TenantState } from './world/types';
import type { World } from './world/world';

export interface Reply {
  status: number;
  body?: unknown;
}

/** One request that has passed authentication, limits and roles. */
export interface Call {
  world: World;
  tenant: TenantState;
  /** Application permissions that hold for this call. */
  roles: string[];
  /** What the path's `:names` stood for, decoded. */
  params: Record<string, string>;
  query: URLSearchParams;
  /** The parsed JSON body; undefined when there was none. */
  body: unknown;
  /** `http://host:port`, for links in answers. */
  base: string;
  now: number;
}

export type Family = 'graph' | 'defender';

export interface Route {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** `/api/machines/:id`; a `:name` is one path segment or, in brackets, what they hold. */
  path: string;
  family: Family;
  /** Any one of these is enough. */
  roles: string[];
  limit: LimitClass;
  handle(call: Call): Reply | Promise<Reply>;
}

export interface RouteMatch {
  route: Route;
  params: Record<string, string>;
}

function patternOf(path: string): RegExp {
  const source = path.replace(/[.()]/g, '\\$&').replace(/:(\w+)/g, '(?<$1>[^/]+)');
  return new RegExp(`^${source}/?$`, 'i');
}

/** A stray `%` stays as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The first row of the table that fits. `/api/v1.0/…` is the same as `/api/…`. */
export function createRouter(routes: Route[]): (method: string, path: string) => RouteMatch | undefined {
  const rows = routes.map((route) => ({ route, pattern: patternOf(route.path) }));
  return (method, path) => {
    const plain = path
      .replace(/^\/api\/v1\.0\//i, '/api/')
      .replace(/%28/g, '(')
      .replace(/%29/g, ')');
    for (const { route, pattern } of rows) {
      if (route.method !== method) continue;
      const found = pattern.exec(plain);
      if (!found) continue;
      const params: Record<string, string> = {};
      for (const [name, value] of Object.entries(found.groups ?? {})) params[name] = decoded(value);
      return { route, params };
    }
    return undefined;
  };
}
