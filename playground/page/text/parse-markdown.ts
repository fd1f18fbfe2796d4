import { isLiveUrl, type TextNode } from './nodes';

export type MarkdownBlock =
  | { type: 'paragraph' | 'quote'; children: TextNode[] }
  | { type: 'heading'; level: number; children: TextNode[] }
  | { type: 'list'; ordered: boolean; items: TextNode[][] }
  | { type: 'fence'; text: string }
  | { type: 'rule' };

const INLINE =
  /`([^`]+)`|\*\*(.+?)\*\*|__(.+?)__|~~(.+?)~~|(?<![\w*])\*([^*\s](?:[^*]*[^*\s])?)\*|(?<!\w)_([^_\s](?:[^_]*[^_\s])?)_(?!\w)|\[([^\]]+)\]\(([^)\s]+)\)/;

function inline(text: string): TextNode[] {
  const match = INLINE.exec(text);
  if (!match) return text ? [{ type: 'text', text }] : [];
  const [whole, code, strong, strong2, strike, em, em2, label, url] = match;
  const node = ((): TextNode => {
    if (code !== undefined) return { type: 'code', children: [{ type: 'text', text: code }] };
    const bold = strong ?? strong2;
    if (bold !== undefined) return { type: 'bold', children: inline(bold) };
    if (strike !== undefined) return { type: 'strike', children: inline(strike) };
    const italic = em ?? em2;
    if (italic !== undefined) return { type: 'italic', children: inline(italic) };
    if (isLiveUrl(url)) return { type: 'link', url, children: inline(label ?? url) };
    return { type: 'text', text: whole };
  })();
  return [...inline(text.slice(0, match.index)), node, ...inline(text.slice(match.index + whole.length))];
}

/** The part of standard Markdown that Slack's `markdown` block shows; no HTML, no images. */
export function parseMarkdown(text: string): MarkdownBlock[] {
  const blocks: MarkdownBlock[] = [];
  const all = text.split('\n');
  for (let at = 0; at < all.length; at++) {
    const line = all[at] as string;
    const heading = /^(#{1,6}) +(.*)$/.exec(line);
    const item = /^\s*([-*+]|\d+\.) +(.*)$/.exec(line);
    const last = blocks.at(-1);
    if (/^```/.test(line)) {
      const end = all.findIndex((other, index) => index > at && /^```/.test(other));
      blocks.push({ type: 'fence', text: all.slice(at + 1, end < 0 ? undefined : end).join('\n') });
      at = end < 0 ? all.length : end;
    } else if (heading) blocks.push({ type: 'heading', level: heading[1]?.length ?? 1, children: inline(heading[2] ?? '') });
    else if (/^(-{3,}|\*{3,})\s*$/.test(line)) blocks.push({ type: 'rule' });
    else if (item) {
      const ordered = /\d/.test(item[1] ?? '');
      if (last?.type === 'list' && last.ordered === ordered && all[at - 1]?.trim()) last.items.push(inline(item[2] ?? ''));
      else blocks.push({ type: 'list', ordered, items: [inline(item[2] ?? '')] });
    } else if (/^>/.test(line)) blocks.push({ type: 'quote', children: inline(line.replace(/^> ?/, '')) });
    else if (line.trim()) {
      if (last?.type === 'paragraph' && all[at - 1]?.trim()) last.children.push({ type: 'break' }, ...inline(line));
      else blocks.push({ type: 'paragraph', children: inline(line) });
    }
  }
  return blocks;
}
