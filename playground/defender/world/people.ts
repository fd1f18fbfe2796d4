import { guidOf, numberOf } from './hash';
import type { Person } from './types';

const NAMES: Record<string, { displayName: string; domainAdmin?: boolean }> = {
  'ana.diaz': { displayName: 'Ana Diaz' },
  'tom.okafor': { displayName: 'Tom Okafor' },
  'priya.nair': { displayName: 'Priya Nair' },
  'leo.marsh': { displayName: 'Leo Marsh' },
  'adm-kim': { displayName: 'Kim Berg (admin)', domainAdmin: true },
  'svc-backup': { displayName: 'Backup service', domainAdmin: true },
  'www-data': { displayName: 'www-data' },
  root: { displayName: 'root' },
};

/** A person of the tenant by account name; a name without an entry shows as itself. */
export function personOf(name: string, domain: string): Person {
  const short = (domain.split('.')[0] ?? domain).toUpperCase();
  const authority = [0, 1, 2].map((part) => 1_000_000_000 + numberOf(`${domain}:${part}`, 3_000_000_000)).join('-');
  return {
    name,
    displayName: NAMES[name]?.displayName ?? name,
    domain: short,
    upn: `${name}@${domain}`,
    sid: `S-1-5-21-${authority}-${1100 + numberOf(name, 8000)}`,
    aadId: guidOf(`person:${domain}:${name}`),
    domainAdmin: NAMES[name]?.domainAdmin ?? false,
  };
}
