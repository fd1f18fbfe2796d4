import { randomBytes } from 'node:crypto';
import type { SlackCore } from './core';
import { Faults } from './faults';
import { blockAction } from './interactions/block-action';
import { shortcut, slashCommand } from './interactions/command';
import { join, openHome, postAs } from './interactions/events';
import { ResponseUrls } from './interactions/response-urls';
import { Triggers } from './interactions/triggers';
import { closeView, submitView } from './interactions/view-submission';
import { slackLimits } from './limits';
import type { LocalSlack, LocalSlackOptions } from './local-slack';
import { readManifest } from './manifest';
import { Rates } from './rates';
import { listen } from './server';
import { SlackRefusal } from './slack-error';
import { SlackState } from './state';
import { Delivery, type Outcome } from './transport/delivery';
import { app } from './world';

export type { Call } from './core';
export type { Fault } from './faults';
export { type SlackLimits, slackLimits } from './limits';
export type { LocalSlack, LocalSlackOptions } from './local-slack';
export type { Message, OpenView } from './state';
export type { Outcome } from './transport/delivery';

function createCore(options: LocalSlackOptions, baseUrl: () => string): SlackCore {
  const now = options.now ?? Date.now;
  const limits = { ...slackLimits, ...options.limits };
  const state = new SlackState(now);
  const tokens = {
    bot: `xoxb-local-${randomBytes(12).toString('hex')}`,
    app: `xapp-local-${randomBytes(12).toString('hex')}`,
    signingSecret: randomBytes(16).toString('hex'),
  };
  return {
    state,
    limits,
    tokens,
    now,
    baseUrl,
    manifest: readManifest(options.manifest),
    log: options.log ?? (() => {}),
    rates: new Rates(limits, now),
    faults: new Faults(options.seed ?? 1),
    triggers: new Triggers(() => limits.triggerMs, now),
    responseUrls: new ResponseUrls(limits, now, baseUrl),
    delivery: new Delivery(limits, now, tokens.signingSecret, () => state.changed()),
    calls: [],
  };
}

/** What Slack refuses becomes an answer, so that a test can look at it. */
async function answered<T extends Outcome>(deed: () => Promise<T>): Promise<T | Outcome> {
  try {
    return await deed();
  } catch (error) {
    if (error instanceof SlackRefusal) return { ok: false, error: error.code };
    throw error;
  }
}

function waiter(state: SlackState): LocalSlack['waitFor'] {
  return (predicate, ms = 5000) =>
    new Promise((resolve, reject) => {
      const settle = (act: () => void) => {
        stopListening();
        clearInterval(interval);
        clearTimeout(timer);
        act();
      };
      const look = () => {
        try {
          const value = predicate();
          if (value) settle(() => resolve(value));
        } catch (error) {
          settle(() => reject(error));
        }
      };
      const stopListening = state.onChange(look);
      const interval = setInterval(look, 25);
      const timer = setTimeout(() => settle(() => reject(new Error(`waitFor: not within ${ms} ms: ${predicate}`))), ms);
      look();
    });
}

/** Starts a local Slack on 127.0.0.1. Figures it enforces are in limits.ts, its people and channels in world.ts. */
export async function startLocalSlack(options: LocalSlackOptions = {}): Promise<LocalSlack> {
  let url = '';
  const core = createCore(options, () => url);
  const server = await listen(core, options.port ?? 0, options.page);
  url = `http://127.0.0.1:${server.port}`;
  const { state, delivery } = core;
  const inChannel = (channel: string) => (state.messages.get(channel) ?? []).filter((message) => !message.onlyFor);
  const channel = (id: string) => {
    const known = state.channels.get(id);
    if (!known) throw new Error(`no channel ${id}`);
    return known;
  };
  return {
    url,
    apiUrl: `${url}/api/`,
    port: server.port,
    botToken: core.tokens.bot,
    appToken: core.tokens.app,
    signingSecret: core.tokens.signingSecret,
    stop: server.stop,
    httpReceiver: (receiver) => {
      delivery.receiver = receiver;
      state.changed();
    },
    connected: () => delivery.connected(),

    addPerson: (given) => {
      const name = given.name ?? given.id;
      const email = `${given.id.toLowerCase()}@example.test`;
      const person = { team: app.team, handle: given.id.toLowerCase(), title: '', part: 'analyst', bot: false, email, ...given, name };
      state.people.set(person.id, person);
      return person;
    },
    addChannel: ({ members = [], ...given }) => {
      const base = {
        name: given.id.toLowerCase(),
        topic: '',
        shared: false,
        private: false,
        archived: false,
        created: Math.floor(core.now() / 1000),
      };
      const added = { ...base, ...given, members: new Set([app.user, ...members]) };
      state.channels.set(added.id, added);
      return added;
    },
    archive: (id) => {
      channel(id).archived = true;
      channel(id).members.delete(app.user);
      state.changed();
    },
    removeBot: (id) => {
      channel(id).members.delete(app.user);
      state.changed();
    },

    messages: (id) => inChannel(id).filter((message) => !message.threadTs || message.broadcast),
    thread: (id, ts) => inChannel(id).filter((message) => message.ts === ts || message.threadTs === ts),
    ephemerals: (user) => [...state.messages.values()].flat().filter((message) => message.onlyFor && (!user || message.onlyFor === user)),
    views: (user) => [...state.stack(user)],
    home: (user) => state.homes.get(user),
    notice: (user) => state.notices.get(user),
    calls: core.calls,
    attempts: delivery.attempts,

    click: ({ ts, ...action }) => answered(() => blockAction(core, { messageTs: ts, ...action })),
    submit: (request) => answered(() => submitView(core, request)),
    closeView: (request) => answered(() => closeView(core, request)),
    command: (request) => answered(() => slashCommand(core, request)),
    shortcut: (request) => answered(() => shortcut(core, request)),
    openHome: (as) => answered(() => openHome(core, as)),
    post: (request) => answered(async () => ({ ok: true, ts: postAs(core, request).ts })),
    join: (user, id) => answered(async () => (await join(core, user, id)) ?? { ok: true }),

    deliver: (payload, { type = 'interactive' } = {}) => (type === 'events_api' ? delivery.event(payload) : delivery.send(type, payload)),
    deliverHttp: (request) => delivery.raw(request),
    trigger: (user) => core.triggers.issue(user),

    fault: (fault) => core.faults.add(fault),
    clearFaults: () => core.faults.clear(),
    closeSockets: (reason) => (reason ? delivery.sockets.disconnect(reason) : delivery.sockets.cut()),
    muteHello: (on) => delivery.sockets.muteHello(on),
    waitFor: waiter(state),
  };
}
