import type { Account, Alert } from '../alert';
import { distinct, ranked, weightOf } from './collect';

/** Well-known SIDs of the system, of services, of virtual accounts. */
const SYSTEM_SID = /^S-1-5-(18|19|20|80-|82-|83-|90-|96-)|^S-1-0|^S-0-/;
const SYSTEM_DOMAIN = /^(nt authority|nt service|window manager|font driver host|iis apppool)$/i;
const SYSTEM_NAME =
  /^(system|local ?system|local service|network service|root|daemon|nobody|www-data|apache|nginx|_.+|dwm-\d+|umfd-\d+|anonymous logon)$/i;

/** A person's account, as far as its name tells; machine accounts end in `$`. */
export function isHuman({ name, domain, sid, upn, displayName }: Account): boolean {
  if (sid && SYSTEM_SID.test(sid)) return false;
  if (domain && SYSTEM_DOMAIN.test(domain)) return false;
  if (name) return !name.endsWith('$') && !SYSTEM_NAME.test(name);
  return upn !== undefined || displayName !== undefined;
}

const namesOf = ({ name, domain, sid, upn, displayName }: Account): string[] => {
  const strong = [
    sid && `sid:${sid}`,
    upn && `upn:${upn.toLowerCase()}`,
    name && `name:${(domain ?? '').toLowerCase()}\\${name.toLowerCase()}`,
  ];
  const names = strong.filter((key) => key !== undefined && key !== '') as string[];
  return names.length > 0 ? names : displayName ? [`display:${displayName}`] : [];
};

/** One account has one SID: the same name on two domains-to-be (or a local twin) stays two. */
const conflict = (a: Account, b: Account): boolean => a.sid !== undefined && b.sid !== undefined && a.sid !== b.sid;

const accountOf = ({ name, domain, sid, upn, displayName }: Account): Account => ({ name, domain, sid, upn, displayName });
const says = (account: Account): boolean => namesOf(account).length > 0;

/**
 * The accounts of an alert, the one that matters first: a person before a system or machine account, then by Defender's word, then
 * those that Defender names itself before those that only ran a process. Where nobody else is named, the only person logged on.
 */
export function accountsOf(alert: Alert): Account[] {
  const named: { account: Account; weight: number }[] = [];
  for (const piece of alert.evidence)
    if (piece.kind === 'user') named.push({ account: piece.account, weight: 1 + weightOf(piece.verdict) });
  for (const piece of alert.evidence) if (piece.kind === 'process' && piece.account) named.push({ account: piece.account, weight: 0 });
  const sure = ranked(
    named.filter(({ account }) => says(account)),
    ({ account, weight }) => [isHuman(account), weight],
  ).map(({ account }) => accountOf(account));
  const accounts = distinct(sure, { namesOf, conflict });
  return accounts.some(isHuman) ? accounts : [...onlyPersonOn(alert), ...accounts];
}

function onlyPersonOn(alert: Alert): Account[] {
  const people = distinct(
    alert.evidence
      .flatMap((piece) => (piece.kind === 'device' ? piece.loggedOn : []))
      .filter((account) => says(account) && isHuman(account)),
    { namesOf, conflict },
  );
  return people.length === 1 ? people.map(accountOf) : [];
}
