import type { KnownBlock } from '@slack/types';
import { sections } from './budget';
import { limits } from './limits';

/** A text of ours, in parts drawn and bounded already, as an answer that only the one who asked sees. */
export function answer(text: string): { text: string; blocks: KnownBlock[] } {
  return { text: text.slice(0, limits.sectionCut), blocks: sections(text.split('\n')).slice(0, limits.blocksPerMessage) };
}
