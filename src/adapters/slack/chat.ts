import type { WebClient } from '@slack/web-api';
import { eventTypes } from '../../../blocks/ids';
import { asTocsinError, TocsinError } from '../../core/errors';
import type { Budget, LimitWindow } from '../../ports/budget';
import type { Chat, MessageRef, Outgoing } from '../../ports/chat';
import type { Log } from '../../ports/log';
import { draw } from './draw';
import { slackError } from './slack-error';

/**
 * Slack's limits (slack.md b2): about one message a second and channel with short bursts; `chat.update` is tier 3, 50 a minute
 * and workspace.
 */
const POSTS: LimitWindow[] = [{ limit: 60, windowMs: 60_000, burst: 4 }];
const EDITS: LimitWindow[] = [{ limit: 50, windowMs: 60_000, burst: 10 }];
/** A card waits this long for its place; other posts, edits, and longer waits come back later and leave the worker to new alerts. */
const PATIENCE_MS = 1_500;
/** A channel that refuses everything is left alone for this long. */
const REFUSED_PAUSE_MS = 60_000;
/** These concern one message, not the channel. */
const ABOUT_THE_MESSAGE: ReadonlySet<string> = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'invalid_attachments',
  'msg_too_long',
  'msg_blocks_too_long',
  'too_many_attachments',
  'metadata_too_large',
  'invalid_arguments',
  'message_not_found',
  'thread_not_found',
  'cant_update_message',
  'edit_window_closed',
]);
/** Slack refuses the drawing: it gets the plain sentence instead of nothing. */
const NOT_DRAWABLE: ReadonlySet<string> = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'msg_too_long',
  'msg_blocks_too_long',
  'invalid_attachments',
]);
/** Pages of history read in a look-up, and before a first poll; 100 messages each. */
const FIND_PAGES = 5;
const RECOVER_PAGES = 10;

interface History {
  messages?: { ts?: string; metadata?: { event_payload?: { k?: unknown } } }[];
  response_metadata?: { next_cursor?: string };
}

/** The chat port on Slack's Web API. `workspace` owns the shared limits. */
export function createChat(client: WebClient, { workspace, budget, log }: { workspace: string; budget: Budget; log: Log }): Chat {
  const limitName = (channel: string, kind: 'post' | 'edit' | 'read') => (kind === 'post' ? `slack-post/${channel}` : `slack-${kind}`);

  const call = async <T>(method: string, channel: string, kind: 'post' | 'edit' | 'read', send: () => Promise<T>): Promise<T> => {
    try {
      return await send();
    } catch (thrown) {
      const error = slackError(thrown, method, kind === 'post');
      const { serviceCode, retryAfterMs } = error.facts;
      if (error.code === 'slack_throttled' && retryAfterMs) await budget.pause(workspace, limitName(channel, kind), retryAfterMs);
      // A channel that may not be read may still be posted to.
      if (kind !== 'read' && error.code === 'slack_final' && serviceCode && !ABOUT_THE_MESSAGE.has(serviceCode)) {
        await budget.pause(workspace, limitName(channel, 'post'), REFUSED_PAUSE_MS);
      }
      throw error;
    }
  };

  /** Messages of ours with their keys, the newest first. */
  async function* read(channel: string, { threadTs, sinceMs, pages }: { threadTs?: string; sinceMs: number; pages: number }) {
    const oldest = (Math.max(0, sinceMs) / 1_000).toFixed(6);
    let cursor: string | undefined;
    for (let page = 0; page < pages; page++) {
      const query = { channel, oldest, cursor, limit: 100, include_all_metadata: true };
      const ask = async (): Promise<History> =>
        (threadTs ? await client.conversations.replies({ ...query, ts: threadTs }) : await client.conversations.history(query)) as History;
      const answer = await call('conversations.history', channel, 'read', ask);
      for (const { ts, metadata } of answer.messages ?? []) {
        const key = metadata?.event_payload?.k;
        if (ts && typeof key === 'string') yield { key, ts };
      }
      cursor = answer.response_metadata?.next_cursor || undefined;
      if (!cursor) return;
    }
  }

  const drawn = (message: Outgoing) => ({
    ...draw(message.content),
    metadata: { event_type: eventTypes[message.content.kind], event_payload: { k: message.key } },
    unfurl_links: false,
    unfurl_media: false,
    link_names: false,
    parse: 'none' as const,
  });

  /** With the blocks; if Slack refuses those, with the plain sentence, so that the alert is seen at all. */
  const orPlain = async <T>(message: Outgoing, send: (body: ReturnType<typeof drawn>) => Promise<T>): Promise<T> => {
    const body = drawn(message);
    try {
      return await send(body);
    } catch (thrown) {
      const error = asTocsinError(thrown);
      if (!NOT_DRAWABLE.has(error.facts.serviceCode ?? '')) throw error;
      log.error({ channel: message.channel, kind: message.content.kind, err: error }, 'Slack refused the blocks; posting the text alone');
      return send({ ...body, blocks: [], text: body.text.slice(0, 3_000) });
    }
  };

  return {
    permit: async (channel, kind) => {
      const request = {
        owner: workspace,
        name: limitName(channel, kind === 'edit' ? 'edit' : 'post'),
        windows: kind === 'edit' ? EDITS : POSTS,
        priority: kind === 'detail' ? 'background' : 'person',
      } as const;
      for (let waited = 0; ; ) {
        const answer = await budget.take(request);
        if (answer.granted) return;
        if (answer.paused || kind !== 'post' || waited + answer.waitMs > PATIENCE_MS) {
          throw new TocsinError({
            code: 'slack_throttled',
            retry: 'later',
            retryAfterMs: answer.waitMs,
            message: `no place within Slack's limits for ${kind} in ${channel}`,
            person: 'Slack limits how fast Tocsin may post; the message follows.',
          });
        }
        waited += answer.waitMs;
        await new Promise((resolve) => setTimeout(resolve, answer.waitMs));
      }
    },

    post: (message) =>
      orPlain(message, async (body) => {
        const { channel, threadTs, broadcast } = message;
        const thread = threadTs ? { thread_ts: threadTs, reply_broadcast: broadcast ?? false } : {};
        const answer = await call('chat.postMessage', channel, 'post', () => client.chat.postMessage({ channel, ...body, ...thread }));
        return { channel: answer.channel ?? channel, ts: answer.ts ?? '' };
      }),

    edit: (ref, message) =>
      orPlain(message, async (body) => {
        await call('chat.update', ref.channel, 'edit', () => client.chat.update({ channel: ref.channel, ts: ref.ts, ...body }));
      }),

    find: async ({ channel, threadTs, key, sinceMs }) => {
      for await (const message of read(channel, { threadTs, sinceMs, pages: FIND_PAGES })) {
        if (message.key === key) return { channel, ts: message.ts } satisfies MessageRef;
      }
      return undefined;
    },

    ownMessages: async (channel, sinceMs) => {
      const found: { key: string; ts: string }[] = [];
      for await (const message of read(channel, { sinceMs, pages: RECOVER_PAGES })) found.push(message);
      return found;
    },

    isMember: async (channel) => {
      try {
        return (await client.conversations.info({ channel })).channel?.is_member ?? 'unknown';
      } catch (thrown) {
        const { serviceCode } = slackError(thrown, 'conversations.info', false).facts;
        return serviceCode === 'channel_not_found' || serviceCode === 'not_in_channel' ? false : 'unknown';
      }
    },
  };
}
