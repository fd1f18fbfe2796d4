import { createAudiences } from './auth/audiences';
import { createTokenEndpoint } from './auth/token-endpoint';
import { createTokens } from './auth/tokens';
import { createControlRoutes } from './control-routes';
import { type Controls, createControls, describeTenant, type TenantInfo } from './controls';
import { createDisturbances } from './disturbances';
import { createQuota, DEFAULT_LIMITS, type Limits } from './limits';
import type { LoggedRequest } from './request-log';
import { createRoutes } from './routes';
import { startServer } from './server';
import { createService } from './service';
import { createWorld } from './world/world';

export interface LocalDefenderOptions {
  /** Default: any free port. */
  port?: number;
  log?: (line: string) => void;
  /** From Pending to Succeeded, in ms; default 6000. */
  actionPaceMs?: number;
  /** Replaces the documented limit of a class. */
  limits?: Partial<Limits>;
  /** Milliseconds since 1970; default the real clock. */
  now?: () => number;
}

/** A local Entra token end point, Graph security API and Defender for Endpoint API on one address, with tenants of its own. */
export interface LocalDefender extends Controls {
  readonly url: string;
  readonly port: number;
  readonly tenants: { readonly contoso: TenantInfo; readonly fabrikam: TenantInfo; readonly [name: string]: TenantInfo };
  /** Every request but those to `/control/`, oldest first. */
  readonly requests: LoggedRequest[];
  /** The tenants as at the start; nothing played, no faults, no requests counted. Tokens stay valid. */
  reset(): void;
  stop(): Promise<void>;
}

const SIGNING_KEY = 'local-defender-signing-key';

/** Listens on 127.0.0.1. */
export async function startLocalDefender(options: LocalDefenderOptions = {}): Promise<LocalDefender> {
  const world = createWorld({ now: options.now ?? Date.now, actionPaceMs: options.actionPaceMs ?? 6000 });
  const disturbances = createDisturbances();
  const quota = createQuota({ ...DEFAULT_LIMITS, ...options.limits });
  const requests: LoggedRequest[] = [];
  let url = '';
  const base = () => url;
  const familiesOf = createAudiences(base);
  const tokens = createTokens(SIGNING_KEY, familiesOf);
  const controls = createControls({ world, disturbances });
  const reset = () => {
    world.reset();
    disturbances.clear();
    quota.clear();
    requests.length = 0;
  };
  const control = createControlRoutes({
    controls,
    tenants: () => world.tenants.map((tenant) => tenant.name),
    faults: () => disturbances.list().map((fault) => ({ ...fault, match: fault.match.source })),
    requests,
    reset,
  });
  const server = await startServer(
    {
      world,
      disturbances,
      tokenEndpoint: createTokenEndpoint(world, tokens, familiesOf),
      service: createService({ world, tokens, quota, routes: createRoutes(), base }),
      control,
      record: (entry) => void requests.push(entry),
      base,
    },
    { port: options.port ?? 0, log: options.log ?? (() => undefined) },
  );
  url = `http://127.0.0.1:${server.port}`;
  return {
    ...controls,
    url,
    port: server.port,
    get tenants() {
      const named = world.tenants.map((tenant) => [tenant.name, describeTenant(world, tenant.name)]);
      return Object.fromEntries(named) as LocalDefender['tenants'];
    },
    requests,
    reset,
    stop: server.stop,
  };
}
