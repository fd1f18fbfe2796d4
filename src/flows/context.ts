import type { People } from '../core/case-record';
import type { LookUp } from '../core/look-up';
import type { Roles, Tenant } from '../core/tenant';
import type { Audit } from '../ports/audit';
import type { Chat } from '../ports/chat';
import type { Clock } from '../ports/clock';
import type { DefenderDirectory } from '../ports/defender';
import type { Jobs } from '../ports/jobs';
import type { Log } from '../ports/log';
import type { Store } from '../ports/store';

/** Everything a flow may use. Built once by `wiring.ts`; tests build their own. */
export interface Flows {
  tenants: ReadonlyMap<string, Tenant>;
  roles: Roles;
  people: People;
  /** Our own Slack workspace. */
  workspace: string;
  opsChannel: string;
  dryRun: boolean;
  store: Store;
  jobs: Jobs;
  chat: Chat;
  audit: Audit;
  defender: DefenderDirectory;
  clock: Clock;
  log: Log;
  /** Background look-ups under way in this process, by tenant and fact. */
  asking: Map<string, Promise<LookUp<unknown>>>;
}

/** ISO UTC string of a time in ms. */
export const iso = (ms: number): string => new Date(ms).toISOString();
