import type { Person, Tenant } from '../../src/core/tenant';

/** Who Slack says is asking; `team_id` is the workspace the person belongs to, not the one the channel is in. */
export function personOf(user: { id: string; team_id?: string; name?: string; username?: string }, fallbackTeam?: string): Person {
  return { user: user.id, team: user.team_id ?? fallbackTeam ?? '', name: user.name ?? user.username };
}

/** A member of our own workspace, or somebody the tenant named; the role decides the rest. */
export function isKnown(person: Person, ownTeam: string, tenant: Tenant | undefined): boolean {
  if (person.team === ownTeam) return true;
  return tenant?.contacts.some(({ user, team }) => user === person.user && team === person.team) ?? false;
}
