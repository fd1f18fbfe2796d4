import type { ConnectionOwner } from '../look-up';
import { canonicalAddress } from '../network-address';
import { kqlDeviceId, kqlInstant, kqlString } from './kql-string';

/** Addresses asked about in one query; an alert that names more is not about a single connection. */
const MAX_IPS = 20;

/**
 * Which processes of the device spoke to these addresses around a moment (a day before to an hour after; events arrive late).
 * `aroundIso` is Defender's own UTC string. Throws a `RangeError` for what is no device id or no instant.
 */
export function connectionOwnersQuery({ deviceId, ips, aroundIso }: { deviceId: string; ips: string[]; aroundIso: string }): string {
  const around = kqlInstant(aroundIso);
  const addresses = ips.slice(0, MAX_IPS).flatMap((ip) => [kqlString(ip), kqlString(`::ffff:${ip}`)]);
  return [
    'DeviceNetworkEvents',
    `| where Timestamp between ((${around} - 1d) .. (${around} + 1h))`,
    `| where DeviceId == ${kqlDeviceId(deviceId)} and RemoteIP in (${addresses.join(', ')})`,
    '| project Timestamp, RemoteIP, RemotePort, InitiatingProcessFileName, InitiatingProcessId, InitiatingProcessCommandLine,',
    '    ProcessUniqueId = tostring(InitiatingProcessUniqueId)',
    '| order by Timestamp desc',
    '| take 20',
  ].join('\n');
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const number = (value: unknown): number | undefined => {
  const parsed = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return typeof parsed === 'number' && Number.isSafeInteger(parsed) ? parsed : undefined;
};

/** The answer of that query, newest first: each process once per address and port. Rows without an address are dropped. */
export function connectionOwnersFrom(rows: Record<string, unknown>[]): ConnectionOwner[] {
  const seen = new Map<string, ConnectionOwner>();
  for (const row of rows) {
    const ip = text(row.RemoteIP);
    if (!ip) continue;
    const owner: ConnectionOwner = {
      ip: canonicalAddress(ip),
      port: number(row.RemotePort),
      at: text(row.Timestamp),
      processName: text(row.InitiatingProcessFileName),
      pid: number(row.InitiatingProcessId),
      commandLine: text(row.InitiatingProcessCommandLine),
    };
    // A pid is used again within days; the unique id is not, where the sensor is new enough to give one.
    const key = JSON.stringify([owner.ip, owner.port, text(row.ProcessUniqueId) ?? [owner.pid, owner.processName, owner.commandLine]]);
    if (!seen.has(key)) seen.set(key, owner);
  }
  return [...seen.values()];
}
