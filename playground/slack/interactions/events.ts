import type { SlackCore } from '../core';
import { SlackRefusal } from '../slack-error';
import type { Json, Message } from '../state';
import type { Outcome } from '../transport/delivery';
import { app, type Channel } from '../world';
import { actionTs, actor, knownChannel } from './common';

/** The outer envelope of the Events API (docs.slack.dev/apis/events-api), delivered when the manifest subscribes to the event. */
async function sendEvent(core: SlackCore, subscription: string, event: Json, channel?: Channel): Promise<Outcome | undefined> {
  if (!core.manifest.events.has(subscription)) return undefined;
  return core.delivery.event({
    token: 'local-deprecated-token',
    team_id: app.team,
    context_team_id: app.team,
    context_enterprise_id: null,
    api_app_id: app.id,
    event,
    type: 'event_callback',
    event_id: core.state.nextId('Ev'),
    event_time: Math.floor(core.now() / 1000),
    authorizations: [{ enterprise_id: null, team_id: app.team, user_id: app.user, is_bot: true, is_enterprise_install: false }],
    is_ext_shared_channel: channel?.shared ?? false,
    event_context: core.state.nextId('EC'),
  });
}

/** Somebody opens the app's Home: `app_home_opened`, with the published view if there is one. */
export async function openHome(core: SlackCore, as: string): Promise<Outcome> {
  const person = actor(core, as);
  const home = core.state.homes.get(person.id);
  const event = { type: 'app_home_opened', user: person.id, channel: `D0${person.id.slice(1)}`, tab: 'home', event_ts: actionTs(core) };
  const view = home ? { view: { id: home.id, type: 'home', hash: home.hash, ...home.view } } : {};
  return (await sendEvent(core, 'app_home_opened', { ...event, ...view })) ?? { ok: true };
}

/** Which subscription a message in this channel belongs to. */
const messageKind = (channel: Channel) => (channel.dmWith ? 'im' : channel.private ? 'groups' : 'channels');

/** Somebody writes a message: stored, then told to the app as `message` and, when it names the bot, as `app_mention`. */
export function postAs(core: SlackCore, request: { as: string; channel: string; threadTs?: string; text: string }): Message {
  const person = actor(core, request.as);
  const channel = knownChannel(core, request.channel);
  if (channel.archived) throw new SlackRefusal('is_archived');
  const parent = request.threadTs ? core.state.findMessage(channel.id, request.threadTs) : undefined;
  if (request.threadTs && !parent) throw new SlackRefusal('thread_not_found');
  const text = request.text.trim();
  if (!text) throw new SlackRefusal('no_text');
  const base = { channel: channel.id, user: person.id, bot: false, blocks: [], attachments: [], broadcast: false, reactions: [] };
  const message = core.state.addMessage({ ...base, text, ts: core.state.nextTs(), threadTs: parent?.threadTs ?? parent?.ts });
  const event = {
    channel: channel.id,
    user: person.id,
    text,
    ts: message.ts,
    event_ts: message.ts,
    team: person.team,
    ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
  };
  if (channel.members.has(app.user)) {
    const kind = messageKind(channel);
    const type = { im: 'im', groups: 'group', channels: 'channel' }[kind];
    void sendEvent(core, `message.${kind}`, { type: 'message', channel_type: type, ...event }, channel);
    if (text.includes(`<@${app.user}>`)) void sendEvent(core, 'app_mention', { type: 'app_mention', ...event }, channel);
  }
  return message;
}

/** Somebody, or the bot, joins a channel. */
export async function join(core: SlackCore, user: string, channelId: string): Promise<Outcome | undefined> {
  const channel = knownChannel(core, channelId);
  const person = core.state.people.get(user);
  if (!person) throw new SlackRefusal('user_not_found');
  channel.members.add(user);
  core.state.changed();
  const event = { type: 'member_joined_channel', user, channel: channelId, channel_type: channel.private ? 'G' : 'C', team: person.team };
  return sendEvent(core, 'member_joined_channel', { ...event, event_ts: actionTs(core) }, channel);
}
