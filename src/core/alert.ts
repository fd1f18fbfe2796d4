/**
 * What Defender reports, in our words: one shape whatever back end it came from.
 * Strings that may be absent are `undefined`, never `''` or `'null'`. Every text in here is untrusted.
 */

export type VendorSeverity = 'high' | 'medium' | 'low' | 'informational' | 'unknown';
export type AlertStatus = 'new' | 'inProgress' | 'resolved' | 'unknown';
/** Defender's word on a piece of evidence; `undefined` when it gave none. */
export type EvidenceVerdict = 'malicious' | 'suspicious' | 'noThreatsFound' | 'unknown';

/** (tenant, id) identifies an alert. Times are Defender's own UTC strings (2 to 7 fraction digits): never rounded. */
export interface Alert {
  tenant: string;
  id: string;
  title: string;
  description?: string;
  severity: VendorSeverity;
  status: AlertStatus;
  classification?: string;
  determination?: string;
  category?: string;
  serviceSource?: string;
  detectionSource?: string;
  threatName?: string;
  techniques: string[];
  assignedTo?: string;
  incidentId?: string;
  webUrl?: string;
  recommendedActions?: string;
  createdAt: string;
  updatedAt: string;
  resolvedAt?: string;
  firstActivityAt?: string;
  lastActivityAt?: string;
  evidence: Evidence[];
  comments: AlertComment[];
}

export interface AlertComment {
  text: string;
  by?: string;
  at?: string;
}

interface EvidenceCommon {
  verdict?: EvidenceVerdict;
  /** Defender's remediation state of this piece, e.g. `prevented`, `active`. */
  remediation?: string;
  /** Graph roles and detailedRoles as given, e.g. `PrimaryDevice`, `commandAndControl`. */
  roles: string[];
}

export interface DeviceEvidence extends EvidenceCommon {
  kind: 'device';
  /** 40 hex digits; absent when Defender names a device it does not manage. */
  deviceId?: string;
  name?: string;
  os?: string;
  health?: string;
  risk?: string;
  onboarding?: string;
  lastIp?: string;
  lastExternalIp?: string;
  loggedOn: Account[];
}

export interface Account {
  name?: string;
  domain?: string;
  sid?: string;
  upn?: string;
  displayName?: string;
}

/** Defender gives the folder and the name apart; `path` is the folder only. */
export interface FileFacts {
  name?: string;
  path?: string;
  sha1?: string;
  sha256?: string;
  md5?: string;
  size?: number;
  publisher?: string;
  signer?: string;
}

export interface ProcessEvidence extends EvidenceCommon {
  kind: 'process';
  deviceId?: string;
  pid?: number;
  parentPid?: number;
  commandLine?: string;
  startedAt?: string;
  parentStartedAt?: string;
  image: FileFacts;
  parentImage: FileFacts;
  account?: Account;
  detectionStatus?: string;
}

export interface FileEvidence extends EvidenceCommon {
  kind: 'file';
  deviceId?: string;
  file: FileFacts;
  detectionStatus?: string;
}

export interface UserEvidence extends EvidenceCommon {
  kind: 'user';
  account: Account;
}

export interface IpEvidence extends EvidenceCommon {
  kind: 'ip';
  ip: string;
  country?: string;
}

export interface UrlEvidence extends EvidenceCommon {
  kind: 'url';
  url: string;
}

export interface RegistryEvidence extends EvidenceCommon {
  kind: 'registry';
  deviceId?: string;
  hive?: string;
  key?: string;
  valueName?: string;
  value?: string;
  valueType?: string;
}

/** One of Graph's some 48 evidence types that we do not treat: shown by its type name only. */
export interface OtherEvidence extends EvidenceCommon {
  kind: 'other';
  type: string;
  label?: string;
}

export type Evidence =
  | DeviceEvidence
  | ProcessEvidence
  | FileEvidence
  | UserEvidence
  | IpEvidence
  | UrlEvidence
  | RegistryEvidence
  | OtherEvidence;
