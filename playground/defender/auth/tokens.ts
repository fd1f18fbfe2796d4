import { createHmac, timingSafeEqual } from 'node:crypto';
import { ServiceFault } from '../fault';
import type { Family } from '../route';
import { SECOND } from '../world/time';
import type { TenantState } from '../world/types';
import { backendOfRole } from './roles';

/** Seconds a token lives, as Entra says in `expires_in`. */
export const TOKEN_SECONDS = 3599;

interface Claims {
  aud: string;
  tid: string;
  appid: string;
  roles?: string[];
  uti: string;
  exp: number;
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

export interface Tokens {
  issue(tenant: TenantState, audience: string, now: number): string;
  /** The tenant and the roles in the token, or the family's 401. */
  check(header: string | undefined, family: Family, tenants: TenantState[], now: number): { tenant: TenantState; roles: string[] };
}

const SAY: Record<Family, Record<'missing' | 'malformed' | 'expired' | 'audience', [string, string]>> = {
  graph: {
    missing: ['InvalidAuthenticationToken', 'Access token is empty.'],
    malformed: ['InvalidAuthenticationToken', 'IDX14100: JWT is not well formed or its signature is invalid.'],
    expired: ['InvalidAuthenticationToken', 'Lifetime validation failed, the token is expired.'],
    audience: ['InvalidAuthenticationToken', 'Access token validation failure. Invalid audience.'],
  },
  defender: {
    missing: ['Unauthorized', 'Missing bearer token.'],
    malformed: ['Unauthorized', 'The bearer token is malformed.'],
    expired: ['Unauthorized', 'The bearer token is expired.'],
    audience: ['Unauthorized', 'The bearer token has another audience.'],
  },
};

/** Signs and checks HS256 tokens; `familiesOf` says which back ends an audience opens. */
export function createTokens(key: string, familiesOf: (audience: string) => Family[]): Tokens {
  const sign = (text: string) => createHmac('sha256', key).update(text).digest('base64url');
  const read = (token: string): Claims | undefined => {
    const [head, payload, signature, ...rest] = token.split('.');
    if (!head || !payload || !signature || rest.length > 0) return undefined;
    const expected = Buffer.from(sign(`${head}.${payload}`));
    const given = Buffer.from(signature);
    if (expected.length !== given.length || !timingSafeEqual(expected, given)) return undefined;
    return JSON.parse(Buffer.from(payload, 'base64url').toString()) as Claims;
  };
  return {
    issue(tenant, audience, now) {
      const iat = Math.floor(now / SECOND);
      const families = familiesOf(audience);
      const roles = [...tenant.roles].filter((role) => families.includes(backendOfRole(role))).sort();
      const claims = {
        aud: audience,
        iss: `https://sts.windows.net/${tenant.entraTenantId}/`,
        iat,
        nbf: iat,
        exp: iat + TOKEN_SECONDS,
        appid: tenant.clientId,
        app_displayname: tenant.appName,
        idtyp: 'app',
        tid: tenant.entraTenantId,
        uti: String(tenant.tokenGeneration),
        ver: '1.0',
        // Missing consent leaves the claim out; it does not fail the token request.
        ...(roles.length > 0 ? { roles } : {}),
      };
      const text = `${encode({ typ: 'JWT', alg: 'HS256' })}.${encode(claims)}`;
      return `${text}.${sign(text)}`;
    },
    check(header, family, tenants, now) {
      const refuse = (why: keyof (typeof SAY)['graph']) => {
        const [code, message] = SAY[family][why];
        return new ServiceFault(401, code, message, { 'www-authenticate': `Bearer error="invalid_token", error_description="${message}"` });
      };
      const token = /^Bearer\s+(\S+)$/i.exec(header ?? '')?.[1];
      if (!token) throw refuse('missing');
      const claims = read(token);
      const tenant = claims && tenants.find((candidate) => candidate.entraTenantId === claims.tid && candidate.clientId === claims.appid);
      if (!claims || !tenant) throw refuse('malformed');
      if (claims.exp * SECOND <= now || claims.uti !== String(tenant.tokenGeneration)) throw refuse('expired');
      if (!familiesOf(claims.aud).includes(family)) throw refuse('audience');
      return { tenant, roles: claims.roles ?? [] };
    },
  };
}
