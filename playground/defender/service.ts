import { requireRole } from './auth/roles';
import type { Tokens } from './auth/tokens';
import { errorBody } from './error-body';
import { parseJson } from './exchange';
import { ServiceFault } from './fault';
import type { Quota } from './limits';
import { createRouter, type Reply, type Route } from './route';
import type { World } from './world/world';

export interface Incoming {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

export interface Answer extends Reply {
  headers?: Record<string, string>;
  tenant?: string;
  class?: string;
}

export interface ServiceParts {
  world: World;
  tokens: Tokens;
  quota: Quota;
  routes: Route[];
  base(): string;
}

/** Graph and Defender: 404 for a path that is none, then token, limit, role, and the end point itself, in that order. */
export function createService(parts: ServiceParts): (incoming: Incoming) => Promise<Answer> {
  const { world, tokens, quota } = parts;
  const match = createRouter(parts.routes);
  return async (incoming) => {
    const found = match(incoming.method, incoming.path);
    if (!found) return { status: 404 };
    const { route, params } = found;
    const now = world.now();
    const about: { tenant?: string; class: string } = { class: route.limit };
    try {
      const { tenant, roles } = tokens.check(incoming.headers.authorization as string | undefined, route.family, world.tenants, now);
      about.tenant = tenant.name;
      quota.take(tenant.name, route.limit, now);
      // A role taken away works at once, also on tokens that still name it; one given needs a new token.
      const granted = roles.filter((role) => tenant.roles.has(role));
      requireRole(route.roles, granted);
      const body = parseJson(incoming.text);
      const call = { world, tenant, roles: granted, params, query: incoming.query, body, base: parts.base(), now };
      return { ...(await route.handle(call)), ...about };
    } catch (error) {
      if (!(error instanceof ServiceFault)) throw error;
      const clientId = incoming.headers['client-request-id'];
      const body = errorBody(route.family, error, now, typeof clientId === 'string' ? clientId : undefined);
      return { status: error.status, body, headers: error.headers, ...about };
    }
  };
}
