import type { SlackCore } from '../core';
import type { PageMessage, Snapshot } from '../page-api';
import type { Message } from '../state';
import { app } from '../world';
import { imageType } from './files';

function pageMessage(core: SlackCore, message: Message): PageMessage {
  const file = message.fileId ? core.state.files.get(message.fileId) : undefined;
  return {
    ts: message.ts,
    threadTs: message.threadTs,
    channel: message.channel,
    user: message.user,
    bot: message.bot,
    text: message.text,
    blocks: message.blocks,
    attachments: message.attachments,
    edited: message.edited !== undefined,
    replies: message.threadTs ? 0 : core.state.replies(message.channel, message.ts).filter((reply) => !reply.onlyFor).length,
    ephemeral: message.onlyFor !== undefined,
    metadata: message.metadata,
    ...(file
      ? {
          file: {
            id: file.id,
            title: file.title,
            url: `/files/${file.id}/${encodeURIComponent(file.name)}`,
            image: imageType(file.name) !== undefined,
          },
        }
      : {}),
  };
}

/** More would make every refresh of the page slow. */
const newest = 200;

/** Everything the page shows to one person, with one channel (and one thread of it) open. */
export function snapshot(core: SlackCore, as: string, channelId?: string, threadTs?: string): Snapshot {
  const { state, manifest } = core;
  const seen = (message: Message) => !message.onlyFor || message.onlyFor === as;
  const channels = [...state.channels.values()].filter((channel) => !channel.dmWith || channel.dmWith === as);
  const visible = (channelId ? (state.messages.get(channelId) ?? []) : []).filter(seen);
  const thread = threadTs && visible.some((message) => message.ts === threadTs);
  return {
    as,
    people: [...state.people.values()]
      .filter((person) => person.id !== app.user)
      .map(({ id, team, name, title, part }) => ({ id, team, name, title, part })),
    channels: channels.map((channel) => ({
      id: channel.id,
      name: channel.name,
      topic: channel.topic,
      shared: channel.shared,
      unread: unread(core, as, channel.id),
    })),
    channel: channelId,
    messages: visible
      .filter((message) => !message.threadTs || message.broadcast)
      .slice(-newest)
      .map((message) => pageMessage(core, message)),
    ...(thread
      ? {
          thread: {
            ts: threadTs,
            messages: visible
              .filter((message) => message.ts === threadTs || message.threadTs === threadTs)
              .map((message) => pageMessage(core, message)),
          },
        }
      : {}),
    views: state.stack(as).map(({ id, hash, view, errors, busy }) => ({ id, hash, view, errors, busy })),
    home: state.homes.get(as)?.view,
    notice: state.notices.get(as),
    botConnected: core.delivery.connected(),
    commands: manifest.commands.map(({ command, hint, description }) => ({ command, hint, description })),
    shortcuts: manifest.shortcuts,
  };
}

function unread(core: SlackCore, as: string, channel: string): number {
  const read = core.state.read.get(`${as}:${channel}`) ?? '';
  const messages = core.state.messages.get(channel) ?? [];
  return messages.filter(
    (message) => message.ts > read && message.user !== as && !message.threadTs && (!message.onlyFor || message.onlyFor === as),
  ).length;
}
