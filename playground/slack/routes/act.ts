import type { SlackCore } from '../core';
import { blockAction } from '../interactions/block-action';
import { shortcut, slashCommand } from '../interactions/command';
import { openHome, postAs } from '../interactions/events';
import { closeView, submitView } from '../interactions/view-submission';
import type { PageAct, PageActResult } from '../page-api';
import { SlackRefusal } from '../slack-error';
import type { Outcome } from '../transport/delivery';

type Deed<Kind extends PageAct['do']> = (core: SlackCore, act: Extract<PageAct, { do: Kind }>) => Promise<Outcome> | Outcome;

/** What the page may do, one row per kind of act. */
const deeds: { [Kind in PageAct['do']]: Deed<Kind> } = {
  read: (core, { as, channel }) => {
    core.state.read.set(`${as}:${channel}`, core.state.messages.get(channel)?.at(-1)?.ts ?? '');
    return { ok: true };
  },
  post: (core, act) => {
    postAs(core, act);
    return { ok: true };
  },
  command: slashCommand,
  block_action: blockAction,
  submit_view: (core, { as, viewId, state }) => submitView(core, { as, viewId, values: state }),
  close_view: closeView,
  shortcut,
  open_home: (core, { as }) => openHome(core, as),
};

/** Does what the page asks; a refusal is an answer, not an exception. */
export async function act(core: SlackCore, request: PageAct): Promise<PageActResult> {
  const deed = Object.hasOwn(deeds, request.do) ? (deeds[request.do] as Deed<PageAct['do']>) : undefined;
  if (!deed) return { ok: false, error: 'unknown_act' };
  core.state.notices.delete(request.as);
  try {
    const { ok, error, ackMs } = await deed(core, request);
    core.state.changed();
    return { ok, error, ackMs: ackMs === undefined ? undefined : Math.round(ackMs) };
  } catch (error) {
    if (error instanceof SlackRefusal) return { ok: false, error: error.code };
    throw error;
  }
}
