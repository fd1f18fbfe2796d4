import type { Alert, DeviceEvidence } from '../alert';
import type { DeviceFacts } from '../detection-facts';
import { isPublicAddress } from '../network-address';
import { fullPath, type Platform, platformOf, platformOfPath } from '../platform';
import { distinct, fill, ranked } from './collect';

/** Graph's roles and detailed roles compare without case and spaces. */
const hasRole = (roles: string[], ...wanted: string[]): boolean =>
  roles.some((role) => wanted.includes(role.toLowerCase().replace(/[^a-z]/g, '')));

const roleRank = (roles: string[]): number => {
  if (hasRole(roles, 'primarydevice')) return 3;
  if (hasRole(roles, 'attacked', 'compromised', 'victim', 'destination')) return 2;
  return hasRole(roles, 'attacker', 'source', 'contextual', 'scanned') ? 0 : 1;
};

const namesOf = ({ deviceId, name }: DeviceEvidence): string[] =>
  [deviceId && `id:${deviceId.toLowerCase()}`, name && `name:${name.toLowerCase()}`].filter(
    (key) => key !== undefined && key !== '',
  ) as string[];

/** The platform its paths give away, where the OS name is missing or says nothing. */
function platformByPaths(alert: Alert, deviceId: string | undefined): Platform {
  for (const piece of alert.evidence) {
    if (piece.kind !== 'process' && piece.kind !== 'file') continue;
    if (deviceId && piece.deviceId && piece.deviceId !== deviceId) continue;
    const path = fullPath(piece.kind === 'process' ? piece.image : piece.file, 'other');
    const platform = path ? platformOfPath(path) : 'other';
    if (platform !== 'other') return platform;
  }
  return alert.evidence.some(({ kind }) => kind === 'registry') ? 'windows' : 'other';
}

/**
 * The devices of an alert, the one that it is about first: by role, then by how much of the evidence points at it. A device that is
 * only pointed at is known by its id alone; where there is none, a single internal address stands for it, to be looked up.
 */
export function devicesOf(alert: Alert): DeviceFacts[] {
  const pointers = new Map<string, number>();
  for (const piece of alert.evidence) {
    if (piece.kind !== 'device' && 'deviceId' in piece && piece.deviceId)
      pointers.set(piece.deviceId, (pointers.get(piece.deviceId) ?? 0) + 1);
  }
  const pointedAt = [...pointers.keys()].map((deviceId): DeviceEvidence => ({ kind: 'device', deviceId, roles: [], loggedOn: [] }));
  const given = alert.evidence.filter((piece) => piece.kind === 'device').filter((device) => namesOf(device).length > 0 || device.lastIp);
  const devices = distinct([...given, ...pointedAt], {
    namesOf,
    conflict: (a, b) => a.deviceId !== undefined && b.deviceId !== undefined && a.deviceId.toLowerCase() !== b.deviceId.toLowerCase(),
    merge: (a, b) => ({ ...fill(a, b), roles: [...a.roles, ...b.roles] }),
  });
  const facts = ranked(devices, ({ roles, deviceId }) => [roleRank(roles), pointers.get(deviceId ?? '') ?? 0]).map(
    ({ deviceId, name, os, lastIp }): DeviceFacts => {
      const platform = platformOf(os);
      return { id: deviceId, name, os, platform: platform === 'other' ? platformByPaths(alert, deviceId) : platform, ip: lastIp };
    },
  );
  return facts.length > 0 ? facts : onlyByAddress(alert);
}

function onlyByAddress(alert: Alert): DeviceFacts[] {
  const internal = alert.evidence.filter((piece) => piece.kind === 'ip').filter(({ ip }) => ip.trim() !== '' && !isPublicAddress(ip));
  const source =
    internal.find(({ roles }) => hasRole(roles, 'source', 'attacked', 'compromised')) ?? (internal.length === 1 ? internal[0] : undefined);
  return source ? [{ ip: source.ip.trim(), platform: platformByPaths(alert, undefined) }] : [];
}
