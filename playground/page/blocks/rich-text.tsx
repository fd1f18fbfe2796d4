import type { RichTextBlock, RichTextBlockElement } from '@slack/types';
import { parseRichText } from '../text/parse-rich-text';
import { Nodes } from '../text/text';

function Part({ part }: { part: RichTextBlockElement }) {
  switch (part.type) {
    case 'rich_text_section':
      return (
        <div>
          <Nodes nodes={parseRichText(part.elements)} />
        </div>
      );
    case 'rich_text_quote':
      return (
        <blockquote>
          <Nodes nodes={parseRichText(part.elements)} />
        </blockquote>
      );
    case 'rich_text_preformatted':
      return (
        <pre>
          <Nodes nodes={parseRichText(part.elements)} />
        </pre>
      );
    case 'rich_text_list': {
      const List = part.style === 'ordered' ? 'ol' : 'ul';
      return (
        <List style={{ marginInlineStart: `${(part.indent ?? 0) * 1.5}rem` }}>
          {part.elements.map((item, index) => (
            <li key={index}>
              <Nodes nodes={parseRichText(item.elements)} />
            </li>
          ))}
        </List>
      );
    }
  }
}

export function RichText({ block }: { block: RichTextBlock }) {
  return (
    <div class="rich-text words">
      {block.elements.map((part, index) => (
        <Part key={index} part={part} />
      ))}
    </div>
  );
}
