import type { App } from '@slack/bolt';
import { actionIds, callbackIds } from '../blocks/ids';
import { caseButton } from './actions/case-button';
import { closeCase } from './actions/close-case';
import { containHost } from './actions/contain-host';
import { more } from './actions/more';
import { openInDefender } from './actions/open-in-defender';
import { releaseHost } from './actions/release-host';
import { unknownAction } from './actions/unknown';
import { mde } from './commands/mde';
import type { Deps } from './deps';
import { appHomeOpened } from './events/app-home-opened';
import { message } from './events/message';
import { once } from './guards/once';
import { addAsNote } from './shortcuts/add-as-note';
import { assignSubmit } from './views/assign-submit';
import { closeSubmit } from './views/close-submit';
import { containSubmit } from './views/contain-submit';
import { noteSubmit } from './views/note-submit';

const actions = {
  [actionIds.containHost]: containHost,
  [actionIds.releaseHost]: releaseHost,
  [actionIds.openInDefender]: openInDefender,
  [actionIds.claim]: caseButton({ verb: 'claim' }),
  [actionIds.unclaim]: caseButton({ verb: 'unclaim' }),
  [actionIds.reopen]: caseButton({ verb: 'reopen' }),
  [actionIds.close]: closeCase,
  [actionIds.more]: more,
};

const views = {
  [callbackIds.contain]: containSubmit,
  [callbackIds.release]: containSubmit,
  [callbackIds.close]: closeSubmit,
  [callbackIds.note]: noteSubmit,
  [callbackIds.assign]: assignSubmit,
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
  app.shortcut(callbackIds.addAsNote, addAsNote(deps));
  app.event('message', message(deps));
  app.event('app_home_opened', appHomeOpened(deps));
}
