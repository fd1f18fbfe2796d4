import type { RichTextElement } from '@slack/types';
import { isLiveUrl, type TextNode } from './nodes';

type Style = Partial<Record<'bold' | 'italic' | 'strike' | 'code', boolean>>;

function styled(node: TextNode, style: Style | undefined): TextNode {
  const kinds = (['code', 'strike', 'italic', 'bold'] as const).filter((kind) => style?.[kind]);
  return kinds.reduce<TextNode>((inner, type) => ({ type, children: [inner] }), node);
}

function text(value: string): TextNode[] {
  return value
    .split('\n')
    .flatMap((line, index): TextNode[] => [...(index ? [{ type: 'break' } as const] : []), { type: 'text', text: line }]);
}

/** The leaves of a `rich_text` block: structured already, so no character in them is markup. */
export function parseRichText(elements: RichTextElement[]): TextNode[] {
  return elements.flatMap((element): TextNode[] => {
    switch (element.type) {
      case 'text':
        return text(element.text).map((node) => styled(node, element.style));
      case 'link': {
        const shown = element.text || element.url;
        if (!isLiveUrl(element.url)) return [{ type: 'text', text: element.text ? `${element.text} (${element.url})` : element.url }];
        return [styled({ type: 'link', url: element.url, children: [{ type: 'text', text: shown }] }, element.style)];
      }
      case 'emoji':
        return [{ type: 'emoji', name: element.name }];
      case 'user':
        return [styled({ type: 'mention', kind: 'user', id: element.user_id }, element.style)];
      case 'channel':
        return [styled({ type: 'mention', kind: 'channel', id: element.channel_id }, element.style)];
      case 'usergroup':
        return [styled({ type: 'mention', kind: 'group', id: element.usergroup_id }, element.style)];
      case 'broadcast':
        return [{ type: 'broadcast', range: element.range }];
      case 'date':
        return [{ type: 'date', unix: element.timestamp, format: element.format, fallback: element.fallback ?? '' }];
      default:
        return [{ type: 'text', text: 'value' in element ? String(element.value) : '' }];
    }
  });
}
