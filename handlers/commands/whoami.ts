import { whoamiText } from '../../blocks/help';
import { rolesOf } from '../../src/core/roles';
import type { Verb } from './verb';

/** Who Slack says you are, and what that lets you do. */
export const whoami: Verb = async ({ flows }, call) =>
  whoamiText({
    user: call.user,
    roles: rolesOf(call.user, flows.roles),
    ownWorkspace: call.team === flows.workspace,
    tenants: [...flows.tenants.values()].map(({ name }) => name),
  });
