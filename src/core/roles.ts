import type { Role, Roles } from './tenant';

/** A lead may do what a responder may, a responder what an analyst may. */
const HOLDERS: Record<Role, readonly Role[]> = {
  analyst: ['analyst', 'responder', 'lead'],
  responder: ['responder', 'lead'],
  lead: ['lead'],
};

/** Whether the person holds the role; nobody does by default. */
export function holds(user: string, role: Role, roles: Roles): boolean {
  return HOLDERS[role].some((name) => roles[name].includes(user));
}

/** The roles a person holds, the least first. */
export const rolesOf = (user: string, roles: Roles): Role[] =>
  (['analyst', 'responder', 'lead'] as const).filter((role) => holds(user, role, roles));
