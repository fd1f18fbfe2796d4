import type { SlackCore } from '../core';
import { SlackRefusal } from '../slack-error';
import type { Message } from '../state';
import { app, type Channel } from '../world';
import { type Args, flag, required, text } from './args';
import { findChannel, writableChannel } from './channels';
import { readContent } from './content';
import type { MethodTable } from './method';
import { showMessage } from './show-message';

const scopes = ['chat:write'];

/** The root that a reply names; Slack takes a reply's own ts for its root. */
export function threadRoot(core: SlackCore, channel: Channel, ts: string | undefined): string | undefined {
  if (!ts) return undefined;
  const parent = core.state.findMessage(channel.id, ts);
  if (!parent || parent.onlyFor) throw new SlackRefusal('thread_not_found');
  return parent.threadTs ?? parent.ts;
}

function newMessage(core: SlackCore, args: Args, channel: Channel): Message {
  const content = readContent(core, args, core.limits.messageText);
  if (!content.text && !content.blocks?.length && !content.attachments?.length) throw new SlackRefusal('no_text');
  const threadTs = threadRoot(core, channel, text(args, 'thread_ts'));
  return {
    ts: core.state.nextTs(),
    channel: channel.id,
    user: app.user,
    bot: true,
    text: content.text ?? '',
    blocks: content.blocks ?? [],
    attachments: content.attachments ?? [],
    threadTs,
    broadcast: threadTs !== undefined && flag(args, 'reply_broadcast'),
    metadata: content.metadata ?? undefined,
    reactions: [],
  };
}

function ownMessage(core: SlackCore, args: Args, refusal: string): Message {
  const channel = findChannel(core, required(args, 'channel'));
  const message = core.state.findMessage(channel.id, required(args, 'ts'));
  if (!message || message.onlyFor) throw new SlackRefusal('message_not_found');
  if (channel.archived) throw new SlackRefusal('is_archived');
  if (message.user !== app.user) throw new SlackRefusal(refusal);
  return message;
}

export const chatMethods: MethodTable = {
  'chat.postMessage': {
    tier: 'special',
    scopes,
    run: (core, args) => {
      const channel = writableChannel(core, required(args, 'channel'));
      core.rates.takePost(channel.id);
      const message = core.state.addMessage(newMessage(core, args, channel));
      return { channel: channel.id, ts: message.ts, message: showMessage(core, message, true) };
    },
  },
  'chat.postEphemeral': {
    tier: 'tier4',
    scopes,
    run: (core, args) => {
      const user = required(args, 'user');
      const channel = writableChannel(core, required(args, 'channel'));
      if (!core.state.people.has(user)) throw new SlackRefusal('user_not_found');
      if (!channel.members.has(user)) throw new SlackRefusal('user_not_in_channel');
      const message = core.state.addMessage({ ...newMessage(core, args, channel), onlyFor: user });
      return { message_ts: message.ts };
    },
  },
  /** Text without blocks removes the blocks; neither text nor blocks keeps both. Only a text edit shows "edited". */
  'chat.update': {
    tier: 'tier3',
    scopes,
    run: (core, args) => {
      const message = ownMessage(core, args, 'cant_update_message');
      const content = readContent(core, args, core.limits.updateText);
      if (content.text === undefined && !content.blocks && !content.attachments) throw new SlackRefusal('no_text');
      if (content.text !== undefined && !content.blocks) message.edited = { user: app.user, ts: core.state.nextTs() };
      if (content.blocks || content.text !== undefined) message.blocks = content.blocks ?? [];
      message.text = content.text ?? message.text;
      message.attachments = content.attachments ?? message.attachments;
      if (content.metadata !== undefined) message.metadata = content.metadata ?? undefined;
      core.state.changed();
      return { channel: message.channel, ts: message.ts, text: message.text, message: showMessage(core, message, true) };
    },
  },
  'chat.delete': {
    tier: 'tier3',
    scopes,
    run: (core, args) => {
      const message = ownMessage(core, args, 'cant_delete_message');
      core.state.removeMessage(message);
      return { channel: message.channel, ts: message.ts };
    },
  },
  'chat.getPermalink': {
    tier: 'special',
    run: (core, args) => {
      const channel = findChannel(core, required(args, 'channel'));
      const ts = required(args, 'message_ts');
      if (!core.state.findMessage(channel.id, ts)) throw new SlackRefusal('message_not_found');
      return { channel: channel.id, permalink: `${core.baseUrl()}/archives/${channel.id}/p${ts.replace('.', '')}` };
    },
  },
};
