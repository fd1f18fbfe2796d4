import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import { homeView } from '../../blocks/home';
import { rolesOf } from '../../src/core/roles';
import type { Deps } from '../deps';

/** The Home tab: who you are here, and where to begin. */
export const appHomeOpened =
  ({ flows }: Deps) =>
  async ({ event, client }: SlackEventMiddlewareArgs<'app_home_opened'> & AllMiddlewareArgs): Promise<void> => {
    if (event.tab !== 'home') return;
    const tenants = [...flows.tenants.values()].map(({ name }) => name);
    await client.views.publish({
      user_id: event.user,
      view: homeView({ user: event.user, roles: rolesOf(event.user, flows.roles), tenants }),
    });
  };
