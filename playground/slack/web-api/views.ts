import { randomBytes } from 'node:crypto';
import { validateView } from '../block-kit/validate';
import type { SlackCore } from '../core';
import { stateValues } from '../interactions/state-values';
import { SlackRefusal, withMessages } from '../slack-error';
import type { Json, OpenView } from '../state';
import { app } from '../world';
import { type Args, json, required, text } from './args';
import { withIds } from './content';
import type { MethodTable } from './method';

/** The view of a call or of an ack, checked for its surface; throws Slack's refusals. */
export function checkView(core: SlackCore, value: unknown, surface: 'modal' | 'home', updating?: OpenView): Json {
  if (!value || typeof value !== 'object' || Array.isArray(value))
    throw withMessages('invalid_arguments', ['missing required field: view']);
  const view = value as Json;
  if (Buffer.byteLength(JSON.stringify(view)) > core.limits.viewBytes) throw new SlackRefusal('view_too_large');
  const faults = validateView(view, surface);
  if (faults.length)
    throw withMessages(
      'invalid_arguments',
      faults.map((fault) => `${fault.message} [json-pointer:${fault.pointer}]`),
    );
  const twin = view.external_id && core.state.allViews().find((other) => other.view.external_id === view.external_id && other !== updating);
  if (twin) throw new SlackRefusal('duplicate_external_id');
  return { ...view, blocks: withIds(core, view.blocks as Json[]) };
}

const newHash = (core: SlackCore) => `${Math.floor(core.now() / 1000)}.${randomBytes(4).toString('hex')}`;

/** Puts a checked view on top of the person's stack. */
export function pushView(core: SlackCore, user: string, view: Json): OpenView {
  const stack = core.state.stack(user);
  if (stack.length >= core.limits.viewStack) throw new SlackRefusal('push_limit_reached');
  const id = core.state.nextId('V');
  const opened: OpenView = {
    id,
    user,
    type: 'modal',
    hash: newHash(core),
    view,
    rootId: stack[0]?.id ?? id,
    previousId: stack.at(-1)?.id,
    errors: {},
    busy: false,
  };
  stack.push(opened);
  core.state.changed();
  return opened;
}

export function replaceView(core: SlackCore, open: OpenView, view: Json): void {
  open.view = view;
  open.hash = newHash(core);
  open.errors = {};
  core.state.changed();
}

/** A view object as payloads and answers carry it. */
export function showView(open: OpenView, values: Json = stateValues(open.view)): Json {
  return {
    id: open.id,
    team_id: app.team,
    app_id: app.id,
    app_installed_team_id: app.team,
    bot_id: app.bot,
    private_metadata: '',
    callback_id: '',
    external_id: '',
    clear_on_close: false,
    notify_on_close: false,
    title: { type: 'plain_text', text: open.type === 'home' ? 'Home' : '', emoji: true },
    close: null,
    submit: null,
    ...open.view,
    state: { values },
    hash: open.hash,
    root_view_id: open.rootId,
    previous_view_id: open.previousId ?? null,
    type: open.type,
  };
}

function checkHash(args: Args, open: OpenView | undefined): void {
  const hash = text(args, 'hash');
  if (open && hash && hash !== open.hash) throw new SlackRefusal('hash_conflict');
}

const viewArg = (args: Args) => json(args, 'view', 'invalid_arguments');

export const viewMethods: MethodTable = {
  'views.open': {
    tier: 'tier4',
    run: (core, args) => {
      const trigger = required(args, 'trigger_id');
      const view = checkView(core, viewArg(args), 'modal');
      const user = core.triggers.exchange(trigger);
      core.state.modals.set(user, []);
      return { view: showView(pushView(core, user, view)) };
    },
  },
  'views.push': {
    tier: 'tier4',
    run: (core, args) => {
      const trigger = required(args, 'trigger_id');
      const view = checkView(core, viewArg(args), 'modal');
      const user = core.triggers.exchange(trigger);
      if (core.state.stack(user).length === 0) throw new SlackRefusal('not_found');
      return { view: showView(pushView(core, user, view)) };
    },
  },
  'views.update': {
    tier: 'tier4',
    run: (core, args) => {
      const external = text(args, 'external_id');
      const id = external ? undefined : required(args, 'view_id');
      const open = core.state.allViews().find((view) => (external ? view.view.external_id === external : view.id === id));
      if (!open) throw new SlackRefusal('not_found');
      checkHash(args, open);
      replaceView(core, open, checkView(core, viewArg(args), open.type, open));
      return { view: showView(open) };
    },
  },
  'views.publish': {
    tier: 'tier4',
    run: (core, args) => {
      if (!core.manifest.home) throw new SlackRefusal('not_enabled');
      const user = required(args, 'user_id');
      if (!core.state.people.has(user)) throw withMessages('invalid_arguments', ['invalid `user_id`']);
      const known = core.state.homes.get(user);
      checkHash(args, known);
      const view = checkView(core, viewArg(args), 'home', known);
      const id = known?.id ?? core.state.nextId('V');
      const home: OpenView = { id, user, type: 'home', hash: newHash(core), view, rootId: id, errors: {}, busy: false };
      core.state.homes.set(user, home);
      core.state.changed();
      return { view: showView(home) };
    },
  },
};
