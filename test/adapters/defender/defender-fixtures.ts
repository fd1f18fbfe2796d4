import type { TenantConnection } from '../../../src/adapters/defender/connection';

export const TID = '11111111-1111-1111-1111-111111111111';
export const LOGIN = 'https://login.microsoftonline.com';
export const GRAPH = 'https://graph.microsoft.com';
export const DEFENDER = 'https://api.securitycenter.microsoft.com';
export const MACHINE = '1e5bc9d7e413ddd7902c2932e418702b84d0cc07';

export const connection = (changes: Partial<TenantConnection> = {}): TenantConnection => ({
  id: 'contoso',
  entraTenantId: TID,
  clientId: '22222222-2222-2222-2222-222222222222',
  credential: { secret: 'canary-secret' },
  cloud: 'commercial',
  ...changes,
});

/** A token as Entra makes it, but for its signature. */
export function jwt(claims: Record<string, unknown>): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}.canary-signature`;
}

export const tokenBody = (claims: Record<string, unknown> = {}, expiresIn = 3_599) => ({
  token_type: 'Bearer',
  expires_in: expiresIn,
  ext_expires_in: expiresIn,
  access_token: jwt({ tid: TID, aud: DEFENDER, ...claims }),
});

export const aadsts = (number: number, error: string, text = 'canary-text') => ({
  error,
  error_description: `AADSTS${number}: ${text}`,
  error_codes: [number],
  correlation_id: 'c0ffee',
});
