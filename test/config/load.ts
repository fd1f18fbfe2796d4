import { type ConfigResult, type Fault, loadConfig } from '../../src/config';

/** A complete environment for socket mode. */
export const goodEnv = {
  REDIS_URL: 'redis://:pass-in-url@127.0.0.1:6379',
  SLACK_BOT_TOKEN: 'xoxb-1-canaryBot',
  SLACK_APP_TOKEN: 'xapp-1-canaryApp',
  AUDIT_HMAC_KEY: 'ab'.repeat(32),
  CONTOSO_CLIENT_SECRET: 'canary~Secret1',
};

/** A file with one tenant and only what has to be there. */
export const smallFile = `
soc: { channel: C0SOC, ops_channel: C0OPS }
roles: { analyst: [U0ANALYST], responder: [U0RESPONDER], lead: [U0LEAD] }
tenants:
  - id: contoso
    name: Contoso Ltd
    entra_tenant_id: 11111111-1111-1111-1111-111111111111
    client_id: 22222222-2222-2222-2222-222222222222
    client_secret: \${CONTOSO_CLIENT_SECRET}
`;

/** Another tenant, to be put behind `smallFile`. */
export const secondTenant = `
  - id: fabrikam
    name: Fabrikam
    entra_tenant_id: 33333333-3333-3333-3333-333333333333
    client_id: 22222222-2222-2222-2222-222222222222
    client_secret: canary~Secret2
`;

/** Loads a file's text and an environment; other files by path. */
export function load(text: string, env: Record<string, string | undefined> = goodEnv, files: Record<string, string> = {}): ConfigResult {
  return loadConfig({
    env,
    readFile: (path) => {
      const contents = path === './tocsin.yml' ? text : files[path];
      if (contents === undefined) throw new Error(`ENOENT ${path}`);
      return contents;
    },
  });
}

export function faultsOf(result: ConfigResult): Fault[] {
  if (result.ok) throw new Error('expected faults, and the configuration was taken');
  return result.faults;
}

/** `path: problem` of each fault. */
export function sentences(result: ConfigResult): string[] {
  return faultsOf(result).map(({ path, problem }) => `${path}: ${problem}`);
}

export function configOf(result: ConfigResult) {
  if (!result.ok) throw new Error(`expected a configuration: ${JSON.stringify(result.faults)}`);
  return result.config;
}
