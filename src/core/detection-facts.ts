import type { Account, Alert, FileFacts, VendorSeverity } from './alert';

/** Our severity, in words; `critical` is ours alone (Defender stops at high). */
export type Severity = 'critical' | 'high' | 'medium' | 'low' | 'informational';

/** A process as a card shows it, with the process that started it and what it talked to where the alert says so. */
export interface ProcessFacts {
  image: FileFacts;
  pid?: number;
  commandLine?: string;
  startedAt?: string;
  account?: Account;
  parent: { image: FileFacts; pid?: number; startedAt?: string };
}

/** Which device an alert is about. `id` is Defender's 40-hex machine id; without it the name or IP has to be looked up first. */
export interface DeviceFacts {
  id?: string;
  name?: string;
  os?: string;
  platform: 'windows' | 'linux' | 'macos' | 'other';
  ip?: string;
}

/** An alert read for people and for look-ups: the one device, the one process, the one file that matter first, then the rest. */
export interface DetectionFacts {
  tenant: string;
  alertId: string;
  device?: DeviceFacts;
  otherDevices: DeviceFacts[];
  user?: Account;
  otherUsers: Account[];
  process?: ProcessFacts;
  otherProcesses: ProcessFacts[];
  file?: FileFacts;
  otherFiles: FileFacts[];
  ips: { ip: string; country?: string; public: boolean; role?: string }[];
  urls: { url: string; host?: string }[];
  registry: { key: string; valueName?: string; value?: string }[];
  others: { type: string; label?: string }[];
  /** Pieces of evidence that the caps left out of the lists above. */
  omitted: number;
  severity: Severity;
  /** Why our severity is not the vendor's, one clause each: "category credential access raises it". */
  severityReasons: string[];
  vendorSeverity: VendorSeverity;
  alert: Alert;
}
