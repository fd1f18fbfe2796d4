import type { SlackCore } from '../core';
import { SlackRefusal } from '../slack-error';
import type { Json } from '../state';
import type { Outcome } from '../transport/delivery';
import { showMessage } from '../web-api/show-message';
import { showView } from '../web-api/views';
import { actionTs, actor, interactionBase, knownChannel, noticeOf, showPlace, visibleMessage } from './common';
import { elementStates, optionsOf, type Placed, placedElements, stateValues } from './state-values';

export interface BlockAction {
  as: string;
  channel?: string;
  messageTs?: string;
  viewId?: string;
  /** Needed only when two blocks use the same action id. */
  blockId?: string;
  actionId: string;
  /** A button's value (its own when left out), an option or its value, a list of either, a date, a text. */
  value?: unknown;
  /** What the other elements of the same message or view hold: block id -> action id -> state. */
  state?: unknown;
}

const asOption = (element: Json, value: unknown): unknown => {
  if (typeof value !== 'string') return value;
  const option = optionsOf(element).find((one) => one.value === value);
  if (!option && String(element.type).startsWith('external')) return { text: { type: 'plain_text', text: value }, value };
  if (!option) throw new SlackRefusal('option_not_found');
  return option;
};

/** The fields of `actions[0]` that carry what was chosen. */
function chosen(element: Json, value: unknown): Json {
  const type = String(element.type);
  if (type === 'button' || type === 'icon_button') {
    const own = value ?? element.value;
    return { text: element.text, ...(own === undefined ? {} : { value: own }) };
  }
  if (type === 'overflow') return { selected_option: asOption(element, value) };
  const state = elementStates[type];
  if (!state) return value === undefined ? {} : { value };
  if (state.field === 'selected_option') return { selected_option: asOption(element, value) };
  if (state.field === 'selected_options')
    return { selected_options: (Array.isArray(value) ? value : []).map((one) => asOption(element, one)) };
  return { [state.field]: value ?? state.empty };
}

function findElement(blocks: unknown, action: BlockAction): Placed {
  const found = placedElements(blocks).find(
    ({ block, element }) => element.action_id === action.actionId && (!action.blockId || block.block_id === action.blockId),
  );
  if (!found) throw new SlackRefusal('action_not_found');
  return found;
}

/** Where the element is: in a message (with a `response_url`) or in a view. */
function place(core: SlackCore, action: BlockAction): { blocks: unknown; payload: (values: Json) => Json } {
  const person = actor(core, action.as);
  if (action.viewId) {
    const open = core.state.findView(action.viewId);
    if (open?.user !== person.id) throw new SlackRefusal('view_not_found');
    return {
      blocks: open.view.blocks,
      payload: (values) => ({ container: { type: 'view', view_id: open.id }, view: showView(open, values) }),
    };
  }
  const channel = knownChannel(core, action.channel ?? '');
  const message = visibleMessage(core, channel, action.messageTs ?? '', person);
  const target = { channel: channel.id, user: person.id, messageTs: message.ts, threadTs: message.threadTs };
  return {
    blocks: [
      ...message.blocks,
      ...message.attachments.flatMap((attachment) => (Array.isArray(attachment.blocks) ? attachment.blocks : [])),
    ],
    payload: (values) => ({
      container: {
        type: 'message',
        message_ts: message.ts,
        channel_id: channel.id,
        is_ephemeral: message.onlyFor !== undefined,
        ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
      },
      channel: showPlace(channel),
      ...(message.onlyFor ? {} : { message: showMessage(core, message, true) }),
      state: { values },
      response_url: core.responseUrls.issue(target),
    }),
  };
}

/** Somebody uses a button, a menu, a picker: sends `block_actions` and waits for the ack. */
export async function blockAction(core: SlackCore, action: BlockAction): Promise<Outcome> {
  const person = actor(core, action.as);
  const where = place(core, action);
  const { block, element } = findElement(where.blocks, action);
  const values = stateValues({ blocks: where.blocks }, (action.state ?? {}) as Record<string, Record<string, unknown>>);
  const picked = chosen(element, action.value);
  const held = values[String(block.block_id)]?.[String(element.action_id)];
  if (held) Object.assign(held, picked);
  const payload: Json = {
    type: 'block_actions',
    ...interactionBase(core, person),
    ...where.payload(values),
    actions: [{ type: element.type, action_id: element.action_id, block_id: block.block_id, ...picked, action_ts: actionTs(core) }],
  };
  const outcome = await core.delivery.send('interactive', payload);
  if (!outcome.ok) core.state.notices.set(person.id, noticeOf(outcome.error ?? ''));
  core.state.changed();
  return outcome;
}
