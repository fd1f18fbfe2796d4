/** The local tenants' state: entities in the shapes the service answers with, plus what it knows and does not show. */

export interface GraphEvidence {
  '@odata.type': string;
  [key: string]: unknown;
}

export interface GraphComment {
  '@odata.type': string;
  comment: string;
  createdByDisplayName: string;
  createdDateTime: string;
}

export interface GraphAlert {
  id: string;
  incidentId: string | null;
  status: string;
  severity: string;
  classification: string | null;
  determination: string | null;
  serviceSource: string;
  detectionSource: string;
  title: string;
  category: string | null;
  assignedTo: string | null;
  mitreTechniques: string[];
  createdDateTime: string;
  lastUpdateDateTime: string;
  resolvedDateTime: string | null;
  firstActivityDateTime: string;
  lastActivityDateTime: string;
  comments: GraphComment[];
  evidence: GraphEvidence[];
  [key: string]: unknown;
}

export interface GraphIncident {
  id: string;
  displayName: string;
  severity: string;
  status: string;
  createdDateTime: string;
  lastUpdateDateTime: string;
  [key: string]: unknown;
}

/** Entity of `GET /api/machines`. */
export interface Machine {
  id: string;
  computerDnsName: string;
  firstSeen: string;
  lastSeen: string;
  osPlatform: string;
  osVersion: null;
  osProcessor: string;
  version: string;
  lastIpAddress: string;
  lastExternalIpAddress: string;
  agentVersion: string;
  osBuild: number | null;
  healthStatus: string;
  deviceValue: string;
  rbacGroupId: number;
  rbacGroupName: string;
  riskScore: string | null;
  exposureLevel: string | null;
  aadDeviceId: string | null;
  machineTags: string[];
  onboardingStatus: string;
  mergedIntoMachineId: string | null;
  isExcluded: boolean;
  ipAddresses: { ipAddress: string; macAddress: string | null; type: string; operationalStatus: string }[];
  [key: string]: unknown;
}

/** Entity of `GET /api/machines/{id}/logonusers`. */
export interface LogonUser {
  id: string;
  accountName: string;
  accountDomain: string;
  accountSid: string;
  firstSeen: string;
  lastSeen: string;
  logonTypes: string;
  isDomainAdmin: boolean;
  isOnlyNetworkUser: boolean;
  [key: string]: unknown;
}

export interface Device {
  machine: Machine;
  /** Reachable for actions; an offline device keeps them Pending. */
  online: boolean;
  isolation: 'none' | 'Full' | 'Selective';
  logonUsers: LogonUser[];
  /** Which internal address it held when, in ms; `to` is open for the present one. */
  addresses: { ip: string; from: number; to?: number }[];
}

export type ActionStatus = 'Pending' | 'InProgress' | 'Succeeded' | 'Failed' | 'TimeOut' | 'Cancelled';

/** Entity of `GET /api/machineactions`. */
export interface MachineAction {
  id: string;
  type: string;
  title: string | null;
  scope: string | null;
  requestor: string;
  requestorComment: string;
  status: ActionStatus;
  machineId: string;
  computerDnsName: string;
  creationDateTimeUtc: string;
  lastUpdateDateTimeUtc: string;
  cancellationRequestor: string | null;
  cancellationComment: string | null;
  cancellationDateTimeUtc: string | null;
  errorHResult: number;
  externalId: string | null;
  requestSource: string;
  relatedFileInfo: { fileIdentifier: string; fileIdentifierType: string } | null;
  commands: unknown[];
  troubleshootInfo: string | null;
}

export interface KnownFile {
  name: string;
  path: string;
  md5: string;
  sha1: string;
  sha256: string;
  size: number;
  publisher: string | null;
  product: string | null;
  globalPrevalence: number;
  /** Devices of the tenant that have it beside those whose events name it. */
  otherDevices: number;
  determination: 'Clean' | 'Malware' | 'Pua' | 'Unknown';
  threat: string | null;
}

export interface Person {
  name: string;
  displayName: string;
  domain: string;
  upn: string;
  sid: string;
  aadId: string;
  domainAdmin: boolean;
}

export type EventRow = Record<string, unknown>;

export interface Credentials {
  secret: string;
  secretExpired: boolean;
  appDisabled: boolean;
  /** False: Defender was never set up in the tenant, so its audience is unknown there. */
  defenderConsented: boolean;
}

export interface TenantState {
  name: string;
  entraTenantId: string;
  clientId: string;
  /** The application's display name: `requestor` of app-only actions. */
  appName: string;
  domain: string;
  credentials: Credentials;
  roles: Set<string>;
  /** Tokens of an earlier generation are refused as expired. */
  tokenGeneration: number;
  people: Person[];
  devices: Device[];
  files: KnownFile[];
  alerts: GraphAlert[];
  incidents: GraphIncident[];
  actions: MachineAction[];
  indicators: Record<string, unknown>[];
  investigations: Record<string, unknown>[];
  /** Event rows by hunting table. */
  events: Map<string, EventRow[]>;
  /** Plays so far: makes ids of a story played twice differ. */
  plays: number;
}
