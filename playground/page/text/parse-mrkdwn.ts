import type { TextNode } from './nodes';
import { type InlineOptions, parseCode, parseInline } from './parse-inline';

const QUOTE = /^(?:>|&gt;) ?/;
const QUOTE_REST = /^(?:>|&gt;){3} ?/;

function lines(list: string[], options: InlineOptions): TextNode[] {
  return list.flatMap((line, index) => (index ? [{ type: 'break' } as const, ...parseInline(line, options)] : parseInline(line, options)));
}

/** Lines outside fences: quotes gathered, everything else line by line. */
function paragraphs(text: string, options: InlineOptions): TextNode[] {
  const all = text.split('\n');
  const nodes: TextNode[] = [];
  let plain: string[] = [];
  const flush = () => {
    if (plain.length) nodes.push(...lines(plain, options));
    plain = [];
  };
  for (let at = 0; at < all.length; at++) {
    const line = all[at] as string;
    if (QUOTE_REST.test(line)) {
      flush();
      nodes.push({ type: 'quote', children: lines([line.replace(QUOTE_REST, ''), ...all.slice(at + 1)], options) });
      return nodes;
    }
    if (!QUOTE.test(line)) {
      plain.push(line);
      continue;
    }
    flush();
    const quoted: string[] = [];
    while (at < all.length && QUOTE.test(all[at] as string)) quoted.push((all[at++] as string).replace(QUOTE, ''));
    at--;
    nodes.push({ type: 'quote', children: lines(quoted, options) });
  }
  flush();
  return nodes;
}

/**
 * Slack's mrkdwn as nodes. Follows https://docs.slack.dev/messaging/formatting-message-text: `*bold*`, `_italic_`, `~strike~`, code,
 * fences, quotes, angle brackets; `&amp; &lt; &gt;` decoded once; nothing else is markup.
 */
export function parseMrkdwn(text: string, options: InlineOptions = {}): TextNode[] {
  const nodes: TextNode[] = [];
  let rest = 0;
  for (const fence of text.matchAll(/```\n?([\s\S]+?)\n?```\n?/g)) {
    const before = text.slice(rest, fence.index).replace(/\n$/, '');
    if (before) nodes.push(...paragraphs(before, options));
    nodes.push({ type: 'pre', children: parseCode(fence[1] ?? '') });
    rest = fence.index + fence[0].length;
  }
  if (rest < text.length) nodes.push(...paragraphs(text.slice(rest), options));
  return nodes;
}

/** `plain_text`: literal but for emoji (when `emoji` is not false). */
export function parsePlain(text: string, emoji = true): TextNode[] {
  return text.split('\n').flatMap((line, index): TextNode[] => {
    const parts = emoji ? line.split(/(:[a-z0-9_+'-]+:)/) : [line];
    const nodes = parts
      .filter(Boolean)
      .map(
        (part): TextNode =>
          emoji && /^:[a-z0-9_+'-]+:$/.test(part) ? { type: 'emoji', name: part.slice(1, -1) } : { type: 'text', text: part },
      );
    return index ? [{ type: 'break' }, ...nodes] : nodes;
  });
}
