import type { SlackCore } from '../core';
import { SlackRefusal } from '../slack-error';
import type { Json } from '../state';
import { app, type Channel } from '../world';

/** The direct-message channel between the bot and a person, made when missing. */
export function directMessage(core: SlackCore, user: string): Channel {
  const person = core.state.people.get(user);
  if (!person) throw new SlackRefusal('user_not_found');
  if (person.bot) throw new SlackRefusal('cannot_dm_bot');
  const id = `D0${user.slice(1)}`;
  const known = core.state.channels.get(id);
  if (known) return known;
  const members = new Set([app.user, user]);
  const created = Math.floor(core.now() / 1000);
  const channel: Channel = {
    id,
    name: person.handle,
    topic: '',
    shared: false,
    private: true,
    archived: false,
    members,
    dmWith: user,
    created,
  };
  core.state.channels.set(id, channel);
  return channel;
}

/** A channel the bot can see; `channel_not_found` otherwise, also for a private one it is not in. */
export function findChannel(core: SlackCore, id: string): Channel {
  const channel = core.state.channels.get(id);
  if (!channel || (channel.private && !channel.members.has(app.user))) throw new SlackRefusal('channel_not_found');
  return channel;
}

/** Where a message goes: a channel id, a person's id (direct message) or `#name`. Refuses archived channels and those the bot is not in. */
export function writableChannel(core: SlackCore, id: string): Channel {
  if (core.state.people.has(id)) return directMessage(core, id);
  const named = id.startsWith('#') ? [...core.state.channels.values()].find((channel) => `#${channel.name}` === id) : undefined;
  const channel = named ?? findChannel(core, id);
  if (channel.archived) throw new SlackRefusal('is_archived');
  const open = !channel.private && core.manifest.scopes.has('chat:write.public');
  if (!channel.members.has(app.user) && !open) throw new SlackRefusal('not_in_channel');
  return channel;
}

/** As conversations.info shows it (docs.slack.dev/reference/objects/conversation-object). */
export function showChannel(channel: Channel): Json {
  const connected = channel.shared ? { connected_team_ids: ['T0CONTOSO'], shared_team_ids: [app.team, 'T0CONTOSO'] } : {};
  if (channel.dmWith)
    return { id: channel.id, created: channel.created, is_im: true, is_org_shared: false, user: channel.dmWith, is_archived: false };
  return {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: !channel.private,
    is_group: channel.private,
    is_im: false,
    is_mpim: false,
    is_private: channel.private,
    is_archived: channel.archived,
    is_general: false,
    is_member: channel.members.has(app.user),
    is_shared: channel.shared,
    is_ext_shared: channel.shared,
    is_org_shared: false,
    is_pending_ext_shared: false,
    pending_shared: [],
    context_team_id: app.team,
    conversation_host_id: app.team,
    internal_team_ids: [],
    created: channel.created,
    creator: 'U0LEAD',
    unlinked: 0,
    topic: { value: channel.topic, creator: 'U0LEAD', last_set: channel.created },
    purpose: { value: '', creator: '', last_set: 0 },
    num_members: channel.members.size,
    ...connected,
  };
}
