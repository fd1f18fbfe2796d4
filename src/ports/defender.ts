import type { Alert } from '../core/alert';
import type { AlertChange } from '../core/case-record';
import type { DeviceState, IncidentSummary, LoggedOnUser, OpenAlert, Prevalence } from '../core/look-up';
import type { MachineAction } from '../core/machine-action';

/** `person` calls go before `background` ones, which may use at most 70 % of a tenant's budget. */
export type Priority = 'person' | 'background';

export interface CallOptions {
  priority: Priority;
  /** Total time for queueing, retries and the answer; the default is the class's own (see `adapters/http/limits.ts`). */
  budgetMs?: number;
}

export interface AlertPage {
  alerts: Alert[];
  /** True when Defender may hold more at or after the last update time: ask again from there. */
  full: boolean;
}

export interface HuntingResult {
  columns: { name: string; type: string }[];
  rows: Record<string, unknown>[];
}

export interface FileInfo {
  sha1?: string;
  sha256?: string;
  md5?: string;
  size?: number;
  publisher?: string;
  signer?: string;
  issuer?: string;
  validCertificate?: boolean;
  determination?: string;
  threat?: string;
}

export interface Indicator {
  id: string;
  value: string;
  type: string;
  action: string;
  title?: string;
  severity?: string;
  expiresAt?: string;
  createdBy?: string;
}

/** Filters of `GET /api/machineactions`; all given ones must hold. `since` is a UTC string compared with the creation time. */
export interface MachineActionFilter {
  machineId?: string;
  type?: string;
  since?: string;
  top?: number;
}

/**
 * One tenant's Defender. Every method throws `TocsinError` only, with codes: `credentials_rejected`, `permission_missing`, `not_found`,
 * `throttled`, `service_unavailable`, `bad_answer`, `bad_request`; hunting also `query_too_heavy`; actions also `already_open`,
 * `device_unsupported`, `not_allowed`, and `outcome_unknown` (retry `reconcile`) when the answer to a POST was lost.
 */
export interface Defender {
  readonly tenant: string;
  /** Alerts updated at or after `since` (Defender's own string), ascending by update time. `skip` only where one instant fills a page. */
  listAlerts(query: { since: string; top: number; skip?: number }, options: CallOptions): Promise<AlertPage>;
  getAlert(id: string, options: CallOptions): Promise<Alert>;
  updateAlert(id: string, change: AlertChange, options: CallOptions): Promise<Alert>;
  commentAlert(id: string, text: string, options: CallOptions): Promise<void>;
  getIncident(id: string, options: CallOptions): Promise<IncidentSummary>;
  listIncidents(query: { since: string; top: number }, options: CallOptions): Promise<IncidentSummary[]>;
  /** `timespan` is ISO 8601, e.g. `P1D`. The query must already be checked and bounded. */
  hunt(query: string, timespan: string, options: CallOptions): Promise<HuntingResult>;

  getMachine(id: string, options: CallOptions): Promise<DeviceState>;
  /** Machines whose full DNS name, or whose first label, equals `name` (case-insensitive). May be several: never pick one silently. */
  findMachinesByName(name: string, options: CallOptions): Promise<DeviceState[]>;
  /** Machines that held the internal address within 15 minutes of `at` (UTC string, not older than 30 days). */
  findMachinesByIp(ip: string, at: string, options: CallOptions): Promise<DeviceState[]>;
  listMachines(query: { top: number; skip?: number }, options: CallOptions): Promise<DeviceState[]>;
  machineLogonUsers(id: string, options: CallOptions): Promise<LoggedOnUser[]>;
  /** Alerts of the device that are not resolved. */
  machineOpenAlerts(id: string, options: CallOptions): Promise<OpenAlert[]>;

  isolate(machineId: string, request: { type: 'Full' | 'Selective'; comment: string }): Promise<MachineAction>;
  unisolate(machineId: string, request: { comment: string }): Promise<MachineAction>;
  /** Newest first. */
  listMachineActions(filter: MachineActionFilter, options: CallOptions): Promise<MachineAction[]>;
  getMachineAction(id: string, options: CallOptions): Promise<MachineAction>;
  cancelMachineAction(id: string, comment: string): Promise<MachineAction>;

  fileInfo(hash: string, options: CallOptions): Promise<FileInfo>;
  fileStats(hash: string, options: CallOptions): Promise<Prevalence>;
  ipStats(ip: string, options: CallOptions): Promise<Prevalence>;
  domainStats(host: string, options: CallOptions): Promise<Prevalence>;
  /** By account name, not UPN: Defender answers an unknown name with an empty list. */
  userAlerts(account: string, options: CallOptions): Promise<OpenAlert[]>;
  userMachines(account: string, options: CallOptions): Promise<DeviceState[]>;
  listIndicators(query: { value?: string; top: number }, options: CallOptions): Promise<Indicator[]>;

  /**
   * Application permissions in the token of each back end; asks for a token if none is held. `undefined` when the token does not say:
   * then only Defender's own 403 tells what is missing.
   */
  grantedRoles(backend: 'graph' | 'defender'): Promise<string[] | undefined>;
}

export interface DefenderDirectory {
  /** Throws `bug` for an unknown tenant: a tenant id never comes from outside unchecked. */
  of(tenantId: string): Defender;
}
