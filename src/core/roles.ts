import type { Role, Roles } from './tenant';

/** From least to most; whoever holds one holds those before it. */
const LADDER: readonly Role[] = ['analyst', 'responder', 'lead'];

const atLeast = (needed: Role): Role[] => LADDER.slice(LADDER.indexOf(needed));

/** True when the user holds the role, or one above it. An empty list is nobody. */
export function hasRole(roles: Roles, user: string, needed: Role): boolean {
  return user !== '' && atLeast(needed).some((role) => roles[role].includes(user));
}

/** Who holds the role or one above it, each once. */
export function holdersOf(roles: Roles, needed: Role): string[] {
  return [...new Set(atLeast(needed).flatMap((role) => roles[role]))];
}
