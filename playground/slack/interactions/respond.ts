import type { SlackCore } from '../core';
import { SlackRefusal } from '../slack-error';
import type { Json, Message } from '../state';
import { readContent } from '../web-api/content';
import { app } from '../world';
import type { ResponseTarget } from './response-urls';

/**
 * What the app answers through a `response_url` or in the ack of a command: a new message (seen by one person unless `in_channel`), a
 * replacement of the original, or its removal. The sum of all blocks is not limited here, unlike chat.postMessage (bolt-js#2867).
 */
export function postResponse(core: SlackCore, target: ResponseTarget, body: Json): Message | undefined {
  const original = target.messageTs ? core.state.findMessage(target.channel, target.messageTs) : undefined;
  if (body.delete_original === true || body.delete_original === 'true') {
    if (original) core.state.removeMessage(original);
    return undefined;
  }
  const unlimited = { ...core, limits: { ...core.limits, blocksText: Number.POSITIVE_INFINITY } };
  const content = readContent(unlimited, body, core.limits.messageText);
  if (!content.text && !content.blocks?.length && !content.attachments?.length) throw new SlackRefusal('no_text', {}, 400);
  const said = { text: content.text ?? '', blocks: content.blocks ?? [], attachments: content.attachments ?? [] };
  if (body.replace_original === true || body.replace_original === 'true') {
    if (!original) throw new SlackRefusal('message_not_found', {}, 404);
    Object.assign(original, said);
    core.state.changed();
    return original;
  }
  const asked = typeof body.thread_ts === 'string' ? body.thread_ts : original?.onlyFor ? original.threadTs : undefined;
  return core.state.addMessage({
    ...said,
    ts: core.state.nextTs(),
    channel: target.channel,
    user: app.user,
    bot: true,
    threadTs: asked,
    broadcast: false,
    reactions: [],
    metadata: content.metadata ?? undefined,
    ...(body.response_type === 'in_channel' ? {} : { onlyFor: target.user }),
  });
}
