import type { RemediationStateName } from '../detection-card';
import type { MachineAction } from '../machine-action';

/** One requested change on a tenant, as stored. `operation` also stands in the comment sent to Defender, to find it again. */
export interface RemediationRecord {
  version: number;
  tenant: string;
  operation: string;
  action: 'contain_host' | 'release_host';
  detection: string;
  alertId: string;
  machineId: string;
  deviceName: string;
  isolationType?: 'Full' | 'Selective';
  askedBy: { user: string; team: string; name?: string };
  askedAtMs: number;
  reason: string;
  channel: string;
  state: RemediationStateName;
  /** When the POST began; the look-up after a lost answer starts here. */
  sentAtMs?: number;
  machineAction?: MachineAction;
  trouble?: string;
  dryRun: boolean;
  updatedAtMs: number;
}
