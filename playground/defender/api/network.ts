import { isIP } from 'node:net';
import { ServiceFault } from '../fault';
import type { Call, Reply } from '../route';
import { hostOf, sightings } from '../world/sightings';
import { contextOf } from './entity';
import { lookBackHours } from './look-back';

/** An address nobody has seen is 200 with zero. */
export function ipStats(call: Call): Reply {
  const ip = call.params.ip ?? '';
  if (isIP(ip) === 0) throw new ServiceFault(400, 'InvalidIpAddress', `The IP address '${ip}' is not valid.`);
  const seen = sightings(call.tenant, call.now, lookBackHours(call), (row) => row.RemoteIP === ip);
  const body = {
    ...contextOf(call, 'microsoft.windowsDefenderATP.api.InOrgIPStats'),
    ipAddress: ip,
    orgPrevalence: String(seen.devices.size),
    organizationPrevalence: seen.devices.size,
    orgFirstSeen: seen.first,
    orgLastSeen: seen.last,
  };
  return { status: 200, body };
}

const HOST = /^(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9-]{2,63}$/i;

/** A host nobody has seen is 200 with zero. A domain covers its subdomains. */
export function domainStats(call: Call): Reply {
  const host = (call.params.host ?? '').toLowerCase();
  if (!HOST.test(host)) throw new ServiceFault(400, 'InvalidDomainName', `The domain name '${call.params.host}' is not valid.`);
  const seen = sightings(call.tenant, call.now, lookBackHours(call), (row) => {
    const name = hostOf(row.RemoteUrl);
    return name === host || name.endsWith(`.${host}`);
  });
  const body = {
    ...contextOf(call, 'microsoft.windowsDefenderATP.api.InOrgDomainStats'),
    host,
    orgPrevalence: String(seen.devices.size),
    organizationPrevalence: seen.devices.size,
    orgFirstSeen: seen.first,
    orgLastSeen: seen.last,
  };
  return { status: 200, body };
}
