import type { TocsinError } from '../../core/errors';
import { credentialsRejected } from './aadsts';
import type { Places } from './clouds';
import type { Backend } from './connection';

export interface TokenClaims {
  tid?: string;
  aud?: string;
  /** Absent in a token that says nothing about permissions. */
  roles?: string[];
}

/** The claims of a JWT, unverified: the service verifies, we only look whose it is. `undefined` for an opaque token. */
export function readClaims(token: string): TokenClaims | undefined {
  const [, payload, signature] = token.split('.');
  if (!payload || signature === undefined) return undefined;
  try {
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Record<string, unknown> | null;
    if (claims === null || typeof claims !== 'object') return undefined;
    const { tid, aud, roles } = claims;
    return {
      ...(typeof tid === 'string' ? { tid } : {}),
      ...(typeof aud === 'string' ? { aud } : {}),
      ...(Array.isArray(roles) ? { roles: roles.filter((role): role is string => typeof role === 'string') } : {}),
    };
  } catch {
    return undefined;
  }
}

const same = (a: string, b: string): boolean => a.replace(/\/$/, '').toLowerCase() === b.replace(/\/$/, '').toLowerCase();

interface Expected {
  tenant: string;
  entraTenantId: string;
  backend: Backend;
  places: Places;
}

/** Why a token must not be used: it is another tenant's, or for another service. */
export function wrongToken({ tid, aud }: TokenClaims, { tenant, entraTenantId, backend, places }: Expected): TocsinError | undefined {
  if (tid !== undefined && !same(tid, entraTenantId)) {
    return credentialsRejected({
      tenant,
      message: 'the token is of another tenant (tid) than the configured one; it was not used',
      remedy: 'Microsoft sign-in gave a token of another tenant: check entra_tenant_id.',
    });
  }
  if (aud !== undefined && !places.audiences[backend].some((right) => same(right, aud))) {
    const name = places.services[backend].name;
    return credentialsRejected({
      tenant,
      message: `the token for ${name} has the audience ${aud.slice(0, 100)}; it was not used`,
      remedy: `Microsoft sign-in gave a token for ${aud.slice(0, 100)} instead of ${name}: check cloud and endpoints.`,
    });
  }
  return undefined;
}
