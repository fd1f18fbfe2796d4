import type { SlackCore } from '../core';
import { SlackRefusal } from '../slack-error';
import type { Message } from '../state';
import { app, type Channel } from '../world';
import { type Args, flag, page, required, text } from './args';
import { directMessage, findChannel, showChannel } from './channels';
import type { MethodTable } from './method';
import { showMessage } from './show-message';

const read = ['channels:read', 'groups:read', 'im:read', 'mpim:read'];
const history = ['channels:history', 'groups:history', 'im:history', 'mpim:history'];

function readable(core: SlackCore, args: Args): Channel {
  const channel = findChannel(core, required(args, 'channel'));
  if (!channel.members.has(app.user)) throw new SlackRefusal('not_in_channel');
  const needed = channel.dmWith ? 'im:history' : channel.private ? 'groups:history' : 'channels:history';
  if (!core.manifest.scopes.has(needed)) throw new SlackRefusal('missing_scope', { needed, provided: [...core.manifest.scopes].join(',') });
  return channel;
}

/** ts as a number of microseconds: comparing the texts would order 9.9 after 10.1. */
const micros = (ts: string): bigint => {
  const [seconds = '0', fraction = ''] = ts.split('.');
  return BigInt(seconds || '0') * 1_000_000n + BigInt(fraction.padEnd(6, '0').slice(0, 6));
};

function within(args: Args, messages: Message[]): Message[] {
  for (const name of ['oldest', 'latest']) if (!/^\d*(\.\d*)?$/.test(text(args, name) ?? '')) throw new SlackRefusal(`invalid_ts_${name}`);
  const inclusive = flag(args, 'inclusive');
  const oldest = text(args, 'oldest');
  const latest = text(args, 'latest');
  return messages.filter(({ ts }) => {
    const at = micros(ts);
    if (oldest && (inclusive ? at < micros(oldest) : at <= micros(oldest))) return false;
    return !(latest && (inclusive ? at > micros(latest) : at >= micros(latest)));
  });
}

/** One page of history; its cursor is the last message shown, so that new messages do not shift the next page. */
function historyPage(args: Args, visible: Message[]): { items: Message[]; next: string } {
  const cursor = text(args, 'cursor');
  const before = cursor ? /^next_ts:(\d+\.\d+)$/.exec(Buffer.from(cursor, 'base64').toString())?.[1] : undefined;
  if (cursor && !before) throw new SlackRefusal('invalid_cursor');
  const left = before ? visible.filter((message) => micros(message.ts) < micros(before)) : visible;
  const { items, next } = page({ ...args, cursor: undefined }, left.reverse(), 100, 999);
  return { items, next: next && Buffer.from(`next_ts:${items.at(-1)?.ts}`).toString('base64') };
}

export const conversationMethods: MethodTable = {
  /** Root messages and broadcast replies, newest first. */
  'conversations.history': {
    tier: 'tier3',
    scopes: history,
    run: (core, args) => {
      const channel = readable(core, args);
      const visible = (core.state.messages.get(channel.id) ?? []).filter(
        (message) => !message.onlyFor && (!message.threadTs || message.broadcast),
      );
      const { items, next } = historyPage(args, within(args, visible));
      const messages = items.map((message) => showMessage(core, message, flag(args, 'include_all_metadata')));
      return { messages, has_more: next !== '', pin_count: 0, response_metadata: { next_cursor: next } };
    },
  },
  /** The root, then its replies, oldest first. */
  'conversations.replies': {
    tier: 'tier3',
    scopes: history,
    run: (core, args) => {
      const channel = readable(core, args);
      const asked = core.state.findMessage(channel.id, required(args, 'ts'));
      const root = asked?.threadTs ? core.state.findMessage(channel.id, asked.threadTs) : asked;
      if (!root || root.onlyFor) throw new SlackRefusal('thread_not_found');
      const replies = core.state.replies(channel.id, root.ts).filter((message) => !message.onlyFor);
      const { items, next } = page(args, [root, ...within(args, replies)], 1000, 1000);
      const messages = items.map((message) => showMessage(core, message, flag(args, 'include_all_metadata')));
      return { messages, has_more: next !== '', response_metadata: { next_cursor: next } };
    },
  },
  'conversations.info': {
    tier: 'tier3',
    scopes: read,
    run: (core, args) => ({ channel: showChannel(findChannel(core, required(args, 'channel'))) }),
  },
  'conversations.list': {
    tier: 'tier2',
    scopes: read,
    run: (core, args) => {
      const types = (text(args, 'types') ?? 'public_channel').split(',').map((type) => type.trim());
      const kind = (channel: Channel) => (channel.dmWith ? 'im' : channel.private ? 'private_channel' : 'public_channel');
      const visible = [...core.state.channels.values()].filter(
        (channel) =>
          types.includes(kind(channel)) &&
          !(flag(args, 'exclude_archived') && channel.archived) &&
          (!channel.private || channel.members.has(app.user)),
      );
      const { items, next } = page(args, visible, 100, 1000);
      return { channels: items.map(showChannel), response_metadata: { next_cursor: next } };
    },
  },
  'conversations.members': {
    tier: 'tier4',
    scopes: read,
    run: (core, args) => {
      const { items, next } = page(args, [...findChannel(core, required(args, 'channel')).members], 100, 1000);
      return { members: items, response_metadata: { next_cursor: next } };
    },
  },
  'conversations.join': {
    tier: 'tier3',
    scopes: ['channels:join'],
    run: (core, args) => {
      const channel = findChannel(core, required(args, 'channel'));
      if (channel.archived) throw new SlackRefusal('is_archived');
      if (channel.private) throw new SlackRefusal('method_not_supported_for_channel_type');
      channel.members.add(app.user);
      core.state.changed();
      return { channel: showChannel(channel) };
    },
  },
  'conversations.open': {
    tier: 'tier3',
    scopes: ['im:write', 'mpim:write'],
    run: (core, args) => {
      const users = (text(args, 'users') ?? '').split(',').filter(Boolean);
      if (users.length > 1) throw new SlackRefusal('method_not_supported_for_channel_type');
      const channel = users[0] ? directMessage(core, users[0]) : findChannel(core, required(args, 'channel'));
      return { channel: flag(args, 'return_im') ? showChannel(channel) : { id: channel.id } };
    },
  },
};
