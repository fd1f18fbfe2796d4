import type { SlackCore } from '../core';
import type { Json, Message, StoredFile } from '../state';
import { app } from '../world';

/** A file object as messages and files.completeUploadExternal show it. */
export function showFile(core: SlackCore, file: StoredFile): Json {
  const url = `${core.baseUrl()}/files/${file.id}/${encodeURIComponent(file.name)}`;
  return {
    id: file.id,
    name: file.name,
    title: file.title,
    size: file.length,
    user: app.user,
    url_private: url,
    url_private_download: url,
    permalink: url,
  };
}

/** A message as history, replies and interaction payloads show it. Metadata is left out unless asked for, as Slack does. */
export function showMessage(core: SlackCore, message: Message, withMetadata = false): Json {
  const replies = core.state.replies(message.channel, message.ts).filter((reply) => !reply.onlyFor);
  const last = replies.at(-1);
  const file = message.fileId ? core.state.files.get(message.fileId) : undefined;
  return {
    type: 'message',
    ...(message.broadcast ? { subtype: 'thread_broadcast' } : {}),
    ts: message.ts,
    user: message.user,
    text: message.text,
    team: core.state.people.get(message.user)?.team ?? app.team,
    ...(message.bot
      ? { bot_id: app.bot, app_id: app.id, bot_profile: { id: app.bot, app_id: app.id, name: 'Tocsin', team_id: app.team } }
      : {}),
    ...(message.blocks.length ? { blocks: message.blocks } : {}),
    ...(message.attachments.length ? { attachments: message.attachments } : {}),
    ...(message.edited ? { edited: message.edited } : {}),
    ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
    ...(last && !message.threadTs
      ? {
          thread_ts: message.ts,
          reply_count: replies.length,
          reply_users: [...new Set(replies.map((reply) => reply.user))],
          latest_reply: last.ts,
        }
      : {}),
    ...(file ? { files: [showFile(core, file)] } : {}),
    ...(message.reactions.length ? { reactions: message.reactions.map(({ name, users }) => ({ name, users, count: users.length })) } : {}),
    ...(withMetadata && message.metadata ? { metadata: message.metadata } : {}),
  };
}
