import type { Family } from '../route';

const GRAPH = [
  'https://graph.microsoft.com',
  'https://graph.microsoft.us',
  'https://dod-graph.microsoft.us',
  '00000003-0000-0000-c000-000000000000',
];

const DEFENDER = [
  'https://api.securitycenter.microsoft.com',
  'https://api.security.microsoft.com',
  'https://api-gcc.securitycenter.microsoft.us',
  'https://api-gov.securitycenter.microsoft.us',
  'https://securitycenter.onmicrosoft.com/windowsatpservice',
];

/**
 * Which back end a token with this audience opens. Graph and Defender live on one host here, so the server's own address with the scope
 * `{url}/.default` opens both: a local stand-in cannot tell them apart by name.
 */
export function createAudiences(own: () => string): (audience: string) => Family[] {
  return (audience) => {
    const plain = audience.replace(/\/$/, '');
    if (GRAPH.includes(plain)) return ['graph'];
    if (DEFENDER.includes(plain)) return ['defender'];
    if (plain === own()) return ['graph', 'defender'];
    return [];
  };
}
