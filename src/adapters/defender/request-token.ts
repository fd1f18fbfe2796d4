import { readFileSync } from 'node:fs';
import { ConfidentialClientApplication, type INetworkModule, type NetworkRequestOptions, type NetworkResponse } from '@azure/msal-node';
import { asTocsinError, TocsinError } from '../../core/errors';
import type { Http } from '../http/client';
import { parseJson } from '../http/error-body';
import type { HttpAnswer } from '../http/exchange';
import { credentialsRejected, type TokenRefusal, tokenRefusal } from './aadsts';
import type { Places } from './clouds';
import type { Backend, Credential, TenantConnection } from './connection';

const TIMEOUT_MS = 10_000;

export interface FreshToken {
  token: string;
  lifeMs: number;
}

/**
 * One token call through msal, which builds and signs the request; timeout, errors and life are ours (msal has no timeout, no single
 * flight, and remembers a 429 beyond its end). So each call has an application object of its own, always of this one tenant.
 * Throws `TokenFailed` only.
 */
export async function requestToken(
  connection: TenantConnection,
  places: Places,
  backend: Backend,
  { http, now }: { http: Http; now: () => number },
): Promise<FreshToken> {
  const { id: tenant, entraTenantId, clientId } = connection;
  let answer: HttpAnswer | undefined;
  let broken: TocsinError | undefined;
  const send = async <T>(method: 'GET' | 'POST', url: string, options?: NetworkRequestOptions): Promise<NetworkResponse<T>> => {
    // The host is always ours, and msal's request id in the query is left out: the door sends one as a header.
    const { pathname } = new URL(url);
    try {
      answer = await http.once(
        { tenant, service: places.login, method, path: pathname, headers: options?.headers, body: options?.body },
        TIMEOUT_MS,
      );
      return { status: answer.status, headers: answer.headers, body: (parseJson(answer.text) ?? {}) as T };
    } catch (thrown) {
      broken = asTocsinError(thrown);
      throw broken;
    }
  };
  const networkClient: INetworkModule = {
    sendGetRequestAsync: (url, options) => send('GET', url, options),
    sendPostRequestAsync: (url, options) => send('POST', url, options),
  };
  try {
    const application = new ConfidentialClientApplication({
      auth: {
        clientId,
        authority: `${places.authority}/${entraTenantId}`,
        authorityMetadata: metadataOf(places, entraTenantId),
        ...credentialOf(connection.credential, tenant),
      },
      // One try a call: backing off is ours.
      system: { networkClient, disableInternalRetries: true },
    });
    const result = await application.acquireTokenByClientCredential({ scopes: [places.scopes[backend]], skipCache: true });
    const life = Number((parseJson(answer?.text ?? '') as { expires_in?: unknown } | undefined)?.expires_in);
    if (result?.accessToken) return { token: result.accessToken, lifeMs: Number.isFinite(life) && life > 0 ? life * 1_000 : 3_600_000 };
  } catch (thrown) {
    if (thrown instanceof TocsinError) throw new TokenFailed({ error: thrown, wholeTenant: true });
    if (broken) throw new TokenFailed({ error: broken, wholeTenant: true });
    if (!answer || (answer.status >= 200 && answer.status < 300)) {
      const name = thrown instanceof Error ? thrown.name : 'error';
      throw new TokenFailed({ error: unusable(tenant, `msal could not ask for a token or read it (${name})`), wholeTenant: true });
    }
  }
  if (answer) throw new TokenFailed(tokenRefusal(answer, { tenant, now: now() }));
  throw new TokenFailed({ error: unusable(tenant, 'no token'), wholeTenant: true });
}

export class TokenFailed extends Error {
  readonly refusal: TokenRefusal;
  constructor(refusal: TokenRefusal) {
    super(refusal.error.message);
    this.refusal = refusal;
  }
}

/** Given, so that msal discovers nothing: one POST, to the host we name. */
const metadataOf = ({ login, authority }: Places, tenant: string): string =>
  JSON.stringify({
    issuer: `${authority}/${tenant}/v2.0`,
    authorization_endpoint: `${login.base}/${tenant}/oauth2/v2.0/authorize`,
    token_endpoint: `${login.base}/${tenant}/oauth2/v2.0/token`,
    jwks_uri: `${login.base}/${tenant}/discovery/v2.0/keys`,
  });

function credentialOf(credential: Credential, tenant: string) {
  if ('secret' in credential) return { clientSecret: credential.secret };
  const thumbprint = credential.thumbprint.replace(/[^0-9a-f]/gi, '').toLowerCase();
  let pem: string;
  try {
    pem = readFileSync(credential.certificatePath, 'utf8');
  } catch {
    throw unusable(tenant, 'the certificate file cannot be read', 'The certificate file cannot be read: check its path and permissions.');
  }
  const privateKey = /-----BEGIN (?:RSA |EC )?PRIVATE KEY-----[\s\S]+?-----END (?:RSA |EC )?PRIVATE KEY-----/.exec(pem)?.[0];
  if (!privateKey) {
    throw unusable(tenant, 'the certificate file holds no private key', 'The certificate file must be PEM and hold the private key.');
  }
  return { clientCertificate: { privateKey, ...(thumbprint.length === 64 ? { thumbprintSha256: thumbprint } : { thumbprint }) } };
}

const unusable = (
  tenant: string,
  message: string,
  remedy = 'Check the application and its credential in the configuration.',
): TocsinError => credentialsRejected({ tenant, message, remedy });
