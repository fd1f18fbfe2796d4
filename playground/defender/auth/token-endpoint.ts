import type { Reply } from '../route';
import type { Credentials, TenantState } from '../world/types';
import type { World } from '../world/world';
import { TokenRefusal, tokenErrorBody } from './token-errors';
import { TOKEN_SECONDS, type Tokens } from './tokens';

const GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const DOMAIN = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i;
const DEFAULT_SCOPE = '/.default';

/** The tenants that go by what stands in the path: one Entra id may hold several registered applications. */
function tenantsAt(world: World, id: string): TenantState[] {
  if (!GUID.test(id) && !DOMAIN.test(id)) {
    throw new TokenRefusal(
      900023,
      400,
      'invalid_request',
      `Specified tenant identifier '${id}' is neither a valid DNS name, nor a valid external domain.`,
    );
  }
  const found = world.tenants.filter((tenant) => tenant.entraTenantId === id.toLowerCase() || tenant.domain === id.toLowerCase());
  if (found.length > 0) return found;
  throw new TokenRefusal(
    90002,
    400,
    'invalid_request',
    `Tenant '${id}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`,
  );
}

function required(form: URLSearchParams, name: string): string {
  const value = form.get(name);
  if (value) return value;
  throw new TokenRefusal(900144, 400, 'invalid_request', `The request body must contain the following parameter: '${name}'.`);
}

function checkSecret(credentials: Credentials, client: string, form: URLSearchParams): void {
  const secret = form.get('client_secret');
  if (!secret) {
    throw new TokenRefusal(
      7000218,
      401,
      'invalid_client',
      "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
    );
  }
  if (secret !== credentials.secret) {
    throw new TokenRefusal(
      7000215,
      401,
      'invalid_client',
      `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${client}'.`,
    );
  }
  if (credentials.secretExpired) {
    throw new TokenRefusal(7000222, 401, 'invalid_client', `The provided client secret keys for app '${client}' are expired.`);
  }
}

function audienceOf(tenant: TenantState, scope: string, familiesOf: (audience: string) => string[]): string {
  if (scope.includes(' ') || !scope.endsWith(DEFAULT_SCOPE)) {
    throw new TokenRefusal(
      1002012,
      400,
      'invalid_scope',
      `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
    );
  }
  const audience = scope.slice(0, -DEFAULT_SCOPE.length);
  const families = familiesOf(audience);
  const absent = families.length === 0 || (!tenant.credentials.defenderConsented && !families.includes('graph'));
  if (absent) {
    throw new TokenRefusal(
      500011,
      400,
      'invalid_resource',
      `The resource principal named ${audience} was not found in the tenant named ${tenant.name}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.`,
    );
  }
  return audience;
}

export interface TokenEndpoint {
  /** `POST /{tenant}/oauth2/v2.0/token` with a form body. Also says whose request it was, for the log. */
  answer(tenantId: string, form: URLSearchParams): Reply & { tenant?: string };
}

export function createTokenEndpoint(world: World, tokens: Tokens, familiesOf: (audience: string) => string[]): TokenEndpoint {
  const grant = (tenantId: string, form: URLSearchParams): Reply & { tenant: string } => {
    const here = tenantsAt(world, tenantId);
    const type = required(form, 'grant_type');
    if (type !== 'client_credentials') {
      throw new TokenRefusal(70003, 400, 'unsupported_grant_type', `The app requested an unsupported grant type '${type}'.`);
    }
    const client = required(form, 'client_id');
    const scope = required(form, 'scope');
    const tenant = here.find((candidate) => candidate.clientId === client.toLowerCase());
    if (!tenant) {
      throw new TokenRefusal(
        700016,
        400,
        'unauthorized_client',
        `Application with identifier '${client}' was not found in the directory '${here[0]?.name}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`,
      );
    }
    if (tenant.credentials.appDisabled) {
      throw new TokenRefusal(7000112, 400, 'unauthorized_client', `Application '${client}'(${tenant.appName}) is disabled.`);
    }
    const audience = audienceOf(tenant, scope, familiesOf);
    checkSecret(tenant.credentials, client, form);
    const body = {
      token_type: 'Bearer',
      expires_in: TOKEN_SECONDS,
      ext_expires_in: TOKEN_SECONDS,
      access_token: tokens.issue(tenant, audience, world.now()),
    };
    return { status: 200, body, tenant: tenant.name };
  };
  return {
    answer(tenantId, form) {
      try {
        return grant(tenantId, form);
      } catch (error) {
        if (!(error instanceof TokenRefusal)) throw error;
        return { status: error.status, body: tokenErrorBody(error, world.now()) };
      }
    },
  };
}
