import type { SlackCore } from '../core';
import { SlackRefusal } from '../slack-error';
import type { Json } from '../state';
import { app, type Person } from '../world';
import { page, required } from './args';
import type { MethodTable } from './method';

/** A user object: people of other workspaces are strangers, without an e-mail address. */
function showPerson(core: SlackCore, person: Person): Json {
  const stranger = person.team !== app.team;
  const email = !stranger && !person.bot && core.manifest.scopes.has('users:read.email') ? { email: person.email } : {};
  return {
    id: person.id,
    team_id: person.team,
    name: person.handle,
    real_name: person.name,
    deleted: false,
    tz: 'Europe/London',
    is_bot: person.bot,
    is_app_user: false,
    is_admin: false,
    is_restricted: false,
    is_ultra_restricted: false,
    ...(stranger ? { is_stranger: true } : {}),
    profile: { real_name: person.name, display_name: person.name, title: person.title, team: person.team, ...email },
  };
}

export const userMethods: MethodTable = {
  'users.info': {
    tier: 'tier4',
    scopes: ['users:read'],
    run: (core, args) => {
      const person = core.state.people.get(required(args, 'user'));
      if (!person) throw new SlackRefusal('user_not_found');
      return { user: showPerson(core, person) };
    },
  },
  'users.list': {
    tier: 'tier2',
    scopes: ['users:read'],
    run: (core, args) => {
      const { items, next } = page(args, [...core.state.people.values()], 200, 1000);
      return { members: items.map((person) => showPerson(core, person)), response_metadata: { next_cursor: next } };
    },
  },
  'users.lookupByEmail': {
    tier: 'tier3',
    scopes: ['users:read.email'],
    run: (core, args) => {
      const email = required(args, 'email').toLowerCase();
      const person = [...core.state.people.values()].find((one) => one.email === email && one.team === app.team && !one.bot);
      if (!person) throw new SlackRefusal('users_not_found');
      return { user: showPerson(core, person) };
    },
  },
};
