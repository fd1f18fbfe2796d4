import { createHash } from 'node:crypto';

/** All key names are built here. A tenant's keys carry `{tenant}`, so that each script stays in one slot. Ids from outside are hashed. */
export const short = (id: string): string => createHash('sha256').update(id).digest('base64url').slice(0, 22);

export const keys = {
  cursor: (tenant: string) => `toc:{${tenant}}:cursor`,
  due: (tenant: string) => `toc:{${tenant}}:due`,
  detection: (tenant: string, alertId: string) => `toc:{${tenant}}:det:${short(alertId)}`,
  detectionIndex: (detection: string) => `toc:d:${detection}`,
  message: (tenant: string, key: string) => `toc:{${tenant}}:msg:${key}`,
  operation: (tenant: string, operation: string) => `toc:{${tenant}}:op:${operation}`,
  operationsOf: (tenant: string, detection: string) => `toc:{${tenant}}:ops:${detection}`,
  openMachines: (tenant: string) => `toc:{${tenant}}:open`,
  case: (tenant: string, alertId: string) => `toc:{${tenant}}:case:${short(alertId)}`,
  waitingCases: (tenant: string) => `toc:{${tenant}}:cases`,
  cardAt: (channel: string, ts: string) => `toc:at:${short(`${channel}\n${ts}`)}`,
  acceptedLastHour: (tenant: string) => `toc:{${tenant}}:hour`,
  cache: (tenant: string, key: string) => `toc:{${tenant}}:c:${short(key)}`,
  kept: (id: string) => `toc:kept:${short(id)}`,
  once: (id: string) => `toc:once:${short(id)}`,
  troubles: 'toc:troubles',
  audit: 'toc:{audit}:log',
  auditHead: 'toc:{audit}:head',
  jobs: 'toc:jobs',
} as const;
