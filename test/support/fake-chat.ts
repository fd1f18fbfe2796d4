import { type ErrorCode, TocsinError } from '../../src/core/errors';
import type { Chat, Outgoing } from '../../src/ports/chat';

export interface FakeChat extends Chat {
  posted: (Outgoing & { ts: string })[];
  edits: { ts: string; message: Outgoing }[];
  finds: number;
  /** What the next posts do instead of answering: refuse with a code, or accept and then fail with it. */
  next: { code: ErrorCode; accepted: boolean }[];
}

const failure = (code: ErrorCode): TocsinError =>
  new TocsinError({ code, retry: code === 'slack_final' ? 'never' : 'later', message: code, person: code });

/** A chat that keeps what it was given; no network. */
export function fakeChat(): FakeChat {
  const chat: FakeChat = {
    posted: [],
    edits: [],
    finds: 0,
    next: [],
    permit: async () => undefined,
    isMember: async () => true,
    ownMessages: async (channel) => chat.posted.filter((message) => message.channel === channel && !message.threadTs),
    post: async (message) => {
      const fault = chat.next.shift();
      if (fault && !fault.accepted) throw failure(fault.code);
      const ts = `1700000000.${String(chat.posted.length + 1).padStart(6, '0')}`;
      chat.posted.push({ ...message, ts });
      if (fault) throw failure(fault.code);
      return { channel: message.channel, ts };
    },
    edit: async (ref, message) => void chat.edits.push({ ts: ref.ts, message }),
    find: async ({ key }) => {
      chat.finds++;
      const found = chat.posted.find((message) => message.key === key);
      return found && { channel: found.channel, ts: found.ts };
    },
  };
  return chat;
}
