import type { z } from 'zod';
import type { Account, Evidence, EvidenceVerdict, FileFacts } from '../../core/alert';
import { machineIdOf } from './checks';
import { readEach, type Skipped } from './read';
import { account, type fileDetails, type GraphEvidence } from './schema-alert';

const VERDICTS: readonly EvidenceVerdict[] = ['malicious', 'suspicious', 'noThreatsFound'];

/** Drops what is not there, so that an absent field is absent and not a name with nothing behind it. */
export function present<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T;
}

const toAccount = (one: z.infer<typeof account>): Account =>
  present({ name: one.accountName, domain: one.domainName, sid: one.userSid, upn: one.userPrincipalName, displayName: one.displayName });

const accountOf = (one: z.infer<typeof account>): Account | undefined => {
  const found = toAccount(one);
  return Object.keys(found).length > 0 ? found : undefined;
};

const toFile = (file: z.infer<typeof fileDetails>): FileFacts =>
  present({
    name: file.fileName,
    path: file.filePath,
    sha1: file.sha1?.toLowerCase(),
    sha256: file.sha256?.toLowerCase(),
    md5: file.md5?.toLowerCase(),
    size: file.fileSize,
    publisher: file.filePublisher,
    signer: file.signer,
  });

/** `#microsoft.graph.security.deviceEvidence` -> `deviceEvidence`. */
const typeOf = (piece: GraphEvidence): string => piece['@odata.type']?.split('.').pop() ?? 'unknown';

/** A piece of evidence in our words; a type that we do not treat, or one without what makes it one, is shown by its type only. */
export function toEvidence(piece: GraphEvidence, skipped: Skipped): Evidence {
  const verdict = piece.verdict ? (VERDICTS.find((known) => known === piece.verdict) ?? 'unknown') : undefined;
  const common = present({ verdict, remediation: piece.remediationStatus, roles: [...piece.roles, ...piece.detailedRoles] });
  const deviceId = machineIdOf(piece.mdeDeviceId);
  const type = typeOf(piece);
  switch (type) {
    case 'deviceEvidence':
      return present({
        kind: 'device',
        ...common,
        deviceId,
        name: piece.deviceDnsName ?? piece.hostName,
        os: piece.osPlatform,
        health: piece.healthStatus,
        risk: piece.riskScore,
        onboarding: piece.onboardingStatus,
        lastIp: piece.lastIpAddress,
        lastExternalIp: piece.lastExternalIpAddress,
        loggedOn: readEach(piece.loggedOnUsers, account, 'logged-on user', skipped).flatMap((one) => accountOf(one) ?? []),
      });
    case 'processEvidence':
      return present({
        kind: 'process',
        ...common,
        deviceId,
        pid: piece.processId,
        parentPid: piece.parentProcessId,
        commandLine: piece.processCommandLine,
        startedAt: piece.processCreationDateTime,
        parentStartedAt: piece.parentProcessCreationDateTime,
        image: toFile(piece.imageFile),
        parentImage: toFile(piece.parentProcessImageFile),
        account: accountOf(piece.userAccount),
        detectionStatus: piece.detectionStatus,
      });
    case 'fileEvidence':
      return present({ kind: 'file', ...common, deviceId, file: toFile(piece.fileDetails), detectionStatus: piece.detectionStatus });
    case 'userEvidence':
      return { kind: 'user', ...common, account: toAccount(piece.userAccount) };
    case 'ipEvidence':
      if (piece.ipAddress) return present({ kind: 'ip', ...common, ip: piece.ipAddress, country: piece.countryLetterCode });
      break;
    case 'urlEvidence':
      if (piece.url) return { kind: 'url', ...common, url: piece.url };
      break;
    case 'registryKeyEvidence':
    case 'registryValueEvidence':
      return present({
        kind: 'registry',
        ...common,
        deviceId,
        hive: piece.registryHive,
        key: piece.registryKey,
        valueName: piece.registryValueName,
        value: piece.registryValue,
        valueType: piece.registryValueType,
      });
  }
  return present({ kind: 'other', ...common, type, label: piece.displayName ?? piece.name ?? piece.subject ?? piece.primaryAddress });
}
