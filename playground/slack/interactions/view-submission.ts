import type { SlackCore } from '../core';
import { SlackRefusal } from '../slack-error';
import type { Json, OpenView } from '../state';
import type { Outcome } from '../transport/delivery';
import { checkView, pushView, replaceView, showView } from '../web-api/views';
import { actor, interactionBase, noticeOf } from './common';
import { placedElements, stateValues } from './state-values';

export type Filled = Record<string, Record<string, unknown>>;

const isEmpty = (value: unknown) => value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** What Slack's client itself refuses before it sends anything: required fields, lengths of texts. */
function clientFaults(open: OpenView, values: Record<string, Record<string, Json>>): Record<string, string> {
  const faults: Record<string, string> = {};
  for (const { block, element } of placedElements(open.view.blocks)) {
    if (block.type !== 'input') continue;
    const id = String(block.block_id);
    const { type: _type, ...held } = values[id]?.[String(element.action_id)] ?? {};
    const value = Object.values(held)[0];
    if (isEmpty(value)) {
      if (block.optional !== true) faults[id] = 'Please complete this required field.';
      continue;
    }
    if (typeof value !== 'string') continue;
    if (value.length < Number(element.min_length ?? 0)) faults[id] = `Please use at least ${element.min_length} characters.`;
    if (value.length > Number(element.max_length ?? 3000)) faults[id] = `Please use at most ${element.max_length ?? 3000} characters.`;
  }
  return faults;
}

/** Closes the view; what was pushed on top of it goes too. */
function close(core: SlackCore, open: OpenView): void {
  const stack = core.state.stack(open.user);
  const index = stack.indexOf(open);
  if (index >= 0) stack.splice(index);
}

const actions: Record<string, (core: SlackCore, open: OpenView, answer: Json) => void> = {
  errors: (_core, open, answer) => {
    const errors = answer.errors as Record<string, string> | undefined;
    const inputs = placedElements(open.view.blocks).filter(({ block }) => block.type === 'input');
    const known = new Set(inputs.map(({ block }) => block.block_id));
    if (!errors || Object.keys(errors).length === 0 || Object.keys(errors).some((id) => !known.has(id)))
      throw new SlackRefusal('invalid_errors');
    open.errors = errors;
  },
  update: (core, open, answer) => replaceView(core, open, checkView(core, answer.view, 'modal', open)),
  push: (core, open, answer) => void pushView(core, open.user, checkView(core, answer.view, 'modal')),
  clear: (core, open) => void core.state.modals.set(open.user, []),
};

/** Somebody presses the submit button: sends `view_submission`, waits for the ack, and does what the ack says. */
export async function submitView(core: SlackCore, request: { as: string; viewId?: string; values: Filled }): Promise<Outcome> {
  const person = actor(core, request.as);
  const top = core.state.stack(person.id).at(-1);
  const open = request.viewId ? core.state.stack(person.id).find((view) => view.id === request.viewId) : top;
  if (!open) throw new SlackRefusal('view_not_found');
  const values = stateValues(open.view, request.values);
  open.errors = clientFaults(open, values);
  if (Object.keys(open.errors).length > 0) {
    core.state.changed();
    return { ok: false, error: 'invalid_input', response: { errors: open.errors } };
  }
  open.busy = true;
  core.state.changed();
  const payload = { type: 'view_submission', ...interactionBase(core, person), view: showView(open, values), response_urls: [] };
  const outcome = await core.delivery.send('interactive', payload);
  open.busy = false;
  return settle(core, open, outcome);
}

function settle(core: SlackCore, open: OpenView, outcome: Outcome): Outcome {
  const answer = outcome.response as Json | undefined;
  try {
    if (!outcome.ok) throw new SlackRefusal(outcome.error ?? 'dispatch_failed');
    const name = answer?.response_action;
    if (name === undefined) close(core, open);
    else if (typeof name === 'string' && Object.hasOwn(actions, name)) actions[name]?.(core, open, answer ?? {});
    else throw new SlackRefusal('invalid_response_action');
    return outcome;
  } catch (error) {
    if (!(error instanceof SlackRefusal)) throw error;
    core.state.notices.set(open.user, outcome.ok ? `We had some trouble connecting (${error.code}).` : noticeOf(error.code));
    return { ...outcome, ok: false, error: error.code, response: outcome.response ?? error.body };
  } finally {
    core.state.changed();
  }
}

/** Somebody closes the view by its cross or its close button: `view_closed` when the view asked for it. */
export async function closeView(core: SlackCore, request: { as: string; viewId: string }): Promise<Outcome> {
  const person = actor(core, request.as);
  const open = core.state.stack(person.id).find((view) => view.id === request.viewId);
  if (!open) throw new SlackRefusal('view_not_found');
  const all = open.view.clear_on_close === true;
  if (all) core.state.modals.set(person.id, []);
  else close(core, open);
  core.state.changed();
  if (open.view.notify_on_close !== true) return { ok: true };
  const { trigger_id: _none, ...base } = interactionBase(core, person);
  return core.delivery.send('interactive', { type: 'view_closed', ...base, view: showView(open), is_cleared: all });
}
