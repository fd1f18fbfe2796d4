import type { Service } from '../http/exchange';
import type { Backend, Cloud, TenantConnection } from './connection';

interface CloudHosts {
  login: string;
  graph: string;
  defender: string;
  /** What the Defender token is for: commercial keeps one audience whatever the host, the US clouds use the host. */
  defenderAudience: string;
}

/** learn.microsoft.com/defender-endpoint/gov (API) and /graph/deployments. */
const CLOUDS: Record<Cloud, CloudHosts> = {
  commercial: {
    login: 'https://login.microsoftonline.com',
    graph: 'https://graph.microsoft.com',
    defender: 'https://api.securitycenter.microsoft.com',
    defenderAudience: 'https://api.securitycenter.microsoft.com',
  },
  gcc: {
    login: 'https://login.microsoftonline.com',
    graph: 'https://graph.microsoft.com',
    defender: 'https://api-gcc.securitycenter.microsoft.us',
    defenderAudience: 'https://api-gcc.securitycenter.microsoft.us',
  },
  'gcc-high': {
    login: 'https://login.microsoftonline.us',
    graph: 'https://graph.microsoft.us',
    defender: 'https://api-gov.securitycenter.microsoft.us',
    defenderAudience: 'https://api-gov.securitycenter.microsoft.us',
  },
  dod: {
    login: 'https://login.microsoftonline.us',
    graph: 'https://dod-graph.microsoft.us',
    defender: 'https://api-gov.securitycenter.microsoft.us',
    defenderAudience: 'https://api-gov.securitycenter.microsoft.us',
  },
};

/** The application ids that stand in `aud` instead of the address when a resource asks for newer tokens. */
const APPLICATION_IDS: Record<Backend, string> = {
  graph: '00000003-0000-0000-c000-000000000000',
  defender: 'fc780465-2017-40d4-a0c5-307022471b92',
};

export interface Places {
  login: Service;
  /** Where msal believes the authority to be, whatever stands in for it. */
  authority: string;
  services: Record<Backend, Service>;
  scopes: Record<Backend, string>;
  /** Values of `aud` that are right. */
  audiences: Record<Backend, string[]>;
}

/** Hosts, scopes and audiences of a tenant. An own Graph host is its own audience; Defender's stays the cloud's. */
export function placesOf({ cloud, endpoints }: Pick<TenantConnection, 'cloud' | 'endpoints'>): Places {
  const hosts = CLOUDS[cloud];
  const base = (url: string) => url.replace(/\/+$/, '');
  const graph = base(endpoints?.graph ?? hosts.graph);
  const defender = base(endpoints?.defender ?? hosts.defender);
  return {
    login: { name: 'Microsoft sign-in', base: base(endpoints?.login ?? hosts.login) },
    authority: hosts.login,
    services: {
      graph: { name: 'Microsoft Graph', base: graph },
      defender: { name: 'Microsoft Defender', base: defender },
    },
    scopes: { graph: `${graph}/.default`, defender: `${hosts.defenderAudience}/.default` },
    audiences: {
      graph: [graph, hosts.graph, APPLICATION_IDS.graph],
      defender: [hosts.defenderAudience, defender, APPLICATION_IDS.defender],
    },
  };
}
