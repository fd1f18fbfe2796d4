import type { Alert, IpEvidence, RegistryEvidence, UrlEvidence } from './alert';
import type { DetectionFacts } from './detection-facts';
import { canonicalAddress, hostOf, isPublicAddress } from './network-address';
import { accountsOf } from './normalise/accounts';
import { distinct, LIST_CAP, ranked, weightOf } from './normalise/collect';
import { devicesOf } from './normalise/devices';
import { filesOf } from './normalise/files';
import { processesOf, processFacts } from './normalise/processes';
import { isServer } from './platform';
import { severityOf } from './severity';

/** Roles that tell nobody anything. */
const EMPTY_ROLES = new Set(['unknown', 'contextual', 'unknownfuturevalue']);

function ipsOf(pieces: IpEvidence[]): DetectionFacts['ips'] {
  const seen = pieces.filter(({ ip }) => ip.trim() !== '');
  const facts = ranked(seen, ({ ip, verdict, roles }) => [
    isPublicAddress(ip),
    weightOf(verdict),
    roles.some((role) => /command/i.test(role)),
  ]).map(({ ip, country, roles }) => ({
    ip: canonicalAddress(ip),
    country,
    public: isPublicAddress(ip),
    role: roles.find((role) => !EMPTY_ROLES.has(role.toLowerCase())),
  }));
  return distinct(facts, { namesOf: ({ ip }) => [ip] });
}

function urlsOf(pieces: UrlEvidence[]): DetectionFacts['urls'] {
  const facts = ranked(pieces, ({ verdict }) => [weightOf(verdict)])
    .map(({ url }) => url.trim())
    .filter((url) => url !== '')
    .map((url) => ({ url, host: hostOf(url) }));
  return distinct(facts, { namesOf: ({ url }) => [url] });
}

function registryOf(pieces: RegistryEvidence[]): DetectionFacts['registry'] {
  const facts = pieces
    .map(({ hive, key, valueName, value }) => ({ key: [hive, key].filter(Boolean).join('\\'), valueName, value }))
    .filter(({ key, valueName }) => key !== '' || valueName !== undefined);
  return distinct(facts, { namesOf: ({ key, valueName, value }) => [JSON.stringify([key.toLowerCase(), valueName, value])] });
}

/**
 * An alert read for people and for look-ups: what it is about first, each thing once, lists cut at 20 with the rest counted in
 * `omitted`. Never throws; a piece that says nothing (no id, no name) is passed over. Times and texts are as Defender gave them.
 */
export function factsOf(alert: Alert): DetectionFacts {
  let omitted = 0;
  const cap = <T>(list: T[]): T[] => {
    omitted += Math.max(0, list.length - LIST_CAP);
    return list.slice(0, LIST_CAP);
  };
  const of = <K extends Alert['evidence'][number]['kind']>(kind: K) =>
    alert.evidence.filter((piece): piece is Extract<Alert['evidence'][number], { kind: K }> => piece.kind === kind);

  const [device, ...otherDevices] = devicesOf(alert);
  const [user, ...otherUsers] = accountsOf(alert);
  const [process, ...otherProcesses] = processesOf(alert, device?.id);
  const files = filesOf(alert, process, device?.id);
  const others = of('other').map(({ type, label }) => ({ type, label }));
  const { severity, reasons } = severityOf(alert, { server: isServer(device?.os) });

  return {
    tenant: alert.tenant,
    alertId: alert.id,
    device,
    otherDevices: cap(otherDevices),
    user,
    otherUsers: cap(otherUsers),
    process: process && processFacts(process),
    otherProcesses: cap(otherProcesses).map(processFacts),
    file: files.file,
    otherFiles: cap(files.others),
    ips: cap(ipsOf(of('ip'))),
    urls: cap(urlsOf(of('url'))),
    registry: cap(registryOf(of('registry'))),
    others: cap(distinct(others, { namesOf: ({ type, label }) => [JSON.stringify([type, label])] })),
    omitted,
    severity,
    severityReasons: reasons,
    vendorSeverity: alert.severity,
    alert,
  };
}
