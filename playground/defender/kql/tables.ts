/**
 * Columns of the hunting tables (Microsoft's schema reference, July 2026).
 * s string, l long, i int, b bool, dt datetime, d dynamic.
 */
const TABLE_COLUMNS: Record<string, string> = {
  DeviceInfo: `
    Timestamp:dt DeviceId:s DeviceName:s ClientVersion:s PublicIP:s OSArchitecture:s OSPlatform:s OSBuild:l IsAzureADJoined:b
    JoinType:s AadDeviceId:s LoggedOnUsers:s RegistryDeviceTag:s OSVersion:s MachineGroup:s ReportId:l OnboardingStatus:s
    AdditionalFields:s DeviceCategory:s DeviceType:s DeviceSubtype:s Model:s Vendor:s OSDistribution:s OSVersionInfo:s
    MergedDeviceIds:s MergedToDeviceId:s IsInternetFacing:b SensorHealthState:s IsExcluded:b ExclusionReason:s ExposureLevel:s
    AssetValue:s DeviceManualTags:s DeviceDynamicTags:s ConnectivityType:s HostDeviceId:s AzureResourceId:s AwsResourceName:s
    GcpFullResourceName:s HardwareUuid:s CloudPlatforms:s AzureVmId:s AzureVmSubscriptionId:s IsTransient:b OsBuildRevision:s
    MitigationStatus:s Site:s DiscoverySources:s
  `,
  DeviceNetworkInfo: `
    Timestamp:dt DeviceId:s DeviceName:s NetworkAdapterName:s MacAddress:s NetworkAdapterType:s NetworkAdapterStatus:s TunnelType:s
    ConnectedNetworks:s DnsAddresses:s IPv4Dhcp:s IPv6Dhcp:s DefaultGateways:s IPAddresses:s ReportId:l NetworkAdapterVendor:s
    OnboardingStatus:s NetworkAdapterDnsSuffix:s
  `,
  DeviceProcessEvents: `
    Timestamp:dt DeviceId:s DeviceName:s ActionType:s FileName:s FolderPath:s SHA1:s SHA256:s MD5:s FileSize:l
    ProcessVersionInfoCompanyName:s ProcessVersionInfoProductName:s ProcessVersionInfoProductVersion:s
    ProcessVersionInfoInternalFileName:s ProcessVersionInfoOriginalFileName:s ProcessVersionInfoFileDescription:s ProcessId:l
    ProcessCommandLine:s ProcessIntegrityLevel:s ProcessTokenElevation:s ProcessCreationTime:dt AccountDomain:s AccountName:s
    AccountSid:s AccountUpn:s AccountObjectId:s LogonId:l InitiatingProcessAccountDomain:s InitiatingProcessAccountName:s
    InitiatingProcessAccountSid:s InitiatingProcessAccountUpn:s InitiatingProcessAccountObjectId:s InitiatingProcessLogonId:l
    InitiatingProcessIntegrityLevel:s InitiatingProcessTokenElevation:s InitiatingProcessSHA1:s InitiatingProcessSHA256:s
    InitiatingProcessMD5:s InitiatingProcessFileName:s InitiatingProcessFileSize:l InitiatingProcessVersionInfoCompanyName:s
    InitiatingProcessVersionInfoProductName:s InitiatingProcessVersionInfoProductVersion:s
    InitiatingProcessVersionInfoInternalFileName:s InitiatingProcessVersionInfoOriginalFileName:s
    InitiatingProcessVersionInfoFileDescription:s InitiatingProcessId:l InitiatingProcessCommandLine:s
    InitiatingProcessCreationTime:dt InitiatingProcessFolderPath:s InitiatingProcessParentId:l InitiatingProcessParentFileName:s
    InitiatingProcessParentCreationTime:dt InitiatingProcessSignerType:s InitiatingProcessSignatureStatus:s ReportId:l
    AppGuardContainerId:s AdditionalFields:s InitiatingProcessSessionId:l IsInitiatingProcessRemoteSession:b
    InitiatingProcessRemoteSessionDeviceName:s InitiatingProcessRemoteSessionIP:s CreatedProcessSessionId:l IsProcessRemoteSession:b
    ProcessRemoteSessionDeviceName:s ProcessRemoteSessionIP:s ProcessUniqueId:s InitiatingProcessUniqueId:s LogonID:l
  `,
  DeviceNetworkEvents: `
    Timestamp:dt DeviceId:s DeviceName:s ActionType:s RemoteIP:s RemotePort:i RemoteUrl:s LocalIP:s LocalPort:i Protocol:s
    LocalIPType:s RemoteIPType:s InitiatingProcessSHA1:s InitiatingProcessSHA256:s InitiatingProcessMD5:s
    InitiatingProcessFileName:s InitiatingProcessFileSize:l InitiatingProcessVersionInfoCompanyName:s
    InitiatingProcessVersionInfoProductName:s InitiatingProcessVersionInfoProductVersion:s
    InitiatingProcessVersionInfoInternalFileName:s InitiatingProcessVersionInfoOriginalFileName:s
    InitiatingProcessVersionInfoFileDescription:s InitiatingProcessId:l InitiatingProcessCommandLine:s
    InitiatingProcessCreationTime:dt InitiatingProcessFolderPath:s InitiatingProcessParentFileName:s InitiatingProcessParentId:l
    InitiatingProcessParentCreationTime:dt InitiatingProcessAccountDomain:s InitiatingProcessAccountName:s
    InitiatingProcessAccountSid:s InitiatingProcessAccountUpn:s InitiatingProcessAccountObjectId:s InitiatingProcessIntegrityLevel:s
    InitiatingProcessTokenElevation:s ReportId:l AppGuardContainerId:s AdditionalFields:s InitiatingProcessSessionId:l
    IsInitiatingProcessRemoteSession:b InitiatingProcessRemoteSessionDeviceName:s InitiatingProcessRemoteSessionIP:s
    InitiatingProcessUniqueId:s LogonID:l
  `,
  DeviceFileEvents: `
    Timestamp:dt DeviceId:s DeviceName:s ActionType:s FileName:s FolderPath:s SHA1:s SHA256:s MD5:s FileOriginUrl:s
    FileOriginReferrerUrl:s FileOriginIP:s PreviousFolderPath:s PreviousFileName:s FileSize:l InitiatingProcessAccountDomain:s
    InitiatingProcessAccountName:s InitiatingProcessAccountSid:s InitiatingProcessAccountUpn:s InitiatingProcessAccountObjectId:s
    InitiatingProcessMD5:s InitiatingProcessSHA1:s InitiatingProcessSHA256:s InitiatingProcessFolderPath:s
    InitiatingProcessFileName:s InitiatingProcessFileSize:l InitiatingProcessVersionInfoCompanyName:s
    InitiatingProcessVersionInfoProductName:s InitiatingProcessVersionInfoProductVersion:s
    InitiatingProcessVersionInfoInternalFileName:s InitiatingProcessVersionInfoOriginalFileName:s
    InitiatingProcessVersionInfoFileDescription:s InitiatingProcessId:l InitiatingProcessCommandLine:s
    InitiatingProcessCreationTime:dt InitiatingProcessIntegrityLevel:s InitiatingProcessTokenElevation:s InitiatingProcessParentId:l
    InitiatingProcessParentFileName:s InitiatingProcessParentCreationTime:dt RequestProtocol:s RequestSourceIP:s RequestSourcePort:i
    RequestAccountName:s RequestAccountDomain:s RequestAccountSid:s ShareName:s SensitivityLabel:s SensitivitySubLabel:s
    IsAzureInfoProtectionApplied:b ReportId:l AppGuardContainerId:s AdditionalFields:s InitiatingProcessSessionId:l
    IsInitiatingProcessRemoteSession:b InitiatingProcessRemoteSessionDeviceName:s InitiatingProcessRemoteSessionIP:s
    InitiatingProcessUniqueId:s LogonID:l
  `,
  DeviceRegistryEvents: `
    Timestamp:dt DeviceId:s DeviceName:s ActionType:s RegistryKey:s RegistryValueType:s RegistryValueName:s RegistryValueData:s
    PreviousRegistryKey:s PreviousRegistryValueName:s PreviousRegistryValueData:s InitiatingProcessAccountDomain:s
    InitiatingProcessAccountName:s InitiatingProcessAccountSid:s InitiatingProcessAccountUpn:s InitiatingProcessAccountObjectId:s
    InitiatingProcessSHA1:s InitiatingProcessSHA256:s InitiatingProcessMD5:s InitiatingProcessFileName:s InitiatingProcessFileSize:l
    InitiatingProcessVersionInfoCompanyName:s InitiatingProcessVersionInfoProductName:s InitiatingProcessVersionInfoProductVersion:s
    InitiatingProcessVersionInfoInternalFileName:s InitiatingProcessVersionInfoOriginalFileName:s
    InitiatingProcessVersionInfoFileDescription:s InitiatingProcessId:l InitiatingProcessCommandLine:s
    InitiatingProcessCreationTime:dt InitiatingProcessFolderPath:s InitiatingProcessParentId:l InitiatingProcessParentFileName:s
    InitiatingProcessParentCreationTime:dt InitiatingProcessIntegrityLevel:s InitiatingProcessTokenElevation:s ReportId:l
    AppGuardContainerId:s InitiatingProcessSessionId:l IsInitiatingProcessRemoteSession:b InitiatingProcessRemoteSessionDeviceName:s
    InitiatingProcessRemoteSessionIP:s InitiatingProcessUniqueId:s
  `,
  DeviceLogonEvents: `
    Timestamp:dt DeviceId:s DeviceName:s ActionType:s LogonType:s AccountDomain:s AccountName:s AccountSid:s Protocol:s
    FailureReason:s IsLocalAdmin:b LogonId:l RemoteDeviceName:s RemoteIP:s RemoteIPType:s RemotePort:i
    InitiatingProcessAccountDomain:s InitiatingProcessAccountName:s InitiatingProcessAccountSid:s InitiatingProcessAccountUpn:s
    InitiatingProcessAccountObjectId:s InitiatingProcessIntegrityLevel:s InitiatingProcessTokenElevation:s InitiatingProcessSHA1:s
    InitiatingProcessSHA256:s InitiatingProcessMD5:s InitiatingProcessFileName:s InitiatingProcessFileSize:l
    InitiatingProcessVersionInfoCompanyName:s InitiatingProcessVersionInfoProductName:s InitiatingProcessVersionInfoProductVersion:s
    InitiatingProcessVersionInfoInternalFileName:s InitiatingProcessVersionInfoOriginalFileName:s
    InitiatingProcessVersionInfoFileDescription:s InitiatingProcessId:l InitiatingProcessCommandLine:s
    InitiatingProcessCreationTime:dt InitiatingProcessFolderPath:s InitiatingProcessParentId:l InitiatingProcessParentFileName:s
    InitiatingProcessParentCreationTime:dt ReportId:l AppGuardContainerId:s AdditionalFields:s InitiatingProcessSessionId:l
    IsInitiatingProcessRemoteSession:b InitiatingProcessRemoteSessionDeviceName:s InitiatingProcessRemoteSessionIP:s
    InitiatingProcessUniqueId:s
  `,
  DeviceImageLoadEvents: `
    Timestamp:dt DeviceId:s DeviceName:s ActionType:s FileName:s FolderPath:s SHA1:s SHA256:s MD5:s FileSize:l
    InitiatingProcessAccountDomain:s InitiatingProcessAccountName:s InitiatingProcessAccountSid:s InitiatingProcessAccountUpn:s
    InitiatingProcessAccountObjectId:s InitiatingProcessIntegrityLevel:s InitiatingProcessTokenElevation:s InitiatingProcessSHA1:s
    InitiatingProcessSHA256:s InitiatingProcessMD5:s InitiatingProcessFileName:s InitiatingProcessFileSize:l
    InitiatingProcessVersionInfoCompanyName:s InitiatingProcessVersionInfoProductName:s InitiatingProcessVersionInfoProductVersion:s
    InitiatingProcessVersionInfoInternalFileName:s InitiatingProcessVersionInfoOriginalFileName:s
    InitiatingProcessVersionInfoFileDescription:s InitiatingProcessId:l InitiatingProcessCommandLine:s
    InitiatingProcessCreationTime:dt InitiatingProcessFolderPath:s InitiatingProcessParentId:l InitiatingProcessParentFileName:s
    InitiatingProcessParentCreationTime:dt ReportId:l AppGuardContainerId:s InitiatingProcessSessionId:l
    IsInitiatingProcessRemoteSession:b InitiatingProcessRemoteSessionDeviceName:s InitiatingProcessRemoteSessionIP:s
    InitiatingProcessUniqueId:s
  `,
  DeviceEvents: `
    Timestamp:dt DeviceId:s DeviceName:s ActionType:s FileName:s FolderPath:s SHA1:s SHA256:s MD5:s FileSize:l AccountDomain:s
    AccountName:s AccountSid:s RemoteUrl:s RemoteDeviceName:s ProcessId:l ProcessCommandLine:s ProcessCreationTime:dt
    ProcessTokenElevation:s LogonId:l RegistryKey:s RegistryValueName:s RegistryValueData:s RemoteIP:s RemotePort:i LocalIP:s
    LocalPort:i FileOriginUrl:s FileOriginIP:s InitiatingProcessSHA1:s InitiatingProcessSHA256:s InitiatingProcessMD5:s
    InitiatingProcessFileName:s InitiatingProcessFileSize:l InitiatingProcessFolderPath:s InitiatingProcessId:l
    InitiatingProcessCommandLine:s InitiatingProcessCreationTime:dt InitiatingProcessAccountDomain:s InitiatingProcessAccountName:s
    InitiatingProcessAccountSid:s InitiatingProcessAccountUpn:s InitiatingProcessAccountObjectId:s
    InitiatingProcessVersionInfoCompanyName:s InitiatingProcessVersionInfoProductName:s InitiatingProcessVersionInfoProductVersion:s
    InitiatingProcessVersionInfoInternalFileName:s InitiatingProcessVersionInfoOriginalFileName:s
    InitiatingProcessVersionInfoFileDescription:s InitiatingProcessParentId:l InitiatingProcessParentFileName:s
    InitiatingProcessParentCreationTime:dt InitiatingProcessLogonId:l ReportId:l AppGuardContainerId:s AdditionalFields:s
    InitiatingProcessSessionId:l IsInitiatingProcessRemoteSession:b InitiatingProcessRemoteSessionDeviceName:s
    InitiatingProcessRemoteSessionIP:s CreatedProcessSessionId:l IsProcessRemoteSession:b ProcessRemoteSessionDeviceName:s
    ProcessRemoteSessionIP:s InitiatingProcessUniqueId:s
  `,
  AlertInfo: `
    Timestamp:dt AlertId:s Title:s Category:s Severity:s ServiceSource:s DetectionSource:s AttackTechniques:s
  `,
  AlertEvidence: `
    Timestamp:dt AlertId:s Title:s Categories:s AttackTechniques:s ServiceSource:s DetectionSource:s EntityType:s EvidenceRole:s
    EvidenceDirection:s FileName:s FolderPath:s SHA1:s SHA256:s FileSize:l ThreatFamily:s RemoteIP:s RemoteUrl:s AccountName:s
    AccountDomain:s AccountSid:s AccountObjectId:s AccountUpn:s DeviceId:s DeviceName:s LocalIP:s NetworkMessageId:s EmailSubject:s
    Application:s ApplicationId:i OAuthApplicationId:s ProcessCommandLine:s RegistryKey:s RegistryValueName:s RegistryValueData:s
    AdditionalFields:s Severity:s CloudResource:s CloudPlatform:s ResourceType:s ResourceID:s SubscriptionId:s
  `,
  IdentityInfo: `
    Timestamp:dt ReportId:s AccountObjectId:s AccountUpn:s OnPremSid:s AccountDisplayName:s AccountName:s AccountDomain:s
    CriticalityLevel:i Type:s DistinguishedName:s CloudSid:s GivenName:s Surname:s Department:s JobTitle:s EmailAddress:s
    SipProxyAddress:s Address:s City:s Country:s IsAccountEnabled:b Manager:s Phone:s CreatedDateTime:dt ChangeSource:s
    BlastRadius:s CompanyName:s DeletedDateTime:dt EmployeeId:s OtherMailAddresses:d RiskLevel:s RiskLevelDetails:s State:s Tags:d
    AssignedRoles:d PrivilegedEntraPimRoles:d TenantId:s SourceSystem:s OnPremObjectId:s TenantMembershipType:s RiskStatus:s
    UserAccountControl:s IdentityEnvironment:s SourceProviders:d GroupMembership:d
  `,
};

export type ColumnType = 'string' | 'long' | 'int' | 'bool' | 'datetime' | 'dynamic';

export interface Column {
  name: string;
  type: ColumnType;
}

const TYPES: Record<string, ColumnType> = { s: 'string', l: 'long', i: 'int', b: 'bool', dt: 'datetime', d: 'dynamic' };

function columnsOf(text: string): Column[] {
  return text
    .trim()
    .split(/\s+/)
    .map((item) => {
      const [name = '', type = 's'] = item.split(':');
      return { name, type: TYPES[type] ?? 'string' };
    });
}

export const TABLES: ReadonlyMap<string, Column[]> = new Map(Object.entries(TABLE_COLUMNS).map(([name, text]) => [name, columnsOf(text)]));
