import { deviceIdOfAlert } from './alert-facts';
import { fullRow } from './event-rows';
import { timeText } from './time';
import type { Device, EventRow, GraphAlert, GraphEvidence, Person, TenantState } from './types';

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Tables give display names where Graph gives enum members. */
const SOURCES: Record<string, string> = {
  microsoftDefenderForEndpoint: 'Microsoft Defender for Endpoint',
  microsoftDefenderForIdentity: 'Microsoft Defender for Identity',
  microsoftDefenderForOffice365: 'Microsoft Defender for Office 365',
  antivirus: 'Antivirus',
  automatedInvestigation: 'Automated investigation',
};
const display = (name: string) => SOURCES[name] ?? name;

function alertInfo(alert: GraphAlert): EventRow {
  return {
    Timestamp: alert.createdDateTime,
    AlertId: alert.id,
    Title: alert.title,
    Category: alert.category,
    Severity: capital(alert.severity),
    ServiceSource: display(alert.serviceSource),
    DetectionSource: display(alert.detectionSource),
    AttackTechniques: JSON.stringify(alert.mitreTechniques),
  };
}

interface FileFacts {
  fileName?: string;
  filePath?: string;
  sha1?: string;
  sha256?: string;
  fileSize?: number;
}

interface AccountFacts {
  accountName?: string;
  domainName?: string;
  userSid?: string;
  azureAdUserId?: string;
  userPrincipalName?: string;
}

const fileColumns = (file: FileFacts): EventRow => ({
  FileName: file.fileName,
  FolderPath: file.filePath,
  SHA1: file.sha1,
  SHA256: file.sha256,
  FileSize: file.fileSize,
});

const accountColumns = (account: AccountFacts): EventRow => ({
  AccountName: account.accountName,
  AccountDomain: account.domainName,
  AccountSid: account.userSid,
  AccountObjectId: account.azureAdUserId,
  AccountUpn: account.userPrincipalName,
});

/** Columns of one piece of evidence by its Graph type. */
const ENTITIES: Record<string, (item: GraphEvidence) => EventRow> = {
  deviceEvidence: (item) => ({ EntityType: 'Machine', DeviceName: item.deviceDnsName ?? item.hostName, LocalIP: item.lastIpAddress }),
  processEvidence: (item) => ({
    EntityType: 'Process',
    ...fileColumns((item.imageFile ?? {}) as FileFacts),
    ...accountColumns((item.userAccount ?? {}) as AccountFacts),
    ProcessCommandLine: item.processCommandLine,
  }),
  fileEvidence: (item) => ({ EntityType: 'File', ...fileColumns((item.fileDetails ?? {}) as FileFacts) }),
  userEvidence: (item) => ({ EntityType: 'User', ...accountColumns((item.userAccount ?? {}) as AccountFacts) }),
  ipEvidence: (item) => ({ EntityType: 'Ip', RemoteIP: item.ipAddress }),
  urlEvidence: (item) => ({ EntityType: 'Url', RemoteUrl: item.url }),
  registryValueEvidence: (item) => ({
    EntityType: 'RegistryValue',
    RegistryKey: `${item.registryHive}\\${item.registryKey}`,
    RegistryValueName: item.registryValueName,
    RegistryValueData: item.registryValue,
  }),
};

function alertEvidence(tenant: TenantState, alert: GraphAlert): EventRow[] {
  const deviceId = deviceIdOfAlert(alert);
  const deviceName = tenant.devices.find((device) => device.machine.id === deviceId)?.machine.computerDnsName;
  return alert.evidence.map((item) => {
    const type = item['@odata.type'].replace('#microsoft.graph.security.', '');
    return {
      ...alertInfo(alert),
      Categories: JSON.stringify(alert.category ? [alert.category] : []),
      EvidenceRole: 'Related',
      DeviceId: deviceId,
      DeviceName: deviceName,
      ...(ENTITIES[type]?.(item) ?? { EntityType: type.replace('Evidence', '') }),
    };
  });
}

function deviceInfo({ machine, logonUsers }: Device, now: number): EventRow {
  return {
    Timestamp: timeText(now - 60_000),
    DeviceId: machine.id,
    DeviceName: machine.computerDnsName,
    ClientVersion: machine.agentVersion,
    PublicIP: machine.lastExternalIpAddress,
    OSArchitecture: '64-bit',
    OSPlatform: machine.osPlatform,
    OSBuild: machine.osBuild,
    OSVersionInfo: machine.version,
    AadDeviceId: machine.aadDeviceId,
    LoggedOnUsers: JSON.stringify(
      logonUsers.map((user) => ({ UserName: user.accountName, DomainName: user.accountDomain, Sid: user.accountSid })),
    ),
    MachineGroup: machine.rbacGroupName,
    OnboardingStatus: machine.onboardingStatus,
    SensorHealthState: machine.healthStatus,
    DeviceManualTags: JSON.stringify(machine.machineTags),
    ExposureLevel: machine.exposureLevel,
    AssetValue: machine.deviceValue,
    IsExcluded: machine.isExcluded,
    ReportId: 1,
  };
}

function identityInfo(person: Person, now: number): EventRow {
  return {
    Timestamp: timeText(now - 3_600_000),
    AccountObjectId: person.aadId,
    AccountUpn: person.upn,
    OnPremSid: person.sid,
    AccountDisplayName: person.displayName,
    AccountName: person.name,
    AccountDomain: person.domain,
    IsAccountEnabled: true,
  };
}

/** A hunting table's rows: events as played, alerts, devices and people as they are now. */
export function huntingRows(tenant: TenantState, table: string, now: number): EventRow[] {
  const made: Record<string, () => EventRow[]> = {
    AlertInfo: () => tenant.alerts.map(alertInfo),
    AlertEvidence: () => tenant.alerts.flatMap((alert) => alertEvidence(tenant, alert)),
    DeviceInfo: () => tenant.devices.map((device) => deviceInfo(device, now)),
    IdentityInfo: () => tenant.people.map((person) => identityInfo(person, now)),
  };
  const rows = made[table]?.();
  return rows ? rows.map((row) => fullRow(table, row)) : (tenant.events.get(table) ?? []);
}
