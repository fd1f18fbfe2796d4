/** A customer as the flows see it: no secret, no endpoint. Built from `tocsin.yml` by `wiring.ts`. */
export interface Tenant {
  id: string;
  name: string;
  pollSeconds: number;
  channels: { detections: string; customer?: string };
  contacts: { user: string; team: string; role: string }[];
  remediation: TenantPolicy;
}

export type ActionName = 'contain_host' | 'release_host' | 'block_hash' | 'unblock_hash' | 'delete_file' | 'kill_process';

export interface TenantPolicy {
  /** What the tenant allows at all; anything else is `tenant_disabled`. */
  actions: ActionName[];
  /** Distinct people needed; 1 (or no entry) = the one who asks. */
  approvals: Partial<Record<ActionName, number>>;
  /** Glob on the device name, or `tag:NAME` on a Defender tag; letters compare without case. */
  protectedDevices: string[];
  maxPerHour: number;
}

export type Role = 'analyst' | 'responder' | 'lead';

/** Slack user ids by role; a lead is also a responder, a responder also an analyst. An empty list is nobody. */
export type Roles = Record<Role, string[]>;

/** Someone in Slack, as Slack says (never as a button says). */
export interface Person {
  user: string;
  team: string;
  name?: string;
}
