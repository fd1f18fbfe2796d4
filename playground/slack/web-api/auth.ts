import { randomBytes } from 'node:crypto';
import { SlackRefusal } from '../slack-error';
import { app, teams } from '../world';
import type { MethodTable } from './method';

const team = teams[app.team] ?? { name: '', domain: '' };

export const authMethods: MethodTable = {
  'auth.test': {
    tier: 'special',
    run: (core) => ({
      url: `${core.baseUrl()}/`,
      team: team.name,
      team_id: app.team,
      user: 'tocsin',
      user_id: app.user,
      bot_id: app.bot,
      is_enterprise_install: false,
    }),
  },
  'apps.connections.open': {
    tier: 'sockets',
    token: 'app',
    run: (core) => {
      const ticket = randomBytes(16).toString('hex');
      core.delivery.sockets.admit(ticket);
      return { url: `${core.baseUrl().replace('http:', 'ws:')}/link/?ticket=${ticket}&app_id=${app.id}` };
    },
  },
  'team.info': {
    tier: 'tier3',
    scopes: ['team:read'],
    run: () => ({ team: { id: app.team, name: team.name, domain: team.domain, email_domain: `${team.domain}.example`, icon: {} } }),
  },
  'bots.info': {
    tier: 'tier3',
    scopes: ['users:read'],
    run: (_core, args) => {
      if (args.bot !== undefined && args.bot !== app.bot) throw new SlackRefusal('bot_not_found');
      return { bot: { id: app.bot, deleted: false, name: 'Tocsin', updated: 1_760_000_000, app_id: app.id, user_id: app.user, icons: {} } };
    },
  },
};
