import type { Block, KnownBlock } from '@slack/types';
import { type StateValues, valueIn } from './element-state';

/** What Slack's own client says before it sends a submission: block id -> sentence. */
export function missingFields(blocks: (KnownBlock | Block)[], values: StateValues): Record<string, string> {
  const faults: Record<string, string> = {};
  for (const block of blocks) {
    if (block.type !== 'input' || !block.block_id) continue;
    const input = block as unknown as { optional?: boolean; element: { action_id?: string; min_length?: number } };
    const value = valueIn(values[block.block_id]?.[input.element.action_id ?? '']);
    const empty = value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
    if (empty && !input.optional) faults[block.block_id] = 'Please complete this required field.';
    const least = input.element.min_length ?? 0;
    if (!empty && typeof value === 'string' && value.length < least) faults[block.block_id] = `Please write at least ${least} characters.`;
  }
  return faults;
}
