import type { ContextBlock, KnownBlock, SectionBlock } from '@slack/types';
import { mrkdwn } from './kit';
import { limits } from './limits';

/** Characters of every text in a block, the way Slack's limit on a whole message counts them as far as is known. */
export function textLength(part: unknown): number {
  if (typeof part !== 'object' || part === null) return 0;
  return Object.entries(part).reduce(
    (sum, [key, value]) => sum + (key === 'text' && typeof value === 'string' ? value.length : textLength(value)),
    0,
  );
}

/** A section that is shown in full: without `expand` Slack folds long ones. */
export function section(text: string): SectionBlock {
  return { type: 'section', text: mrkdwn(text), expand: true };
}

export function context(...texts: string[]): ContextBlock {
  return { type: 'context', elements: texts.map(mrkdwn) };
}

/** Lines, each drawn and bounded already, joined into as few sections as Slack's limit allows. No line is cut in two. */
export function sections(lines: string[], separator = '\n'): SectionBlock[] {
  const texts: string[] = [];
  for (const line of lines) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + separator.length + line.length <= limits.sectionCut)
      texts[texts.length - 1] = last + separator + line;
    else texts.push(line);
  }
  return texts.map(section);
}

/** The first `max` of a list, drawn; what is left out is said. The rest is not even looked at. */
export function some<T>(items: readonly T[], max: number, draw: (item: T) => string): string[] {
  const lines = items.slice(0, max).map(draw);
  return items.length > max ? [...lines, `+${items.length - max} more`] : lines;
}

/**
 * A message within Slack's limits whatever comes in: `tail` (buttons, footer) is always there, `body` in order of importance as far
 * as it fits, and a line says how much does not.
 */
export function fitMessage(body: KnownBlock[], tail: KnownBlock[] = []): KnownBlock[] {
  const note = (left: number) => context(`${left} ${left === 1 ? 'part' : 'parts'} of this message did not fit; Defender has all of it.`);
  let room = limits.message - textLength(tail) - textLength(note(body.length));
  const kept: KnownBlock[] = [];
  for (const block of body) {
    room -= textLength(block);
    if (room < 0 || kept.length + tail.length + 1 >= limits.blocksPerMessage) break;
    kept.push(block);
  }
  const left = body.length - kept.length;
  return [...kept, ...(left > 0 ? [note(left)] : []), ...tail];
}
