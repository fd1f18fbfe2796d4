import type { AnyBlock } from '@slack/types';

interface Text {
  type: string;
  text: string;
}

const isText = (part: unknown): part is Text =>
  typeof part === 'object' && part !== null && 'text' in part && typeof part.text === 'string' && 'type' in part;

/** Every text object with its place. */
export function textsOf(part: unknown, place = ''): { place: string; type: string; text: string }[] {
  if (typeof part !== 'object' || part === null) return [];
  const own = isText(part) ? [{ place, type: part.type, text: part.text }] : [];
  return [...own, ...Object.entries(part).flatMap(([key, value]) => textsOf(value, `${place}/${key}`))];
}

/** A message or view as lines, one block after the other, for snapshots that a person can read. */
export function readAloud(blocks: readonly AnyBlock[]): string {
  return blocks
    .map((block) => {
      const buttons = 'elements' in block && block.type === 'actions' ? '[buttons] ' : '';
      const texts = textsOf(block).map(({ text }) => text);
      return `${block.type}: ${buttons}${texts.join(block.type === 'section' ? '\n  ' : ' | ')}`;
    })
    .join('\n');
}
