import type { z } from 'zod';
import type { Prevalence } from '../../core/look-up';
import type { CallOptions, Defender, FileInfo, Indicator } from '../../ports/defender';
import { itemOf, listOf, unreadable } from './answers';
import type { Caller } from './caller';
import { accountName, fileHash, hostName, ipAddress, quoted } from './checks';
import { devicesOf, openAlertsOf } from './machines';
import { readEach } from './read';
import { file, indicator, statistics } from './schema-device';
import { present } from './to-evidence';

/** The longest look-back Defender takes: 30 days. */
const LOOK_BACK = { lookBackHours: '720' };

type EntitiesPart = Pick<Defender, 'fileInfo' | 'fileStats' | 'ipStats' | 'domainStats' | 'userAlerts' | 'userMachines' | 'listIndicators'>;

const toFileInfo = (one: z.infer<typeof file>): FileInfo =>
  present({
    sha1: one.sha1,
    sha256: one.sha256,
    md5: one.md5,
    size: one.size,
    publisher: one.filePublisher,
    signer: one.signer,
    issuer: one.issuer,
    validCertificate: one.isValidCertificate,
    determination: one.determinationType,
    threat: one.determinationValue,
  });

const toIndicator = (one: z.infer<typeof indicator>): Indicator =>
  present({
    id: one.id,
    value: one.indicatorValue,
    type: one.indicatorType,
    action: one.action,
    title: one.title,
    severity: one.severity,
    expiresAt: one.expirationTime,
    createdBy: one.createdByDisplayName ?? one.createdBy,
  });

/** Files, addresses, users and indicators: Defender for Endpoint API. An unknown file is `not_found`; an unknown address has 0 devices. */
export function createEntities(caller: Caller): EntitiesPart {
  const prevalence = async (path: string, options: CallOptions): Promise<Prevalence> => {
    const body = await caller.defender({ path, query: LOOK_BACK, options });
    const stats = itemOf(caller, 'defender', body, statistics, 'statistics');
    const devices = stats.organizationPrevalence ?? stats.orgPrevalence;
    // A number that is not there must not read as "seen on no device".
    if (devices === undefined) throw unreadable(caller, 'defender', 'statistics');
    return present({
      devices,
      firstSeen: stats.orgFirstSeen,
      lastSeen: stats.orgLastSeen,
      global: stats.globallyPrevalence ?? stats.globalPrevalence,
      globalFirstSeen: stats.globalFirstObserved,
      names: stats.topFileNames,
    });
  };

  return {
    fileInfo: async (hash, options) => {
      const body = await caller.defender({ path: `/api/files/${fileHash(hash)}`, options });
      return toFileInfo(itemOf(caller, 'defender', body, file, 'a file'));
    },
    fileStats: async (hash, options) => prevalence(`/api/files/${fileHash(hash)}/stats`, options),
    ipStats: async (ip, options) => prevalence(`/api/ips/${encodeURIComponent(ipAddress(ip))}/stats`, options),
    domainStats: async (host, options) => prevalence(`/api/domains/${encodeURIComponent(hostName(host))}/stats`, options),
    userAlerts: async (account, options) =>
      openAlertsOf(caller, { path: `/api/users/${encodeURIComponent(accountName(account))}/alerts`, options }),
    userMachines: async (account, options) =>
      devicesOf(caller, { path: `/api/users/${encodeURIComponent(accountName(account))}/machines`, options }),
    listIndicators: async ({ value, top }, options) => {
      const query = { ...(value === undefined ? {} : { $filter: `indicatorValue eq ${quoted(value)}` }), $top: String(top) };
      const { items } = listOf(caller, 'defender', await caller.defender({ path: '/api/indicators', query, options }));
      return caller.reading((skipped) => readEach(items, indicator, 'indicator', skipped).map(toIndicator));
    },
  };
}
