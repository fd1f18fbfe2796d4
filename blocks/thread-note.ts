import type { KnownBlock } from '@slack/types';
import { section } from './budget';
import { untrusted } from './kit';

/** One line in the card's thread, e.g. "Severity rose from medium to high." */
export function threadNote(text: string): { text: string; blocks: KnownBlock[] } {
  const said = untrusted(text, 1_000);
  return { text: said, blocks: [section(said)] };
}
