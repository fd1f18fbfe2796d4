/** Defender's own record of a device action (`/api/machineactions`). */
export type MachineActionStatus = 'Pending' | 'InProgress' | 'Succeeded' | 'Failed' | 'TimeOut' | 'Cancelled';

export interface MachineAction {
  id: string;
  /** e.g. `Isolate`, `Unisolate`, `RunAntiVirusScan`: an open string. */
  type: string;
  scope?: string;
  status: MachineActionStatus;
  machineId: string;
  computerDnsName?: string;
  requestor?: string;
  comment?: string;
  createdAt?: string;
  updatedAt?: string;
  errorHResult?: number;
}

const FINAL: readonly MachineActionStatus[] = ['Succeeded', 'Failed', 'TimeOut', 'Cancelled'];

export function isFinal(status: MachineActionStatus): boolean {
  return FINAL.includes(status);
}
