import type { Refusal } from './remediation/refusal';
import { holds } from './roles';
import type { Person, Roles } from './tenant';

export interface TriageRequest {
  person: Person;
  /** Our own Slack workspace. */
  workspace: string;
  roles: Roles;
  tenantName: string;
}

/** Who may triage: analysts and up of our own workspace, and nobody else. Answers why not. */
export function triageRefusal({ person, workspace, roles, tenantName }: TriageRequest): Refusal | undefined {
  if (person.team !== workspace) return { code: 'outsider' };
  if (!holds(person.user, 'analyst', roles)) return { code: 'not_permitted', tenantName, needs: 'analyst', ask: roles.lead };
  return undefined;
}
