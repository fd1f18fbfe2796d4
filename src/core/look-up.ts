/**
 * The result of one look-up. A look-up that failed or was throttled is `unavailable` and reads so: never "clean".
 * `none` means the service answered and knows nothing.
 */
export type LookUp<T> =
  | { state: 'pending' }
  | { state: 'known'; value: T; at: string }
  | { state: 'none'; at: string }
  /** `passing`: worth asking again in a while. */
  | { state: 'unavailable'; why: string; passing?: boolean };

export interface DeviceState {
  id: string;
  name: string;
  os?: string;
  /** e.g. `Active`, `Inactive`, `ImpairedCommunication`. */
  health?: string;
  onboarding?: string;
  /** Time of the last full report (about daily), not "last online". */
  lastSeen?: string;
  risk?: string;
  exposure?: string;
  value?: string;
  tags: string[];
  lastIp?: string;
  lastExternalIp?: string;
  group?: string;
  /** false when Defender marks it merged into another record or excluded. */
  current: boolean;
}

export interface LoggedOnUser {
  name: string;
  domain?: string;
  logonTypes: string[];
  domainAdmin: boolean;
  lastSeen?: string;
}

/** Derived from the device's last isolate and release actions: Defender has no direct answer. */
export interface Isolation {
  state: 'isolated' | 'not_isolated' | 'isolating' | 'releasing' | 'unknown';
  type?: string;
  since?: string;
  by?: string;
  comment?: string;
}

/** Prevalence in the tenant (and worldwide for files). Times are UTC strings. */
export interface Prevalence {
  devices: number;
  firstSeen?: string;
  lastSeen?: string;
  global?: number;
  globalFirstSeen?: string;
  names: string[];
}

export interface OpenAlert {
  id: string;
  title: string;
  severity: string;
  createdAt: string;
}

export interface IncidentSummary {
  id: string;
  title?: string;
  severity?: string;
  status?: string;
  assignedTo?: string;
  url?: string;
}

/** Which process on the device opened a connection to one of the alert's addresses. */
export interface ConnectionOwner {
  ip: string;
  port?: number;
  at?: string;
  processName?: string;
  pid?: number;
  commandLine?: string;
}

/** Everything looked up around one detection; keys are the card's enrichment lines, in order. */
export interface Enrichment {
  device: LookUp<DeviceState>;
  loggedOn: LookUp<LoggedOnUser[]>;
  isolation: LookUp<Isolation>;
  openAlerts: LookUp<OpenAlert[]>;
  file: LookUp<Prevalence>;
  ip: LookUp<Prevalence & { ip: string }>;
  domain: LookUp<Prevalence & { host: string }>;
  connections: LookUp<ConnectionOwner[]>;
  incident: LookUp<IncidentSummary>;
}
