import { textLength, validateBlocks } from '../block-kit/validate';
import type { SlackCore } from '../core';
import { SlackRefusal, withMessages } from '../slack-error';
import type { Json, Metadata } from '../state';
import { type Args, json, objects, text } from './args';

interface Content {
  text?: string;
  blocks?: Json[];
  attachments?: Json[];
  metadata?: Metadata | null;
}

const isNode = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const mute = new Set(['image', 'plain_text', 'mrkdwn', 'url', 'raw_text', 'raw_number', 'rich_text']);

/** Gives every block the `block_id`, and every element the `action_id`, that Slack makes up when the app leaves them out. */
export function withIds(core: SlackCore, blocks: readonly Json[]): Json[] {
  const element = (value: unknown): unknown =>
    isNode(value) && typeof value.type === 'string' && !mute.has(value.type) ? { action_id: core.state.nextId('a'), ...value } : value;
  return blocks.map((block) => {
    const changed: Json = { block_id: core.state.nextId('b'), ...block };
    for (const name of ['accessory', 'element']) if (block[name]) changed[name] = element(block[name]);
    for (const name of ['elements', 'actions']) {
      const children = block[name];
      if (!Array.isArray(children) || block.type === 'rich_text') continue;
      changed[name] = block.type === 'carousel' ? withIds(core, children) : children.map(element);
    }
    if (Array.isArray(block.child_blocks)) changed.child_blocks = withIds(core, block.child_blocks);
    return changed;
  });
}

function readMetadata(core: SlackCore, args: Args): Metadata | null | undefined {
  const value = json(args, 'metadata', 'invalid_metadata_format');
  if (value === undefined) return undefined;
  if (!value || typeof value !== 'object' || Array.isArray(value)) throw new SlackRefusal('invalid_metadata_format');
  if (Object.keys(value).length === 0) return null;
  const { event_type, event_payload } = value as Json;
  if (typeof event_type !== 'string' || !event_type) throw new SlackRefusal('invalid_metadata_schema');
  if (!event_payload || typeof event_payload !== 'object' || Array.isArray(event_payload))
    throw new SlackRefusal('invalid_metadata_schema');
  if (Buffer.byteLength(JSON.stringify(value)) > core.limits.metadataBytes) throw new SlackRefusal('metadata_too_large');
  return { event_type, event_payload: event_payload as Json };
}

/** What the message says, checked as Slack checks it. */
export function readContent(core: SlackCore, args: Args, maxText: number): Content {
  const body = text(args, 'text');
  const blocks = objects(args, 'blocks', 'invalid_blocks_format');
  const attachments = objects(args, 'attachments', 'invalid_attachments');
  const metadata = readMetadata(core, args);
  if (body && [...body].length > maxText) throw new SlackRefusal('msg_too_long');
  const faults = validateBlocks(blocks ?? [], 'message', '/blocks');
  for (const [index, attachment] of (attachments ?? []).entries()) {
    if (Array.isArray(attachment.blocks))
      faults.push(...validateBlocks(attachment.blocks as Json[], 'message', `/attachments/${index}/blocks`));
  }
  if (faults.length)
    throw withMessages(
      'invalid_blocks',
      faults.map((fault) => `${fault.message} [json-pointer:${fault.pointer}]`),
    );
  const size = (blocks ?? []).reduce((sum, block) => sum + textLength(block) + core.limits.blockOverhead, 0);
  if (size > core.limits.blocksText) throw new SlackRefusal('msg_blocks_too_long');
  return { text: body, blocks: blocks && withIds(core, blocks), attachments, metadata };
}
