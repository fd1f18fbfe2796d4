import { type LocalDefender, type LocalDefenderOptions, startLocalDefender } from '../../../playground/defender';

export interface TestAnswer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: answers of many shapes, looked into by tests
  body: any;
}

export interface TestClient {
  defender: LocalDefender;
  /** The clock of the local Defender, in ms. */
  clock: { ms: number };
  token(form: Record<string, string>, tenantPath: string): Promise<TestAnswer>;
  /** Signs in and calls; `{tenant}` defaults to contoso. */
  call(method: string, path: string, body?: unknown, tenant?: string): Promise<TestAnswer>;
  get(path: string, query?: Record<string, string>, tenant?: string): Promise<TestAnswer>;
}

export const START = Date.parse('2026-11-24T06:00:00.123Z');

async function read(response: Response): Promise<TestAnswer> {
  const text = await response.text();
  const json = response.headers.get('content-type')?.includes('json');
  return { status: response.status, headers: response.headers, body: json ? JSON.parse(text) : text };
}

/** A local Defender with a clock that stands still, and a caller for it. */
export async function startTestDefender(options: LocalDefenderOptions = {}): Promise<TestClient> {
  const clock = { ms: START };
  const defender = await startLocalDefender({ now: () => clock.ms, ...options });
  const token = async (form: Record<string, string>, tenantPath: string) =>
    read(await fetch(`${defender.url}/${tenantPath}/oauth2/v2.0/token`, { method: 'POST', body: new URLSearchParams(form) }));
  const call: TestClient['call'] = async (method, path, body, tenant = 'contoso') => {
    const info = defender.tenants[tenant];
    const scope = path.startsWith('/v1.0') ? 'https://graph.microsoft.com/.default' : 'https://api.securitycenter.microsoft.com/.default';
    const form = { grant_type: 'client_credentials', client_id: info?.clientId ?? '', client_secret: info?.clientSecret ?? '', scope };
    const granted = await token(form, info?.entraTenantId ?? '');
    return read(
      await fetch(`${defender.url}${path}`, {
        method,
        headers: { authorization: `Bearer ${granted.body.access_token}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    );
  };
  return {
    defender,
    clock,
    token,
    call,
    get: (path, query = {}, tenant = 'contoso') => {
      const text = new URLSearchParams(query).toString();
      return call('GET', text ? `${path}?${text}` : path, undefined, tenant);
    },
  };
}
