import type { App } from '@slack/bolt';
import { actionIds, callbackIds } from '../blocks/ids';
import { containHost } from './actions/contain-host';
import { openInDefender } from './actions/open-in-defender';
import { releaseHost } from './actions/release-host';
import { unknownAction } from './actions/unknown';
import { mde } from './commands/mde';
import type { Deps } from './deps';
import { appHomeOpened } from './events/app-home-opened';
import { once } from './guards/once';
import { containSubmit } from './views/contain-submit';

const actions = {
  [actionIds.containHost]: containHost,
  [actionIds.releaseHost]: releaseHost,
  [actionIds.openInDefender]: openInDefender,
};

const views = {
  [callbackIds.contain]: containSubmit,
  [callbackIds.release]: containSubmit,
};

/** Bolt runs every listener that matches, so "any other" must exclude the table's own. */
const anyOther = new RegExp(`^(?!(?:${Object.keys(actions).join('|')})$)`);

/** Everything that comes from Slack, one row each. */
export function registerHandlers(app: App, deps: Deps): void {
  app.use(once(deps));
  for (const [id, listener] of Object.entries(actions)) app.action<never>(id, listener(deps) as never);
  app.action<never>(anyOther, unknownAction(deps) as never);
  for (const [id, listener] of Object.entries(views)) app.view(id, listener(deps));
  app.command('/mde', mde(deps));
  app.event('app_home_opened', appHomeOpened(deps));
}
